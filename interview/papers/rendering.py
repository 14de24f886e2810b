"""Letters as files: drafts that say so, final ones that are recorded and never overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from interview.case.letters import choice_of_letters, letters_for, render_letter
from interview.case.problem import CaseProblem
from interview.core import events as ev
from interview.core.state import State
from interview.letters.blocks import Paragraph, Rule, Strong, Text
from interview.letters.content import content_hash
from interview.letters.document import Document
from interview.letters.letter import Letter
from interview.letters.writers.formats import WRITERS
from interview.letters.writers.page import Design, Page
from interview.letters.writers.write_problem import CannotWrite
from interview.papers.paper import page_of
from interview.sitting.desk import openings_lines
from interview.sitting.session import Session
from interview.storage.disk import Disk, make_private_folder, replace_file
from interview.storage.regular import is_another

_COMPLETE = "DRAFT: not to be sent. Nothing is open; it can be made final."
_NOTHING_OPEN = (Paragraph((Strong((Text(_COMPLETE),)),)), Rule())
_PLAIN = Design()


def written_as(page: Page, suffix: str) -> bytes:
    """The page in a format. Raises CaseProblem when it cannot be written in it."""
    try:
        return WRITERS[suffix](page)
    except CannotWrite as problem:
        raise CaseProblem(f"{page.title} as {suffix}: {problem.sentence}") from problem


class WrittenOnce:
    """A page's bytes, made once for each format. Whoever has these two fields has the rest."""

    __slots__ = ()
    page: Page
    _written: dict[str, bytes]

    def written(self, suffix: str) -> bytes:
        """It in a format. Raises CaseProblem when it cannot be written in it."""
        if suffix not in self._written:
            self._written[suffix] = written_as(self.page, suffix)
        return self._written[suffix]

    def text(self, suffix: str) -> str:
        """It in a format that is text."""
        return self.written(suffix).decode()


class Written(Protocol):
    """Whatever has a file name and bytes for each format."""

    def name(self, suffix: str) -> str: ...

    def written(self, suffix: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Rendering(WrittenOnce):
    """One letter of one case, ready to be written."""

    case: str
    document: Document
    page: Page
    is_final: bool = False
    _written: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, suffix: str) -> str:
        kind = (
            "final"
            if self.is_final
            else "INTERNAL"
            if self.document.letter.is_internal
            else "DRAFT"
        )
        return f"{self.case}-{self.document.letter.id}-{self.document.today}-{kind}.{suffix}"

    @property
    def content(self) -> str:
        """The hash of what the letter says."""
        return content_hash(self.document.body, self.document.today)

    def record(self, session: Session, suffixes: Sequence[str], profile: str) -> None:
        """Notes in the transcript that this letter was made final, in these files; once each.

        An internal sheet is never recorded.
        """
        if not self.is_final:
            return
        said = {"letter": self.document.letter.id, "sha256": _sha256(self.written("md"))}
        files = tuple(
            ev.RenderedFile(format=each, sha256=_sha256(self.written(each))) for each in suffixes
        )
        for earlier in session.state.record.renderings:
            if said == {key: getattr(earlier, key) for key in said} and set(files) <= set(
                earlier.files
            ):
                return
        session.append(
            ev.LetterRendered,
            content=self.content,
            day=self.document.today,
            files=files,
            profile=profile,
            said=self.text("md"),
            **said,
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def rendered(
    letters: tuple[Letter, ...],
    state: State,
    case: str,
    today: date,
    wanted: str = "",
    design: Design = _PLAIN,
) -> list[Rendering]:
    """Drafts of the letters that the case calls for, or of the one wanted. Raises CaseProblem
    when there is none.
    """
    choice = choice_of_letters(letters, state)
    chosen = letters_for(letters, state, wanted)
    for each, truth, _ in choice:
        if each in chosen and truth is False:
            raise CaseProblem(
                f"This case does not call for the letter {each.id} ({each.title}): its answers"
                " say no."
            )
    if not chosen:
        depends = [
            f"  {each.title} [{each.id}]: depends on {why}"
            for each, truth, why in choice
            if truth is None
        ]
        raise CaseProblem("\n".join([f"{case} calls for no letter yet.", *depends]))
    return [_draft(render_letter(letter, state, today), state, case, design) for letter in chosen]


def _draft(document: Document, state: State, case: str, design: Design) -> Rendering:
    page = page_of(document, state, case, design)
    if not (document.is_draft or document.letter.is_internal):
        page = replace(page, blocks=(*_NOTHING_OPEN, *document.body))
    return Rendering(case, document, page)


def made_final(draft: Rendering, session: Session) -> Rendering:
    """The final letter; an internal sheet stays what it is. Raises CaseProblem with everything
    that is still open.
    """
    if draft.document.letter.is_internal:
        return draft
    letter, left, parked = (
        draft.document.letter,
        draft.document.keeps_from_final,
        session.state.record.parked,
    )
    if left or parked:
        lines = [f"{letter.title} [{letter.id}] cannot be final yet."]
        lines += openings_lines(left) if left else []
        lines += [f"  - parked note not filed: {note.text}" for note in parked]
        if any(not opening.blocking for opening in left):
            command = f"interview waive {draft.case} ADDRESS REASON"
            lines.append(f"What can wait, the signer may let go, one thing at a time: {command}")
        raise CaseProblem("\n".join(lines))
    page = replace(draft.page, blocks=draft.document.blocks, watermark="")
    return replace(draft, page=page, is_final=True)


def check_files(renderings: Sequence[Rendering], suffixes: Sequence[str], folder: Path) -> None:
    """Raises CaseProblem when a final letter of the same name says something else."""
    for each in renderings:
        for suffix in suffixes:
            path = folder / each.name(suffix)
            if each.is_final and is_another(path, each.written(suffix)):
                raise CaseProblem(
                    f"{path} is a final letter already and says something else. "
                    "Please either choose another folder with --out or move that file away."
                )


def write_files(renderings: Sequence[Written], suffixes: Sequence[str], folder: Path) -> list[Path]:
    """Writes letters or sheets, each file as a whole; drafts of the same day are replaced.
    Returns the paths.
    """
    make_private_folder(folder)
    written = []
    for each in renderings:
        for suffix in suffixes:
            path = folder / each.name(suffix)
            replace_file(Disk(), path, each.written(suffix), sync=True)
            written.append(path)
    return written
