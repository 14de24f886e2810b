"""Dates with words in them: months, weekdays, seasons, holidays, parts of a year, "last March"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from interview.core.kinds.base import Refused
from interview.core.kinds.date_numbers import Frame
from interview.core.kinds.holidays import HOLIDAYS
from interview.core.kinds.spans import (
    MONTHS,
    PARTS,
    day,
    decade_of,
    in_words,
    month_of,
    only,
    part_of,
    season_of,
    year_of,
)
from interview.core.measure import Days

_MONTH_NUMBER = {
    name[:length].casefold(): n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))
} | {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_NUMBER = {
    name[:length]: n for n, name in enumerate(_WEEKDAYS) for length in (3, 4, 5, len(name))
}

MONTH = f"(?P<month>{'|'.join(sorted(_MONTH_NUMBER, key=len, reverse=True))})"
_WEEKDAY = f"(?P<weekday>{'|'.join(sorted(_WEEKDAY_NUMBER, key=len, reverse=True))})"
_D = "(?P<day>[0-9]{1,2})"
_Y = "(?P<year>[0-9]{4}|'[0-9]{2})"
_Y2 = "(?P<year>[0-9]{4}|'?[0-9]{2})"

_DAY_FORMS = [
    re.compile(form)
    for form in (
        f"{MONTH} {_D}(?: {_Y2})?",
        f"{_D} {MONTH}(?: {_Y2})?",
        f"(?P<year>[0-9]{{4}}) {MONTH} {_D}",
    )
]
_MONTH_FORMS = [
    re.compile(form) for form in (f"{MONTH}(?: {_Y})?", f"(?P<year>[0-9]{{4}}) {MONTH}")
]


def read_named(text: str, frame: Frame) -> Days | None:
    """A day or period that has a name. None when the text is something else; Refused when the
    name fits no day.
    """
    for rule in (
        _named_day,
        _named_month,
        _weekday,
        _relative,
        _part,
        _season,
        _holiday,
        _fraction,
        _decade,
    ):
        days = rule(text, frame)
        if days is not None:
            return days
    return None


def _match(forms: list[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def _named_day(text: str, frame: Frame) -> Days | None:
    match = _match(_DAY_FORMS, text)
    if match is None:
        return None
    month, number, year = _MONTH_NUMBER[match["month"]], int(match["day"]), match["year"]
    if number > 31 and not year:
        name = MONTHS[month - 1]
        raise Refused(
            f"{name} has no day {number}. If {number} is the year, please type {name} 19{number} in"
            " full."
        )
    if year:
        return day(frame.year(year), month, number)
    return frame.latest(lambda year: day(year, month, number))


def _named_month(text: str, frame: Frame) -> Days | None:
    match = _match(_MONTH_FORMS, text)
    if match is None:
        return None
    month = _MONTH_NUMBER[match["month"]]
    return (
        month_of(frame.year(match["year"]), month)
        if match["year"]
        else frame.latest(lambda year: month_of(year, month))
    )


def _weekday(text: str, frame: Frame) -> Days | None:
    """ "Monday, March 3, 2025" (which must be one), "Friday" or "last Friday": the latest before
    today.
    """
    match = re.fullmatch(
        f"(?P<which>last |past |this past |this |next )?{_WEEKDAY}(?P<rest> .+)?", text
    )
    if match is None:
        return None
    number = _WEEKDAY_NUMBER[match["weekday"]]
    if match["rest"]:
        return _checked_weekday(number, match["rest"].strip(), frame)
    ahead = (number - frame.today.weekday()) % 7
    if match["which"] == "next " or (match["which"] == "this " and frame.future):
        return only(frame.today + timedelta(ahead or 7))
    return only(frame.today + timedelta((ahead or 7) - 7))


def _checked_weekday(number: int, rest: str, frame: Frame) -> Days | None:
    from interview.core.kinds.date_numbers import read_numeric

    days = _named_day(rest, frame) or read_numeric(rest, frame)
    if days is not None and (days.first != days.last or days.first.weekday() != number):
        right = _WEEKDAYS[days.first.weekday()].capitalize()
        raise Refused(
            f"{in_words(days)} is a {right}, not a {_WEEKDAYS[number].capitalize()}. Please check"
            " the date."
        )
    return days


def _relative(text: str, frame: Frame) -> Days | None:
    """ "last week", "this year", "last March", "next spring"."""
    match = re.fullmatch("(last|past|this past|this|current|next) (.+)", text)
    if match is None:
        return None
    step = {"this": 0, "current": 0, "next": 1}.get(match[1], -1)
    unit = {"week": _week, "month": _month, "year": _year}.get(match[2])
    if unit:
        return unit(frame.today, step)
    yearly = _yearly(match[2])
    return _stepped(yearly, step, frame.today) if yearly else None


def _week(today: date, step: int) -> Days:
    """A calendar week from Sunday to Saturday."""
    sunday = today - timedelta((today.weekday() + 1) % 7) + timedelta(7 * step)
    return Days(sunday, sunday + timedelta(6))


def _month(today: date, step: int) -> Days:
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    return month_of(year, month + 1)


def _year(today: date, step: int) -> Days:
    return year_of(today.year + step)


def _yearly(name: str) -> Callable[[int], Days] | None:
    """What comes once a year under this name: a month, a season or a holiday."""
    if name in _MONTH_NUMBER:
        return lambda year: month_of(year, _MONTH_NUMBER[name])
    if name in _SEASONS:
        return lambda year: season_of(_SEASONS[name], year)
    if name in HOLIDAYS:
        return lambda year: only(HOLIDAYS[name](year_of(year).first.year))
    return None


def _stepped(build: Callable[[int], Days], step: int, today: date) -> Days:
    """Last: the latest that is over. Next: the first still to begin. This: the one of this year."""
    years = range(today.year - 1, today.year + 2)
    if step < 0:
        return (
            [build(year) for year in years if build(year).last < today][-1]
            if build(years[0]).last < today
            else build(years[0] - 1)
        )
    if step > 0:
        return next(build(year) for year in years if build(year).first > today)
    return build(today.year)


_PART_WORDS = {
    "early": 0, "start": 0, "beginning": 0, "first part": 0, "mid": 1, "middle": 1, "late": 2, "end": 2,
    "latter part": 2,
}  # fmt: skip


def _part(text: str, frame: Frame) -> Days | None:
    """ "early 2024", "mid-March", "end of last year"."""
    match = re.fullmatch(f"({'|'.join(sorted(_PART_WORDS, key=len, reverse=True))})[ -](.+)", text)
    if match is None:
        return None
    part, rest = PARTS[_PART_WORDS[match[1]]], match[2]
    if rest in _MONTH_NUMBER:
        return frame.latest(lambda year: part_of(part, month_of(year, _MONTH_NUMBER[rest])))
    whole = _whole(rest, frame)
    return None if whole is None else part_of(part, whole)


def _whole(text: str, frame: Frame) -> Days | None:
    if re.fullmatch("[0-9]{4}", text):
        return year_of(int(text))
    for rule in (_named_month, _relative, _season, _decade):
        days = rule(text, frame)
        if days is not None:
            return days
    return None


_SEASONS = {"spring": "spring", "springtime": "spring", "summer": "summer", "summertime": "summer"}
_SEASONS |= {"fall": "fall", "autumn": "fall", "winter": "winter", "wintertime": "winter"}


def _season(text: str, frame: Frame) -> Days | None:
    match = re.fullmatch(
        rf"({'|'.join(_SEASONS)})(?: ([0-9]{{4}}|'[0-9]{{2}}))?(?:[-/ ]([0-9]{{4}}|[0-9]{{2}}))?",
        text,
    )
    if match is None:
        return None
    name, year, second = _SEASONS[match[1]], match[2], match[3]
    if not year:
        return None if second else frame.latest(lambda year: season_of(name, year))
    start = frame.year(year)
    if second:
        return (
            season_of(name, start)
            if name == "winter" and int(second) % 100 == (start + 1) % 100
            else None
        )
    if name == "winter":
        raise Refused(
            f"Winter {start} may be its beginning or its end. "
            f"Please name the month, or type winter {start - 1}-{start % 100:02}."
        )
    return season_of(name, start)


def _holiday(text: str, frame: Frame) -> Days | None:
    match = re.fullmatch(rf"({'|'.join(sorted(HOLIDAYS, key=len, reverse=True))})(?: {_Y})?", text)
    if match is None:
        return None
    build = _yearly(match[1])
    assert build is not None
    return build(frame.year(match["year"])) if match["year"] else frame.latest(build)


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _fraction(text: str, frame: Frame) -> Days | None:
    """ "Q1 2024", "third quarter 2024", "first half 2024"."""
    match = re.fullmatch(f"(?:q([1-4])|({'|'.join(_ORDINALS)}) (quarter|half)) {_Y}", text)
    if match is None:
        return None
    months = 6 if match[3] == "half" else 3
    index = int(match[1] or _ORDINALS[match[2]])
    year = frame.year(match["year"])
    if index * months > 12:
        return None
    return Days(month_of(year, (index - 1) * months + 1).first, month_of(year, index * months).last)


def _decade(text: str, frame: Frame) -> Days | None:
    match = re.fullmatch("'?((?:18|19|20|21)?[0-9]0)'?s", text)
    if match is None:
        return None
    return decade_of(frame.year(match[1]))
