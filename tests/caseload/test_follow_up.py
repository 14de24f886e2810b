"""A case after its first call: contacts, sendings, decisions, promises, from the first call to
external review.
"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from interview.case.due_report import due_report
from interview.case.due_words import due_lines
from interview.case.history import history_lines
from interview.case.letters import letters_for, render_letter
from interview.case.problem import CaseProblem
from interview.caseload.case_desk import desk_at, hand_over_form
from interview.caseload.overview import overview
from interview.core import events as ev
from interview.core.answers import AnswerState
from interview.letters import blocks as b
from interview.letters.letter import applicable
from interview.sitting import plan_forms
from interview.sitting.forms import filled
from interview.sitting.opening import read_state
from interview.sitting.outcome import Taken
from interview.sitting.plan_fields import at_hand
from interview.talk import commands
from tests.days import Office
from tests.office import CASE, START, asked, begun, resumed, say, workplace


def test_from_the_first_call_through_an_upheld_appeal_to_external_review(office: Office) -> None:
    # An insured employer plan: 180 days from receipt, November 5, 2026; the safe day is May 4,
    # 2027.
    assert str(office.due.day) == "2027-05-04"
    assert office.next == "file by May 4, 2027"

    said = office.on("2026-11-20").record("sent", to="555-0150", proof="0042")
    assert "PLAN MUST ANSWER BY Sunday, December 20, 2026 (in 30 days)" in "\n".join(said.lines)
    assert office.next == "in 3 days: ring whether the plan has it, Nov 23"

    office.on("2026-11-23").record(
        "log", said="It is in the queue.", person="Lee", confirms="y", logged_on="11/20"
    )
    assert office.next == "answer due Dec 20"
    assert office.on("2026-12-22").next == "OVERDUE 2 days: answer due Dec 20"

    with closing(office.ask()) as session:
        assert session.state.answer("route.step").is_known
    told = office.record(
        "decision", outcome="upheld", dated="12/18/2026", received="12/21/2026", said="Not needed"
    )
    assert any(line.startswith("Asked anew for the next level: ") for line in told.lines)

    # External review: four months from receipt, December 21, 2026; to check while the plan may have
    # a second appeal.
    assert office.due.course.rung == 1
    assert str(office.due.day) == "2027-04-21"
    assert office.next == "file by Apr 21, 2027 (to check)"

    with closing(office.ask()) as session:
        assert (
            session.state.answer("plan.type").text
            and session.state.answer("denial.notice_date").text
        )
        addresses = {"route.plan_says", "route.step"}
        assert {a for a in addresses if session.state.answer(a).state is None} == addresses
        say(session, route__plan_says="external_review", route__step="external_review")
        assert session.state.answer("route.new").on_path
        say(
            session,
            route__new="A new scan of December 2, 2026 shows growth.",
            review__to="The state's office",
        )
        assert (
            session.state.answer("denial.reasons").state is None
        )  # never told, and so still to be asked
    assert office.next == "file by Apr 21, 2027"

    _decide_outside(office)
    lines = "\n".join(history_lines(read_state(office.place, CASE)))
    for words in (
        "What is being sent now: an appeal  [chart, of the level before]",
        "sent on November 20",
        "authorization A-77",
    ):
        assert words in lines, words


def _decide_outside(office: Office) -> None:
    """External review: sent, approved for a year, to be renewed."""
    office.on("2027-01-04").record(
        "sent", to="Independent reviewer, 555-0160", way="portal", proof="P-1"
    )
    assert office.due.answer is not None and office.due.answer.whose == "the reviewer"
    assert office.due.answer.day.isoformat() == "2027-02-18"  # 45 days
    assert office.due.course.review
    granted = {"authorization": "A-77", "quantity": "12 months", "expires": "2/1/2028"}
    office.on("2027-02-01").record("decision", outcome="approved", dated="today", **granted)
    assert office.due.course.is_over
    assert office.next == "ask to renew by Jan 2, 2028"
    assert "approved" in office.listed.line
    assert office.on("2028-01-03").next.startswith("OVERDUE 1 day: ask to renew")


def test_only_what_the_next_level_needs_is_asked_anew(office: Office) -> None:
    office.record("sent", to="555-0150")
    before = read_state(office.place, CASE)
    office.record("decision", outcome="upheld", dated="today")
    after = read_state(office.place, CASE)
    asked_anew = {
        a for a in before.addresses() if before.answer(a).is_known and not after.answer(a).is_known
    }
    assert asked_anew == {"route.plan_says", "route.step"}


def test_what_was_recorded_is_a_row_of_the_steps_and_is_not_asked(office: Office) -> None:
    office.record("sent", to="555-0150")
    with closing(office.ask()) as session:
        told = [
            session.shown(f"denial.steps/r1/{column}") for column in ("step", "sent", "outcome")
        ]
        assert told == ["first appeal", "November 20, 2026", "no response yet"]
    refused = {
        "outcome": "upheld",
        "dated": "12/18/2026",
        "reference": "D-7",
        "said": "Not needed, section 4.",
    }
    office.on("2026-12-20").record("decision", **refused)
    with closing(office.ask()) as session:
        columns = ("step", "sent", "outcome", "decided", "reference", "words")
        told = [session.shown(f"denial.steps/r1/{column}") for column in columns]
        decided = ["denied", "December 18, 2026", "D-7", "Not needed, section 4."]
        assert told == ["first appeal", "November 20, 2026", *decided]
        session.cursor = "denial.steps"
        session.answer("no")
        session.cursor = "route.plan_says"
        session.answer("second_appeal", accept=True)
        session.cursor = "route.step"
        assert isinstance(
            session.answer("second_appeal", accept=True), Taken
        )  # no doubt that a first appeal was made


def test_undo_takes_a_decision_back_with_what_it_asked_anew(office: Office) -> None:
    office.record("decision", outcome="upheld", dated="today")
    with closing(office.ask()) as session:
        assert "Appeal: refused" in session.undo()
        assert session.state.answer("route.step").value == "appeal"
    assert office.due.course.rung == 0


def test_the_day_that_the_decision_states_counts_when_it_is_earlier(office: Office) -> None:
    office.record("decision", outcome="upheld", dated="11/20/2026", file_by="1/15/2027")
    assert str(office.due.day) == "2027-01-15"
    other = due_report(office.place, read_state(office.place, CASE), 0)
    assert str(other.day) == "2027-05-04"


def test_a_promise_waits_until_it_is_kept(office: Office) -> None:
    office.record("log", said="They look into it.", promised="a call", promised_by="in 2 days")
    assert office.next == "in 2 days: promised by Nov 22: a call"
    office.record("kept", promise="1", note="They called.")
    assert office.next == "file by May 4, 2027"


def test_a_promised_document_keeps_its_promise_by_coming(office: Office) -> None:
    fields = {field.key: field for field in plan_forms.log_form(desk_at(office.place, CASE)).fields}
    document = fields["document"].options[0][0]
    given = {
        "said": "They fax it.",
        "promised": "the notice",
        "promised_by": "in 3 days",
        "document": document,
    }
    office.record("log", party="pharmacy", **given)
    assert office.next.startswith("in 3 days: promised")
    with closing(office.ask()) as session:
        session.append(
            ev.AttachmentAdded, attachment=document, name="n.pdf", sha256="0" * 64, size=1
        )
    assert office.next == "file by May 4, 2027"


def test_a_paper_that_grows_too_old_is_listed_while_something_is_to_be_sent(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    with closing(begun(place)) as session:
        say(session, denial__reasons="1")
        file = {
            "name": "n.pdf",
            "sha256": "0" * 64,
            "size": 1,
            "document_date": START.date() - timedelta(days=180),
        }
        session.append(ev.AttachmentAdded, attachment="notice_copy", **file)
    assert (
        "in 3 days: too old after Nov 23: The notice" in overview(place)[0].line
    )  # dated May 24, for six months
    with closing(resumed(place)) as session:
        session.append(ev.Sent, what="packet", way="fax", to="555-0150", when=START)
    assert "too old" not in overview(place)[0].line


WRONG = {
    "no word of what was said": (
        "log",
        {"person": "Lee"},
        "--said: What was said? please type something.",
    ),
    "a day that has not come": ("log", {"said": "x", "when": "1/1/2030"}, "--when: "),
    "no such way": (
        "sent",
        {"to": "555-0150", "way": "pigeon"},
        "--way: pigeon is none of the choices.",
    ),
    "nowhere": ("sent", {"way": "fax"}, "--to: "),
    "no outcome": ("decision", {"dated": "today"}, "--outcome: "),
    "a decision from tomorrow": (
        "decision",
        {"outcome": "upheld", "dated": "11/21/2026"},
        "--dated: ",
    ),
    "an authorization of a refusal": (
        "decision",
        {"outcome": "upheld", "dated": "today", "authorization": "A"},
        "--auth",
    ),
    "a decision that came before it was made": (
        "decision",
        {"outcome": "upheld", "dated": "11/19/2026", "received": "11/18/2026"},
        "cannot have come before",
    ),
    "a month is no day": (
        "decision",
        {"outcome": "upheld", "dated": "October 2026"},
        "is no single day",
    ),
}


@pytest.mark.parametrize(("what", "given", "sentence"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(
    office: Office, what: str, given: dict[str, str], sentence: str
) -> None:
    count = len(read_state(office.place, CASE).record.events)
    with pytest.raises(CaseProblem) as refused:
        office.record(what, **given)
    assert sentence in str(refused.value)
    assert len(read_state(office.place, CASE).record.events) == count


def test_do_not_contact_silences_call_backs_but_no_deadline(office: Office) -> None:
    with closing(office.ask()) as session:
        session.append(
            ev.CallEnded, disposition="stop_calling", note="x", call_back=START + timedelta(days=1)
        )
    assert "do not call · file by May 4, 2027" in office.listed.line


def test_the_hand_over_note_shows_where_the_case_stands_and_sets_the_owner(office: Office) -> None:
    office.record("sent", to="555-0150")
    form = hand_over_form(office.place, CASE)
    assert any(
        line.startswith("SENT: Appeal sent on November 20, 2026 by fax to 555-0150")
        for line in form.lines
    )
    form.finish({"text": "Ring on Monday.", "owner": "Kim"})
    assert read_state(office.place, CASE).record.owner == "Kim"
    assert "with Kim" in office.listed.line


def test_the_commands_of_a_sitting_are_the_same_forms(office: Office) -> None:
    with closing(office.ask()) as session:
        for name in ("log", "sent", "decision", "owner"):
            form = commands.run(session, name).form
            assert form is not None and form.title == plan_forms.FORMS[name](at_hand(session)).title
        assert commands.run(session, "kept").form is None
        sent = commands.run(session, "sent").form
        assert sent is not None
        sent.finish(filled(sent, {"to": "555-0150"}))
        assert "PLAN MUST ANSWER BY" in "\n".join(commands.run(session, "due").lines)
        assert asked(session)
    (event,) = read_state(office.place, CASE).record.course
    assert isinstance(event, ev.Sent)
    assert (event.asks, event.step, event.call > 0) == ("appeal", "appeal", True)
    assert read_state(office.place, CASE).answer("route.step").state is AnswerState.answered


NEAR = {
    "months before the last day": ("2026-11-20", "", False),
    "three days before it": ("2027-05-01", "", True),
    "on the last day": ("2027-05-04", "", True),
    "after it": ("2027-05-05", "", False),
    "once it was answered": ("2027-05-04", "no", False),
}


@pytest.mark.parametrize(("day", "answer", "is_offered"), NEAR.values(), ids=NEAR)
def test_a_short_letter_is_offered_when_the_last_day_is_near(
    office: Office, day: str, answer: str, is_offered: bool
) -> None:
    with closing(office.ask()) as session:
        say(
            session,
            denial__reasons="not_necessary",
            **({"route__short_now": answer} if answer else {}),
        )
    lines = "\n".join(due_lines(office.on(day).due))
    assert ("please answer: Short letter now, to keep the deadline" in lines) is is_offered


def test_it_goes_without_papers_and_says_when_they_follow(office: Office) -> None:
    with closing(office.ask()) as session:
        say(
            session,
            denial__reasons="not_necessary",
            route__voice="prescriber",
            route__short_now="yes",
        )
        say(session, route__records_by="12/18/2026", request__drug="ketamine")
        (letter,) = letters_for(session.workplace.letters, session.state, "protective_letter")
        document = render_letter(letter, session.state, session.today)
        assert applicable(letter, session.state) is True
        assert document.exhibits == ()
        words = " ".join(b.plain(inlines) for inlines in b.runs_of(document.body))
        assert "the supporting records will follow by December 18, 2026" in words
        assert not {"enclosed", "Exhibit", "medically"} & set(words.split())
        assert "route.records_by" not in {o.address for o in document.openings}
        session.undo(), session.undo()
        assert "route.records_by" in {
            o.address for o in render_letter(letter, session.state, session.today).openings
        }
