"""Writes into an open case, and remembers what the disk did not take, so that nobody is told
that it is kept.
"""

from __future__ import annotations

from interview.core import events as ev
from interview.storage.store import OpenCase, StoreProblem


class Writing:
    """What a sitting puts on disk."""

    def __init__(self, case: OpenCase) -> None:
        self._case = case
        self._not_recorded: dict[tuple[str, str], ev.AnyEvent] = {}
        """By type and address, so that what is written in another way after all is not among
        them.
        """
        self.draft_not_kept = ""
        """Half-typed words that the disk did not take; empty while it takes them."""

    @property
    def not_recorded(self) -> tuple[ev.AnyEvent, ...]:
        """What was to be written and is not on disk."""
        return tuple(self._not_recorded.values())

    def append(self, event: ev.AnyEvent) -> None:
        """Raises StoreProblem, and then the event is not stored."""
        key = event.type, getattr(event, "address", "")
        # Noted first and crossed out after: whatever is raised in between leaves it noted.
        self._not_recorded[key] = event
        self._case.append(event)
        del self._not_recorded[key]

    def keep_draft(self, address: str, text: str) -> None:
        """Keeps half-typed words, or drops them when none are left. Whether the disk took them
        is told at the end.
        """
        self.draft_not_kept = ""
        if not text.strip():
            self._case.drop_draft()
            return
        try:
            self._case.save_draft(address, text)
        except StoreProblem:
            self.draft_not_kept = text
