"""Half-typed words are on disk within a quarter of a second, and stand there again."""

from __future__ import annotations

import os

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.sitting.opening import read_state, resume_session
from interview.storage.store import StoreProblem
from tests.tui.stage import CASE, Stage, begun, play


def kept(place: Workplace, case: str) -> str:
    session = resume_session(place, case)
    draft = session.case.load_draft()
    session.close()
    return draft.text if draft is not None else ""


def test_half_typed_words_are_kept_when_the_program_is_left_and_come_back(place: Workplace) -> None:
    async def half(stage: Stage) -> None:
        await stage.call()
        await stage.type("Ana Ruiz")
        await stage.type("about mar", enter=False)
        await stage.settle()
        assert list(os.scandir(place.store.where))
        await stage.press("ctrl+c")

    app = play(place, half, new=True)
    case = place.store.cases()[0]
    assert f"Everything you entered is kept. Go on with: {place.resume_words(case)}" in app.parting
    assert kept(place, case) == "about mar"

    async def again(stage: Stage) -> None:
        await stage.press("y")
        await stage.call()
        assert stage.asked == "When were you born?"
        assert stage.chat.card.box.text == "about mar"
        await stage.type("ch 1961")
        assert stage.answer("patient.born") == "about March 1961"

    play(place, again, case=case)
    assert kept(place, case) == ""


def test_leaving_at_once_keeps_what_was_typed_a_moment_ago(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        await stage.type("An", enter=False)
        await stage.press("ctrl+c")

    play(place, scene, new=True)
    assert kept(place, place.store.cases()[0]) == "An"


def test_a_disk_that_refuses_loses_no_word(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()
        case = stage.session.case
        append = case.append

        def full(_: ev.AnyEvent) -> None:
            raise StoreProblem(
                "not_written", "This was not recorded. Press Enter again.", can_retry=True
            )

        monkeypatch.setattr(case, "append", full)
        await stage.type("Ana Ruiz")
        assert "This was not recorded." in stage.text
        assert stage.chat.card.box.text == "Ana Ruiz"
        monkeypatch.setattr(case, "append", append)
        await stage.press("enter")
        assert stage.answer("patient.name") == "Ana Ruiz"

    play(place, scene, new=True)


def test_a_form_is_tried_again_when_the_disk_refuses(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(place).close()

    async def scene(stage: Stage) -> None:
        await stage.press("y", "1", "1", "enter")
        case = stage.session.case
        append = case.append

        def full(_: ev.AnyEvent) -> None:
            raise StoreProblem("not_written", "Not recorded.", can_retry=True)

        monkeypatch.setattr(case, "append", full)
        await stage.press("enter")
        assert "Not recorded." in stage.text
        monkeypatch.setattr(case, "append", append)
        await stage.press("enter")
        assert stage.session.call is not None

    play(place, scene, case=CASE)
    assert len(read_state(place, CASE).record.calls) == 2


def test_what_the_disk_did_not_take_is_said_when_the_program_is_left(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.call()

        def full(_event: object) -> None:
            raise StoreProblem("not_written", "The disk is full.", CASE, can_retry=True)

        monkeypatch.setattr(stage.session.case, "append", full)
        await stage.type("Ana Ruiz")
        await stage.settle()
        assert "The disk is full." in stage.text
        await stage.press("ctrl+c")

    app = play(place, scene, new=True)
    assert app.return_value == 1
    assert (
        "Not recorded: Name: Ana Ruiz. It stands in the draft and is offered again." in app.parting
    )
    assert not any("Everything you entered is kept" in line for line in app.parting)
