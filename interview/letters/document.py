"""A rendered letter: its blocks, what is still open in it, and whether it may go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interview.letters.blocks import Blocks, Paragraph, Reading, Rule, Strong, Text
from interview.letters.exhibits import Exhibit
from interview.letters.letter import Letter
from interview.letters.trace import Traced, trace

_INTERNAL = "INTERNAL: for this office only. Not to be sent, and not signed."


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing that keeps a letter a draft."""

    address: str
    """Of the question, cell, list or document."""
    what: str
    who: str
    """Who can tell or has it, in words."""
    blocking: bool
    """Whether the letter cannot be final before it is closed; else its signer may waive it."""
    why: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """One thing that the letter goes without because its signer said so."""

    address: str
    """Of the question, cell or document."""
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One letter of one case, ready for a writer."""

    letter: Letter
    body: Blocks
    """The letter itself, without the draft notice."""
    openings: tuple[Opening, ...]
    today: date
    readings: tuple[Reading, ...] = ()
    """Every condition that was read, also where it put nothing into the letter; each once."""
    concerns: frozenset[str] = frozenset()
    """Addresses of all answers that are printed or have decided what is."""
    let_go: tuple[LetGo, ...] = ()
    """What the signer waived, and why: it is not in the letter and holds nothing back."""
    exhibits: tuple[Exhibit, ...] = ()
    """The documents that go with it, under the letters by which it names them."""

    @property
    def is_draft(self) -> bool:
        return bool(self.keeps_from_final)

    @property
    def keeps_from_final(self) -> tuple[Opening, ...]:
        """What must be closed or waived before the letter may be final.

        An internal sheet never goes out, so nothing holds it back.
        """
        return () if self.letter.is_internal else self.openings

    @property
    def blocks(self) -> Blocks:
        """What writers write: a draft, and a sheet for the office, say so at their top."""
        if self.letter.is_internal:
            return (*_at_top(_INTERNAL), *self.body)
        return (*self._notice(), *self.body) if self.is_draft else self.body

    def _notice(self) -> Blocks:
        number = len(self.keeps_from_final)
        things = "One thing is" if number == 1 else f"{number} things are"
        return _at_top(f"DRAFT: not to be sent. {things} still open.")

    def trace(self) -> tuple[Traced, ...]:
        """Every sentence with the answers and conditions it comes from."""
        return trace(self.body)


def _at_top(words: str) -> Blocks:
    return (Paragraph((Strong((Text(words),)),)), Rule())
