"""Notes typed before anybody has said whose case this is. They wait for that: the wrong case
must not get them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

HELD = frozenset({"park", "note"})
"""Commands whose words wait."""

Write = Callable[[str, str], tuple[str, ...]]
"""Runs a command with its words and returns what it says."""


@dataclass(slots=True)
class HeldNotes:
    """What was typed at the question whether this is the right patient."""

    waiting: list[tuple[str, str]] = field(default_factory=list)

    def hold(self, name: str, words: str) -> str:
        """Keeps a note till it is known whose it is; returns a sentence."""
        if not words:
            return f"Please type it in one line, as in: /{name} she has moved"
        self.waiting.append((name, words))
        return "Held; it is kept in this case once you have said that this is the right patient."

    def written(self, write: Write) -> tuple[str, ...]:
        """Writes what waited; returns what is said to it. What could not be written still waits."""
        said: list[str] = []
        while self.waiting:
            said += write(*self.waiting[0])
            del self.waiting[0]
        return tuple(said)

    def given_back(self) -> tuple[str, ...]:
        """What waited and is in no case, since nobody said that this is the right one."""
        waiting, self.waiting = self.waiting, []
        return tuple(
            f"Not kept, since nobody said that this is the right patient: {words}"
            for _, words in waiting
        )
