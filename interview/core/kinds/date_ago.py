"""Dates counted from today: "6 weeks ago", "about two years ago", "yesterday", "in 3 months"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal

from interview.core.kinds.amounts import AMOUNT, NUMBER_WORDS, amount_of
from interview.core.kinds.base import Refused
from interview.core.kinds.date_numbers import Frame
from interview.core.kinds.spans import month_of, only, year_of
from interview.core.measure import Days

_NAMED_DAYS = {
    "today": 0,
    "this morning": 0,
    "tonight": 0,
    "now": 0,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_COUNTS = {
    "a": "1",
    "an": "1",
    "half a": "0.5",
    "half an": "0.5",
    "a half": "0.5",
    "one and a half": "1.5",
}
_COUNTS |= {word: str(n) for word, n in NUMBER_WORDS.items()}
_VAGUE = {"a couple": (2, 2), "couple": (2, 2), "a few": (2, 5), "few": (2, 5), "several": (3, 8)}

_N = "|".join(map(re.escape, sorted([*_COUNTS, *_VAGUE], key=len, reverse=True))) + f"|{AMOUNT}"
_COUNTED = re.compile(
    rf"(?P<low>{_N}) ?(?:(?:-|to|or) ?(?P<high>{_N}) ?)?(?P<half>and a half )?"
    r"(?P<unit>days?|d|weeks?|wks?|w|months?|mos?|mths?|years?|yrs?|y)(?P<half2> and a half)?"
)
_AGO = re.compile(rf"(?P<count>{_COUNTED.pattern}) (?:ago|back|before|earlier)")
_AHEAD = re.compile(rf"in (?P<count>{_COUNTED.pattern})|(?P<count2>.{{1,40}}) from (?:now|today)")


def read_counted(text: str, frame: Frame, roughly: bool) -> Days | None:
    """Days counted back (or on) from today, or None when the text is something else.

    A count in days is that day, up to 13; counted in weeks or more days it is 3 days either way, in
    months 15 days, in years half a year (a quarter when a half was said). After "about" (`roughly`)
    it is the core that "about" then widens: the day, its month or its year.
    """
    if text in _NAMED_DAYS:
        return only(frame.today + timedelta(_NAMED_DAYS[text]))
    if match := _AGO.fullmatch(text):
        return _days(match["count"], -1, frame, roughly)
    if match := _AHEAD.fullmatch(text):
        return _days(match["count"] or match["count2"], 1, frame, roughly)
    return None


def _days(counted: str, sign: int, frame: Frame, roughly: bool) -> Days | None:
    match = _COUNTED.fullmatch(counted)
    if match is None:
        return None
    unit = match["unit"][0]
    low, high = _count(match["low"])
    high = _count(match["high"])[1] if match["high"] else high
    half = Decimal("0.5") if match["half"] or match["half2"] else Decimal(0)
    ends = sorted(_moved(frame.today, sign * (count + half), unit) for count in (low, high))
    return _core(ends[0], unit) if roughly and low == high else _with_slack(ends, high + half, unit)


def _count(text: str) -> tuple[Decimal, Decimal]:
    if text in _VAGUE:
        return Decimal(_VAGUE[text][0]), Decimal(_VAGUE[text][1])
    count = amount_of(_COUNTS.get(text, text))
    return count, count


def _moved(today: date, count: Decimal, unit: str) -> date:
    """Today moved by a count of days, weeks, months or years; a part of a month is counted as of
    30 days.
    """
    if abs(count) > 60_000 or (unit == "y" and abs(count) > 150):
        raise Refused("That is longer ago than can be right. Please check the number.")
    if unit in "dw":
        return _checked(today.toordinal() + round(count * (7 if unit == "w" else 1)))
    months = count * (12 if unit == "y" else 1)
    whole = int(months)
    year, month = divmod(today.year * 12 + today.month - 1 + whole, 12)
    if not 1 < year < 9999:
        raise Refused("That is longer ago than can be right. Please check the number.")
    moved = date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    return _checked(moved.toordinal() + round((months - whole) * 30))


def _checked(ordinal: int) -> date:
    year_of(date.fromordinal(ordinal).year if 0 < ordinal < date.max.toordinal() else 0)
    return date.fromordinal(ordinal)


def _core(when: date, unit: str) -> Days:
    if unit == "m":
        return month_of(when.year, when.month)
    return year_of(when.year) if unit == "y" else only(when)


def _with_slack(ends: list[date], count: Decimal, unit: str) -> Days:
    years = 181 if count == int(count) else 91
    slack = {"d": 0 if count <= 13 else 3, "w": 3, "m": 15, "y": years}[unit]
    return Days(ends[0] - timedelta(slack), ends[-1] + timedelta(slack))
