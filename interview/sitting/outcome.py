"""What became of an answer that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.tree import Check


@dataclass(frozen=True, slots=True)
class Taken:
    """It is on disk."""

    address: str
    shown: str
    """How it was understood."""
    remarks: tuple[str, ...] = ()
    """Sentences the operator should see: kept for later, differs from the chart, confirmed …"""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """It cannot be this kind of answer; nothing was written. The typed text is given back."""

    sentence: str
    typed: str


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """It is unlikely: ask the person once more. Answer again with these checks to keep it."""

    typed: str
    checks: tuple[Check, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """An answer that a change takes off the path."""

    address: str
    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class ToPreview:
    """The change hides other answers (they are kept). Answer again with `accept` to take it."""

    typed: str
    hides: tuple[Hidden, ...]
    leaves: tuple[str, ...]
    """Sentences that would leave the letter."""


Outcome = Taken | NotTaken | ToConfirm | ToPreview
