"""The conversation: revisions, changes and what they hide, moving about, commands, palette,
colours.
"""

from __future__ import annotations

import pytest

from interview.case.workplace import Workplace
from interview.core.answers import AnswerState
from interview.tui.help import HelpScreen
from interview.tui.line_view import LineView
from interview.tui.screen_lock import LockScreen
from interview.tui.themes import THEMES
from tests.tui.stage import CASE, SMALL, TALL, Stage, begun, play


def with_a_drug(place: Workplace) -> None:
    """A case whose reason has brought a list on path that has a row."""
    session = begun(place)
    session.answer("Ana Ruiz")
    session.cursor = "denial.reasons"
    session.answer("1")
    session.cursor = "drugs"
    session.answer("aspirin")
    session.close()


async def resumed(stage: Stage) -> None:
    await stage.press("y")
    await stage.call()


def test_enter_on_an_entry_revises_it_and_the_conversation_shows_what_became_of_it(
    place: Workplace,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana Ruis")
        await stage.press("ctrl+g", "enter")
        assert stage.asked == "What is your name?"
        assert "So far: Ana Ruis" in stage.text
        await stage.type("Ana Ruiz")
        await stage.until(lambda: "revised later" in stage.text)
        assert stage.answer("patient.name") == "Ana Ruiz"
        assert stage.asked == "When were you born?"

    play(place, scene, new=True)


def test_a_removed_entry_is_struck_and_keeps_its_number_and_name(place: Workplace) -> None:
    with_a_drug(place)

    async def scene(stage: Stage) -> None:
        await resumed(stage)
        stage.session.remove_row("drugs", "r1")
        stage.chat.follow()
        await stage.until(lambda: "Removed from Earlier drugs: 1: aspirin" in stage.text)
        row = next(
            row
            for row in stage.chat.history.rows
            if "1: aspirin – Drug" in row.lines(80, None)[0].plain
        )
        (line,) = row.lines(80, None)
        assert line.plain.rstrip().endswith("removed")
        assert "strike" in {str(span.style) for span in line.spans}
        asked = stage.asked
        stage.chat.on_line_view_chosen(LineView.Chosen(stage.chat.history, "drugs/r1/drug"))
        assert stage.chat.talk.problem.startswith("That entry was removed from its list")
        assert stage.asked == asked

    play(place, scene, case=CASE)


def test_a_change_is_shown_before_it_is_taken_and_undo_works_across_it(place: Workplace) -> None:
    with_a_drug(place)

    async def scene(stage: Stage) -> None:
        await resumed(stage)
        await stage.press("ctrl+f")
        await stage.type("reasons")
        await stage.type("2")
        await stage.press("enter")
        assert stage.chat.card.face.heading.startswith("CHANGE")
        assert "aspirin" in stage.text
        assert "was taken" in stage.text
        await stage.press("n")
        assert stage.session.state.answer("drugs/r1/drug").on_path
        assert stage.asked == "Why did they refuse it?"
        await stage.press("enter", "y")
        assert not stage.session.state.answer("drugs/r1/drug").on_path
        await stage.until(lambda: "off path, kept" in stage.text)
        await stage.press("ctrl+y")
        assert stage.session.state.answer("drugs/r1/drug").on_path

    play(place, scene, case=CASE)


def test_what_is_volunteered_is_answered_there_and_one_is_back(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana", enter=False)
        await stage.press("ctrl+f")
        await stage.type("notice", enter=False)
        await stage.until(lambda: "Date of the notice" in stage.text)
        await stage.press("down", "enter")
        assert stage.asked == "What is the date on the notice?"
        await stage.type("3/4/2026")
        assert stage.answer("denial.notice") == "March 4, 2026"
        assert stage.asked == "What is your name?"
        assert stage.chat.card.box.text == "Ana"

    play(place, scene, new=True)


def test_back_goes_to_the_answer_before_and_escape_returns(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana Ruiz")
        await stage.press("ctrl+z")
        assert stage.asked == "What is your name?"
        await stage.press("escape")
        assert stage.asked == "When were you born?"

    play(place, scene, new=True)


def test_ctrl_u_clears_a_line_and_never_takes_anything_back(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana Ruiz")
        await stage.type("wrong", enter=False)
        await stage.press("ctrl+u")
        assert stage.chat.card.box.text == ""
        await stage.press("ctrl+u")
        assert stage.answer("patient.name") == "Ana Ruiz"
        await stage.press("ctrl+y")
        assert not stage.session.state.answer("patient.name").is_known

    play(place, scene, new=True)


def test_slash_commands_are_those_of_line_mode(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("/later prescriber")
        claim = stage.session.state.answer("patient.name").claim
        assert claim is not None
        assert claim.owner == "prescriber"
        await stage.type("/nosuch")
        assert "There is no command /nosuch" in stage.text
        await stage.type("/wa", enter=False)
        await stage.until(lambda: "/waive" in stage.text)

    play(place, scene, new=True)


def test_a_chart_review_walks_what_nobody_checked(place: Workplace) -> None:
    session = begun(place)
    session.cursor = "denial.drug"
    session.answer("aspirin")
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.press("y", "3")
        await stage.type("3")
        await stage.press("ctrl+r")
        assert "Not checked yet" in stage.chat.card.face.heading
        await stage.press("1")
        assert stage.session.state.answer("denial.drug").verified

    play(place, scene, case=CASE)


def test_a_conflict_is_seen_and_settled(place: Workplace) -> None:
    session = begun(place, papers="prescriber")
    session.cursor = "denial.drug"
    session.answer("aspirin")
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.press("y", "3")
        await stage.type("3")
        stage.chat.talk.revise("denial.drug")
        stage.chat.follow()
        await stage.type("metformin")
        await stage.settle()
        assert "IN CONFLICT" in stage.text
        assert "This differs" in stage.text
        await stage.press("ctrl+r")
        assert "Sources disagree" in stage.chat.card.face.heading

    play(place, scene, case=CASE)


def test_the_palette_finds_every_command(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.press("ctrl+p")
        await stage.type("not know", enter=False)
        await stage.until(lambda: "Does not know" in stage.text)
        await stage.press("enter")
        await stage.until(lambda: len(stage.app.screen_stack) == 2)
        await stage.until(
            lambda: stage.session.state.answer("patient.name").state is AnswerState.dont_know
        )

    play(place, scene, new=True)


def test_help_lists_the_keys_of_what_has_focus(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.press("f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "While typing an answer" in stage.text
        assert "Answer at once" in stage.text
        await stage.press("escape", "ctrl+g", "f1")
        assert "In this list" in stage.text
        await stage.press("escape")

    play(place, scene, new=True, size=TALL)


@pytest.mark.parametrize("size", [SMALL, TALL, (100, 30)])
def test_the_footer_fits(place: Workplace, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        assert "F12" in stage.lines[-1]
        assert "SAFETY" in stage.lines[-1]
        assert len(stage.lines[-1]) <= size[0]

    play(place, scene, new=True, size=size)


def test_every_theme_shows_the_same_words(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        seen = set()
        for theme in THEMES:
            stage.app.theme = theme.name
            await stage.settle()
            seen.add(stage.text)
        assert len(seen) == 1

    play(place, scene, new=True)


def test_without_colour_it_says_the_same(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(stage: Stage) -> None:
        await stage.call()
        assert stage.app.no_color
        assert " SAY " in stage.text

    play(place, scene, new=True)


def test_after_idle_minutes_the_case_is_hidden_until_the_operator_confirms(
    place: Workplace,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana Ruiz")
        await stage.type("half", enter=False)
        stage.app.last_key -= 60 * place.profile.idle_minutes
        stage.app.look_at_clock()
        await stage.settle()
        assert isinstance(stage.app.screen, LockScreen)
        assert "Ana Ruiz" not in stage.text
        await stage.type("somebody")
        assert "Ana Ruiz" not in stage.text
        await stage.press("escape")
        await stage.type("dana")
        await stage.settle()
        assert "Ana Ruiz" in stage.text
        assert stage.chat.card.box.text == "half"

    play(place, scene, new=True)


def test_the_same_person_is_pointed_out(place: Workplace) -> None:
    session = begun(place, case="c-test07")
    session.answer("Ana Ruiz")
    session.answer("May 3, 1961")
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.until(lambda: bool(stage.app.known_people))
        await stage.call()
        await stage.type("ana ruiz")
        await stage.type("5/3/1961")
        await stage.settle()
        assert "The same name and birth date as c-test07" in stage.text

    play(place, scene, new=True)
