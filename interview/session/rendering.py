"""Letters as files: drafts that say so, final ones that are recorded and never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from interview.core.state import State
from interview.letters.blocks import Blocks, Paragraph, Rule, Strong, Text
from interview.letters.document import Document
from interview.letters.letter import Letter
from interview.session.desk import openings_lines
from interview.session.letters import (
    WRITERS,
    choice_of_letters,
    digest,
    letters_for,
    record_final,
    render_letter,
)
from interview.session.problem import CaseProblem
from interview.session.session import Session
from interview.storage.disk import Disk, make_private_folder, replace_file

_COMPLETE = "DRAFT: not to be sent. Nothing is open; it can be made final."


@dataclass(frozen=True, slots=True)
class Rendering:
    """One letter of one case, ready to be written."""

    case: str
    document: Document
    is_final: bool = False

    def text(self, suffix: str) -> str:
        """The letter in a format; whatever is not final, or stays in the office, begins with a line that says so."""
        return WRITERS[suffix](self._blocks())

    def name(self, suffix: str) -> str:
        kind = "final" if self.is_final else "INTERNAL" if self.document.letter.is_internal else "DRAFT"
        return f"{self.case}-{self.document.letter.id}-{self.document.today}-{kind}.{suffix}"

    def record(self, session: Session) -> None:
        """Notes in the transcript that this text was made final; the same text only once, an internal sheet never."""
        if not self.is_final:
            return
        known = {(r.letter, r.sha256, r.as_is) for r in session.state.record.renderings}
        if (self.document.letter.id, digest(self.document), self.document.as_is) not in known:
            record_final(session, self.document)

    def _blocks(self) -> Blocks:
        if self.is_final or self.document.is_draft or self.document.letter.is_internal:
            return self.document.blocks
        return (Paragraph((Strong((Text(_COMPLETE),)),)), Rule(), *self.document.body)


def rendered(letters: tuple[Letter, ...], state: State, case: str, today: date, wanted: str = "") -> list[Rendering]:
    """Drafts of the letters that the case calls for, or of the one wanted. Raises CaseProblem when there is none."""
    choice = choice_of_letters(letters, state)
    chosen = letters_for(letters, state, wanted)
    for each, truth, _ in choice:
        if each in chosen and truth is False:
            raise CaseProblem(f"This case does not call for the letter {each.id} ({each.title}): its answers say no.")
    if not chosen:
        depends = [f"  {each.title} [{each.id}]: depends on {why}" for each, truth, why in choice if truth is None]
        raise CaseProblem("\n".join([f"{case} calls for no letter yet.", *depends]))
    return [Rendering(case, render_letter(letter, state, today)) for letter in chosen]


def made_final(draft: Rendering, session: Session, as_is: str = "") -> Rendering:
    """The final letter; an internal sheet stays what it is. Raises CaseProblem with everything that is still open."""
    if draft.document.letter.is_internal:
        return draft
    document, left = draft.document.sent_as_is(as_is), draft.document.keeps_from_final(as_is)
    parked = [] if as_is else session.state.record.parked
    if left or parked:
        lines = [f"{document.letter.title} [{document.letter.id}] cannot be final yet."]
        lines += openings_lines(left) if left else []
        lines += [f"  - parked note not filed: {note.text}" for note in parked]
        if not any(opening.blocking for opening in left) and not as_is:
            lines.append("What is open can wait: --as-is REASON makes it final with the signer's reason.")
        raise CaseProblem("\n".join(lines))
    return replace(draft, document=document, is_final=True)


def check_files(renderings: Sequence[Rendering], suffixes: Sequence[str], folder: Path) -> None:
    """Raises CaseProblem when a final letter of the same name says something else."""
    for each in renderings:
        for suffix in suffixes:
            path = folder / each.name(suffix)
            if each.is_final and path.exists() and path.read_bytes() != each.text(suffix).encode():
                raise CaseProblem(
                    f"{path} is a final letter already and says something else. "
                    "Please either choose another folder with --out or move that file away."
                )


def write_files(renderings: Sequence[Rendering], suffixes: Sequence[str], folder: Path) -> list[Path]:
    """Writes the letters, each file as a whole; drafts of the same day are replaced. Returns the paths."""
    make_private_folder(folder)
    written = []
    for each in renderings:
        for suffix in suffixes:
            path = folder / each.name(suffix)
            replace_file(Disk(), path, each.text(suffix).encode(), sync=True)
            written.append(path)
    return written
