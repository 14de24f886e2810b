"""Amounts and days for the naive engine, compared by looking at the ends of what they may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NO, UNSURE, YES = Fraction(0), Fraction(1, 2), Fraction(1)


@dataclass(frozen=True)
class Range:
    """An amount somewhere between two ends; unit None goes with every unit, "day" is a calendar
    day.
    """

    low: Fraction
    high: Fraction
    unit: str | None

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        return self.low, self.high


def day_range(first: date, last: date) -> Range:
    return Range(Fraction(first.toordinal()), Fraction(last.toordinal()), "day")


def compared(operator: str, a: Range | None, b: Range | None) -> Fraction:
    if a is None or b is None or (a.unit != b.unit and a.unit is not None and b.unit is not None):
        return UNSURE
    match operator:
        case "==" | "!=":
            truth = _equal(a, b)
            return truth if operator == "==" else 1 - truth
        case "<":
            found = {x < y for x in a.ends for y in b.ends}
        case "<=":
            found = {x <= y for x in a.ends for y in b.ends}
        case ">":
            found = {x > y for x in a.ends for y in b.ends}
        case _:
            found = {x >= y for x in a.ends for y in b.ends}
    return UNSURE if len(found) == 2 else Fraction(found.pop())


def _equal(a: Range, b: Range) -> Fraction:
    if max(a.low, b.low) > min(a.high, b.high):
        return NO
    return YES if len({*a.ends, *b.ends}) == 1 else UNSURE


def elapsed(unit: str, start: Range | None, end: Range | None) -> Range | None:
    if start is None or end is None or start.unit != "day" or end.unit != "day":
        return None
    corners = [_completed(unit, _date(s), _date(e)) for s in start.ends for e in end.ends]
    return Range(Fraction(min(corners)), Fraction(max(corners)), unit)


def _date(ordinal: Fraction) -> date:
    return date.fromordinal(int(ordinal))


def _completed(unit: str, start: date, end: date) -> int:
    """The greatest whole number of units after which, counted from the start, the end has not
    yet passed.
    """
    if unit in ("days", "weeks"):
        return (end - start).days // (7 if unit == "weeks" else 1)
    step = 12 if unit == "years" else 1
    count = (end.year - start.year + 1) * 12 // step
    while _months_on(start, count * step) > (end.year, end.month, end.day):
        count -= 1
    return count


def _months_on(start: date, months: int) -> tuple[int, int, int]:
    """The same day of a later month, even where that month has no such day: it is reached when
    the month is over.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return year, month + 1, start.day
