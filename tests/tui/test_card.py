"""The question card: an input made for each kind, and nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from interview.case.workplace import Workplace
from interview.core.answers import AnswerState
from tests.tui.stage import SMALL, Stage, play


def asked(
    place: Workplace, scene: Callable[[Stage], Awaitable[None]], size: tuple[int, int] = SMALL
) -> None:
    """Plays a scene in which the patient is on the line and known."""

    async def whole(stage: Stage) -> None:
        await stage.call()
        await scene(stage)

    play(place, whole, new=True, size=size)


def test_say_probe_and_note_are_told_apart_without_colour(place: Workplace) -> None:
    folder = place.trees
    assert folder is not None
    patient = folder / "patient.yaml"
    patient.write_text(
        patient.read_text().replace(
            'say: "What is your name?"',
            'say: "What is your name?", probe: As on the card?, note: Ask the spelling.',
        )
    )

    async def scene(stage: Stage) -> None:
        assert " SAY " in stage.text
        assert " PROBE " in stage.text
        assert " NOTE " in stage.text
        for marked in ("▸ PROBE ", "▸ NOTE ", ""):
            await stage.press("f8")
            await stage.settle()
            assert [label for label in ("▸ PROBE ", "▸ NOTE ") if label in stage.text] == [
                marked
            ] * bool(marked)

    asked(place, scene)


def test_one_key_answers_and_the_rest_of_the_word_is_not_the_next_answer(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        for line in ("Ana Ruiz", "5/3/1961", "2025550143"):
            await stage.type(line)
        await stage.press("2")
        assert stage.answer("patient.zone") == "Pacific"
        await stage.type("yes")
        assert stage.answer("patient.voicemail") == "Yes"
        assert stage.asked == "What is your plan?"
        assert stage.chat.card.box.text == ""

    asked(place, scene)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("not sure", "don't know"),
        ("no idea", "don't know"),
        ("nope", "No"),
        ("yeah", "Yes"),
        ("yep", "Yes"),
    ],
)
def test_a_word_that_only_begins_like_an_answer_is_none(
    place: Workplace, typed: str, shown: str
) -> None:
    async def scene(stage: Stage) -> None:
        for line in ("Ana Ruiz", "5/3/1961", "2025550143"):
            await stage.type(line)
        await stage.press("2")
        await stage.type(typed)
        assert stage.answer("patient.voicemail") == shown
        assert stage.asked == "What is your plan?"
        assert stage.chat.card.box.text == ""

    asked(place, scene)


def test_none_is_no_no(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        for line in ("Ana Ruiz", "5/3/1961", "2025550143"):
            await stage.type(line)
        await stage.press("2")
        await stage.type("none")
        assert not stage.session.state.answer("patient.voicemail").is_known
        assert stage.chat.card.face.key == "patient.voicemail"
        assert stage.chat.card.box.text == "none"

    asked(place, scene)


def test_after_a_one_key_answer_another_word_is_kept_whole(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        for line in ("Ana Ruiz", "5/3/1961", "2025550143"):
            await stage.type(line)
        await stage.press("2", "y")
        await stage.type("estrella plan", enter=False)
        assert stage.chat.card.box.text == "estrella plan"

    asked(place, scene)


def test_typing_ahead_survives_every_redraw(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        stage.at_once("Ana Ruiz\r5/3/1961\r2025550143\r1nExample\r")
        await stage.until(lambda: stage.answer("denial.plan") == "Example")
        assert stage.answer("patient.born") == "May 3, 1961"
        assert stage.answer("patient.zone") == "Eastern"
        assert stage.answer("patient.voicemail") == "No"

    asked(place, scene)


def test_a_date_shows_its_reading_while_it_is_typed(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("Ana Ruiz")
        await stage.type("about mid march 1961", enter=False)
        await stage.settle()
        assert "→ " in stage.text
        assert "March 1961" in stage.text

    asked(place, scene)


def test_a_refused_answer_keeps_the_text_and_says_why(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("Ana Ruiz")
        await stage.type("soonish")
        assert stage.chat.card.box.text == "soonish"
        assert "✗" in stage.text
        assert not stage.session.state.answer("patient.born").is_known
        await stage.press("backspace")
        await stage.settle()
        assert "✗" not in stage.text

    asked(place, scene)


def test_several_choices_by_digits_space_and_enter(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        stage.chat.talk.revise("denial.reasons")
        stage.chat.follow()
        await stage.press("1")
        assert stage.chat.card.box.text == "1"
        await stage.press("down", "down", "space")
        await stage.settle()
        assert stage.text.count("[x]") == 2
        await stage.press("1", "enter")
        assert stage.answer("denial.reasons") == "They say it is not proven"

    asked(place, scene)


def test_a_soft_check_asks_once_and_a_hard_one_refuses(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        session = stage.session
        session.cursor = "denial.reasons"
        session.answer("1")
        row = session.add_row("drugs")
        for column, text in (("drug", "aspirin"), ("outcome", "1"), ("began", "March 3, 2025")):
            session.cursor = f"drugs/{row}/{column}"
            session.answer(text)
        session.cursor = f"drugs/{row}/ended"
        stage.chat.follow()
        await stage.type("2/3/2025")
        assert "It cannot have ended before it began." in stage.text
        await stage.press("ctrl+u")
        await stage.type("3/9/2025")
        assert "That is short. Is it right?" in stage.text
        await stage.press("n")
        assert stage.chat.card.box.text == "3/9/2025"
        await stage.press("enter", "y")
        assert stage.answer(f"drugs/{row}/ended") == "March 9, 2025"

    asked(place, scene)


def test_a_list_shows_a_table_of_its_rows(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        session = stage.session
        session.cursor = "denial.reasons"
        session.answer("1")
        for drug in ("aspirin", "metformin"):
            row = session.add_row("drugs")
            session.cursor = f"drugs/{row}/drug"
            session.answer(drug)
        session.cursor = "drugs/r2/outcome"
        stage.chat.follow()
        await stage.settle()
        assert any("▸" in line and "2  metformin" in line for line in stage.lines)
        assert any("1  aspirin" in line for line in stage.lines)

    asked(place, scene)


def test_a_long_text_wraps_grows_and_keeps_new_lines(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        stage.chat.talk.revise("denial.changed")
        stage.chat.follow()
        await stage.type(
            "one two three four five six seven eight nine ten eleven twelve thirteen", enter=False
        )
        await stage.type(" fourteen fifteen sixteen", enter=False)
        await stage.press("ctrl+j")
        await stage.type("and more", enter=False)
        await stage.settle()
        assert stage.chat.card.box.size.height == 3
        await stage.press("enter")
        assert "\nand more" in stage.answer("denial.changed")

    asked(place, scene)


def test_drugs_are_suggested_while_typing(place: Workplace) -> None:
    class FewDrugs:
        def drugs(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
            return tuple(name for name in ("metformin", "methotrexate") if name.startswith(prefix))

    place.__dict__["catalogue"] = FewDrugs()

    async def scene(stage: Stage) -> None:
        stage.chat.talk.revise("denial.drug")
        stage.chat.follow()
        await stage.type("met", enter=False)
        await stage.until(lambda: "methotrexate" in stage.text)
        await stage.press("down", "down", "enter")
        assert stage.answer("denial.drug") == "methotrexate"

    asked(place, scene)


def test_fixed_keys_answer_on_every_question(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        states = []
        for key in ("f2", "f3", "f4"):
            address = stage.chat.card.face.key
            await stage.press(key)
            states.append(stage.session.state.answer(address).state)
        assert states == [AnswerState.dont_know, AnswerState.later, AnswerState.refused]
        stage.chat.talk.revise("denial.plan")
        stage.chat.follow()
        await stage.press("f5")
        assert stage.session.state.answer("denial.plan").state is AnswerState.none
        stage.chat.talk.revise("denial.drug")
        stage.chat.follow()
        await stage.type("half a wo", enter=False)
        await stage.press("f7")
        await stage.type("she moved house")
        assert stage.session.state.record.parked[0].text == "she moved house"
        assert stage.chat.card.box.text == "half a wo"
        await stage.press("f6")
        await stage.type("spoke softly")
        assert [note.text for note in stage.session.state.record.notes] == [
            "she moved house",
            "spoke softly",
        ]

    asked(place, scene)


def test_an_alarm_is_never_one_key_away_and_stops_everything(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        stage.chat.talk.revise("mood.danger")
        stage.chat.follow()
        await stage.press("y")
        assert not stage.session.state.answer("mood.danger").is_known
        await stage.press("enter")
        assert "SAFETY" in stage.chat.card.face.heading
        assert "988" in stage.text
        await stage.press("escape")
        await stage.press("f2")
        assert "SAFETY" in stage.chat.card.face.heading
        for line in ("at home", "555-0102", "Dr. Sato", "9:10"):
            await stage.type(line)
        assert stage.session.state.record.safety_open is None
        assert "Recorded." in stage.text

    asked(place, scene)


def test_the_safety_key_works_inside_a_form(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("1", "f12")
        assert stage.chat.card.face.is_loud

    play(place, scene, new=True)


def test_what_is_typed_at_are_you_sure_takes_no_answer_back(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        session = stage.session
        session.cursor = "denial.reasons"
        session.answer("1")
        row = session.add_row("drugs")
        for column, text in (("drug", "aspirin"), ("outcome", "1"), ("began", "March 3, 2025")):
            session.cursor = f"drugs/{row}/{column}"
            session.answer(text)
        session.cursor = f"drugs/{row}/ended"
        stage.chat.follow()
        await stage.type("3/9/2025")
        assert "That is short. Is it right?" in stage.text
        await stage.type("yeah")
        assert stage.answer(f"drugs/{row}/ended") == "March 9, 2025"
        assert stage.chat.card.box.text == ""

    asked(place, scene)
