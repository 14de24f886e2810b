"""What a letter says of the plan's criteria on its own day: “Met” only while the fact is new
enough.
"""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.attachments import attachment_statuses
from interview.letters.shortcomings import findings_of
from interview.letters.writers.markdown import to_markdown
from tests.letters.building import CaseFile, drawn
from tests.letters.worked import shipped_letters, worked

MET_ALL = "meets each of the plan's criteria"


def with_lab(day: str = "9/24/2025", age: str = "12 months") -> CaseFile:
    """The worked case of an appeal, refused as not necessary; its second criterion asks for a
    laboratory value.
    """
    case = worked("depression")
    case.notice("denial.reasons", "not_necessary")
    row = case.row("criteria")
    case.notice(f"{row}/words", "Blood eosinophils of at least 150 within the last 12 months")
    case.chart(f"{row}/met", "met").chart(f"{row}/fact", "410 cells per microliter")
    if age:
        case.notice(f"{row}/max_age", age)
    if day:
        case.chart(f"{row}/fact_day", day)
    return case


AGES = {
    "new enough": ("2026-09-24", "9/24/2025", "12 months", "Met. 410 cells per microliter", True),
    "one day too old": ("2026-09-25", "9/24/2025", "12 months", "410 cells per microliter", False),
    "age named, day not known": (
        "2026-09-25",
        "",
        "12 months",
        "[TO COMPLETE: Date of the fact",
        False,
    ),
    "age not asked yet": ("2026-09-25", "", "", "[TO COMPLETE: How old the fact may be", False),
}


@pytest.mark.parametrize(("today", "day", "age", "begins", "meets"), AGES.values(), ids=AGES)
def test_a_tick_does_not_outlive_its_fact(
    today: str, day: str, age: str, begins: str, meets: bool
) -> None:
    text = to_markdown(
        drawn(with_lab(day, age), shipped_letters()["appeal"], date.fromisoformat(today)).body
    )
    cell = next(line for line in text.splitlines() if line.startswith("| Blood eosinophils")).split(
        " | "
    )[1]
    assert cell.replace("\\", "").startswith(begins)
    assert (MET_ALL in text) is meets


def test_an_old_fact_is_named_and_does_not_hold_the_letter() -> None:
    case = with_lab()
    document = drawn(case, shipped_letters()["appeal"], date(2026, 11, 21))
    found = [
        f
        for f in findings_of(document, case.state, attachment_statuses(case.state))
        if "fact_day" in f.address
    ]
    assert [(f.address, f.is_blocking) for f in found] == [("criteria/r2/fact_day", False)]
    assert (
        found[0].say
        == "September 24, 2025 is longer ago than it may be (12 months). Is there a newer one, or"
        " can it be done again?"
    )
    assert "criteria/r2/fact_day" not in {opening.address for opening in document.openings}
