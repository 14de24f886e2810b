"""Calls: who is on the line, the right person, how it ended, safety, notes, taking a case up
again.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from interview.case.dispositions import NEEDS_NOTE
from interview.case.history import history_lines
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Party
from interview.sitting.call_end import end_call, end_form, voicemail_words
from interview.sitting.calls import start_call, start_form, who_form
from interview.sitting.forms import Form, Reply, Values
from interview.sitting.identity import identity_form
from interview.sitting.opening import new_session, resume_session
from interview.sitting.session import Session
from interview.talk.commands import run
from tests.office import CASE, START, TREE, asked, begun, on_the_line, resumed, say, workplace


def fill(form: Form | None, **typed: str) -> Reply:
    """Fills a form in as if typed, asking only for what it would ask."""
    assert form is not None
    values: Values = {}
    while (field := form.next_field(values)) is not None:
        values[field.key], problem = field.read(typed.get(field.key, ""))
        assert not problem, problem
    return form.finish(values)


def shown(reply: Reply) -> str:
    """Everything a reply would put on a screen."""
    form = reply.form
    fields = (
        [part for f in form.fields for part in (f.title, *(label for _, label in f.options))]
        if form
        else []
    )
    return "\n".join((*reply.lines, *reply.aloud, *(form.lines if form else ()), *fields))


# the start and the right person


def test_nothing_is_asked_before_two_identifiers_were_said(place: Workplace) -> None:
    session = new_session(place, CASE)
    reply = fill(start_form(session), direction="1", party="1")
    assert session.needs_identity
    assert not session.may_ask
    reply = fill(reply.form, matched="1")
    assert "second one" in reply.lines[0]
    fill(reply.form, matched="1,2")
    assert session.may_ask
    call = session.call
    assert call is not None
    assert call.identity is not None
    assert call.identity.identifiers == ("patient.name", "patient.born")


def test_identity_is_asked_in_every_call(place: Workplace) -> None:
    session = begun(place)
    end_call(session, {"disposition": "completed"})
    session.close()
    again = resume_session(place, CASE)
    fill(start_form(again), direction="out", party="1")
    assert again.needs_identity


def test_a_failed_identity_reveals_nothing(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz", denial__drug="ketamine", denial__plan="Prairie Mutual")
    end_call(session, {"disposition": "completed"})
    session.close()
    again = resume_session(place, CASE)
    fill(start_form(again), direction="out", party="1")
    reply = fill(identity_form(again), matched="no")
    text = shown(reply)
    for secret in ("Ana", "Ruiz", "ketamine", "Prairie", "Example Clinic", "plan"):
        assert secret not in text, secret
    assert " ".join(reply.aloud) == (
        "Thank you. I cannot go on with this call. Please call our office at the number you have"
        " for us. Goodbye."
    )
    assert reply.form is not None
    assert [key for key, _ in reply.form.fields[0].options] == [
        "not_confirmed",
        "no_answer",
        "voicemail",
        "wrong_number",
        "not_now",
        "stop_calling",
        "language",
        "proxy_needed",
        "deceased",
    ]
    assert not again.may_ask


def test_a_prescriber_needs_no_identity(place: Workplace) -> None:
    session = new_session(place, CASE)
    fill(start_form(session), direction="out", party="3", name="Front desk")
    assert session.may_ask


def test_a_proxy_needs_relation_and_authority(place: Workplace) -> None:
    session = new_session(place, CASE)
    form = start_form(session)
    asked_for = [f.key for f in form.fields if f.asked_if({"direction": "out", "party": "proxy"})]
    assert {"relation", "authority"} <= set(asked_for)
    assert all(f.required for f in form.fields if f.key in ("relation", "authority"))
    reply = form.finish({"direction": "out", "party": "proxy", "papers": "no"})
    assert "relation and the authority" in reply.lines[0]
    assert session.call is None


def test_confidential_questions_are_not_asked_of_a_proxy(place: Workplace) -> None:
    session = begun(place, "proxy", relation="mother", authority="parent of a minor")
    addresses = []
    while asked(session):
        addresses.append(asked(session))
        run(session, "later")
    assert "mood.worse" in addresses
    assert "mood.danger" not in addresses


def test_who_changes_the_source_in_the_middle_of_a_call(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__drug="ketamine")
    fill(who_form(session), party="3", name="Dr. Okoro", papers="3")
    say(session, denial__recommended_by="Dr. Okoro")
    told_by = {}
    for address in ("denial.drug", "denial.recommended_by"):
        claim = session.state.answer(address).claim
        assert claim is not None
        told_by[address] = claim.source.party
    assert told_by == {
        "denial.drug": Party.patient,
        "denial.recommended_by": Party.prescriber,
    }
    call = session.call
    assert call is not None
    assert [r.party.value for r in call.respondents] == ["patient", "prescriber"]
    assert call.papers == ("prescriber",)


def test_each_new_person_on_the_line_is_identified(place: Workplace) -> None:
    session = begun(place)
    reply = fill(
        who_form(session),
        party="2",
        name="Mai Tran",
        relation="mother",
        authority="parent of a minor",
    )
    assert session.needs_identity
    fill(reply.form, matched="1,2")
    assert session.may_ask
    fill(who_form(session), party="3")
    assert session.may_ask
    fill(who_form(session), party="1")
    assert session.needs_identity


def test_a_proxy_need_not_be_typed_again(place: Workplace) -> None:
    session = begun(
        place, "proxy", name="Mai Tran", relation="mother", authority="parent of a minor"
    )
    end_call(session, {"disposition": "completed"})
    session.close()
    again = resume_session(place, CASE)
    fill(start_form(again), direction="out", party="2")
    assert again.call is not None
    assert again.call.respondents[-1].relation == "mother"


# the end


@pytest.mark.parametrize("disposition", sorted(NEEDS_NOTE))
def test_some_ends_need_a_note(place: Workplace, disposition: str) -> None:
    session = begun(place)
    note = end_form(session).next_field({"disposition": disposition})
    assert note is not None
    assert note.required
    assert "needs a note" in end_call(session, {"disposition": disposition}).lines[0]
    assert end_call(session, {"disposition": disposition, "note": "They hung up."}).leave


def test_a_call_back_is_in_the_patients_time_zone(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__zone="Pacific")
    end_call(session, {"disposition": "partial", "call_back": "tomorrow 3pm"})
    ended = session.state.record.calls[-1].ended
    assert ended is not None
    assert ended.call_back is not None
    assert ended.call_back.utcoffset() == timedelta(hours=-8)
    assert (ended.call_back.day, ended.call_back.hour) == (21, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday 3pm",
        "3",
        "2020-01-01 10:00",
        "soon",
        "25:00",
        "13 pm",
        "2/30 3pm",
        "monday",
        "in 0 hours",
    ],
)
def test_an_unclear_or_past_call_back_is_refused_with_an_example(
    place: Workplace, typed: str
) -> None:
    session = begun(place)
    field = end_form(session).next_field({"disposition": "partial"})
    assert field is not None
    value, problem = field.read(typed)
    assert not value
    assert "for example" in problem


def test_voicemail_names_no_practice_drug_or_plan(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__drug="ketamine", denial__plan="Prairie Mutual")
    words = voicemail_words(session)
    assert words == "Hello, this is Dana. Please call me back at 555-0101. Thank you."
    say(session, patient__voicemail="no")
    assert voicemail_words(session) == ""


def test_what_is_easily_misheard_is_read_back(place: Workplace) -> None:
    session = begun(place)
    say(
        session, patient__born="May 4, 1979", denial__drug="ketamine", denial__plan="Prairie Mutual"
    )
    assert end_form(session).lines == (
        "Read back to the person, and correct what is wrong with /jump:",
        "  Date of birth: May 4, 1979",
        "  Drug: ketamine",
    )


def test_only_answers_of_this_call_that_stand_are_read_back(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__born="May 4, 1979")
    end_call(session, {"disposition": "completed"})
    session.close()
    again = resumed(place)
    say(again, denial__notice="November 2, 2026", patient__born="May 5, 1979")
    again.undo()
    assert end_form(again).lines[1:] == ("  Date of the notice: November 2, 2026",)


def test_desk_work_ends_without_questions(place: Workplace) -> None:
    session = begun(place, "coordinator", "prescriber")
    reply = run(session, "quit")
    assert reply.leave
    assert reply.form is None


# safety


def test_who_is_not_to_be_called_is_seen_before_dialing_and_asked_once(place: Workplace) -> None:
    session = begun(place)
    end_call(session, {"disposition": "stop_calling", "note": "She is tired of it."})
    session.close()
    again = resume_session(place, CASE)
    form = start_form(again)
    assert "DO NOT CALL" in form.lines[0]
    assert "She is tired of it." in form.lines[0]
    assert "do not call" in fill(form, direction="out", sure="n").lines[0]
    assert again.call is None
    fill(form, direction="in", party="1")
    assert again.call is not None


def test_a_call_all_the_same_goes_on(place: Workplace) -> None:
    session = begun(place)
    end_call(session, {"disposition": "deceased"})
    session.close()
    again = resume_session(place, CASE)
    fill(start_form(again), direction="out", sure="y", party="3")
    assert again.call is not None


def test_a_wrong_number_is_said_until_the_number_changes(place: Workplace) -> None:
    session = begun(place)
    end_call(session, {"disposition": "wrong_number", "note": "A bakery."})
    session.close()
    again = resume_session(place, CASE)
    assert "NUMBER NEEDS CHECKING" in start_form(again).lines[0]
    start_call(again, {"direction": "desk"})
    say(again, patient__phone="505-555-0136")
    assert start_form(again).lines == ()


def test_a_call_in_vain_leads_straight_to_its_end(place: Workplace) -> None:
    session = new_session(place, CASE)
    reply = fill(start_form(session), direction="out", party="nobody")
    assert reply.form is not None
    assert [key for key, _ in reply.form.fields[0].options] == [
        "no_answer",
        "voicemail",
        "wrong_number",
    ]
    reply = fill(reply.form, disposition="voicemail")
    assert reply.leave
    assert "Please call me back" in reply.aloud[0]
    text = "\n".join(history_lines(session.state))
    assert "Call 1, nobody reached" in text
    assert "Voicemail" in text


def test_a_failed_identity_ends_the_call_as_such(place: Workplace) -> None:
    session = new_session(place, CASE)
    fill(start_form(session), direction="out", party="1")
    form = fill(identity_form(session), matched="no").form
    assert form is not None
    assert form.fields[0].default == "not_confirmed"
    assert "not_confirmed" not in dict(end_form(begun(place, case="c-test09")).fields[0].options)


# when to call back


def test_the_end_of_a_call_says_the_day_of_the_call_back(place: Workplace) -> None:
    reply = end_call(begun(place), {"disposition": "partial", "call_back": "next tuesday at noon"})
    assert reply.lines[0].startswith("Call back: Tuesday, November 24, 2026, 12:00")


def test_a_state_reads_as_words(place: Workplace) -> None:
    session = begun(place)
    session.answer("dk")
    assert "Name: don't know" in "\n".join(history_lines(session.state))


# notes and taking up again


def test_a_parked_note_is_filed_under_a_question(place: Workplace) -> None:
    session = begun(place)
    run(session, "park", "takes sertraline since March")
    assert len(session.state.record.parked) == 1
    form = run(session, "review").form
    while form is not None and "Parked" not in form.title:
        form = fill(form, what="leave", party="leave").form
    fill(form, what="1", words="drug")
    assert session.state.record.parked == []
    assert asked(session) == "denial.drug"


def test_parked_notes_are_named_at_the_end(place: Workplace) -> None:
    session = begun(place)
    run(session, "park", "something")
    first = end_call(session, {"disposition": "completed"}).lines[0]
    assert first == "1 parked note(s) are still to be filed: /review."


def test_taking_up_says_what_was_said_last_and_asks_what_changed(tmp_path: Path) -> None:
    session = begun(workplace(tmp_path))
    say(session, denial__changed="none", denial__drug="ketamine")
    end_call(session, {"disposition": "completed"})
    session.close()
    again = resume_session(workplace(tmp_path, START + timedelta(days=4)), CASE)
    reply = fill(fill(start_form(again), direction="out", party="1").form, matched="1,2")
    text = " ".join(reply.lines)
    assert "November 20, 2026, completed" in text
    assert "ketamine" in text
    assert asked(again) == "denial.changed"


def test_a_call_that_was_cut_off_is_over(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz")
    session.close()
    again = resume_session(place, CASE)
    assert again.call is None
    assert not again.may_ask
    on_the_line(again)
    assert again.call is not None
    assert again.call.number == 2


def test_a_changed_tree_is_noted_once_and_its_lost_options_are_asked_again(tmp_path: Path) -> None:
    session = begun(workplace(tmp_path))
    say(session, denial__reasons="1", patient__zone="Eastern")
    session.close()
    newer = {
        **TREE,
        "patient.yaml": TREE["patient.yaml"].replace("America_New_York: Eastern, ", ""),
    }
    again = resume_session(workplace(tmp_path, tree=newer), CASE)
    changed = [e for e in again.state.record.events if isinstance(e, ev.TreeChanged)]
    assert [e.asked_again for e in changed] == [("patient.zone",)]
    assert again.state.answer("patient.zone").state is None
    again.close()
    third = resume_session(workplace(tmp_path, tree=newer), CASE)
    assert len([e for e in third.state.record.events if isinstance(e, ev.TreeChanged)]) == 1


def test_the_second_opener_is_told_who_holds_the_case(place: Workplace, tmp_path: Path) -> None:
    from interview.storage.store import Held

    session = begun(place)
    with pytest.raises(Held, match="Dana"):
        resume_session(workplace(tmp_path), CASE)
    session.close()
    resume_session(workplace(tmp_path), CASE).close()


def test_every_command_answers_in_words_whatever_is_typed(place: Workplace) -> None:
    from interview.talk.commands import COMMANDS

    session: Session = begun(place)
    for command in COMMANDS:
        for argument in ("", "zzz", "drug", "/x", "\x1b[2J"):
            if session.call is None or session.state.record.safety_open is not None:
                session.close()
                session = begun(place, case=place.store.new_case_id())
            reply = run(session, command.name, argument)
            assert shown(reply).strip(), (command.name, argument)


def test_what_changed_is_asked_in_words_where_the_question_cannot_be_asked_anew(
    tmp_path: Path,
) -> None:
    session = begun(workplace(tmp_path))
    say(session, denial__drug="ketamine")
    session.close()
    again = resume_session(workplace(tmp_path, START + timedelta(days=3)), CASE)
    start_call(again, {"party": "patient", "direction": "out"})
    reply = identity_form(again).finish({"matched": "patient.name,patient.born"})
    assert reply.lines[-1].startswith("Ask what has changed since then.")
    assert asked(again) != "denial.changed"
