"""A call on screen: who is on the line, whether it is the right person, how it ends."""

from __future__ import annotations

import re

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.sitting.call_end import end_call
from interview.sitting.opening import read_state
from tests.office import say
from tests.tui.stage import CASE, SMALL, TALL, Stage, begun, play


def test_a_new_call_begins_with_who_is_on_the_line(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.asked == "Who calls?"
        await stage.press("1")
        assert stage.asked == "Who is on the line?"
        await stage.press("1", "enter")
        assert "Papers" in stage.asked
        await stage.type("23")
        assert stage.session.call is not None
        assert stage.session.call.papers == ("plan", "prescriber")

    play(place, scene, new=True)


def test_a_form_goes_on_after_a_safety_stop(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "1")
        before = stage.asked
        await stage.press("f12")
        for typed in ("at home", "202-555-0143", "Dr. Okafor", "now"):
            assert stage.asked != before
            await stage.type(typed)
        assert stage.session.state.record.safety_open is None
        assert stage.asked == before
        await stage.press("enter", "enter")
        assert stage.session.call is not None
        assert stage.session.call.started.direction == "out"

    play(place, scene, new=True)


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_the_identity_gate_shows_nothing_of_the_case(
    place: Workplace, size: tuple[int, int]
) -> None:
    session = begun(place, case="c-test02")
    session.answer("Ana Ruiz")
    session.answer("May 3, 1961")
    end_call(session, {"disposition": "completed"})
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.press("y", "1", "1", "enter", "enter")
        await stage.settle()
        assert stage.session.needs_identity
        assert not stage.chat.history.rows
        assert "patient said" not in stage.text
        await stage.identify()
        await stage.settle()
        assert "patient said" in stage.text
        assert stage.asked == "What is your phone number?"

    play(place, scene, case="c-test02", size=size)


def test_a_wrong_person_is_told_nothing_and_the_call_ends(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "1", "enter", "enter")
        await stage.type("Eva Ruiz")
        await stage.type("May 3, 1961")
        await stage.type("4")
        assert "I cannot go on with this call" in stage.text
        assert stage.asked == "How did the call end?"
        await stage.type("wrong number")
        await stage.type("somebody else lives there")

    app = play(place, scene, new=True)
    assert any("interview resume" in line for line in app.parting)


def test_enter_after_a_digit_is_not_the_next_answer_where_it_means_nothing(
    place: Workplace,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "enter")
        assert stage.asked == "Who is on the line?"
        assert not stage.chat.card.problem

    play(place, scene, new=True)


def test_escape_steps_back_in_a_form(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "1", "escape")
        assert stage.asked == "Who is on the line?"
        await stage.press("escape")
        assert stage.asked == "Who calls?"

    play(place, scene, new=True)


def test_the_call_ends_with_a_disposition_and_says_how_to_go_on(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.press("ctrl+q")
        assert stage.asked == "How did the call end?"
        await stage.press("2")
        await stage.type("tomorrow 3pm")
        await stage.press("enter")

    app = play(place, scene, new=True)
    case = place.store.cases()[0]
    ended = read_state(place, case).record.calls[-1].ended
    assert ended is not None
    assert ended.disposition == "partial"
    assert ended.call_back is not None
    assert f"interview resume {case}" in " ".join(app.parting)


def test_a_read_back_longer_than_the_screen_is_paged(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        say(stage.session, denial__reasons="1")
        for number in range(30):
            row = stage.session.add_row("drugs")
            claim = Claim(
                state=AnswerState.answered,
                source=Source(party=Party.patient),
                value=f"drug{number:02}",
            )
            stage.session.append(ev.AnswerGiven, address=f"drugs/{row}/drug", claim=claim)
        await stage.press("ctrl+q")
        seen: set[str] = set()
        for _ in range(6):
            await stage.settle()
            assert "How did the call end?" in stage.text and "Completed" in stage.text
            seen |= set(re.findall(r": (drug\d\d)\b", stage.text))
            await stage.press("f8")
        assert len(seen) == 30
        await stage.settle()
        await stage.press("2")
        await stage.type("tomorrow 3pm")
        await stage.press("enter")

    play(place, scene, new=True)


def test_when_nothing_is_left_it_says_what_is_still_to_get_and_from_whom(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("3", "enter")
        for _ in range(30):
            if stage.chat.card.face.key == "nothing left":
                break
            await stage.press("f3")
        assert "Nothing is left to ask" in stage.text
        assert "From the patient" in stage.text
        await stage.type("who")
        assert stage.asked == "Who is on the line now?"

    play(place, scene, new=True)


def test_elapsed_time_and_respondent_stand_at_the_top(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "2")
        await stage.type("Mai Tran")
        await stage.type("mother")
        await stage.type("parent of a minor")
        await stage.press("enter", "enter")
        await stage.identify()
        assert "Mai Tran (mother) on the line · call 1 · 00:00" in stage.lines[0]

    play(place, scene, new=True)


def test_resume_says_where_it_stood_and_no_closes_it_again(place: Workplace) -> None:
    session = begun(place)
    session.answer("Ana Ruiz")
    session.append(ev.CallEnded, disposition="not_now", note="at work")
    session.append(ev.NoteAdded, text="try after four", call=0)
    session.close()

    async def scene(stage: Stage) -> None:
        assert "Ana Ruiz, born on a day not known yet" in stage.text
        assert "Not a good time" in stage.text
        assert "Said then: at work" in stage.text
        assert "try after four" in stage.text
        assert "Still to get" in stage.text
        await stage.press("n")

    app = play(place, scene, case=CASE)
    assert "Closed again" in " ".join(app.parting)
