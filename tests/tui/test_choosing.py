"""Long lists of options: the one that matters always in sight, found by word or number, never
picked by accident.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.tui.choosing import fitting, longer, with_digit
from tests.long_lists import COUNT, LABELS, NUMBERED, many_options
from tests.tui.stage import SMALL, TALL, Scene, Stage, office, play


@pytest.mark.parametrize(
    ("text", "several", "positions"),
    [
        ("", False, range(COUNT)),
        ("proof", False, [2]),
        ("PROOF", True, [2]),
        ("letter the", False, [3, 4, 7, 8, 11, 15]),
        ("1", False, [0, *range(9, COUNT)]),
        ("17", False, [16]),
        ("1", True, range(COUNT)),
        ("3, co", True, [5, 7, 12, 14]),
        ("3, ", True, range(COUNT)),
        ("nothing like it", False, range(COUNT)),
        ("/dk", False, range(COUNT)),
    ],
)
def test_what_is_typed_leaves_the_options_that_it_can_mean(
    text: str, several: bool, positions: list[int]
) -> None:
    found = fitting(NUMBERED, text, several)
    if text == "letter the":
        assert all("the" in LABELS[i] for i in found)
    else:
        assert list(found) == list(positions)


@pytest.mark.parametrize(
    ("text", "digit", "after"),
    [
        ("", "3", "3"),
        ("3", "5", "3, 5"),
        ("3, 5", "3", "5"),
        ("", "1", "1"),
        ("1", "2", "12"),
        ("1 ", "2", "1, 2"),
        ("1, ", "2", "1, 2"),
        ("3, 1", "7", "3, 17"),
        ("3, 1", "8", "3, 1, 8"),
        ("12", "2", "12, 2"),
        ("12, 1", "2", ""),
        ("", "0", None),
        ("cost", "1", None),
    ],
)
def test_a_digit_chooses_one_more_or_makes_a_longer_number(
    text: str, digit: str, after: str | None
) -> None:
    assert with_digit(NUMBERED, text, digit) == after


@pytest.mark.parametrize(
    ("text", "more"), [("1", 8), ("2", 0), ("12", 0), ("3, 1", 8), ("1 ", 0), ("", 0)]
)
def test_numbers_that_one_more_digit_would_make(text: str, more: int) -> None:
    assert len(longer(NUMBERED, text)) == more


def many(folder: Path) -> Workplace:
    """The small tree with seventeen reasons and seventeen kinds of plan."""
    return office(folder, many_options())


def on_kind(scene: Scene, address: str = "denial.kind") -> Scene:
    async def begun(stage: Stage) -> None:
        await stage.call()
        stage.chat.talk.revise(address)
        stage.chat.follow()
        await stage.settle()
        await scene(stage)

    return begun


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_the_arrows_scroll_and_the_option_they_stand_on_is_always_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        if size == SMALL:
            assert "more below" in stage.text
            assert "more above" not in stage.text
        for label in LABELS:
            await stage.press("down")
            assert f"▸{LABELS.index(label) + 1:>2} {label[:30]}" in stage.text, stage.text
            assert "What kind of plan is it?" in stage.text
        if size == SMALL:
            assert "more above" in stage.text
            assert "more below" not in stage.text
        assert stage.session.state.answer("denial.kind").state is None
        await stage.press("enter")
        assert stage.answer("denial.kind") == LABELS[-1]

    play(many(tmp_path), on_kind(scene), new=True, size=size)


def test_a_word_leaves_what_fits_and_enter_takes_the_only_one(tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("records", enter=False)
        await stage.settle()
        assert LABELS[12][:40] in stage.text
        assert LABELS[0][:40] not in stage.text
        await stage.press("enter")
        assert stage.answer("denial.kind") == LABELS[12]

    play(many(tmp_path), on_kind(scene), new=True)


def test_a_word_that_fits_several_picks_none(tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("letter")
        await stage.settle()
        assert "could be" in stage.text
        assert stage.session.state.answer("denial.kind").state is None
        assert stage.chat.card.box.text == "letter"

    play(many(tmp_path), on_kind(scene), new=True)


def test_one_digit_of_a_long_list_answers_nothing_by_itself(tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("1", enter=False)
        await stage.settle()
        assert stage.session.state.answer("denial.kind").state is None
        assert "10-17 with one more digit" in " ".join(stage.text.split())
        assert LABELS[2][:20] not in stage.text
        await stage.type("2")
        assert stage.answer("denial.kind") == LABELS[11]

    play(many(tmp_path), on_kind(scene), new=True)


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_several_of_seventeen_by_digits_words_and_arrows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("312", enter=False)
        assert stage.chat.card.box.text == "3, 12"
        await stage.type(", cost", enter=False)
        await stage.settle()
        await stage.press("down", "enter")
        await stage.settle()
        cost = str(
            next(
                i for i, (_, label) in enumerate(stage.chat.card.face.options, 1) if "cost" in label
            )
        )
        assert stage.chat.card.box.text == f"3, 12, {cost}"
        assert stage.session.state.answer("denial.reasons").state is None
        await stage.press("enter")
        assert len(stage.session.state.answer("denial.reasons").value) == 3

    play(many(tmp_path), on_kind(scene, "denial.reasons"), new=True, size=size)


def test_what_is_known_of_a_long_list_is_said_beside_it(tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.type("17")
        stage.chat.talk.revise("denial.kind")
        stage.chat.follow()
        await stage.settle()
        assert "more below" in stage.text
        assert f"So far: {LABELS[-1][:40]}" in stage.text
        assert "Enter alone keeps it" in " ".join(stage.text.split())

    play(many(tmp_path), on_kind(scene), new=True)
