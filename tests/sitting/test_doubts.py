"""Answers that are asked about once more: a second row of the same drug, the requested one as an
earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm
from interview.sitting.session import Session
from tests.days import Office
from tests.office import say


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    with closing(office.ask()) as found:
        say(
            found,
            denial__reasons="step_therapy",
            request__kind="medicine",
            request__drug="adalimumab",
        )
        yield found


def add_row(session: Session, drug: str, confirmed: bool = False) -> Outcome:
    session.cursor = "treatments"
    return session.answer(drug, confirmed=confirmed)


def test_a_drug_that_is_listed_already_is_asked_about_before_there_is_a_row(
    session: Session,
) -> None:
    assert isinstance(add_row(session, "Methotrexate"), Taken)
    outcome = add_row(session, "methotrexate 15 mg")
    assert isinstance(outcome, ToConfirm)
    assert outcome.sentences[0].startswith("Methotrexate is in this list already.")
    assert session.state.rows("treatments") == ("r1",)
    assert isinstance(add_row(session, "methotrexate 15 mg", confirmed=True), Taken)
    assert session.state.rows("treatments") == ("r1", "r2")


def test_the_requested_drug_is_asked_about_as_an_earlier_one(session: Session) -> None:
    outcome = add_row(session, "Adalimumab")
    assert isinstance(outcome, ToConfirm)
    assert outcome.sentences[0].startswith("adalimumab is the treatment that is asked for")


def test_what_a_person_kept_is_confirmed_and_what_a_file_brought_is_not(session: Session) -> None:
    session.cursor = "plan.name"
    say(session, plan__name="no")
    first = session.state.slot("plan.name")
    assert first is not None
    assert first.entry is not None
    assert not first.entry.claim.confirmed
    session.cursor = "plan.name"
    assert isinstance(session.answer("Y"), ToConfirm)
    session.cursor = "plan.name"
    assert isinstance(session.answer("Y", confirmed=True), Taken)
    slot = session.state.slot("plan.name")
    assert slot is not None
    assert slot.entry is not None
    assert len(slot.entry.claim.confirmed) == 2


def test_a_row_that_is_renamed_to_another_one_is_asked_about_too(session: Session) -> None:
    add_row(session, "methotrexate")
    add_row(session, "leflunomide")
    session.cursor = "treatments/r2/drug"
    assert isinstance(session.answer("Methotrexate"), ToConfirm)
    session.cursor = "treatments/r1/drug"
    assert not isinstance(session.answer("methotrexate"), NotTaken | ToConfirm)
