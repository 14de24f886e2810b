"""The axes of a situation: what a handful of early answers settle, and what letters may presume.

An axis, such as the stage of the dispute or the time of care, has a few values, each with the
condition under which it holds. Nobody is asked for a value: it follows from answers and from what
was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.conditions.nodes import Condition
from interview.core.texts import Place, Text


@dataclass(frozen=True, slots=True)
class AxisValue:
    """One of the values of an axis; among several that hold the first counts."""

    id: str
    label: Text
    when: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that a situation settles."""

    id: str
    title: Text
    values: tuple[AxisValue, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Presumption:
    """Words with which a letter presumes that a condition holds."""

    id: str
    words: tuple[str, ...]
    """Whole words in small letters, such as "refused" or "my patient"."""
    what: Text
    """What they presume, such as "that the plan has refused"."""
    when: Condition
    place: Place
