"""Dates in digits: 3/14/2025, 3/14/25, 2025-03-14, 3/2025, 2025, 3/14."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from interview.core.kinds.base import Refused
from interview.core.kinds.spans import MONTHS, day, month_of, year_of
from interview.core.measure import Days


@dataclass(frozen=True, slots=True)
class Frame:
    """What a date is read against."""

    today: date
    future: bool
    """Whether days after today may be meant."""

    def year(self, text: str) -> int:
        """A year of four digits, or of two: the latest up to this one (up to 20 years on, if it
        may lie ahead).
        """
        digits = text.removeprefix("'")
        if len(digits) == 4:
            return int(digits)
        if len(digits) != 2:
            raise Refused(
                f"The year {digits} cannot be right. Please type it with four digits, for example"
                f" {self.today.year}."
            )
        latest = self.today.year + (20 if self.future else 0)
        return latest - (latest - int(digits)) % 100

    def latest(self, build: Callable[[int], Days]) -> Days:
        """The latest of a yearly day or period that has begun. Raises Refused where it may lie
        ahead: which year?
        """
        if self.future:
            raise Refused(f"Of which year? Please add it, for example 12/4/{self.today.year}.")
        refusal = Refused("There is no such day.")
        for year in range(self.today.year, self.today.year - 9, -1):
            try:
                days = build(year)
            except Refused as problem:  # 29 February is only in leap years
                refusal = problem
                continue
            if days.first <= self.today:
                return days
        raise refusal


_THREE = re.compile(r"([0-9]{1,4}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?([0-9]{1,4})")
_TWO = re.compile(r"([0-9]{1,4}) ?[/.-] ?([0-9]{1,4})")
_DAY_AND_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{1,2}) ([0-9]{4})")


def read_numeric(text: str, frame: Frame) -> Days | None:
    """A date in digits, month first. None for anything with other signs; Refused for digits that
    are no date.
    """
    if match := _DAY_AND_YEAR.fullmatch(text) or _THREE.fullmatch(text):
        return _three(match[1], match[2], match[3], frame)
    if match := _TWO.fullmatch(text):
        return _two(match[1], match[2], frame, "/" in text)
    return _one(text, frame) if re.fullmatch("'?[0-9]+", text) else None


def _three(one: str, two: str, three: str, frame: Frame) -> Days:
    if len(one) == 4 and len(three) <= 2:
        return _month_day(int(two), int(three), int(one))
    if len(one) > 2:
        raise Refused(
            "That cannot be read as a date. Please type month, day and year, for example 3/14/2025."
        )
    return _month_day(int(one), int(two), frame.year(three))


def _month_day(month: int, number: int, year: int) -> Days:
    if month > 12 and 1 <= number <= 12 and month <= 31:
        meant = f"{MONTHS[number - 1]} {month}, {year}"
        raise Refused(
            f"Dates are read month first, and there is no month {month}. For {meant}, type"
            f" {number}/{month}/{year}."
        )
    return day(year, month, number)


def _two(one: str, two: str, frame: Frame, slash: bool) -> Days:
    if len(one) == 4:
        if len(two) == 4:
            return Days(year_of(int(one)).first, year_of(int(two)).last)
        return month_of(int(one), int(two))
    if len(two) == 4:
        return month_of(int(two), int(one))
    month, number = int(one), int(two)
    if not slash or len(one) > 2 or len(two) > 2:
        raise Refused(
            "That cannot be read as a date. Please type month, day and year, for example 3/14/2025."
        )
    if not 1 <= month <= 12:
        return _month_day(month, number, frame.today.year)
    _check_not_year(month, number, frame)
    return frame.latest(lambda year: day(year, month, number))


def _check_not_year(month: int, number: int, frame: Frame) -> None:
    """3/25 may be a day or March 2025: where both are likely, neither is guessed."""
    year = 2000 + number
    if number >= 10 and frame.today.year - 16 <= year <= frame.today.year:
        name = MONTHS[month - 1]
        raise Refused(
            f"Is that {name} {year} or {name} {number}? Please type {month}/{year}, or the day with"
            " its year."
        )


def _one(text: str, frame: Frame) -> Days:
    if len(text) == 4 or text.startswith("'"):
        return year_of(frame.year(text))
    if len(text) == 8:
        year_first = text[:2] in ("18", "19", "20", "21")
        return (
            day(int(text[:4]), int(text[4:6]), int(text[6:]))
            if year_first
            else _three(text[:2], text[2:4], text[4:], frame)
        )
    raise Refused(
        f"{text[:12]} alone cannot be read as a date. Please type the year with four digits, or"
        " month, day and year."
    )
