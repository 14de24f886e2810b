"""A new case for the same person: what is taken over, what never is, and how it is confirmed."""

from __future__ import annotations

import pytest

from interview.case import missing
from interview.case.history import history_lines
from interview.case.letters import letters_for, render_letter
from interview.case.outline import outline, section_progress
from interview.case.summary import progress
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, How, Party
from interview.sitting.calls import start_call, start_form
from interview.sitting.copying import copied_lines, session_from, to_confirm
from interview.sitting.desk import openings_lines
from interview.sitting.identity import identity_form
from interview.sitting.opening import resume_session
from interview.sitting.outcome import NotTaken
from interview.sitting.session import Session
from interview.talk import commands
from tests.office import CASE, asked, begun, on_the_line, say


@pytest.fixture
def old(place: Workplace) -> str:
    """A case with everything known; returns its id."""
    session = begun(place, papers="prescriber")
    say(session, patient__name="Ana Ruiz", patient__born="5/3/1961", patient__phone="202-555-0143")
    say(session, denial__plan="Aetna", denial__drug="upadacitinib", denial__reasons="1")
    say(session, drugs="methotrexate")
    say(session, drugs="sulfasalazine")
    say(
        session,
        drugs_in_r1_in_outcome="1",
        drugs_in_r2_in_outcome="2",
        drugs_in_r2_in_trouble="nosebleeds [sic]",
    )
    session.remove_row("drugs", "r1")
    say(session, drugs="no", mood__worse="yes", mood__danger="no", mood__first="2")
    session.cursor = "patient.zone"
    session.give_state(AnswerState.dont_know)
    session.close()
    return CASE


def copied(place: Workplace, old: str) -> Session:
    return session_from(place, old)


def test_people_and_history_are_taken_over_and_say_where_from(place: Workplace, old: str) -> None:
    session = copied(place, old)
    answer = session.state.answer("patient.name")
    assert answer.text == "Ana Ruiz"
    assert answer.claim is not None
    assert (answer.claim.source.case, answer.claim.source.how) == (old, How.imported)
    assert not answer.verified
    assert session.state.record.opened is not None
    assert session.state.record.opened.copied_from == old
    assert "Name: Ana Ruiz  [TO CONFIRM, copied from c-test01]" in "\n".join(
        history_lines(session.state)
    )


@pytest.mark.parametrize(
    "address", ["mood.danger", "denial.plan", "denial.drug", "denial.reasons", "patient.zone"]
)
def test_danger_the_refusal_and_what_nobody_knew_are_not_taken_over(
    place: Workplace, old: str, address: str
) -> None:
    assert copied(place, old).state.slot(address) is None


def test_words_that_call_for_care_stay_in_their_case(place: Workplace, old: str) -> None:
    tree = place.trees
    assert tree is not None
    root = tree / "root.yaml"
    watch = "watch:\n  - {words: [nosebleed], say: Careful., letter: mood.danger == yes}\n"
    root.write_text(root.read_text(encoding="utf-8") + watch, encoding="utf-8")
    again = Workplace(
        transcripts=place.transcripts,
        trees=tree,
        templates=place.templates,
        operator_name="Dana",
        clock=place.clock,
    )
    session = session_from(again, old)
    assert session.state.answer("drugs/r2/drug").text == "sulfasalazine"
    assert session.state.slot("drugs/r2/trouble") is None


def test_rows_keep_their_ids_and_the_list_is_open_again(place: Workplace, old: str) -> None:
    session = on_the_line(copied(place, old))
    assert session.state.rows("drugs") == ("r2",)
    assert session.state.answer("mood.first").text == "r2"
    say(session, denial__reasons="1")
    assert not session.state.is_closed("drugs")
    assert session.add_row("drugs") == "r3"


def test_a_copied_answer_is_asked_in_its_turn_and_enter_confirms_it(
    place: Workplace, old: str
) -> None:
    session = on_the_line(copied(place, old))
    assert asked(session) == "patient.name"
    session.answer("")
    answer = session.state.answer("patient.name")
    assert answer.claim is not None
    assert (answer.text, answer.claim.source.party, answer.claim.source.case) == (
        "Ana Ruiz",
        Party.patient,
        "",
    )
    assert asked(session) == "patient.born"
    session.answer("5/4/1961")
    assert session.state.answer("patient.born").text == "May 4, 1961"
    assert not session.state.answer("patient.born").conflict
    lines = "\n".join(history_lines(session.state))
    assert "Name: Ana Ruiz  [confirmed, copied from c-test01]" in lines
    assert "Date of birth: May 3, 1961  [changed since, copied from c-test01]" in lines


def test_not_knowing_leaves_what_the_earlier_case_knew_to_others(
    place: Workplace, old: str
) -> None:
    session = on_the_line(copied(place, old))
    session.give_state(AnswerState.dont_know)
    assert session.state.answer("patient.name").to_confirm
    assert asked(session) == "patient.born"
    assert (
        "Name: Ana Ruiz (to confirm)"
        in missing.to_get(session.state, session.today)[Party.prescriber]
    )


def test_putting_off_does_not_ask_again_in_the_same_call(place: Workplace, old: str) -> None:
    session = on_the_line(copied(place, old))
    session.give_state(AnswerState.later)
    assert asked(session) == "patient.born"


def test_undoing_a_confirmation_makes_it_unconfirmed_again(place: Workplace, old: str) -> None:
    session = on_the_line(copied(place, old))
    session.answer("")
    session.undo()
    assert session.state.answer("patient.name").to_confirm


def test_unconfirmed_answers_count_as_open_everywhere(place: Workplace, old: str) -> None:
    session = copied(place, old)
    assert progress(session.state)[0] == 0
    assert all(section.answered == 0 for section in section_progress(session.state))
    assert {e.standing for e in outline(session.state) if e.address == "patient.phone"} == {
        "to confirm"
    }
    assert (
        "Phone: (202) 555-0143 (to confirm)"
        in missing.to_get(session.state, session.today)[Party.patient]
    )


def test_a_letter_is_no_final_one_before_what_it_says_is_confirmed(
    place: Workplace, old: str
) -> None:
    session = on_the_line(copied(place, old), papers="prescriber")
    say(session, denial__reasons="1", denial__drug="upadacitinib")
    (letter,) = letters_for(place.letters, session.state)
    opened = "\n".join(
        openings_lines(render_letter(letter, session.state, session.today).keeps_from_final)
    )
    assert "Name  [patient.name] (blocks; ask" in opened
    assert "It comes from c-test01, and nobody has confirmed it for this case." in opened
    session.cursor = "patient.name"
    session.answer("")
    opened = "\n".join(
        openings_lines(render_letter(letter, session.state, session.today).keeps_from_final)
    )
    assert "Name (blocks" not in opened
    assert "Drug  [drugs/r2/drug] (blocks" in opened


def test_identifiers_that_matched_at_the_gate_are_confirmed_by_it(
    place: Workplace, old: str
) -> None:
    session = copied(place, old)
    start_call(session, {"party": "patient", "direction": "out"})
    reply = identity_form(session).finish({"matched": "patient.name,patient.born"})
    assert reply.lines[0].startswith("2 answers come from c-test01 and must be confirmed")
    assert not session.state.answer("patient.name").to_confirm
    assert session.state.answer("patient.phone").to_confirm


def test_a_section_is_confirmed_at_once(place: Workplace, old: str) -> None:
    session = on_the_line(copied(place, old))
    say(session, denial__reasons="1")
    reply = commands.run(session, "confirm")
    titles = []
    while reply.form is not None:
        titles.append(reply.form.title)
        assert any("Ana Ruiz" in line for line in reply.form.lines) == (len(titles) == 1)
        reply = reply.form.finish({"what": "all"})
    assert titles == [
        "Still right? Patient",
        "Still right? Earlier drugs – 1: sulfasalazine",
        "Still right? Mood",
    ]
    assert reply.lines[-1] == "Everything is confirmed."
    assert to_confirm(session.state) == ()
    assert commands.run(session, "confirm").lines == ("/confirm cannot be used now.",)


def test_a_section_can_be_asked_one_by_one_or_left(place: Workplace, old: str) -> None:
    session = on_the_line(copied(place, old))
    reply = commands.run(session, "confirm")
    assert reply.form is not None
    reply = reply.form.finish({"what": "leave"})
    assert reply.form is not None
    assert reply.form.title == "Still right? Mood"
    assert reply.form.finish({"what": "ask"}).form is None
    assert asked(session) == "mood.worse"
    assert session.state.answer("patient.name").to_confirm


def test_what_no_longer_agrees_must_be_typed_again(place: Workplace, old: str) -> None:
    session = resume_session(place, old)
    on_the_line(session)
    say(session, drugs_in_r2_in_began="March 2025", drugs_in_r2_in_ended="June 2025")
    session.close()
    new = on_the_line(copied(place, old))
    say(new, denial__reasons="1", drugs_in_r2_in_began="August 2025")
    new.cursor = "drugs/r2/ended"
    outcome = new.answer("")
    assert isinstance(outcome, NotTaken)
    assert "does not agree" in outcome.sentence


@pytest.mark.parametrize(
    ("disposition", "is_silent"),
    [("stop_calling", True), ("deceased", True), ("wrong_number", False)],
)
def test_whoever_is_not_to_be_called_stays_so(
    place: Workplace, old: str, disposition: str, is_silent: bool
) -> None:
    session = resume_session(place, old)
    on_the_line(session)
    session.append(ev.CallEnded, disposition=disposition, note="said so")
    session.close()
    new = copied(place, old)
    form = start_form(new)
    words = "DO NOT CALL" if is_silent else "THE NUMBER NEEDS CHECKING"
    assert any(words in line and "from c-test01" in line for line in form.lines)
    on_the_line(new)
    assert new.call is not None


def test_it_is_the_same_after_it_is_opened_again(place: Workplace, old: str) -> None:
    session = copied(place, old)
    before, case = session.state.snapshot(), session.case.case
    session.close()
    again = resume_session(place, case)
    assert again.state.snapshot() == before
    assert copied_lines(again) == copied_lines(session)
