"""A new refusal of a person who has a case: begun from the list, confirmed by Enter, marked
until then.
"""

from __future__ import annotations

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.sitting.copying import begun as begun_from
from interview.sitting.opening import resume_session
from tests.tui.stage import CASE, SMALL, TALL, Scene, Stage, begun, play


def old_case(place: Workplace, **end: str) -> None:
    session = begun(place)
    for line in ("Ana Ruiz", "5/3/1961", "202-555-0143"):
        session.answer(line)
    session.append(ev.CallEnded, **{"disposition": "partial", **end})
    session.close()


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_a_key_of_the_list_begins_a_case_from_the_chosen_one(
    place: Workplace, size: tuple[int, int]
) -> None:
    old_case(place)

    async def scene(stage: Stage) -> None:
        await stage.until(lambda: bool(stage.cases.items))
        await stage.press("f6")
        await stage.settle()
        assert len(place.store.cases()) == 2
        assert f"opened, from {CASE}" in stage.text
        assert "TO CONFIRM" in stage.text
        await stage.call()
        await stage.settle()
        assert "must be confirmed" in " ".join(stage.text.split())
        assert "Is this a new refusal?" not in stage.text
        assert stage.asked == "What is your phone number?"
        assert "TO CONFIRM: Enter alone confirms it" in " ".join(stage.text.split())
        await stage.press("enter")
        assert stage.asked == "What time zone are you in?"
        phone = stage.session.state.answer("patient.phone")
        assert phone.text == "(202) 555-0143"
        assert not phone.to_confirm

    play(place, scene, size=size)


def test_without_a_chosen_case_the_key_does_nothing(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.until(lambda: stage.cases.items is not None)
        await stage.press("f6")
        await stage.settle()
        assert stage.cases.items == []

    play(place, scene)
    assert place.store.cases() == ()


def test_the_pages_show_what_is_to_be_confirmed_and_lead_there(place: Workplace) -> None:
    old_case(place)

    async def scene(stage: Stage) -> None:
        await stage.until(lambda: stage.app.is_warm)
        await stage.call()
        await stage.press("ctrl+t")
        await stage.settle()
        assert "? Phone: (202) 555-0143 (to confirm)" in stage.text
        await stage.press("ctrl+o")
        await stage.settle()
        assert "▸ Phone: (202) 555-0143 (to confirm)" in stage.text
        stage.chat.pane.view.select("patient.phone")
        await stage.press("enter")
        assert stage.asked == "What is your phone number?"

    session = begun_from(place, CASE)
    case = session.case.case
    session.close()
    play(place, with_right_patient(scene), case=case, size=TALL)


def with_right_patient(scene: Scene) -> Scene:
    async def first(stage: Stage) -> None:
        assert "Ana Ruiz, born May 3, 1961" in stage.text
        assert "3 answers come from c-test01" in " ".join(stage.text.split())
        await stage.press("y")
        await scene(stage)

    return first


def test_a_key_and_enter_out_of_habit_confirm_nothing(place: Workplace) -> None:
    old_case(place)
    session = begun_from(place, CASE)
    case = session.case.case
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.press("1", "1", "enter", "enter")
        await stage.identify()
        stage.chat.talk.revise("mood.worse")
        stage.chat.follow()
        await stage.press("y", "enter")
        assert stage.asked == "What is your phone number?"
        assert stage.session.state.answer("patient.phone").to_confirm

    play(place, with_right_patient(scene), case=case)


def test_a_safety_stop_that_is_open_stands_first_when_a_case_is_taken_up(place: Workplace) -> None:
    old_case(place)
    session = resume_session(place, CASE)
    session.append(ev.SafetyRaised)
    session.append(ev.SafetyNoted, field="location", text="at school")
    session.close()

    async def scene(stage: Stage) -> None:
        text = " ".join(stage.text.split())
        assert "!!! SAFETY STOP OPEN since November 20, 2026" in text
        assert "Known so far: location: at school." in text
        assert text.index("!!!") < text.index(
            "The last call" if "The last call" in text else "Last call"
        )
        await stage.press("y")
        assert "Where is the person right now?" in stage.text

    play(place, scene, case=CASE)
