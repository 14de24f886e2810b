"""Small and large screens, resizing, and a cost that does not grow."""

from __future__ import annotations

import pytest

from interview.case.workplace import Workplace
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.events import AnswerGiven
from tests.tui.stage import SMALL, TALL, Stage, play


async def many(stage: Stage, count: int) -> None:
    """Answers that were given and put off, straight through the session."""
    session = stage.session
    for number in range(count):
        claim = Claim(
            state=AnswerState.answered, source=Source(party=Party.patient), value=f"Name {number}"
        )
        session.append(
            AnswerGiven,
            address="patient.name",
            claim=claim.model_copy(update={"label": f"Name {number}"}),
        )
    stage.chat.follow()
    await stage.settle()


def test_as_many_widgets_at_ten_answers_as_at_a_thousand(place: Workplace) -> None:
    counts = []

    async def scene(stage: Stage) -> None:
        await stage.call()
        for more in (10, 990):
            await many(stage, more)
            assert len(stage.chat.history.rows) > more
            counts.append(len(stage.chat.query("*")))

    play(place, scene, new=True, size=TALL)
    assert counts[0] == counts[1]
    assert counts[0] < 25


def test_the_pane_folds_away_when_narrow_and_opens_by_key(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        assert not stage.chat.pane.display
        await stage.press("ctrl+l")
        assert stage.chat.pane.display
        assert not stage.chat.history.display
        assert stage.asked in stage.text
        await stage.press("escape")
        assert not stage.chat.pane.display
        assert stage.chat.history.display
        await stage.pilot.resize_terminal(*TALL)
        await stage.settle()
        assert stage.chat.pane.display
        assert stage.chat.history.display
        await stage.type("Ana Ru", enter=False)
        await stage.pilot.resize_terminal(*SMALL)
        await stage.settle()
        assert not stage.chat.pane.display
        assert stage.chat.card.box.text == "Ana Ru"
        await stage.type("iz")
        assert stage.answer("patient.name") == "Ana Ruiz"

    play(place, scene, new=True)


@pytest.mark.parametrize("size", [(80, 10), (30, 10), (40, 7)])
def test_on_a_small_screen_everything_folds_away_before_the_input(
    place: Workplace, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "1", "enter", "enter", "enter", "enter")
        await stage.settle()
        assert "1 [ ] Name" in stage.text, "what is asked is answered by these numbers"
        await stage.type("12", enter=False)
        await stage.settle()
        assert "❯ 1, 2" in stage.text
        await stage.press("enter")
        await stage.settle()
        assert "What is your name?" in stage.text
        assert stage.lines[-1].startswith(" F12  SAFETY  Small window")

        await stage.type("/park moved to Ohio")
        await stage.settle()
        assert "› Parked" in stage.text
        await stage.type("/jump patient.born")
        await stage.type("32 May")
        await stage.settle()
        assert "❯ 32 May" in stage.text
        assert "✗" in stage.text
        stage.send("\x15")
        stage.send("one\rtwo\rthree\rfour\r")
        await stage.settle()
        assert "four" in stage.text

        await stage.press("ctrl+g", "up")
        await stage.settle()
        assert "moved to" in stage.text
        await stage.press("escape")
        await stage.settle()
        assert "When were you born?" in " ".join(stage.text.split())

    play(place, scene, new=True, size=size)


def below(stage: Stage) -> str:
    """The screen without its first line, where the patient's name stands."""
    return "\n".join(stage.lines[1:])


def test_the_conversation_stays_at_its_end(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await many(stage, 60)
        assert "Name 59" in below(stage)
        await stage.pilot.resize_terminal(120, 40)
        await stage.settle()
        assert "Name 59" in below(stage)
        await stage.press("ctrl+g", "home")
        await stage.settle()
        assert "Name 59" not in below(stage)
        assert "Name:  Name 0 " in stage.lines[2], "the first answer stands at the top"
        await stage.press("escape")
        await stage.settle()
        assert "Name 59" in below(stage)

    play(place, scene, new=True)


def test_typing_in_the_conversation_goes_to_the_input(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.press("ctrl+g", *"Ana", "space", *"Ruiz", "enter")
        assert stage.session.state.answer("patient.name").state is AnswerState.answered
        assert stage.answer("patient.name") == "Ana Ruiz"

    play(place, scene, new=True)
