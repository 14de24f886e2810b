"""The axes of a situation: what a handful of early answers settle, and what letters may presume.

An axis, such as the stage of the dispute or the time of care, has a few values, each with the
condition under which it holds. Nobody is asked for a value: it follows from answers and from what
was recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
