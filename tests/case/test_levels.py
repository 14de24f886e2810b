"""From level to level: what is a row of the steps, which clock runs, who may sign, what cannot
be.
"""

from __future__ import annotations

from contextlib import closing

import pytest

from interview.case.due_words import due_lines
from interview.case.problem import CaseProblem
from interview.sitting.opening import read_state
from tests.days import Office
from tests.office import CASE, say


def test_undo_takes_the_row_of_the_steps_back_as_well(office: Office) -> None:
    office.record("sent", to="555-0150")
    with closing(office.ask()) as session:
        assert session.undo().startswith("Appeal sent on November 20")
        assert session.state.rows("denial.steps") == ()
    office.record("sent", to="555-0150")
    office.record("decision", outcome="upheld", dated="today", said="No.")
    with closing(office.ask()) as session:
        session.undo()
        row = f"denial.steps/{session.state.rows('denial.steps')[0]}"
        assert (
            session.shown(f"{row}/outcome"),
            session.state.answer(f"{row}/decided").on_path,
        ) == (
            "no response yet",
            False,
        )
    assert office.due.course.rung == 0 and office.due.course.sent is not None


def test_a_decision_on_what_nobody_recorded_as_sent_has_a_row_whose_day_is_asked(
    office: Office,
) -> None:
    office.record("decision", outcome="upheld", dated="11/19/2026")
    state = read_state(office.place, CASE)
    assert state.answer("denial.steps/r1/outcome").text == "denied"
    assert (
        state.answer("denial.steps/r1/sent").on_path
        and not state.answer("denial.steps/r1/sent").is_known
    )


def test_the_record_outweighs_what_was_told_of_the_same_step(office: Office) -> None:
    with closing(office.ask()) as session:
        say(session, denial__steps="yes")
        for column, typed in {
            "step": "first appeal",
            "sent": "11/18/2026",
            "outcome": "waiting",
        }.items():
            say(session, **{f"denial__steps/r1/{column}": typed})
    office.record("sent", to="555-0150", when="11/18/2026 9:00")
    office.record("decision", outcome="upheld", dated="11/20/2026")
    state = read_state(office.place, CASE)
    answer = state.answer("denial.steps/r1/outcome")
    assert state.rows("denial.steps") == ("r1",) and answer.text == "denied" and not answer.conflict


def test_after_a_first_appeal_an_employer_plan_may_have_a_second_one(office: Office) -> None:
    office.record("sent", to="555-0150")
    office.record(
        "decision", outcome="upheld", dated="11/20/2026", received="11/20/2026", file_by="1/19/2027"
    )
    names = [rung.due.level.name for rung in office.due.ladder.this]
    assert names == ["Second internal appeal", "External review"]
    with closing(office.ask()) as session:
        say(session, route__plan_says="second_appeal", route__step="second_appeal", route__new="-")
    assert [rung.due.level.name for rung in office.due.ladder.this] == ["Second internal appeal"]
    assert (str(office.due.day), office.due.known.second) == (
        "2027-01-19",
        True,
    )  # the decision's own day is all there is

    runs = (
        "Where it does not, the days for the external review may run already: by Saturday, March"
        " 20, 2027"
    )
    assert runs in "\n".join(due_lines(office.due))

    office.on("2026-12-01").record("sent", to="555-0150")
    assert runs in "\n".join(due_lines(office.due))
    assert (
        str(office.due.answer and office.due.answer.day) == "2026-12-16"
    )  # 15 days where the plan has two
    office.on("2026-12-15").record(
        "decision", outcome="upheld", dated="12/14/2026", received="12/15/2026"
    )
    assert [rung.due.level.name for rung in office.due.ladder.this] == ["External review"]
    assert str(office.due.day) == "2027-04-15"
    told = "\n".join(
        due_lines(office.due)
    )  # the rules on the plan's own appeals have done their part
    assert not [
        w
        for w in ("may run already", "If the plan misses", "Who may file", "Fast external review")
        if w in told
    ]
    assert [read_state(office.place, CASE).answer(f"denial.steps/{r}/step").text for r in ("r1", "r2")] == [
        "first appeal", "second appeal",
    ]  # fmt: skip


def test_the_plan_is_late_is_asked_once_something_waits(office: Office) -> None:
    assert not read_state(office.place, CASE).answer("complaint.late").on_path
    office.record("sent", to="555-0150")
    assert read_state(office.place, CASE).answer("complaint.late").on_path
    office.record("decision", outcome="upheld", dated="today")
    assert not read_state(office.place, CASE).answer("complaint.late").on_path


def test_the_time_to_appeal_runs_on_while_an_exception_waits(office: Office) -> None:
    with closing(office.ask()) as session:
        say(session, plan__type="part_d", route__plan_says="exception", route__step="exception")
    lines = "\n".join(office.record("sent", to="555-0150").lines)
    assert "Request for an exception sent" in lines
    assert {each.what for each in office.listed.dates} >= {"file", "answer", "confirm"}
    told = "\n".join(due_lines(office.due))
    assert "FILE BY Friday, January 1, 2027" in told
    assert "If the plan misses its date" in told
    assert not [
        rung
        for rung in office.due.ladder.this
        for answer in rung.answers
        if answer.by or answer.ask_from
    ]


def test_what_went_out_before_it_was_urgent_has_no_fast_clock(office: Office) -> None:
    with closing(office.ask()) as session:
        say(session, plan__type="part_d", urgency__expedite="yes")
    office.record("sent", to="555-0150")
    assert str(office.due.answer and office.due.answer.day) == "2026-11-23"  # 72 hours
    with closing(office.ask()) as session:
        say(session, urgency__sent_before="yes")
    assert str(office.due.answer and office.due.answer.day) == "2026-11-27"  # 7 days


def test_the_day_to_keep_a_benefit_stays_until_it_was_asked_for(office: Office) -> None:
    with closing(office.ask()) as session:
        say(session, plan__type="medicaid", plan__medicaid_kind="managed", care__time="ongoing")
        say(
            session,
            denial__notice_date="11/20/2026",
            denial__received="11/20/2026",
            benefit__effective="12/7/2026",
        )
    office.record("sent", to="555-0150")
    assert "keep" in {each.what for each in office.listed.dates}
    assert (
        "TO KEEP A BENEFIT that the plan ends or cuts: ask by Monday, December 7, 2026"
        in "\n".join(due_lines(office.due))
    )
    office.record("sent", what="other", to="555-0150", keeps_benefit="y")
    assert "keep" not in {each.what for each in office.listed.dates}
    assert office.due.course.sent is not None and office.due.course.sent.what == "packet"


def test_an_urgent_case_stands_first_until_it_is_sent(office: Office) -> None:
    with closing(office.ask()) as session:
        say(session, urgency__expedite="yes")
    assert office.next == "TODAY: urgent, send it now"
    office.record("sent", to="555-0150")
    assert "urgent" not in office.next


def test_a_child_who_turns_18_and_a_guardian_whose_time_ends_are_on_the_list(
    office: Office,
) -> None:
    with closing(office.ask()) as session:
        say(
            session,
            opening__refused_on="11/2/2026",
            patient__birth_date="11/25/2008",
            patient__now_adult="no",
        )
    days = {each.words for each in office.listed.dates}
    assert "in 5 days: the patient is 18 and signs from then on: Nov 25" in days
    with closing(office.ask()) as session:
        say(
            session,
            patient__guardian_relation="grandparent",
            denial__reasons="step_therapy",
            route__voice="patient",
        )
        say(session, filing__custody_until="12/1/2026", talk__wanted="yes", talk__by="11/23/2026")
    days = {each.words for each in office.listed.dates}
    assert "Last day of the guardian's authority: Dec 1" in days
    assert "in 3 days: Last day for the peer-to-peer call: Nov 23" in days
    assert not any("talk with" in each.words for each in office.on("2026-11-24").listed.dates)


def test_days_that_cannot_be_are_refused_with_what_they_contradict(office: Office) -> None:
    office.record("sent", to="555-0150", when="11/18/2026 9:00")
    for what, given, sentence in (
        ("decision", {"outcome": "upheld", "dated": "11/17/2026"}, "went out on November 18, 2026"),
        (
            "log",
            {"said": "x", "confirms": "y", "logged_on": "11/17/2026"},
            "cannot have it since before",
        ),
    ):
        with pytest.raises(CaseProblem, match=sentence):
            office.record(what, **given)
    office.record(
        "sent", to="555-0150", when="11/16/2026 9:00"
    )  # recorded anew with its right day: the same row
    state = read_state(office.place, CASE)
    assert state.rows("denial.steps") == ("r1",)
    assert state.answer("denial.steps/r1/sent").text == "November 16, 2026"
    office.record("decision", outcome="upheld", dated="11/19/2026")
    with pytest.raises(CaseProblem, match="decision of November 19, 2026"):
        office.record("sent", to="555-0150", asks="review", when="11/18/2026 9:00")


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [("", True), ("step_therapy", True), ("authorization_missing", False)],
    ids=str,
)
def test_the_law_on_step_therapy_is_told_where_it_may_be_about_an_order_of_drugs(
    office: Office, reason: str, is_told: bool
) -> None:
    if reason:
        with closing(office.ask()) as session:
            say(session, denial__reasons=reason)
    assert ("Step therapy: Texas law" in "\n".join(due_lines(office.due))) is is_told
