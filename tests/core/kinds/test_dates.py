"""Dates: what people say is kept as the days it may mean, and shown in words that mean the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.kinds import KINDS, Refused
from interview.core.kinds.date_reader import read_days
from interview.core.kinds.spans import about, in_words
from interview.core.measure import Days
from tests.core.kinds.asking import TODAY, question, read, refusal

READINGS = [
    ("2025", "2025-01-01", "2025-12-31", "2025"),
    ("'19", "2019-01-01", "2019-12-31", "2019"),
    ("in 2019", "2019-01-01", "2019-12-31", "2019"),
    ("since 2019", "2019-01-01", "2019-12-31", "2019"),
    ("mar 2025", "2025-03-01", "2025-03-31", "March 2025"),
    ("March of 2025", "2025-03-01", "2025-03-31", "March 2025"),
    ("march '19", "2019-03-01", "2019-03-31", "March 2019"),
    ("3/2025", "2025-03-01", "2025-03-31", "March 2025"),
    ("2025-03", "2025-03-01", "2025-03-31", "March 2025"),
    ("March 3, 2025", "2025-03-03", "2025-03-03", "March 3, 2025"),
    ("3rd of March, 2025", "2025-03-03", "2025-03-03", "March 3, 2025"),
    ("3-Mar-2025", "2025-03-03", "2025-03-03", "March 3, 2025"),
    ("Monday, March 3, 2025", "2025-03-03", "2025-03-03", "March 3, 2025"),
    ("3/4/25", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("3/4/58", "1958-03-04", "1958-03-04", "March 4, 1958"),
    ("3.4.2025", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("03-04-2025", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("2025-03-04", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("03042025", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("3/4", "2026-03-04", "2026-03-04", "March 4, 2026"),
    ("May", "2026-05-01", "2026-05-31", "May 2026"),
    ("December", "2025-12-01", "2025-12-31", "December 2025"),
    ("February 29", "2024-02-29", "2024-02-29", "February 29, 2024"),
    ("last March", "2026-03-01", "2026-03-31", "March 2026"),
    ("last December", "2025-12-01", "2025-12-31", "December 2025"),
    ("this March", "2026-03-01", "2026-03-31", "March 2026"),
    ("early 2024", "2024-01-01", "2024-04-30", "early 2024"),
    ("start of 2024", "2024-01-01", "2024-04-30", "early 2024"),
    ("beginning of February 2024", "2024-02-01", "2024-02-10", "early February 2024"),
    ("latter part of 2024", "2024-09-01", "2024-12-31", "late 2024"),
    ("fourth quarter 2024", "2024-10-01", "2024-12-31", "between October and December 2024"),
    ("mid-2024", "2024-05-01", "2024-08-31", "mid 2024"),
    ("end of 2023", "2023-09-01", "2023-12-31", "late 2023"),
    ("end of last year", "2025-09-01", "2025-12-31", "late 2025"),
    ("late February 2024", "2024-02-21", "2024-02-29", "late February 2024"),
    ("spring 2024", "2024-03-01", "2024-06-20", "spring 2024"),
    ("winter 2023-24", "2023-12-01", "2024-03-20", "winter 2023-24"),
    ("the 90s", "1990-01-01", "1999-12-31", "the 1990s"),
    ("Q1 2024", "2024-01-01", "2024-03-31", "between January and March 2024"),
    ("Christmas 2024", "2024-12-25", "2024-12-25", "December 25, 2024"),
    ("Thanksgiving 2024", "2024-11-28", "2024-11-28", "November 28, 2024"),
    ("2½ weeks ago", "2026-10-31", "2026-11-06", "between October 31 and November 6, 2026"),
    ("2025−03−04", "2025-03-04", "2025-03-04", "March 4, 2025"),
    ("today", "2026-11-21", "2026-11-21", "November 21, 2026"),
    ("yesterday", "2026-11-20", "2026-11-20", "November 20, 2026"),
    ("last Friday", "2026-11-20", "2026-11-20", "November 20, 2026"),
    ("last week", "2026-11-08", "2026-11-14", "between November 8 and November 14, 2026"),
    ("last month", "2026-10-01", "2026-10-31", "October 2026"),
    ("last year", "2025-01-01", "2025-12-31", "2025"),
    ("5 days ago", "2026-11-16", "2026-11-16", "November 16, 2026"),
    ("6 wks ago", "2026-10-07", "2026-10-13", "between October 7 and October 13, 2026"),
    ("about 6 weeks ago", "2026-10-03", "2026-10-17", "about October 10, 2026"),
    ("2-3 weeks ago", "2026-10-28", "2026-11-10", "between October 28 and November 10, 2026"),
    (
        "a couple of weeks ago",
        "2026-11-04",
        "2026-11-10",
        "between November 4 and November 10, 2026",
    ),
    ("two years ago", "2024-05-24", "2025-05-21", "between May 24, 2024 and May 21, 2025"),
    ("about two years ago", "2023-07-01", "2025-06-30", "about 2024"),
    ("about March 14, 2025", "2025-03-07", "2025-03-21", "about March 14, 2025"),
    ("about March 2025", "2025-02-14", "2025-04-15", "about March 2025"),
    ("circa 2019", "2018-07-01", "2020-06-30", "about 2019"),
    ("2019 or so", "2018-07-01", "2020-06-30", "about 2019"),
    ("about mid march", "2026-03-01", "2026-03-31", "March 2026"),
    (
        "between March 3 and March 9, 2025",
        "2025-03-03",
        "2025-03-09",
        "between March 3 and March 9, 2025",
    ),
    ("March 3-9, 2025", "2025-03-03", "2025-03-09", "between March 3 and March 9, 2025"),
    ("March or April 2025", "2025-03-01", "2025-04-30", "between March and April 2025"),
    (
        "December 28 to January 3, 2025",
        "2024-12-28",
        "2025-01-03",
        "between December 28, 2024 and January 3, 2025",
    ),
    ("2019-2020", "2019-01-01", "2020-12-31", "between 2019 and 2020"),
]


@pytest.mark.parametrize(
    ("typed", "first", "last", "words"), [pytest.param(*row, id=row[0]) for row in READINGS]
)
def test_reads_a_date_as_the_days_it_may_mean(
    typed: str, first: str, last: str, words: str
) -> None:
    days = read("date", typed)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)
    assert KINDS["date"].show(days, question("date")) == words


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("2/30/2025", "February 2025 has 28 days", id="no such day"),
        pytest.param("13/45", "no month 13", id="no such month"),
        pytest.param("25/3/2025", "type 3/25/2025", id="day first"),
        pytest.param("3/25", "March 2025 or March 25", id="day or year"),
        pytest.param("March 45", "March 1945", id="year after a month"),
        pytest.param("12/5/26", "after today", id="later this year"),
        pytest.param("2027", "after today", id="next year"),
        pytest.param("tomorrow", "after today", id="tomorrow"),
        pytest.param("Tuesday, March 3, 2025", "is a Monday", id="wrong weekday"),
        pytest.param("winter 2024", "winter 2023-24", id="which winter"),
        pytest.param("before 2020", "earliest and the latest", id="open span"),
        pytest.param("999999 years ago", "longer ago", id="absurd count"),
        pytest.param("1/1/0203", "year 203", id="absurd year"),
        pytest.param("3/14/202⁵", "number sign", id="raised digit"),
        pytest.param("a while back", "cannot be read as a date", id="no date"),
        pytest.param("between May 2025 and March 2025", "ends before it begins", id="backwards"),
    ],
)
def test_refuses_what_is_no_date_and_says_why(typed: str, part: str) -> None:
    assert part in refusal("date", typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("tomorrow", date(2026, 11, 22), id="tomorrow"),
        pytest.param("in 2 weeks", date(2026, 12, 2), id="in weeks"),
        pytest.param("next March", date(2027, 3, 1), id="next month of a name"),
        pytest.param("1/5/27", date(2027, 1, 5), id="two digits"),
    ],
)
def test_reads_days_to_come_where_they_may_be(typed: str, first: date) -> None:
    assert read("date", typed, future=True).first == first


def test_asks_for_the_year_where_a_month_may_lie_ahead() -> None:
    assert "which year" in refusal("date", "March", future=True)


@pytest.mark.parametrize("typed", ["11/20/27", "3/4/30", "nov 20 '27"])
def test_a_year_of_two_digits_that_lies_ahead_is_not_taken_for_a_hundred_years_ago(
    typed: str,
) -> None:
    assert "four digits" in refusal("date", typed)
    assert read("date", typed, exact=True).first.year in (1927, 1930)
    assert read("date", "11/20/1927").first.year == 1927


@pytest.mark.parametrize("typed", ["2008", "May 2008", "about May 3, 2008", "early 2008"])
def test_a_span_is_refused_where_only_a_full_date_will_do(typed: str) -> None:
    assert "the full date is needed" in refusal("date", typed, exact=True)
    assert read("date", "5/3/2008", exact=True).first == date(2008, 5, 3)


def test_agrees_when_one_span_holds_the_other() -> None:
    agree = KINDS["date"].agree
    assert agree(read("date", "2025"), read("date", "March 2025"))
    assert agree(read("date", "March 3, 2025"), read("date", "March 2025"))
    assert not agree(read("date", "March 2025"), read("date", "April 2025"))


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
spans = st.builds(
    lambda first, length: Days(first, first + timedelta(length)), days, st.integers(0, 1500)
)
named = st.sampled_from([row[0] for row in READINGS]).map(lambda typed: read_days(typed, TODAY))


@given(
    st.one_of(
        spans,
        spans.map(about),
        named,
        st.builds(Days, days, st.just(date(2101, 5, 5)), st.just(True)),
    )
)
def test_what_is_shown_reads_back_as_the_same_days(span: Days) -> None:
    assert read_days(in_words(span), TODAY, future=True) == span


@given(spans)
def test_about_never_narrows(span: Days) -> None:
    wider = about(span)
    assert wider.first <= span.first <= span.last <= wider.last


@given(
    st.sampled_from(["days", "weeks", "months", "years"]),
    st.sampled_from(["1", "2", "6", "13", "14", "20", "1.5", "2.5"]),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_about_so_long_ago_holds_so_long_ago(unit: str, count: str, today: date) -> None:
    plain, rough = (
        read_days(f"{about_}{count} {unit} ago", today, future=True) for about_ in ("", "about ")
    )
    assert rough.first <= plain.first <= plain.last <= rough.last


_WORDS = [
    "about", "between", "and", "early", "late", "mid", "last", "this", "next", "march", "may", "2025", "25", "3", "13",
    "/", "-", ",", "'", "ago", "weeks", "years", "or", "to", "the", "of", "spring", "friday", "3/4/25", "q1", "90s",
    "half", "a",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join), st.booleans())
def test_words_of_dates_in_any_order_are_read_or_refused(typed: str, future: bool) -> None:
    try:
        span = read_days(typed, TODAY, future)
    except Refused:
        return
    assert read_days(in_words(span), TODAY, future=True) == span
