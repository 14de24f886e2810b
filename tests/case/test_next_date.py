"""Which date of a case comes next, and how it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from interview.case.case_dates import CaseDate
from interview.case.next_date import (
    ANSWER,
    CONFIRM,
    EXPIRES,
    FILE,
    KEEP,
    PROMISE,
    STALE,
    NextDate,
    next_dates,
    order,
)

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
RENEWAL = 30


def on(
    day: str, what: str = FILE, about: str = "", to_check: bool = False, lapses: bool = False
) -> JsonValue:
    return CaseDate(date.fromisoformat(day), what, what, about, to_check, lapses).as_json()


def found(*dates: JsonValue, call_back: str = "", now: datetime = NOW) -> list[NextDate]:
    return next_dates({"dates": list(dates), "call_back": call_back}, now, RENEWAL)


WORDS = {
    "overdue": (on("2026-11-17"), "OVERDUE 3 days: file by Nov 17", "OVERDUE 3 days file by"),
    "since yesterday": (on("2026-11-19"), "OVERDUE 1 day: file by Nov 19", "OVERDUE 1 day file by"),
    "today": (on("2026-11-20"), "TODAY: file by Nov 20", "TODAY file by"),
    "tomorrow": (on("2026-11-21"), "in 1 day: file by Nov 21", "in 1 day file by"),
    "within seven days": (on("2026-11-27"), "in 7 days: file by Nov 27", "in 7 days file by"),
    "farther": (on("2026-11-28"), "file by Nov 28", "Nov 28 file by"),
    "next year": (on("2027-01-04"), "file by Jan 4, 2027", "Jan 4, 2027 file by"),
    "to check": (on("2026-11-28", to_check=True), "file by Nov 28 (to check)", "Nov 28 file by?"),
    "keep": (on("2026-11-28", KEEP), "ask to keep the benefit by Nov 28", "Nov 28 keep benefit"),
    "answer": (on("2026-11-28", ANSWER), "answer due Nov 28", "Nov 28 answer due"),
    "promise": (
        on("2026-11-28", PROMISE, "a call"),
        "promised by Nov 28: a call",
        "Nov 28 promise",
    ),
    "stale": (
        on("2026-11-28", STALE, "Scan"),
        "too old after Nov 28: Scan",
        "Nov 28 paper too old",
    ),
    "confirm": (
        on("2026-11-28", CONFIRM),
        "ring whether the plan has it, Nov 28",
        "Nov 28 confirm call",
    ),
    "renewal": (on("2026-12-28", EXPIRES), "ask to renew by Nov 28", "Nov 28 renew"),
}


@pytest.mark.parametrize(("entry", "words", "short"), WORDS.values(), ids=WORDS)
def test_words(entry: JsonValue, words: str, short: str) -> None:
    (each,) = found(entry)
    assert (each.words, each.short) == (words, short)


CALLS = {
    "over": (
        "2026-11-18T09:00:00+00:00",
        "OVERDUE 2 days: CALL BACK NOW (was Nov 18, 09:00)",
        True,
    ),
    "this morning": ("2026-11-20T09:00:00+00:00", "TODAY: CALL BACK NOW (was Nov 20, 09:00)", True),
    "this afternoon": ("2026-11-20T15:00:00+00:00", "TODAY: call back Nov 20, 15:00", False),
    "in another zone, here still today": (
        "2026-11-21T01:00:00+09:00",
        "TODAY: call back Nov 20, 16:00",
        False,
    ),
    "far": ("2026-12-20T15:00:00+00:00", "call back Dec 20, 15:00", False),
}


@pytest.mark.parametrize(("moment", "words", "is_now"), CALLS.values(), ids=CALLS)
def test_call_backs(moment: str, words: str, is_now: bool) -> None:
    (each,) = found(call_back=moment)
    assert (each.words, each.is_now) == (words, is_now)


def test_the_earliest_comes_first_and_what_has_an_hour_after_what_has_none() -> None:
    dates = found(on("2026-11-25"), on("2026-11-21", ANSWER), call_back="2026-11-21T08:00:00+00:00")
    assert [each.what for each in dates] == [ANSWER, "call_back", FILE]


def test_what_lapses_counts_only_while_it_lies_ahead() -> None:
    keep = on("2026-11-20", KEEP, lapses=True)
    assert [each.what for each in found(keep, on("2026-12-20"))] == [KEEP, FILE]
    tomorrow = NOW + timedelta(days=1)
    assert [each.what for each in found(keep, on("2026-12-20"), now=tomorrow)] == [FILE]


def test_a_case_without_dates_has_none() -> None:
    assert next_dates({}, NOW, RENEWAL) == []


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(st.lists(st.tuples(days, st.sampled_from((FILE, ANSWER, PROMISE, STALE, CONFIRM)))), days)
def test_order_and_distance_agree(entries: list[tuple[date, str]], today: date) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    dates = found(*(on(day.isoformat(), what) for day, what in entries), now=now)
    assert len(dates) == len(entries)
    assert [each.left for each in dates] == sorted((day - today).days for day, _ in entries)
    assert dates == sorted(dates, key=order)
    for each in dates:
        assert each.is_near is (each.left <= 7)
        assert each.words.startswith("OVERDUE") is (each.left < 0)
