"""Spans of days: the periods people name (a month, early 2024, spring), and how wide "about"
makes them.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from interview.core.kinds.base import Refused
from interview.core.measure import Days

EARLIEST, LATEST = 1880, 2150
"""Years that can be meant; anything else is a slip of the fingers."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(year: int, month: int, number: int) -> Days:
    """One day. Raises Refused when the calendar has no such day."""
    month_of(year, month)
    length = calendar.monthrange(year, month)[1]
    if not 1 <= number <= length:
        raise Refused(
            f"{MONTHS[month - 1]} {year} has {length} days, so there is no day {number}. Please"
            " check the date."
        )
    return only(date(year, month, number))


def only(when: date) -> Days:
    return Days(when, when)


def month_of(year: int, month: int) -> Days:
    """A whole month, numbered from 1. Raises Refused when there is none."""
    year_of(year)
    if not 1 <= month <= 12:
        raise Refused(
            f"There is no month {month}. Please type month, day and year, for example 3/14/2025."
        )
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Days:
    """A whole year. Raises Refused outside EARLIEST to LATEST."""
    if not EARLIEST <= year <= LATEST:
        raise Refused(
            f"The year {year} cannot be right. Please check it, and type it with four digits."
        )
    return Days(date(year, 1, 1), date(year, 12, 31))


def decade_of(year: int) -> Days:
    return Days(year_of(year).first, year_of(year + 9).last)


_SEASONS = {"spring": (3, 6, 20), "summer": (6, 9, 22), "fall": (9, 12, 20)}


def season_of(name: str, year: int) -> Days:
    """Spring, summer or fall: from the first of its month to the end of the astronomical season.
    People mean either.

    "winter" is the one that begins in December of `year`.
    """
    year_of(year)
    if name == "winter":
        return Days(date(year, 12, 1), date(year + 1, 3, 20))
    start, end, last = _SEASONS[name]
    return Days(date(year, start, 1), date(year, end, last))


PARTS = ("early", "mid", "late")


def part_of(part: str, whole: Days) -> Days:
    """A third: of a month days 1-10, 11-20, 21-end; of a year four months; of a decade four,
    three, three years.
    """
    index = PARTS.index(part)
    first, last = whole.first, whole.last
    if whole == year_of(first.year):
        return Days(date(first.year, 4 * index + 1, 1), month_of(first.year, 4 * index + 4).last)
    if last.year - first.year == 9:
        years = ((0, 3), (4, 6), (7, 9))[index]
        return Days(date(first.year + years[0], 1, 1), date(first.year + years[1], 12, 31))
    third = 10 if len_of(whole) <= 31 else len_of(whole) // 3
    begin = first + timedelta(third * index)
    return Days(begin, last if index == 2 else begin + timedelta(third - 1))


def len_of(days: Days) -> int:
    """How many days."""
    return (days.last - days.first).days + 1


def about(core: Days) -> Days:
    """What "about" makes of a span: a margin on either side, by how long the span is.

    Up to two weeks: 7 days. Up to a month: 15 days. Less than a year: 30 days. Whole years: 6
    months. "About mid March" is all of March, which is what "mid" already leaves open.
    """
    month = Days(
        core.first.replace(day=1),
        core.first.replace(day=calendar.monthrange(core.first.year, core.first.month)[1]),
    )
    if core == part_of("mid", month):
        return month
    if core == Days(date(core.first.year, 1, 1), date(core.last.year, 12, 31)):
        return Days(date(core.first.year - 1, 7, 1), date(core.last.year + 1, 6, 30), about=True)
    length = len_of(core)
    return _wider(core, 7 if length <= 14 else 15 if length <= 31 else 30 if length < 365 else 182)


def in_words(days: Days) -> str:
    """The span as people write it; reading those words again gives the same span."""
    if not days.about:
        return _name(days) or f"between {_bounds(days)}"
    for core in _cores(days):
        name = _name(core)
        if name and about(core) == days:
            return f"about {name}"
    return f"between about {_bounds(days)}"


def _wider(days: Days, margin: int) -> Days:
    return Days(days.first - timedelta(margin), days.last + timedelta(margin), about=True)


def _cores(days: Days) -> Iterator[Days]:
    """Spans that "about" may have widened to this one."""
    for margin in (7, 15, 30):
        if len_of(days) > 2 * margin:
            yield Days(days.first + timedelta(margin), days.last - timedelta(margin))
    if (days.first.month, days.first.day, days.last.month, days.last.day) == (
        7,
        1,
        6,
        30,
    ) and days.last.year - days.first.year > 1:
        yield Days(date(days.first.year + 1, 1, 1), date(days.last.year - 1, 12, 31))


def _name(days: Days) -> str:
    """The one name of a span, or nothing."""
    first, last = days.first, days.last
    if first == last:
        return _day_words(first)
    return next((words for words, span in _named_from(first) if span() == Days(first, last)), "")


def _named_from(first: date) -> Iterator[tuple[str, Callable[[], Days]]]:
    """All named spans that may begin on this day, built only when asked for."""
    year, number = first.year, first.month
    month = f"{MONTHS[number - 1]} {year}"
    if not EARLIEST <= year <= LATEST - 9:
        return
    yield month, lambda: month_of(year, number)
    yield str(year), lambda: year_of(year)
    for part in PARTS:
        yield f"{part} {month}", lambda part=part: part_of(part, month_of(year, number))  # type: ignore[misc]
        yield f"{part} {year}", lambda part=part: part_of(part, year_of(year))  # type: ignore[misc]
    for season in _SEASONS:
        yield f"{season} {year}", lambda season=season: season_of(season, year)  # type: ignore[misc]
    yield f"winter {year}-{(year + 1) % 100:02}", lambda: season_of("winter", year)
    if year % 10 == 0:
        yield f"the {year}s", lambda: decade_of(year)


def _day_words(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def _bounds(days: Days) -> str:
    first, last = days.first, days.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year} and {last.year}"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} and {MONTHS[last.month - 1]} {last.year}"
    start = _day_words(first).removesuffix(f", {last.year}")
    return f"{start} and {_day_words(last)}"
