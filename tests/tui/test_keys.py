"""Keys as they come from a terminal: many at once, in the order of typing, pastes, and what
nobody typed.
"""

from __future__ import annotations

import pytest

from interview.case.workplace import Workplace
from tests.tui.stage import Stage, play

BACK = "\x7f"
LETTER = "Dear Ana,\r1. We cannot approve it.\r\r3\ry\r"
TOGETHER = {
    "a letter taken back": (f"Ana Ruis{BACK}z", "Ana Ruiz"),
    "what a text expander sends": (f"xnm{BACK * 3}Ana Ruiz", "Ana Ruiz"),
    "the cursor moves among letters": ("na\x1b[HA\x1b[F Ruiz", "Ana Ruiz"),
    "Ctrl-A goes to the line's start": ("na Ruiz\x01A", "Ana Ruiz"),
    "a word is deleted": ("Ana Smith\x17Ruiz", "Ana Ruiz"),
    "blanks that keep words together": ("Ana\u00a0Ruiz", "Ana Ruiz"),
    "Alt and an arrow": ("Ana\x1b\x1b[D Ruiz", "Ana Ruiz"),
    "what the terminal is": ("Ana\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28c Ruiz", "Ana Ruiz"),
    "the terminal's color": ("Ana\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\ Ruiz", "Ana Ruiz"),
}


@pytest.mark.parametrize(("sent", "stands"), TOGETHER.values(), ids=TOGETHER.keys())
def test_keys_that_arrive_together_count_in_their_order(
    place: Workplace, sent: str, stands: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        stage.send(sent)
        await stage.settle()
        assert stage.chat.card.box.text == stands
        await stage.press("enter")
        assert stage.answer("patient.name") == "Ana Ruiz"

    play(place, scene, new=True)


def test_words_that_come_at_once_are_no_answer_by_one_key(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("/jump patient.voicemail")
        await stage.settle()
        assert stage.chat.card.face.one_key
        stage.send("you can after 5 pm")
        await stage.settle()
        assert stage.asked == "May we leave a message?"
        assert stage.chat.card.box.text == "you can after 5 pm"

    play(place, scene, new=True)


def test_letters_before_a_function_key_do_not_go_to_the_next_question(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        stage.send("Ana\x1bOR")  # F3: later.
        await stage.settle()
        assert stage.asked == "When were you born?"
        assert stage.chat.card.box.text == ""
        await stage.press("ctrl+z")
        await stage.settle()
        assert stage.chat.card.box.text == "Ana"

    play(place, scene, new=True)


def test_lines_that_come_at_once_answer_nothing_until_they_are_looked_at(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        before = len(stage.session.state.record.events)
        await stage.type("Ana", enter=False)
        stage.send(LETTER)
        await stage.settle()
        assert stage.chat.card.box.text == "AnaDear Ana,\n1. We cannot approve it.\n\n3\ny"
        assert "5 lines came at once. Are they one answer?" in stage.text
        assert len(stage.session.state.record.events) == before

        await stage.press("escape")
        assert (stage.chat.card.box.text, stage.asked) == ("Ana", "What is your name?")
        assert "came at once" not in stage.text

        stage.send(LETTER)
        await stage.press("enter")
        assert stage.answer("patient.name").endswith("3 y")
        assert stage.asked == "When were you born?"

    play(place, scene, new=True)


def test_a_character_that_could_not_be_read_is_said_and_not_taken(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        stage.send("Jos\ufffd")
        await stage.settle()
        assert "could not be read. Please type that one again." in " ".join(stage.text.split())
        await stage.press("enter")
        assert (stage.asked, stage.chat.card.box.text) == ("What is your name?", "Jos\ufffd")
        await stage.press("backspace")
        await stage.type("e Ruiz")
        assert stage.answer("patient.name") == "Jose Ruiz"

    play(place, scene, new=True)


@pytest.mark.parametrize(
    ("then", "stands"),
    [("3 May", "3 May"), (" 1961", "32 May 1961"), ("\x7f", "32 Ma"), ("\x1b[H\x1b[3~", "2 May")],
)
def test_typing_begins_anew_after_a_refusal_and_other_keys_mend(
    place: Workplace, then: str, stands: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("/jump patient.born")
        await stage.type("32 May")
        assert stage.chat.card.problem
        stage.send(then)
        await stage.settle()
        assert stage.chat.card.box.text == stands

    play(place, scene, new=True)
