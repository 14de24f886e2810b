"""Kind `date`: the days that somebody may mean, as precise as what was said and never more."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.spans import in_words
from interview.core.kinds.typed import fields_of
from interview.core.measure import Days, Measure

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
SLIP = 5
"""Years ahead up to which a year of two digits is a slip and not a hundred years ago, except for
a date of birth.
"""


class DateKind(Kind):
    """A day, or the span of days it may be. The value is a `Days`."""

    name = "date"
    fhir = "date"
    example = "March 2025"
    hint = "March 2025, 3/4/25, about 6 weeks ago"
    is_misheard = True
    is_measured = True
    is_date = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        from interview.core.kinds.date_reader import (
            read_days,
        )  # Its patterns take a while to compile.

        days = read_days(typed, today, question.future)
        if (
            not question.exact
            and 0 < days.first.year + 100 - today.year <= SLIP
            and not _YEAR.search(typed)
        ):
            raise Refused(f"That would be {in_words(days)}. Please type the year with four digits.")
        if question.exact and (days.first != days.last or days.about):
            raise Refused(
                f"That is {in_words(days)}; here the full date is needed, as in 3/14/1962. "
                "Please ask for it, or answer that it is not known."
            )
        return days

    def show(self, value: Value, question: Asked) -> str:
        return in_words(value)

    def dump(self, value: Value) -> JsonValue:
        return dump_days(value)

    def load(self, data: JsonValue, question: Asked) -> Value:
        return load_days(data)

    def measure(self, value: Value, question: Asked) -> Measure | None:
        days: Days = value
        return days.measure

    def day(self, value: Value) -> date | None:
        return value.first if value.first == value.last and not value.about else None

    def agree(self, one: Value, other: Value) -> bool:
        """One span holds the other: "2025" and "March 2025" agree."""
        return _holds(one, other) or _holds(other, one)


def dump_days(days: Days) -> JsonValue:
    """Days as JSON: {"first": "2025-03-01", "last": "2025-03-31", "about": false}."""
    return {"first": days.first.isoformat(), "last": days.last.isoformat(), "about": days.about}


def load_days(data: JsonValue) -> Days:
    """The days of what `dump_days` wrote. Raises Refused for anything else."""
    first, last, about = fields_of(data, "first", "last", "about")
    days = Days(_day(first), _day(last), about is True)
    if not isinstance(about, bool) or days.first > days.last:
        raise Refused("The stored date cannot be read. Please answer again.")
    return days


def _day(data: JsonValue) -> date:
    try:
        day = date.fromisoformat(str(data))
    except ValueError:
        raise Refused("The stored date cannot be read. Please answer again.") from None
    if day.isoformat() != data or not 1800 <= day.year <= 2300:
        raise Refused("The stored date cannot be read. Please answer again.")
    return day


def _holds(wide: Days, narrow: Days) -> bool:
    return wide.first <= narrow.first and narrow.last <= wide.last
