"""The main states as they stand on the screen, in both sizes. `UPDATE_GOLDENS=1 pytest` writes
them anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from tests.tui.stage import CASE, SMALL, START, TALL, Stage, begun, play

GOLDEN = Path(__file__).parent / "golden"
State = Callable[[Stage], Awaitable[None]]


def prepared(place: Workplace) -> None:
    """A case with a list, a revision, a conflict and a parked note; the call was broken off."""
    session = begun(place, papers="prescriber")
    for line in ("Ana Ruis", "5/3/1961"):
        session.answer(line)
    for address, line in (
        ("patient.name", "Ana Ruiz"),
        ("denial.reasons", "1"),
        ("denial.drug", "upadacitinib"),
        ("drugs", "methotrexate"),
        ("drugs/r1/outcome", "2"),
        ("drugs/r1/began", "about March 2025"),
    ):
        session.cursor = address
        session.answer(line)
    session.append(ev.NoteAdded, text="works nights [sic]", parked=True)
    session.append(ev.CallEnded, disposition="partial", call_back=START + timedelta(days=1))
    session.close()


async def _called(stage: Stage) -> None:
    await stage.press("y", "1", "1", "enter")
    await stage.type("3")


async def resume(stage: Stage) -> None:
    pass


async def identity(stage: Stage) -> None:
    await _called(stage)


async def compared(stage: Stage) -> None:
    await identity(stage)
    await stage.type("ruiz, ana")
    await stage.type("May 3, 1960")


async def question(stage: Stage) -> None:
    await _called(stage)
    await stage.identify()
    stage.chat.talk.revise("drugs/r1/ended")
    stage.chat.follow()
    await stage.type("summer 2025", enter=False)


async def letter(stage: Stage) -> None:
    await question(stage)
    await stage.press("ctrl+l")


async def missing(stage: Stage) -> None:
    await question(stage)
    await stage.press("ctrl+n")


async def outline(stage: Stage) -> None:
    await question(stage)
    await stage.press("ctrl+o")


async def safety(stage: Stage) -> None:
    await _called(stage)
    await stage.identify()
    await stage.press("f12")


async def keys(stage: Stage) -> None:
    await question(stage)
    await stage.press("f1")


STATES: dict[str, State] = {
    state.__name__: state
    for state in (resume, identity, compared, question, letter, missing, outline, safety, keys)
}


def without_scrollbars(text: str) -> str:
    """How long a scrollbar is drawn depends on which of two layouts came last; what it stands
    beside does not.
    """
    return "\n".join(line.rstrip() for line in re.sub("[▁▂▃▄▅▆▇█▏▎]", " ", text).split("\n"))


def check(name: str, shown: str) -> None:
    text = without_scrollbars(shown)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8"), (
        f"UPDATE_GOLDENS=1 accepts the new {path.name}"
    )


@pytest.mark.parametrize(("width", "height"), [SMALL, TALL])
@pytest.mark.parametrize("name", STATES)
def test_a_state_looks_as_it_did(place: Workplace, name: str, width: int, height: int) -> None:
    prepared(place)

    async def scene(stage: Stage) -> None:
        await stage.until(lambda: stage.app.is_warm)
        await STATES[name](stage)
        await stage.settle()
        check(f"{name}_{width}x{height}", stage.text)

    play(place, scene, case=CASE, size=(width, height))


@pytest.mark.parametrize(("width", "height"), [SMALL, TALL])
def test_the_list_looks_as_it_did(place: Workplace, width: int, height: int) -> None:
    prepared(place)
    session = begun(place, case="c-test03")
    session.answer("Nguyễn Thị Hồng")
    session.append(ev.CallEnded, disposition="stop_calling", note="asked us to stop")
    session.close()

    async def scene(stage: Stage) -> None:
        await stage.until(lambda: bool(stage.cases.items))
        await stage.settle()
        text = stage.text.replace(stage.lines[0], " interview · 2 of 2 cases")
        check(f"list_{width}x{height}", text)

    play(place, scene, size=(width, height))
