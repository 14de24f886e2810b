"""A computer's clock that stands behind what a case has on record: today is not known, so
nothing counts from it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from interview.case.when import day_words
from interview.core.kinds import Refused
from interview.core.record import CaseRecord

Read = TypeVar("Read")
_LATER = (timedelta(days=366), timedelta(days=800))
"""Two days on which the same words are read: more than a year apart and in another month and
week, so that whatever is counted from today, or takes its year from it, comes out differently.
"""


def last_day_on_record(record: CaseRecord, now: datetime) -> date | None:
    """The day of the latest entry, where the clock shows an earlier day; None while the clock is
    right.

    Days are compared in the clock's own time zone, and a few minutes between two computers do not
    matter.
    """
    latest = record.latest
    day = latest.astimezone(now.tzinfo).date() if latest is not None else None
    return day if day is not None and day > now.date() else None


def clock_lines(record: CaseRecord, now: datetime) -> list[str]:
    """What the operator is told where the clock stands behind."""
    last = last_day_on_record(record, now)
    if last is None:
        return []
    line = (
        f"CHECK THE CLOCK: this computer shows {day_words(now)}, and this case has an entry of"
        f" {day_words(last)}. One of the two is wrong. Until the clock is right, days until a"
        " deadline are false, and dates are needed in full."
    )
    return [line]


def read_by_the_clock(read: Callable[[datetime], Read], record: CaseRecord, now: datetime) -> Read:
    """What `read` makes of typed words now.

    Where the clock stands behind, only what means the same on any day is taken. Raises Refused for
    the rest, and whatever `read` raises.
    """
    last = last_day_on_record(record, now)
    if last is None:
        return read(now)
    on_record = now + timedelta(days=(last - now.date()).days)
    first, second = (read(on_record + later) for later in _LATER)
    if first != second:
        raise Refused(
            f"This computer's clock shows {day_words(now)}, and this case has an entry of"
            f" {day_words(last)}: what counts from today cannot be placed. Please type the date in"
            " full, for example 3/14/2025, or set the clock."
        )
    return first
