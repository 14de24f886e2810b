"""The side pane: letter, missing, outline, to get."""

from __future__ import annotations

import pytest

from interview.case.workplace import Workplace
from interview.tui.line_view import Row
from interview.tui.pages import LETTER, MISSING, OUTLINE, TO_GET
from tests.tui.stage import SMALL, TALL, Stage, play


async def begin(stage: Stage) -> None:
    await stage.until(lambda: stage.app.is_warm)
    await stage.call()
    for address, line in (("denial.reasons", "1"), ("denial.drug", "aspirin")):
        stage.session.cursor = address
        stage.session.answer(line)
    stage.chat.follow()
    await stage.settle()


def test_the_letter_is_live_shows_holes_and_lights_what_changed(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        assert stage.chat.pane.name_of_page == LETTER
        assert "Please cover" in stage.text
        assert "[TO COMPLETE: Name" in stage.text
        await stage.type("Ana Ruiz")
        await stage.until(lambda: "for Ana Ruiz" in stage.text)
        lit = [row.text.plain.strip() for row in stage.chat.pane.page.rows if row.is_lit]
        assert [line.partition(" ")[0] for line in lit] == ["Please"]
        assert any("▌" in line and "Ana Ruiz" in line for line in stage.lines)

    play(place, scene, new=True, size=TALL)


def test_a_sentence_says_which_answers_it_comes_from_and_enter_goes_there(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+l")
        await stage.settle()
        for _ in range(4):
            if "← Drug (patient said, call 1)" in stage.text:
                break
            await stage.press("down")
        assert "← Drug (patient said, call 1)" in stage.text
        await stage.press("enter")
        assert stage.asked == "Which drug was refused?"

    play(place, scene, new=True, size=TALL)


def test_missing_says_why_who_and_what_is_undecided(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        assert " Missing 1 " in stage.text
        await stage.press("ctrl+n")
        await stage.settle()
        assert stage.chat.pane.name_of_page == MISSING
        assert "The notice" in stage.text
        assert "who has it: the patient" in stage.text
        assert "why: Shows the reason" in stage.text
        assert "not older than 6 months" in stage.text

    play(place, scene, new=True, size=TALL)


def test_the_outline_says_what_is_skipped_and_why_and_jumps(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+o")
        await stage.settle()
        assert stage.chat.pane.name_of_page == OUTLINE
        assert "✓ Drug: aspirin" in stage.text
        assert "▸ Name" in stage.text
        assert "– Proof" in stage.text
        stage.chat.pane.view.select("unproven.proof")
        await stage.settle()
        assert "Not asked, because" in stage.text
        stage.chat.pane.view.select("patient.zone")
        await stage.press("enter")
        assert stage.asked == "What time zone are you in?"

    play(place, scene, new=True, size=TALL)


def test_to_get_is_grouped_by_party(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+t")
        await stage.settle()
        assert stage.chat.pane.name_of_page == TO_GET
        assert "From the patient" in stage.text
        assert "From the prescriber's office" in stage.text

    play(place, scene, new=True, size=TALL)


def test_at_eighty_columns_the_pane_takes_the_conversations_place(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+l")
        await stage.settle()
        assert "Please cover" in stage.text
        assert stage.asked in stage.text
        await stage.press("ctrl+l")
        assert stage.chat.history.display

    play(place, scene, new=True)


SECOND = """---
letter: thanks
title: Thanks
voice: prescriber
when: answered(denial.reasons)
order: 90
---
Thank you for looking at {{ reported(denial.drug) }}.
"""


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_left_and_right_go_from_letter_to_letter(place: Workplace, size: tuple[int, int]) -> None:
    assert place.templates is not None
    (place.templates / "thanks.md.j2").write_text(SECOND)

    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+l")
        await stage.settle()
        assert "Letter 1 of 2" in stage.text
        assert "Please cover aspirin" in stage.text
        await stage.press("right")
        await stage.settle()
        assert "Letter 2 of 2" in stage.text
        assert "Thank you for looking at" in stage.text
        assert "Please cover" not in stage.text
        stage.chat.talk.revise("denial.drug")
        stage.chat.follow()
        await stage.press("escape")
        await stage.type("ibuprofen")
        if size == SMALL:
            await stage.press("ctrl+l")
        await stage.until(lambda: "looking at ibuprofen" in " ".join(stage.text.split()))
        await stage.press(*["ctrl+l"] * (size == TALL), "right")
        await stage.until(lambda: "Please cover" in stage.text)
        await stage.press("left")
        await stage.until(lambda: "Thank you" in stage.text)

    play(place, scene, new=True, size=size)


def test_one_letter_alone_has_no_number(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+l", "right")
        await stage.settle()
        assert "Please cover" in stage.text
        assert "1 of 1" not in stage.text

    play(place, scene, new=True)


def test_what_is_chosen_stays_in_sight_when_the_place_below_grows(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage)
        await stage.press("ctrl+l", "home")
        await stage.settle()
        for _ in range(10):
            sheet = stage.chat.pane.view
            row = next(row for row in sheet.rows if sheet.key in [stop.key for stop in row.stops])
            assert isinstance(row, Row)
            assert row.text.plain.split()[-1] in stage.text.split(), stage.text
            await stage.press("down")
            await stage.settle()

    place_with_long_letter(place)
    play(place, scene, new=True)


def place_with_long_letter(place: Workplace) -> None:
    """A letter of more paragraphs than the pane has lines, with many answers behind some of
    them.
    """
    assert place.templates is not None
    path = place.templates / "request.md.j2"
    names = (
        "{{ reported(denial.drug) }} {{ denial.plan }} {{ patient.name }} {{ patient.born }} {{"
        " denial.notice }}"
    )
    more = "".join(
        f"\n\nParagraph {n} {names if n % 2 else 'of the letter itself'} ends in {n}{n}."
        for n in range(12)
    )
    path.write_text(path.read_text() + more + "\n")
