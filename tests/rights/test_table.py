"""Every kind of plan, every level, urgent or not: the dates worked out by hand from the sentence of
the rule.

The notice is dated Monday, November 2, 2026, and came on Friday, November 6. The plan gets the
request on Tuesday, December 1, 2026, at 10:00 in the center of the country.

By hand: 60 days from November 2 are 28 to the end of November, 31 in December, and 1: January 1. 90
days: January 31. 120 days: March 2. 180 days: May 1, and from November 6, May 5. Four months from
November 6: March 6, 2027, a Saturday; Monday is March 8. From December 1: 7 days December 8, 10
days December 11, 14 days December 15, 15 days December 16, 30 days December 31, 45 days January 15,
60 days January 30, 90 days March 1; 14 days after December 31 is January 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pytest

from interview.rights.answer_clock import answers_by
from interview.rights.deadline import FileBy, file_by
from interview.rights.facts import facts
from interview.rights.known import Known
from tests.rights.cases import day, due_of, notice

FILED = datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=-6)))
HOURS_72 = "2026-12-04T10:00:00-06:00"
BOTH, DATE_ONLY = notice("2026-11-02", "2026-11-06"), notice("2026-11-02")


@dataclass(frozen=True)
class Row:
    """What one level gives. `a / b` is the safe and the outside day; `-` is none."""

    known: str
    """With both days of the notice known."""
    dated: str
    """With only the date on it known."""
    usual: str = ""
    """The plan's last day: care not given yet / care given already."""
    fast: str = ""
    """The plan's last day, or for hours the moment from which to ask."""
    longest: str = ""
    """The last day if the usual time is extended."""
    urgent: str = "-"
    """Days to file an urgent request, where it has its own, with both days known."""


ERISA = Row("2027-05-05 / 2027-05-05", "2027-05-01 / -", "2026-12-31 / 2027-01-30", HOURS_72)
EXTERNAL = Row("2027-03-06 / 2027-03-06", "2027-03-02 / -", "2027-01-15 / 2027-01-15", HOURS_72)
ROLLED = Row("2027-03-08 / 2027-03-08", "2027-03-02 / -", "2027-01-15 / 2027-01-15", HOURS_72)
NOTHING = Row("- / -", "- / -")
SECOND = Row("- / -", "- / -", "2026-12-16 / 2026-12-31", HOURS_72)
"""The plan sets the days to file; it has half the usual time for each of two appeals: 15 and 30
days.
"""
PART_D = Row(
    "2027-01-01 / 2027-01-05", "2027-01-01 / 2027-01-06", "2026-12-08 / 2026-12-15", HOURS_72
)
MA = Row(
    "2027-01-01 / 2027-01-05",
    "2027-01-01 / 2027-01-06",
    "2026-12-31 / 2027-01-30",
    HOURS_72,
    "2027-01-14",
)
MEDICAID = Row(
    "2027-01-01 / 2027-01-01",
    "2027-01-01 / 2027-01-01",
    "2026-12-31 / 2026-12-31",
    HOURS_72,
    "2027-01-14",
)
DAYS_90 = "2027-01-31 / 2027-01-31"
"""From the date on the notice, so that the day it came changes nothing."""

TABLE: dict[tuple[str, int, str], Row] = {
    ("individual_market", 0, "Internal appeal"): ERISA,
    ("individual_market", 1, "External review"): EXTERNAL,
    ("employer_insured", 0, "Internal appeal"): ERISA,
    ("employer_insured", 1, "External review"): EXTERNAL,
    ("employer_insured", 2, "Court"): NOTHING,
    ("employer_self_funded", 0, "Internal appeal"): ERISA,
    ("employer_self_funded", 1, "External review (federal process)"): ROLLED,
    ("employer_self_funded", 2, "Court"): NOTHING,
    ("grandfathered_employer_insured", 0, "Internal appeal"): ERISA,
    ("grandfathered_employer_self_funded", 0, "Internal appeal"): ERISA,
    ("governmental_insured", 0, "Internal appeal"): ERISA,
    ("governmental_insured", 1, "External review"): EXTERNAL,
    ("governmental_self_funded", 0, "Internal appeal"): ERISA,
    ("governmental_self_funded", 1, "External review"): EXTERNAL,
    ("employer_insured", 1, "Second internal appeal"): SECOND,
    ("employer_self_funded", 1, "Second internal appeal"): SECOND,
    ("grandfathered_employer_insured", 1, "Second internal appeal"): SECOND,
    ("grandfathered_employer_self_funded", 1, "Second internal appeal"): SECOND,
    ("governmental_insured", 1, "Second internal appeal"): SECOND,
    ("governmental_self_funded", 1, "Second internal appeal"): SECOND,
    ("medicare_part_d", 0, "Redetermination"): PART_D,
    ("medicare_part_d", 1, "Reconsideration"): PART_D,
    ("medicare_part_d", 2, "Hearing before an administrative law judge"): Row(
        "2027-01-01 / 2027-01-05",
        "2027-01-01 / 2027-01-06",
        "2027-03-01 / 2027-03-01",
        "2026-12-11",
        urgent="2027-01-01 / 2027-01-01",
    ),
    ("medicare_part_d", 3, "Medicare Appeals Council"): NOTHING,
    ("medicare_part_d", 4, "Court"): NOTHING,
    ("medicare_advantage", 0, "Reconsideration by the plan"): MA,
    ("medicare_advantage", 1, "Independent review entity"): NOTHING,
    ("medicare_advantage", 2, "Hearing before an administrative law judge"): Row(
        "2027-01-01 / 2027-01-05", "2027-01-01 / 2027-01-06"
    ),
    ("medicare_advantage", 3, "Medicare Appeals Council, then court"): NOTHING,
    ("original_medicare", 0, "Redetermination"): Row(
        "2027-03-02 / 2027-03-06", "2027-03-02 / 2027-03-07", "- / 2027-01-30"
    ),
    ("original_medicare", 1, "Reconsideration"): Row(
        "2027-05-01 / 2027-05-05", "2027-05-01 / 2027-05-06", "- / 2027-01-30"
    ),
    ("original_medicare", 2, "Hearing before an administrative law judge"): Row(
        "2027-01-01 / 2027-01-05", "2027-01-01 / 2027-01-06", "- / 2027-03-01"
    ),
    ("original_medicare", 3, "Medicare Appeals Council"): NOTHING,
    ("original_medicare", 4, "Court"): NOTHING,
    ("medicaid_managed_care", 0, "Appeal to the plan"): MEDICAID,
    ("medicaid_managed_care", 1, "State fair hearing"): Row("2027-01-31 / -", "2027-01-31 / -"),
    ("medicaid_fee_for_service", 0, "State fair hearing"): Row(
        "- / 2027-01-31", "- / 2027-01-31", "2027-03-01 / -"
    ),
    ("chip_managed_care", 0, "Appeal to the plan"): MEDICAID,
    ("chip_managed_care", 1, "Review by the state"): NOTHING,
    ("fehb", 0, "Reconsideration by the carrier"): Row(
        "2027-05-02 / 2027-05-02", "2027-05-02 / 2027-05-02", "2026-12-31 / 2026-12-31"
    ),
    ("fehb", 1, "Review by the Office of Personnel Management"): Row(DAYS_90, DAYS_90, "2027-03-01 / 2027-03-01"),
    ("fehb", 2, "Court"): NOTHING,
    ("tricare", 0, "Reconsideration"): Row(
        DAYS_90, DAYS_90, "2027-01-30 / 2027-01-30", urgent="2026-11-05 / 2026-11-09"
    ),
    ("tricare", 1, "Second reconsideration (medical necessity)"): Row(DAYS_90, DAYS_90),
    ("tricare", 1, "Formal review (other disputes)"): Row(
        "2027-01-01 / 2027-01-01", "2027-01-01 / 2027-01-01", "- / 2027-03-01"
    ),
    ("tricare", 2, "Hearing"): NOTHING,
}  # fmt: skip


def shown(by: FileBy | None) -> str:
    return f"{(by and by.safe) or '-'} / {(by and by.outside) or '-'}"


def test_the_table_has_every_level_there_is() -> None:
    ladders = {kind: facts().rungs(kind, second=None) for kind in facts().kinds}
    there = {
        (k, i, level.name)
        for k, rungs in ladders.items()
        for i, rung in enumerate(rungs)
        for level in rung
    }
    assert there == set(TABLE)


@pytest.mark.parametrize("place", TABLE, ids=lambda p: f"{p[0]}-{p[2]}")
def test_days_to_file(place: tuple[str, int, str]) -> None:
    kind, rung, name = place
    for told, expected in ((BOTH, TABLE[place].known), (DATE_ONLY, TABLE[place].dated)):
        (found,) = [each for each in due_of(kind, told, rung).levels if each.level.name == name]
        assert shown(found.by) == expected


@pytest.mark.parametrize("place", TABLE, ids=lambda p: f"{p[0]}-{p[2]}")
def test_days_to_file_an_urgent_request(place: tuple[str, int, str]) -> None:
    kind, rung, name = place
    for urgent in (True, None, False):
        (found,) = [
            each
            for each in due_of(kind, BOTH, rung, urgent=urgent).levels
            if each.level.name == name
        ]
        expected = TABLE[place].urgent if urgent is not False else "-"
        assert (shown(found.urgent_by) if found.urgent_by else "-") == expected


@pytest.mark.parametrize("place", TABLE, ids=lambda p: f"{p[0]}-{p[2]}")
def test_days_to_decide(place: tuple[str, int, str]) -> None:
    kind, rung, name = place
    row = TABLE[place]
    (level,) = [level for level in facts().rungs(kind, second=None)[rung] if level.name == name]
    usual = {each.which: each for each in answers_by(level, Known(urgent=False, filed=FILED))}
    assert "expedited" not in usual
    days = [
        str(usual[which].by) if which in usual else "-" for which in ("pre_service", "post_service")
    ]
    assert " / ".join(days) == (row.usual or "- / -")
    assert (
        str((usual["pre_service"].latest if "pre_service" in usual else None) or "") == row.longest
    )
    fast = [
        each
        for each in answers_by(level, Known(urgent=True, filed=FILED))
        if each.which == "expedited"
    ]
    assert [str(each.by or (each.ask_from and each.ask_from.isoformat())) for each in fast] == [
        row.fast
    ] * bool(row.fast)


def test_a_plan_without_rules_gets_no_day() -> None:
    for kind, rules in facts().kinds.items():
        found = due_of(kind, BOTH)
        assert (found.day is None) == (not rules.levels), kind
        assert found.without == (() if rules.levels else (kind,))


def test_an_unread_level_has_no_days() -> None:
    for level in facts().levels.values():
        if not level.verified:
            assert level.file is None and level.urgent_file is None and not level.answer


def test_urgent_file_of_tricare_is_three_days_from_receipt() -> None:
    window = facts().levels["tricare_reconsideration"].urgent_file
    assert window is not None
    assert file_by(window, DATE_ONLY).outside == day(
        "2026-11-10"
    )  # counted as received on November 7
