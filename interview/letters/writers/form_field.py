"""One field of a form that can be filled in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormField:
    """What a program that fills in forms knows of it."""

    name: str
    """Parts between periods become groups: `severity.score` is the field `score` of the group
    `severity`.
    """
    tooltip: str
    """What is asked, for those who cannot see the page."""
    is_long: bool = False
    """Whether it takes several lines."""
    is_box: bool = False
    """A box to tick, and not a line to write on."""
