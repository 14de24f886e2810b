"""The plan's time to answer, as letters say it. The days are worked out by hand from the sentence
of each rule.

The appeal was sent on Friday, November 20, 2026. By hand: 7 days November 27, 14 days December 4,
30 days December 20, and 14 days more January 3, 2027.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from interview.core import events as ev
from interview.core.answers import Party
from interview.rights.rights_for import RightsFor
from tests.core.cases import Case
from tests.rights.office import small_tree

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=timezone(timedelta(hours=-5)))
DRUG = {"plan.type": "part_d", "care.time": "not_started"}
JOB = {"plan.type": "employer", "plan.funding": "insured", "care.time": "not_started"}
STATE = {"plan.type": "medicaid", "care.time": "ongoing"}
DRUG_RULE = "42 CFR 423.590(a), (b), (d); text of September 25, 2026"
STATEMENT = (
    "from the prescriber's supporting statement "
    "(42 CFR 423.568(b), 423.572(a); statement 423.578(a)(4), (b)(5); text of September 26, 2026)"
)
SEVEN_DAYS = "Its last day was November 27, 2026."
OWN = {"plan.type": "individual", "care.time": "not_started", "denial.asks": "exception"}


def rights(
    answers: dict[str, str], asks: str = "", today: str = "2027-02-01", logged_on: str = ""
) -> RightsFor:
    case = Case(small_tree())
    for address, typed in answers.items():
        case.say(address, typed)
    if asks:
        number = case.add(ev.Sent, what="packet", way="fax", to="555-0101", when=FRIDAY, asks=asks)
        if logged_on:
            contact = {
                "when": FRIDAY,
                "said": "Logged.",
                "confirms": number,
                "logged_on": date.fromisoformat(logged_on),
            }
            case.add(ev.ContactLogged, party=Party.plan, **contact)
    return RightsFor(case.state, date.fromisoformat(today))


LATE = {
    "nothing was sent": (DRUG, "", "2027-02-01", ""),
    "the last day itself": (DRUG, "appeal", "2026-11-27", ""),
    "the day after": (
        DRUG,
        "appeal",
        "2026-11-28",
        f"It was sent on November 20, 2026. The time for an answer is 7 days ({DRUG_RULE}). {SEVEN_DAYS}",
    ),
    "not known whether the care was given": ({"plan.type": "part_d"}, "appeal", "2027-02-01", ""),
    "an extension may still run": (STATE, "appeal", "2027-01-03", ""),
    "also an extension is over": (STATE, "appeal", "2027-01-04", "Its last day was January 3, 2027."),
    "a plan that may be one of two": (
        {"plan.type": "employer", "care.time": "not_started"},
        "appeal",
        "2027-02-01",
        "Its last day was December 20, 2026.",
    ),
    "a plan of which nothing was read": ({"plan.type": "va"}, "appeal", "2027-02-01", ""),
    "hours give no last day": (DRUG | {"denial.fast": "yes"}, "appeal", "2026-11-24", f"72 hours ({DRUG_RULE})"),
    "hours that may still run": (DRUG | {"denial.fast": "yes"}, "appeal", "2026-11-23", ""),
    "an exception": (DRUG, "exception", "2026-11-24", f"72 hours {STATEMENT}"),
    "a rule for another sort of exception": (OWN, "exception", "2027-02-01", ""),
    "a second appeal": (JOB, "second_appeal", "2026-12-06", "Its last day was December 5, 2026."),
    "a review outside the plan": (JOB, "review", "2027-01-05", "Its last day was January 4, 2027."),
    "a first request": (DRUG, "request", "2027-02-01", ""),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "asks", "today", "words"), LATE.values(), ids=LATE)
def test_that_the_plan_is_late_is_said_only_where_it_is_sure(
    answers: dict[str, str], asks: str, today: str, words: str
) -> None:
    text = rights(answers, asks, today).get("late_answer", "")
    assert words in text and bool(text) is bool(words)
    assert ("Its last day was" in text) is ("Its last day was" in words)


def test_the_time_runs_from_the_day_on_which_the_plan_says_that_it_got_it() -> None:
    text = rights(DRUG, "appeal", logged_on="2026-11-24")["late_answer"]
    assert text.startswith("The plan states that it received it on November 24, 2026.")
    assert text.endswith("Its last day was December 1, 2026.")


FAST = {
    "an appeal": (JOB, "72 hours (29 CFR 2560.503-1(h)(3)(i), (i)(2), (c)(2); text of September 24, 2026)"),
    "an exception to a drug plan": (
        DRUG | {"denial.asks": "exception"},
        f"24 hours {STATEMENT}",
    ),
    "an exception elsewhere": (OWN, ""),
    "care that was given": (JOB | {"care.time": "given"}, ""),
    "nothing read": ({"plan.type": "va"}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "words"), FAST.values(), ids=FAST)
def test_the_time_for_a_fast_answer(answers: dict[str, str], words: str) -> None:
    assert rights(answers).get("fast_answer", "") == words
