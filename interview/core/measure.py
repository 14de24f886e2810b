"""What can be compared: an amount or a day, known exactly or as an interval, in a unit."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date
from fractions import Fraction

DAY = "day-number"
"""Unit of a calendar day; amounts are proleptic ordinals (`date.toordinal`)."""

Truth = bool | None
"""True, False, or None for unsure (Kleene's strong three-valued logic)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount between `low` and `high` (both included) in one unit.

    `unit` None stands for a bare number in a condition, which takes the unit of what it is compared
    with.
    """

    unit: str | None
    low: Fraction
    high: Fraction

    @staticmethod
    def exactly(amount: int | Fraction, unit: str | None) -> Measure:
        return Measure(unit, Fraction(amount), Fraction(amount))


def less(a: Measure, b: Measure) -> Truth:
    """a < b: true or false only when it holds for every value the intervals allow."""
    if not _comparable(a, b):
        return None
    if a.high < b.low:
        return True
    return False if a.low >= b.high else None


def equal(a: Measure, b: Measure) -> Truth:
    if not _comparable(a, b):
        return None
    if a.high < b.low or b.high < a.low:
        return False
    return True if a.low == a.high == b.low == b.high else None


def _comparable(a: Measure, b: Measure) -> bool:
    return a.unit == b.unit or a.unit is None or b.unit is None


@dataclass(frozen=True, slots=True)
class Days:
    """The value of a date question: the days it may be, first and last included.

    "2025" is 1 January to 31 December 2025: precision is kept and never invented.
    """

    first: date
    last: date
    about: bool = False
    """The speaker said "about"; shown as such."""

    @property
    def measure(self) -> Measure:
        return Measure(DAY, Fraction(self.first.toordinal()), Fraction(self.last.toordinal()))


_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def days_from_iso(text: str) -> Days:
    """Read "2025", "2025-03" or "2025-03-14". Raises ValueError for anything else."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))


def elapsed(unit: str, start: Measure, end: Measure) -> Measure | None:
    """Completed days, weeks, months or years from one day to another; None when they are not days.

    Months and years are completed ones, as ages are counted: 31 January to 28 February is no month
    yet.
    """
    if start.unit != DAY or end.unit != DAY:
        return None
    count = _ELAPSED[unit]
    low = count(_day(start.high), _day(end.low))
    high = count(_day(start.low), _day(end.high))
    return Measure(unit, Fraction(low), Fraction(high))


def _day(ordinal: Fraction) -> date:
    return date.fromordinal(int(ordinal))


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; none until the day of the month has come."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that lacks it. Raises
    OverflowError beyond 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > MAXYEAR:
        raise OverflowError(year)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_ELAPSED: dict[str, Callable[[date, date], int]] = {
    "days": lambda start, end: (end - start).days,
    "weeks": lambda start, end: (end - start).days // 7,
    "months": months_between,
    "years": lambda start, end: months_between(start, end) // 12,
}
TIMES = tuple(_ELAPSED)
"""Units in which a span of time is counted."""
