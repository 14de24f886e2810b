"""How old a fact may be on the day of a letter, and what of it is too old."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.answers import AnswerState
from interview.core.author_text import AuthorError
from interview.core.build import build_tree
from interview.core.freshness import is_fresh, outdated
from interview.storage.yaml_source import load_yaml
from tests.letters.building import CaseFile, engine_of

MODULE = """
    module: case
    title: Case
    questions:
      - {id: case.age, kind: number, title: Age, units: [days, weeks, months, years], none: None named}
      - {id: case.day, kind: date, title: Day, no_older_than: case.age}
      - id: case.points
        kind: list
        title: Points
        row:
          - {id: age, kind: number, title: Age, units: [months], none: None named}
          - {id: day, kind: date, title: Day, no_older_than: age, when: answered(row.age)}
"""
ROOT = """
    tree: t
    version: "1"
    title: T
    modules: [case]
"""
ENGINE = engine_of({"root": ROOT, "case": MODULE})

AGES = {
    "the last day that counts": ("12 months", "9/24/2025", "2026-09-24", True),
    "one day later": ("12 months", "9/24/2025", "2026-09-25", False),
    "fourteen months": ("12 months", "9/24/2025", "2026-11-30", False),
    "a month that is shorter": ("1 month", "1/31/2026", "2026-02-28", True),
    "a leap day": ("1 year", "2/29/2024", "2025-03-01", False),
    "weeks": ("2 weeks", "11/1/2026", "2026-11-15", True),
    "days": ("90 days", "9/1/2026", "2026-12-01", False),
    "a month of which every day is new enough": ("6 months", "August 2026", "2026-11-30", True),
    "a month of which some days are": ("6 months", "May 2026", "2026-11-15", None),
    "a year that is over long ago": ("6 months", "2024", "2026-11-15", False),
}


@pytest.mark.parametrize(("age", "day", "today", "expected"), AGES.values(), ids=AGES)
def test_a_date_is_held_against_its_limit(
    age: str, day: str, today: str, expected: bool | None
) -> None:
    case = CaseFile(ENGINE).say("case.age", age).say("case.day", day)
    assert is_fresh(case.state, "case.day", date.fromisoformat(today)) is expected


def test_without_a_limit_any_date_will_do_and_an_unknown_limit_or_date_decides_nothing() -> None:
    today = date(2026, 11, 30)
    assert (
        is_fresh(CaseFile(ENGINE).set("case.age", AnswerState.none).state, "case.day", today)
        is True
    )
    assert is_fresh(CaseFile(ENGINE).say("case.day", "2020").state, "case.day", today) is None
    assert is_fresh(CaseFile(ENGINE).say("case.age", "1 year").state, "case.day", today) is None


def test_each_row_has_its_own_limit() -> None:
    case = CaseFile(ENGINE)
    for age, day in (
        ("12 months", "9/24/2025"),
        ("24 months", "9/24/2025"),
        ("12 months", "10/20/2026"),
    ):
        row = case.row("case.points")
        case.say(f"{row}/age", age).say(f"{row}/day", day)
    assert [each.address for each in outdated(case.state, date(2026, 11, 30))] == [
        "case.points/r1/day"
    ]


WRONG = {
    "a name that nothing has": "no_older_than: case.aeg",
    "a question that is no time": "no_older_than: case.words",
    "a question that comes later": "no_older_than: case.later",
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG)
def test_a_limit_that_is_no_time_asked_before_is_told(line: str) -> None:
    module = f"""
module: case
title: Case
questions:
  - {{id: case.words, kind: text, title: Words}}
  - {{id: case.age, kind: number, title: Age, units: [months]}}
  - {{id: case.day, kind: date, title: Day, {line}}}
  - {{id: case.later, kind: number, title: Later, units: [months]}}
"""
    with pytest.raises(
        AuthorError, match="names a number of days, weeks, months, years asked before it"
    ):
        build_tree(
            {
                "root": load_yaml(ROOT.replace("    ", ""), "root.yaml"),
                "case": load_yaml(module, "case.yaml"),
            }
        )
