"""The day to file as a letter prints it: only where it is sure, with what gives it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from interview.case.letter_rights import LetterRights
from interview.core import events as ev
from tests.rights.office import small_tree, told

TODAY = date(2026, 11, 20)
DATED = {"denial__dated": "11/2/2026", "denial__received": "11/5/2026"}
DRUG_PLAN = {"plan__type": "Drug plan"} | DATED
FILE_BY = {
    "a rule that was read": (DRUG_PLAN, "January 1, 2027. ", "42 CFR 423.582"),
    "the notice's own day is earlier": (
        DRUG_PLAN | {"denial__deadline": "12/2/2026"}, "December 2, 2026. The notice gives this day.", "",
    ),
    "the notice's own day is later": (
        DRUG_PLAN | {"denial__deadline": "2/2/2027"}, "January 1, 2027. ", "42 CFR 423.582",
    ),
    "months by the notice": (
        DRUG_PLAN | {"denial__days": "1 month"},
        "December 2, 2026. The notice gives 1 month, counted here from the date on it.",
        "",
    ),
    "nothing was read for such a plan": ({"plan__type": "VA"} | DATED, "", ""),
    "the kind of plan is open, and the days differ": (DATED, "", ""),
    "the date of the notice is not known": ({"plan__type": "Drug plan"}, "", ""),
    "only the month of the notice is known": (
        {"plan__type": "Drug plan", "denial__dated": "November 2026"}, "", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "day", "citation"), FILE_BY.values(), ids=FILE_BY)
def test_the_day_to_file_is_told_only_where_it_is_sure(
    answers: dict[str, str], day: str, citation: str
) -> None:
    text = LetterRights(told(small_tree(), **answers), TODAY).get("file_by", "")
    assert text.startswith(day) and citation in text
    assert bool(text) is bool(day)
    assert not citation or "text of" in text or "edition" in text


def test_after_a_decision_the_day_counts_from_it() -> None:
    state = told(small_tree(), **DRUG_PLAN)
    at = datetime(2026, 12, 14, 9, tzinfo=UTC)
    day, number = date(2026, 12, 10), len(state.record.events) + 1
    state.apply(
        ev.DecisionReceived(
            seq=number, at=at, operator="Kim", outcome="upheld", goes_on=True, dated=day
        )
    )
    assert LetterRights(state, TODAY)["file_by"].startswith("February 8, 2027. ")
