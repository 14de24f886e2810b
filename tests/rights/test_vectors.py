"""Dates that were worked out with the rules' texts at hand, before there was code to compute
them.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from interview.rights.clock import continued
from interview.rights.days import add_months
from tests.rights.cases import day, due_of, kinds, known, notice


@pytest.mark.parametrize("kind", ["medicare_part_d", "medicare_advantage"])
def test_medicare_plans_presume_receipt_after_five_days(kind: str) -> None:
    found = due_of(kind, notice("2026-11-02"))
    assert (found.computed, found.outside) == (day("2027-01-01"), day("2027-01-06"))
    assert day("2027-01-06") - day("2026-11-07") == timedelta(days=60)


def test_medicaid_counts_from_the_date_on_the_notice() -> None:
    told = known(notice("2026-11-02"))
    assert due_of("medicaid_managed_care", told.notice).day == day("2027-01-01")
    keep = continued(kinds("medicaid_managed_care"), told)
    assert keep is not None and keep.day == day("2026-11-12")


def test_employer_plans_do_not_roll_over_a_weekend() -> None:
    found = due_of("employer_self_funded", notice(received="2026-11-02"))
    assert found.day == found.outside == day("2027-05-01")
    assert day("2027-05-01").strftime("%A") == "Saturday"


EXTERNAL = {
    "2026-10-30": ("2027-03-01", "2027-03-01", "2027-02-27"),
    "2026-10-31": ("2027-03-01", "2027-03-01", "2027-02-28"),
    "2027-01-31": ("2027-05-31", "2027-06-01", "2027-05-31"),
    "2026-08-25": ("2026-12-25", "2026-12-28", "2026-12-23"),
    "2026-09-05": ("2027-01-05", "2027-01-05", "2027-01-03"),
}
"""Received → four months later, the last day to file, and 120 days, which is not the rule."""


@pytest.mark.parametrize(("received", "expected"), EXTERNAL.items(), ids=EXTERNAL)
def test_federal_external_review_has_four_months_and_rolls(
    received: str, expected: tuple[str, str, str]
) -> None:
    raw, file_by, naive = map(day, expected)
    assert add_months(day(received), 4, "first_of_next") == raw
    found = due_of("employer_self_funded", notice(received=received), rung=1)
    assert found.day == found.outside == file_by
    assert day(received) + timedelta(days=120) == naive


def test_federal_employees_have_six_months_and_not_180_days() -> None:
    assert due_of("fehb", notice("2026-11-02")).day == day("2027-05-02")
    assert day("2026-11-02") + timedelta(days=180) == day("2027-05-01")


def test_tricare_counts_to_the_postmark() -> None:
    found = due_of("tricare", notice("2026-11-02"))
    assert found.day == day("2027-01-31")
    assert [each.level.file.filed for each in found.levels if each.level.file] == ["postmarked"]


def test_original_medicare() -> None:
    found = due_of("original_medicare", notice("2026-11-02"))
    assert (found.computed, found.outside) == (day("2027-03-02"), day("2027-03-07"))


def test_the_calendar_of_these_dates() -> None:
    assert date(2027, 5, 31).strftime("%A") == "Monday"  # Memorial Day
    assert date(2026, 12, 25).strftime("%A") == "Friday"
