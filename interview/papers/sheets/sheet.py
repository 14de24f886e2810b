"""One sheet of one case, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from interview.letters.writers.page import Page
from interview.papers.rendering import WrittenOnce


@dataclass(frozen=True, slots=True)
class Sheet(WrittenOnce):
    """A page and the name that its files get."""

    id: str
    case: str
    day: date
    page: Page
    _written: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, suffix: str) -> str:
        """Case, sheet and date, such as `c-7k3m9q-sheet-prescriber-2026-11-02.pdf`."""
        return f"{self.case}-sheet-{self.id}-{self.day}.{suffix}"
