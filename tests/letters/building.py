"""Real trees from YAML in the test, and cases built answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from textwrap import dedent
from typing import Any

from interview.case.letter_rights import LetterRights
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.attachments import attachment_statuses
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.core.state import State, replay
from interview.letters.document import Document
from interview.letters.letter import Letter
from interview.letters.loading import load_letters
from interview.letters.render import render
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.text import to_text
from interview.storage.yaml_source import load_yaml

TODAY = date(2026, 11, 21)
START = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=-5)))


def engine_of(files: Mapping[str, str]) -> Engine:
    """A compiled tree from the text of its files, by name without suffix."""
    return Engine(
        build_tree({name: load_yaml(dedent(text), f"{name}.yaml") for name, text in files.items()})
    )


class CaseFile:
    """The events of one case, with a method for each thing that can happen."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.events: list[ev.AnyEvent] = []
        self.rows: dict[str, int] = {}
        self.call = 1
        self.live = State(engine)
        self._add(
            ev.CaseOpened,
            case="c-test00",
            tree=engine.tree.id,
            tree_version="1",
            tree_hash=engine.tree.hash,
        )
        self.on_the_line(Party.patient)

    def on_the_line(self, party: Party, relation: str = "") -> CaseFile:
        respondent = ev.Respondent(party=party, relation=relation)
        self._add(ev.CallStarted, direction="in", respondent=respondent)
        return self

    def say(
        self, address: str, typed: str, party: Party = Party.patient, how: How = How.said
    ) -> CaseFile:
        """An answer, read by the question's own kind."""
        question = self.question(address)
        value = question.kind.read(typed, question, TODAY)
        claim = Claim(
            state=AnswerState.answered,
            source=Source(party=party, how=how),
            value=question.kind.dump(value),
            typed=typed,
        )
        self._add(ev.AnswerGiven, address=address, claim=claim)
        return self

    def chart(self, address: str, typed: str) -> CaseFile:
        return self.say(address, typed, Party.prescriber, How.chart)

    def notice(self, address: str, typed: str) -> CaseFile:
        return self.say(address, typed, Party.plan, How.letter)

    def set(
        self,
        address: str,
        state: AnswerState,
        party: Party = Party.patient,
        owner: Party | None = None,
        how: How = How.said,
    ) -> CaseFile:
        claim = Claim(state=state, source=Source(party=party, how=how), owner=owner)
        self._add(ev.AnswerGiven, address=address, claim=claim)
        return self

    def row(self, list_id: str) -> str:
        """Adds a row and gives its address."""
        number = self.rows[list_id] = self.rows.get(list_id, 0) + 1
        self._add(ev.RowAdded, list=list_id, row=f"r{number}")
        return f"{list_id}/r{number}"

    def close(self, list_id: str) -> CaseFile:
        return self.set(
            list_id, AnswerState.answered if self.rows.get(list_id) else AnswerState.none
        )

    def waive(self, address: str, reason: str = "not needed here", saw: str = "") -> CaseFile:
        self._add(ev.Waived, address=address, reason=reason, by="Dr. Example", saw=saw)
        return self

    def settle(self, address: str, party: Party) -> CaseFile:
        """Sources disagree, and this party's word is the right one."""
        self._add(ev.Settled, address=address, party=party)
        return self

    def choose(self, address: str, how: str = "kept", words: str = "") -> CaseFile:
        """What the desk made of the caller's words that stand there now."""
        claim = self.live.answer(address).seq
        self._add(ev.WordsChosen, address=address, claim=claim, how=how, words=words)
        return self

    def attach(
        self, attachment: str, name: str = "scan.pdf", document_date: date | None = None
    ) -> CaseFile:
        self._add(
            ev.AttachmentAdded,
            attachment=attachment,
            name=name,
            sha256="0" * 64,
            size=10,
            document_date=document_date,
        )
        return self

    def held_by(self, document: str, party: Party, name: str = "") -> CaseFile:
        """Somebody says who has the document."""
        self._add(ev.HolderSet, document=document, party=party, name=name)
        return self

    def undo(self) -> CaseFile:
        """Takes the last event back."""
        self._add(ev.Undone, target=len(self.events))
        return self

    @property
    def state(self) -> State:
        return replay(self.engine, self.events)

    def question(self, address: str) -> Any:
        found = self.live.find(address)
        assert found is not None, address
        return found[2]

    def _add(self, kind: Any, **values: Any) -> None:
        seq = len(self.events) + 1
        at = START + timedelta(minutes=seq)
        self.events.append(kind(seq=seq, at=at, operator="Dana", call=self.call, **values))
        self.live.apply(self.events[-1])


def drawn(case: CaseFile, letter: Letter, today: date = TODAY) -> Document:
    """The letter for this case."""
    state = case.state
    return render(letter, state, today, attachment_statuses(state), LetterRights(state, today))


def letter_of(engine: Engine, body: str, voice: str = "patient", **more: str) -> Letter:
    """A letter with this body. `more` are further templates; `__` in a name stands for `/`,
    `front` is front matter.
    """
    front = more.pop("front", "")
    text = f"---\nletter: sample\ntitle: Sample\nvoice: {voice}\n{front}---\n{dedent(body)}"
    others = {f"{name.replace('__', '/')}.md.j2": dedent(source) for name, source in more.items()}
    return load_letters({"sample.md.j2": text, **others}, engine.tree)[0]


def markdown_of(case: CaseFile, body: str, voice: str = "patient", **more: str) -> str:
    """The Markdown of a one-off letter, without the draft notice."""
    return to_markdown(drawn(case, letter_of(case.engine, body, voice, **more)).body)


def text_of(case: CaseFile, body: str, voice: str = "patient", **more: str) -> str:
    return to_text(drawn(case, letter_of(case.engine, body, voice, **more)).body)
