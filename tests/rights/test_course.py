"""Where a case stands with the plan, from what was sent and what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from interview.core import events as ev
from interview.core.answers import Party
from interview.core.state import State
from interview.rights.course import Course, answer_due, course_now, course_of, next_business_day
from interview.rights.course import known_on as known_on_course
from interview.rights.known import Known, known_of
from interview.rights.plan_kinds import plan_kinds
from tests.core.cases import Case
from tests.rights.office import small_tree

EASTERN = timezone(timedelta(hours=-5))
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=EASTERN)
DAY = date(2026, 11, 20)


def sent(case: Case, **more: object) -> int:
    return case.add(
        ev.Sent, **{"what": "packet", "way": "fax", "to": "555-0101", "when": FRIDAY, **more}
    )


def decided(case: Case, outcome: str = "upheld", **more: object) -> int:
    return case.add(
        ev.DecisionReceived, **{"outcome": outcome, "goes_on": outcome == "upheld", **more}
    )


def case_of(*steps: str) -> Case:
    """A case in which this happened: sent, papers, upheld, refused (a request), partly,
    dismissed, approved.
    """
    case = Case(small_tree())
    for step in steps:
        match step:
            case "sent":
                sent(case)
            case "papers":
                sent(case, what="papers")
            case "refused":
                decided(case, asked="request", dated=DAY)
            case _:
                decided(case, step, dated=DAY)
    return case


COURSES = {
    "nothing yet": ((), 0, False, False, False),
    "an appeal is out": (("sent",), 0, True, False, False),
    "papers start nothing": (("papers",), 0, False, False, False),
    "papers after the appeal change nothing": (("sent", "papers"), 0, True, False, False),
    "upheld: the next level, by its notice": (("sent", "upheld"), 1, False, True, False),
    "sent once more": (("sent", "upheld", "sent"), 1, True, True, False),
    "upheld twice": (("sent", "upheld", "sent", "upheld"), 2, False, True, False),
    "a refused request leads to the first appeal": (("sent", "refused"), 0, False, True, False),
    "approved: over": (("sent", "approved"), 0, False, False, True),
    "approved in part and left at that": (("sent", "partly"), 0, False, False, True),
    "dismissed: the same level": (("sent", "upheld", "sent", "dismissed"), 1, False, True, False),
    "a decision without a sending on record": (("upheld",), 1, False, True, False),
}


@pytest.mark.parametrize(
    ("steps", "rung", "waits", "has_notice", "is_over"), COURSES.values(), ids=COURSES
)
def test_course(
    steps: tuple[str, ...], rung: int, waits: bool, has_notice: bool, is_over: bool
) -> None:
    course = course_of(case_of(*steps).state.record)
    assert (course.rung, course.sent is not None, course.is_over) == (rung, waits, is_over)
    assert (course.notice is not None) is has_notice


def test_what_was_taken_back_never_happened() -> None:
    case = case_of("sent")
    case.add(ev.Undone, target=decided(case))
    assert (course_of(case.state.record).rung, course_of(case.state.record).sent is None) == (
        0,
        False,
    )


DAYS = {
    "Friday": ("2026-11-20", "2026-11-23"),
    "Monday": ("2026-11-23", "2026-11-24"),
    "Saturday": ("2026-11-21", "2026-11-23"),
    "the day before Thanksgiving": ("2026-11-25", "2026-11-27"),
    "New Year's Eve": ("2026-12-31", "2027-01-04"),
}


@pytest.mark.parametrize(("day", "after"), DAYS.values(), ids=DAYS)
def test_the_next_business_day(day: str, after: str) -> None:
    assert next_business_day(date.fromisoformat(day)) == date.fromisoformat(after)


def due_on(case: Case) -> tuple[date, bool, bool] | None:
    course = course_of(case.state.record)
    found = answer_due(plan_kinds(case.state), known_on(case, course), course)
    return (found.day, found.is_verified, found.is_plan) if found is not None else None


def known_on(case: Case, course: Course) -> Known:
    return replace(known_of(case.state, course.rung), filed=course.filed)


# By hand: Part D redetermination 7 days before care, 14 after it, 72 hours fast (42 CFR 423.590).
ANSWERS = {
    "before care": (
        {"plan.type": "part_d", "care.time": "not_started"},
        (date(2026, 11, 27), True, True),
    ),
    "after care": (
        {"plan.type": "part_d", "care.time": "given"},
        (date(2026, 12, 4), True, True),
    ),
    "not known which: the earlier": ({"plan.type": "part_d"}, (date(2026, 11, 27), False, True)),
    "fast, from Friday afternoon": (
        {"plan.type": "part_d", "care.time": "not_started", "denial.fast": "yes"},
        (date(2026, 11, 23), False, True),
    ),
}


@pytest.mark.parametrize(("answers", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_the_plan_must_answer_by(
    answers: dict[str, str], expected: tuple[date, bool, bool]
) -> None:
    case = Case(small_tree())
    for address, typed in answers.items():
        case.say(address, typed)
    sent(case)
    assert due_on(case) == expected


def test_the_clock_runs_from_the_day_on_which_the_plan_got_it() -> None:
    case = Case(small_tree())
    case.say("plan.type", "part_d")
    case.say("care.time", "not_started")
    number = sent(case, way="certified_mail", proof="7000")
    contact = {
        "when": FRIDAY,
        "said": "Logged.",
        "confirms": number,
        "logged_on": date(2026, 11, 24),
    }
    assert course_of(case.state.record).confirm_on == date(2026, 11, 23)
    case.add(ev.ContactLogged, party=Party.plan, **contact)
    assert course_of(case.state.record).confirm_on is None
    assert due_on(case) == (date(2026, 12, 1), True, True)


def test_outside_the_plan_a_reviewer_answers() -> None:
    case = Case(small_tree())
    case.say("plan.type", "part_d")
    case.say("care.time", "not_started")
    decided(case, dated=DAY)
    sent(case)
    found = due_on(case)
    assert found is not None and found[2] is False


def test_no_day_is_told_for_a_first_request() -> None:
    case = Case(small_tree())
    case.say("plan.type", "part_d")
    sent(case, asks="request")
    assert due_on(case) is None


OPTIONS = {"refused": "1", "granted": "2"}
"""By number: "refused", typed, would be a refusal to answer."""


def told_of(asks: str, *rows: tuple[str, str, str]) -> Case:
    """A case whose answers say what is sent now, and of steps that were told and not recorded."""
    case = Case(small_tree())
    case.say("denial.dated", "6/2/2026")
    case.say("denial.asks", asks)
    for number, (step, outcome, decided_on) in enumerate(rows, 1):
        case.add(ev.RowAdded, list="denial.steps", row=f"r{number}")
        for column, typed in {
            "step": step,
            "outcome": OPTIONS.get(outcome, ""),
            "decided": decided_on,
        }.items():
            if typed:
                case.say(f"denial.steps/r{number}/{column}", typed)
    return case


FIRST = ("appeal", "refused", "8/3/2026")
TOLD = {
    "a first appeal": (told_of("appeal"), 0, None, "2026-06-02"),
    "a second one, after the first": (told_of("second", FIRST), 1, True, "2026-08-03"),
    "the last refusal counts": (
        told_of("review", FIRST, ("second", "refused", "10/15/2026")), 1, False, "2026-10-15",
    ),
    "what was granted is no refusal": (told_of("review", ("appeal", "granted", "8/3/2026")), 1, False, ""),
    "no date of the decision": (told_of("review", ("appeal", "refused", "")), 1, False, ""),
    "no step told": (told_of("review"), 1, False, ""),
}  # fmt: skip


@pytest.mark.parametrize(("case", "rung", "second", "dated"), TOLD.values(), ids=TOLD)
def test_what_the_answers_say_comes_next(
    case: Case, rung: int, second: bool | None, dated: str
) -> None:
    known = known_now(case.state)
    assert (known.rung, known.second, known.review) == (rung, second, second is False)
    assert str(known.notice.dated.first if known.notice.dated else "") == dated


def test_a_recorded_decision_outweighs_what_was_told() -> None:
    case = told_of("review", ("appeal", "refused", "10/1/2026"))
    decided(case, dated=DAY, received=date(2026, 11, 21))
    known = known_now(case.state)
    assert known.review and known.notice.dated is not None and known.notice.dated.first == DAY


PATHS = {
    "a second appeal, then the review": (("second_appeal", "upheld", "review"), 2, True, True),
    "no second appeal": (("appeal", "upheld", "review"), 1, False, True),
    "a second appeal upheld: the review is not asked for yet": (
        ("second_appeal", "upheld"),
        2,
        True,
        False,
    ),
    "the review is over": (("appeal", "upheld", "review", "upheld"), 2, False, False),
}


@pytest.mark.parametrize(("events", "rung", "second", "review"), PATHS.values(), ids=PATHS)
def test_the_way_to_the_review(
    events: tuple[str, ...], rung: int, second: bool | None, review: bool
) -> None:
    case, asks = Case(small_tree()), "appeal"
    for event in events:
        if event == "upheld":
            decided(case, dated=DAY, asked=asks)
        else:
            asks = event
            sent(case, asks=asks)
    course = course_of(case.state.record)
    assert (course.rung, course.second, course.review) == (rung, second, review)


def known_now(state: State) -> Known:
    return known_on_course(state, course_now(state))
