"""Times as people say them: when to call back, and when something happened."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from interview.case.when import read_call_back, read_moment
from tests.office import START


@pytest.mark.parametrize(
    ("typed", "day", "hour", "minute"),
    [
        ("3pm", 20, 15, 0),
        ("8am", 21, 8, 0),
        ("at 8:30 am", 21, 8, 30),
        ("noon", 20, 12, 0),
        ("12 noon", 20, 12, 0),
        ("tomorrow at noon", 21, 12, 0),
        ("in 2 hours", 20, 11, 0),
        ("in half an hour", 20, 9, 30),
        ("in an hour", 20, 10, 0),
        ("in 45 minutes", 20, 9, 45),
        ("in 3 days at 10 am", 23, 10, 0),
        ("next tuesday at noon", 24, 12, 0),
        ("on Monday, 9:15 a.m.", 23, 9, 15),
    ],
)
def test_a_call_back_is_read_as_people_say_it(typed: str, day: int, hour: int, minute: int) -> None:
    moment = read_call_back(typed, START, None)
    assert (moment.month, moment.day, moment.hour, moment.minute) == (11, day, hour, minute)


def test_a_day_alone_asks_for_the_time() -> None:
    with pytest.raises(ValueError, match="At what time on Monday, November 23, 2026"):
        read_call_back("monday", START, None)


def test_hours_are_counted_across_a_change_of_the_clocks() -> None:
    late = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("America/New_York"))
    assert read_call_back("in 2 hours", late, None).isoformat() == "2026-11-01T01:30:00-05:00"


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("now", 9), ("today", 9), ("9:00 am", 9), ("today 9 am", 9), ("today 8:59 am", 8)],
)
def test_the_present_moment_has_come(typed: str, hour: int) -> None:
    assert read_moment(typed, START).hour == hour


@pytest.mark.parametrize("typed", ["9:01 am", "today 10 am", "11:59 pm"])
def test_a_moment_that_has_not_come_is_no_time_of_what_happened(typed: str) -> None:
    with pytest.raises(ValueError, match="has not come yet"):
        read_moment(typed, START)
