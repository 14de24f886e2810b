"""The situation of a case: what a handful of early answers settle, and what letters may presume.

An axis, such as the stage of the dispute or the time of care, has a few values, each with the
condition under which it holds. Nobody is asked for a value: it follows from answers and from what
was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from interview.core.conditions.nodes import Condition
from interview.core.texts import Place, Text

if TYPE_CHECKING:  # A tree holds axes, and a state holds a tree.
    from interview.core.state import State


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


def presumed(presumption: Presumption, text: str) -> str:
    """The first of its words that the text holds, as written there; empty if it holds none."""
    found = _pattern(presumption.words).search(text)
    return found[0] if found else ""


@lru_cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    # A line may break wherever a blank stands.
    joined = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest_first)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def situation(state: State) -> Iterator[tuple[Axis, AxisValue | None]]:
    """Each axis with its value; None while what it follows from is not known, or where none of its
    values holds.
    """
    for axis in state.tree.axes:
        yield axis, _value(state, axis)


def _value(state: State, axis: Axis) -> AxisValue | None:
    for value in axis.values:
        truth = state.truth(value.when)
        if truth is not False:  # An earlier value that may hold hides the later ones.
            return value if truth else None
    return None
