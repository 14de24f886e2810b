"""People's words appear as they were typed, whatever they look like to a program."""

from __future__ import annotations

from functools import partial

import pytest

from interview.case.workplace import Workplace
from interview.tui.literal import UNPRINTABLE, clipped, labelled, padded, plain, safe, wrapped
from tests.tui.stage import SMALL, TALL, Stage, play

HOSTILE = {
    "brackets": "pain [sic]",
    "closing tag": "said [/] and [/red]",
    "colour": "[red]hot[/red] [bold]",
    "action": "[@click=app.quit]here[/]",
    "variable": "$primary $text-muted {name} %s",
    "emoji": "fine 🙂 👩‍👧",
    "Vietnamese": "Nguyễn Thị Hồng đau đầu",
    "Arabic": "ألم شديد",
    "wide": "疼痛三个月 통증",
    "backslashes": r"\[sic] \n C:\x",
    "markdown": "**not bold** `code` # no",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_are_shown_as_typed(words: str) -> None:
    assert plain(words).plain == words
    assert "".join(line.plain for line in labelled("SAY", words, 200))[8:] == words
    assert "".join(line.plain for line in wrapped(plain(words), 200)) == words


@pytest.mark.parametrize(
    "words", ["\x1b[31mred", "a\x07b", "back\x08space", "\u202eright to left", "\x9b2J"]
)
def test_what_could_steer_a_terminal_is_made_visible(words: str) -> None:
    assert UNPRINTABLE in safe(words)
    assert safe(words).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("words", "width"), [("疼痛三个月", 6), ("short", 9), ("a long line of words", 7), ("", 3)]
)
def test_clipping_and_padding_count_columns(words: str, width: int) -> None:
    assert plain(clipped(words, width)).cell_length <= width
    assert plain(padded(words, width)).cell_length == width


def shows(stage: Stage, parts: list[str]) -> bool:
    return all(part in stage.text for part in parts)


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_hostile_words_everywhere_on_the_screen(place: Workplace, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.until(lambda: stage.app.is_warm)
        await stage.call()
        stage.at_once("Ana [/] [red]Ruiz[/red]\r")
        await stage.until(lambda: "[/] [red]Ruiz[/red]" in stage.lines[0])
        for words in HOSTILE.values():
            stage.session.cursor = "denial.changed"
            stage.session.answer(words)
            stage.chat.follow()
            await stage.until(partial(shows, stage, words.split()[:2]))
        stage.session.cursor = "denial.reasons"
        stage.session.answer("1")
        for address, words in (("denial.drug", "[sic]pirin [/]"), ("drugs", "x[/]y [b]")):
            stage.session.cursor = address
            stage.session.answer(words)
        stage.chat.follow()
        await stage.press("ctrl+l")
        await stage.settle()
        assert "[sic]pirin [/]" in stage.text
        await stage.press("ctrl+t")
        await stage.settle()
        assert "x[/]y [b]" in stage.text

    play(place, scene, new=True, size=size)


def test_pasted_new_lines_stay(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        stage.chat.talk.revise("denial.changed")
        stage.chat.follow()
        stage.paste("first [sic]\nsecond [/]\n\tthird")
        await stage.settle()
        assert stage.chat.card.box.text == "first [sic]\nsecond [/]\n\tthird"
        await stage.press("enter")
        await stage.settle()
        shown = stage.text
        assert "first [sic]" in shown
        assert "second [/]" in shown

    play(place, scene, new=True)
