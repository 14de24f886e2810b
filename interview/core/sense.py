"""What a sensible answer looks like, by itself and beside others, as the authors of a tree say
it. Frozen data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview.core.conditions.nodes import Condition
    from interview.core.texts import Place, Text


@dataclass(frozen=True, slots=True)
class Expect:
    """What a sensible answer to one question looks like. Another one is asked about and found in
    a letter.
    """

    say: Text
    """What is asked where the answer is none."""
    place: Place
    words: int = 0
    """So many words at least."""
    letters: int = 0
    """So many letters at least."""
    digits: bool | None = None
    """Whether it holds a digit; None where both are sensible."""
    unlike: tuple[str, ...] = ()
    """Words that are no answer where they are all of it, folded and without stops."""
    single: bool = False
    """It names one thing: no comma, plus sign or "and", unless brackets give another name of the
    whole.
    """
    sundays: bool = True
    """Whether a Sunday is likely, for a date or a dated score; visits and most tests are on
    other days.
    """
    when: Condition | None = None
    """It is held to this unless the condition is false."""
    name: str = ""
    """The tests as written, by which a confirmation names them."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """The column that says what a row is about, so that two rows about the same thing are
    noticed.
    """

    column: str
    say: Text
    """What is asked about a second row of the same; it may name the columns of the first."""
    apart: str = ""
    """A column that tells two rows of the same thing apart where both know it and differ, such
    as the start.
    """
    unlike: str = ""
    """A question whose answer is to be no row."""
    unlike_say: Text | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """Three questions whose figures go together: what the dose takes in its time is the
    quantity.
    """

    strength: str
    dose: str
    quantity: str
    say: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Rating:
    """Something that people rate in several answers, which should be the same."""

    words: tuple[str, ...]
    """Beginnings of words that name it, in small letters."""
    of: tuple[str, ...]
    """The questions whose answers are held against one another, `list/column` for a column."""
    most: int
    """The top of its scale."""
    say: Text
    place: Place
