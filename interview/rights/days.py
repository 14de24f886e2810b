"""Counting days as the rules on appeals do: calendar days, months, federal holidays, business
days.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Literal

from interview.core.measure import months_later

Missing = Literal["first_of_next", "last_of_month"]

_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
"""New Year, Juneteenth, Independence Day, Veterans Day, Christmas."""
_MONDAYS = ((1, 3), (2, 3), (5, -1), (9, 1), (10, 2))
"""King, Washington, Memorial Day, Labor Day, Columbus Day: month, and which Monday of it (-1 for
the last).
"""
_THURSDAY, _NOVEMBER = 3, 11


def add_months(day: date, months: int, missing: Missing) -> date:
    """The same day so many months later; where the month lacks it, the first of the next or the
    last of that month.

    45 CFR 147.136(d)(2)(i) has the first of the next: four months from October 30 end on March 1.
    Raises OverflowError beyond the year 9999, as adding days does.
    """
    moved = months_later(day, months)
    is_missing = moved.day < day.day
    return moved + timedelta(days=is_missing and missing == "first_of_next")


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The days of 5 U.S.C. 6103(a). Days "observed" instead move pay and leave only, so that
    they do not count.
    """
    mondays = (_nth_weekday(year, month, 0, which) for month, which in _MONDAYS)
    thanksgiving = _nth_weekday(year, _NOVEMBER, _THURSDAY, 4)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *mondays, thanksgiving))


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in federal_holidays(day.year)


def rolled(day: date) -> date:
    """The day itself, or the next that is no Saturday, Sunday or federal holiday."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def business_days_before(day: date, count: int) -> date:
    """The last business day that leaves `count` business days before `day`; for 0 the last one
    up to the day itself.
    """
    while True:
        while not is_business_day(day):
            day -= timedelta(days=1)
        if count == 0:
            return day
        day, count = day - timedelta(days=1), count - 1


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    days = [day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month]
    matching = [day for day in days if day.weekday() == weekday]
    return matching[which - 1 if which > 0 else which]
