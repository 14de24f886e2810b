"""Worked cases on the shipped tree, with made-up people, for the golden letters.

A case is a text file under cases/. `[chart]` says who tells what follows, `address: words` is what
was typed, `-` that there is none, `+ list` adds a row whose columns begin with a period, `close
list` says that the list is complete, `keep address` that a caller's words there may stand in
letters as they are, and `attach document [date]` puts a document on file.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from interview.case.letter_rights import NAMES
from interview.core.answers import AnswerState, How, Party
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.letters.document import Document
from interview.letters.letter import Letter, applicable
from interview.letters.loading import load_letters
from interview.storage.yaml_source import read_yaml
from tests.letters.building import CaseFile, drawn

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
CASES = sorted(path.stem for path in (HERE / "cases").glob("*.txt"))

TELLERS = {
    "patient said": (Party.patient, How.said),
    "mother said": (Party.proxy, How.said),
    "chart": (Party.prescriber, How.chart),
    "notice": (Party.plan, How.letter),
    "office": (Party.coordinator, How.imported),
}


@cache
def shipped_engine() -> Engine:
    root = PROJECT / "question_trees"
    names = {path: path.relative_to(root).as_posix() for path in sorted(root.rglob("*.yaml"))}
    return Engine(
        build_tree(
            {name.removesuffix(".yaml"): read_yaml(path, name) for path, name in names.items()}
        )
    )


@cache
def shipped_sources() -> dict[str, str]:
    root = PROJECT / "templates"
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*.j2"))
    }


@cache
def shipped_letters() -> dict[str, Letter]:
    return {
        letter.id: letter
        for letter in load_letters(shipped_sources(), shipped_engine().tree, NAMES)
    }


def worked(name: str) -> CaseFile:
    """The case of this name."""
    reader = _Reader(CaseFile(shipped_engine()))
    for line in (HERE / "cases" / f"{name}.txt").read_text("utf-8").splitlines():
        reader.line(line.strip())
    return reader.case


class _Reader:
    def __init__(self, case: CaseFile) -> None:
        self.case = case
        self.row = ""
        self.party, self.how = Party.patient, How.said

    def line(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if line.startswith("["):
            self._tellers(line[1:-1])
        elif word == "+":
            self.row = self.case.row(rest)
        elif word == "close":
            self.case.close(rest)
        elif word == "keep":
            self.case.choose(rest)
        elif word == "attach":
            name, _, day = rest.partition(" ")
            self.case.attach(name, f"{name}.pdf", date.fromisoformat(day) if day else None)
        elif line:
            self._answer(*line.split(": ", 1))

    def _tellers(self, who: str) -> None:
        self.party, self.how = TELLERS[who]
        if self.party is Party.proxy:
            self.case.on_the_line(Party.proxy, "mother")

    def _answer(self, name: str, typed: str) -> None:
        address = f"{self.row}/{name[1:]}" if name.startswith(".") else name
        if typed == "-":
            self.case.set(address, AnswerState.none, self.party, how=self.how)
        else:
            self.case.say(address, typed.replace("\\n", "\n"), self.party, self.how)


@cache
def drawn_letters(name: str) -> tuple[Document, ...]:
    """Every letter that the worked case calls for, sheets for the office too."""
    case = worked(name)
    return tuple(
        drawn(case, letter)
        for letter in shipped_letters().values()
        if applicable(letter, case.state)
    )


def drawn_letter(name: str, letter: str) -> Document:
    """The letter with this id for the worked case."""
    return next(document for document in drawn_letters(name) if document.letter.id == letter)
