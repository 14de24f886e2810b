"""What holds for every notice: month ends, leap days, time zones, and that more knowledge never
makes a day later.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from interview.core.measure import Days
from interview.rights.answer_clock import answers_by
from interview.rights.clock import due
from interview.rights.days import (
    add_months,
    business_days_before,
    federal_holidays,
    is_business_day,
    rolled,
)
from interview.rights.deadline import Notice, file_by
from interview.rights.facts import Window, facts
from interview.rights.known import Known
from interview.rights.plan_kinds import PlanKinds
from interview.rights.working import Lead, working_dates

DAY = st.dates(date(2020, 1, 1), date(2040, 12, 31))
MONTHS = st.integers(1, 24)
MISSING = st.sampled_from(["first_of_next", "last_of_month"])
WINDOWS = [
    w for level in facts().levels.values() for w in (level.file, level.urgent_file) if w is not None
]
WINDOW = st.sampled_from(WINDOWS)
WAIT = st.integers(0, 40).map(lambda days: timedelta(days=days))
KIND = st.sampled_from(sorted(facts().kinds))
ZONE = st.sampled_from(
    ["America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/Anchorage"]
).map(ZoneInfo)


@given(DAY, MONTHS, MISSING)
def test_months_keep_the_day_or_take_the_end(day: date, months: int, missing: str) -> None:
    found = add_months(day, months, missing)  # type: ignore[arg-type]
    years, month = divmod(day.month - 1 + months, 12)
    length = calendar.monthrange(day.year + years, month + 1)[1]
    if day.day <= length:
        assert (found.year, found.month, found.day) == (day.year + years, month + 1, day.day)
    elif missing == "first_of_next":
        assert found.day == 1 and (found - timedelta(days=1)).month == month + 1
    else:
        assert found.month == month + 1 and (found + timedelta(days=1)).day == 1


@given(st.integers(2020, 2040))
def test_four_months_from_the_end_of_october_end_on_the_first_of_march_or_a_leap_day(
    year: int,
) -> None:
    leap = calendar.isleap(year + 1)
    assert add_months(date(year, 10, 29), 4, "first_of_next") == date(
        year + 1, 2 if leap else 3, 29 if leap else 1
    )
    assert add_months(date(year, 10, 31), 4, "first_of_next") == date(year + 1, 3, 1)
    assert add_months(date(year, 8, 31), 6, "last_of_month") == date(
        year + 1, 2, 29 if leap else 28
    )


@given(DAY, DAY, MONTHS, MISSING)
def test_a_later_start_never_ends_earlier(
    one: date, other: date, months: int, missing: str
) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months, missing) <= add_months(second, months, missing)  # type: ignore[arg-type]
    assert rolled(first) <= rolled(second)


@given(DAY)
def test_rolling_goes_to_the_next_business_day_and_no_further(day: date) -> None:
    found = rolled(day)
    assert is_business_day(found) and found >= day
    assert not any(is_business_day(day + timedelta(days=n)) for n in range((found - day).days))


@given(st.integers(2020, 2060))
def test_holidays_are_eleven_days_of_their_own_weekdays(year: int) -> None:
    days = sorted(federal_holidays(year))
    assert len(days) == 11
    assert [
        d.strftime("%a")
        for d in days
        if (d.month, d.day) not in {(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)}
    ] == [
        *("Mon", "Mon", "Mon", "Mon", "Mon", "Thu"),
    ]


def test_holidays_of_one_year_by_hand() -> None:
    assert sorted(federal_holidays(2027)) == [
        date(2027, *day)
        for day in [
            (1, 1),
            (1, 18),
            (2, 15),
            (5, 31),
            (6, 19),
            (7, 4),
            (9, 6),
            (10, 11),
            (11, 11),
            (11, 25),
            (12, 25),
        ]
    ]
    assert is_business_day(
        date(2027, 7, 5)
    )  # July 4 is a Sunday: the observed Monday moves no deadline


@given(WINDOW, DAY, WAIT)
def test_the_safe_day_never_lies_after_the_outside_day(
    window: Window, dated: date, wait: timedelta
) -> None:
    for notice in (
        Notice(exactly(dated)),
        Notice(exactly(dated), exactly(dated + wait)),
        Notice(heard=exactly(dated)),
    ):
        found = file_by(window, notice)
        if found.safe is not None and found.outside is not None:
            assert found.safe <= found.outside


@given(WINDOW, DAY, WAIT)
def test_a_safe_day_is_safe_whatever_the_day_of_receipt_was(
    window: Window, dated: date, wait: timedelta
) -> None:
    safe = file_by(window, Notice(exactly(dated))).safe
    outside = file_by(window, Notice(exactly(dated), exactly(dated + wait))).outside
    if safe is not None and outside is not None:
        assert safe <= outside


@given(WINDOW, DAY, WAIT, st.integers(0, 400))
def test_an_imprecise_date_gives_no_later_day_than_any_day_it_may_mean(
    window: Window, first: date, span: timedelta, pick: int
) -> None:
    meant = first + timedelta(days=pick % (span.days + 1))
    vague, exact = (
        file_by(window, Notice(Days(first, first + span))),
        file_by(window, Notice(exactly(meant))),
    )
    for one, other in ((vague.safe, exact.safe), (vague.outside, exact.outside)):
        assert one is None or other is None or one <= other
    assert vague.is_imprecise == (span.days > 0)


@given(
    st.lists(KIND, min_size=1, max_size=5, unique=True),
    DAY,
    WAIT,
    st.booleans(),
    st.integers(0, 120),
)
def test_an_open_kind_of_plan_is_never_later_than_any_it_may_be(
    names: list[str], dated: date, wait: timedelta, came: bool, stated: int
) -> None:
    told = Notice(exactly(dated), exactly(dated + wait) if came else None, stated_days=stated)
    together = due(PlanKinds(tuple(names), len(names) == 1), Known(told))
    alone = [due(PlanKinds((name,), True), Known(told)) for name in names]
    days = [each.day for each in alone if each.day is not None]
    assert together.day == min(days, default=None)
    assert not together.is_verified or all(
        each.is_verified and each.computed == together.computed for each in alone
    )


@given(KIND, DAY, st.integers(1, 365))
def test_the_earlier_of_the_rule_and_the_notice_counts(kind: str, dated: date, stated: int) -> None:
    told = Notice(exactly(dated), stated=exactly(dated + timedelta(days=stated)))
    found = due(PlanKinds((kind,), True), Known(told))
    assert found.day is not None and found.stated_day is not None
    assert found.day == min(found.computed or found.stated_day, found.stated_day)
    assert bool(found.differs) == (
        found.computed is not None and found.computed != found.stated_day
    )


@given(DAY, ZONE, st.integers(0, 23))
def test_hours_run_through_a_change_of_the_clocks(day: date, zone: ZoneInfo, hour: int) -> None:
    filed = datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)
    (answer,) = answers_by(
        facts().levels["part_d_redetermination"], Known(urgent=True, filed=filed)
    )
    assert answer.ask_from is not None
    assert answer.ask_from.astimezone(UTC) - filed.astimezone(UTC) == timedelta(hours=72)
    assert answer.ask_from.tzinfo is zone


@given(DAY, ZONE, st.integers(0, 23))
def test_days_count_from_the_local_day_on_which_the_plan_got_it(
    day: date, zone: ZoneInfo, hour: int
) -> None:
    filed = datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)
    usual = answers_by(
        facts().levels["part_d_redetermination"], Known(urgent=False, given=False, filed=filed)
    )
    assert [each.by for each in usual] == [day + timedelta(days=7)]


@given(DAY, st.integers(0, 30), st.integers(0, 30))
def test_working_dates_are_business_days_with_so_many_before_the_deadline(
    day: date, one: int, other: int
) -> None:
    documents, prescriber = max(one, other), min(one, other)
    found = working_dates(day, Lead(prescriber, documents))
    assert found.documents <= found.prescriber <= day
    assert is_business_day(found.documents) and is_business_day(found.prescriber)
    between = (
        found.prescriber + timedelta(days=n) for n in range(1, (day - found.prescriber).days + 1)
    )
    assert sum(map(is_business_day, between)) == prescriber


def test_working_dates_by_hand() -> None:
    friday = date(2027, 1, 1)  # New Year's Day: the last business day before is December 31
    assert business_days_before(friday, 0) == date(2026, 12, 31)
    assert business_days_before(friday, 5) == date(
        2026, 12, 23
    )  # 30, 29, 28, 24 (the 25th is a holiday), 23
    assert business_days_before(date(2026, 11, 13), 1) == date(2026, 11, 12)


def exactly(day: date) -> Days:
    return Days(day, day)
