"""One sheet of one case, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from interview.letters.writers.page import Page
from interview.session.rendering import written_as


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and the name that its files get."""

    id: str
    case: str
    day: date
    page: Page
    _written: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, suffix: str) -> str:
        """Case, sheet and date, such as `c-7k3m9q-sheet-prescriber-2026-11-02.pdf`."""
        return f"{self.case}-sheet-{self.id}-{self.day}.{suffix}"

    def written(self, suffix: str) -> bytes:
        """The sheet in a format, made once. Raises CaseProblem when it cannot be written in it."""
        if suffix not in self._written:
            self._written[suffix] = written_as(self.page, suffix)
        return self._written[suffix]

    def text(self, suffix: str) -> str:
        """The sheet in a format that is text."""
        return self.written(suffix).decode()
