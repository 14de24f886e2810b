"""What the shipped tree guards: words about danger, decisions that are the prescriber's own,
facts to be confirmed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.case import letters
from interview.case.prompts import pending_at
from interview.case.workplace import Workplace
from interview.core.answers import AnswerState
from interview.letters.document import Opening
from interview.sitting import calls
from interview.sitting.opening import new_session
from interview.sitting.outcome import Taken
from interview.sitting.session import Session
from interview.storage.profile import Clinic, Prescriber, Profile
from interview.talk.commands import run

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
DANGER = "I thought about killing myself every night"


@pytest.fixture(name="session")
def _session(tmp_path: Path) -> Session:
    place = Workplace(str(tmp_path), operator_name="Kim", clock=lambda: NOW)
    place.profile = Profile(
        clinic=Clinic(name="Example Clinic", phone="202-555-0101"),
        prescribers=(Prescriber(name="Tomas Ek", npi="1234567893", phone="202-555-0103"),),
    )
    session = new_session(place)
    sit(session, "coordinator", "prescriber")
    give(session, "denial.reasons", "experimental")
    give(session, "diagnosis.field", "depression")
    return session


def sit(session: Session, party: str, papers: str = "") -> None:
    calls.start_call(session, {"party": party, "papers": papers})


def give(session: Session, address: str, typed: str) -> Taken:
    pending = pending_at(session.state, address)
    assert pending is not None
    outcome = session.answer_at(pending, typed, confirmed=True, accept=True)
    assert isinstance(outcome, Taken)
    return outcome


def openings(session: Session) -> dict[str, Opening]:
    (letter,) = letters.letters_for(session.workplace.letters, session.state)
    return {o.address: o for o in letters.render_letter(letter, session.state, NOW.date()).openings}


def test_words_about_danger_are_pointed_out_wherever_they_turn_up(session: Session) -> None:
    assert any("/safety" in remark for remark in give(session, "severity.symptoms", DANGER).remarks)
    assert any("/safety" in line for line in run(session, "park", DANGER).lines)
    assert not any(
        "/safety" in line for line in run(session, "park", "She will fax the notice").lines
    )


def test_words_about_danger_keep_a_letter_a_draft_until_the_prescriber_includes_them(
    session: Session,
) -> None:
    give(session, "severity.symptoms", DANGER)
    assert "killing" in openings(session)["severity.symptoms"].why
    assert openings(session)["severity.symptoms"].blocking
    sit(session, "prescriber")
    give(session, "severity.ideation_in_letter", "no")
    assert "severity.symptoms" in openings(session)
    give(session, "severity.ideation_in_letter", "yes")
    assert "killing" not in getattr(openings(session).get("severity.symptoms"), "why", "")


def test_not_knowing_about_danger_points_at_safety(session: Session) -> None:
    sit(session, "patient")
    pending = pending_at(session.state, "severity.suicidal")
    outcome = session.give_state(AnswerState.dont_know, pending)
    assert isinstance(outcome, Taken)
    assert any("/safety" in remark for remark in outcome.remarks)


def test_what_only_the_prescriber_decides_is_not_asked_of_the_chart(session: Session) -> None:
    def all_asked() -> set[str]:
        seen: set[str] = set()
        while (pending := session.pending()) is not None and pending.address not in seen:
            seen.add(pending.address)
            session.give_state(AnswerState.dont_know, pending)
        return seen

    assert not {"urgency.expedite", "severity.ideation_in_letter"} & all_asked()
    sit(session, "prescriber")
    assert {"urgency.expedite", "severity.ideation_in_letter"} <= all_asked()


def test_a_decision_typed_at_the_desk_keeps_the_letter_a_draft(session: Session) -> None:
    give(session, "urgency.expedite", "yes")
    assert openings(session)["urgency.expedite"].blocking
    sit(session, "prescriber")
    give(session, "urgency.expedite", "yes")
    assert "urgency.expedite" not in openings(session)


def test_the_treatment_as_the_patient_spells_it_is_confirmed_first(session: Session) -> None:
    sit(session, "patient")
    give(session, "request.drug", "ketamin infusions")
    assert openings(session)["request.drug"].blocking
    sit(session, "coordinator", "prescriber")
    give(session, "request.drug", "ketamine")
    assert "disagree" in openings(session)["request.drug"].why


def test_the_profile_fills_in_what_was_put_off(session: Session) -> None:
    for id in ("prescriber.npi", "prescriber.phone"):
        session.give_state(AnswerState.later, pending_at(session.state, id))
    give(session, "prescriber.name", "Tomas Ek")
    assert session.state.answer("prescriber.npi").text == "1234567893"
    assert (
        session.state.answer("prescriber.phone").text == "(202) 555-0101"
    )  # the clinic's, for the letterhead


def test_what_was_put_off_can_be_put_off_again_in_the_next_call(session: Session) -> None:
    sit(session, "patient")
    pending = session.pending()
    assert pending is not None
    session.give_state(AnswerState.later, pending)
    sit(session, "patient")
    assert session.pending() == pending
    session.give_state(AnswerState.later, pending)
    assert session.pending() != pending
