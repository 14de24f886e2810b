"""Draws the screenshots of the README from worked examples, with a clock that stands still.

python scripts/screenshots.py           writes docs/img/*.svg
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual.pilot import Pilot

from interview.case.workplace import Workplace
from interview.core.tree import Question
from interview.storage.places import examples_folder
from interview.tui.app import InterviewApp, app_for
from interview.tui.chat import InterviewScreen
from interview.tui.start import StartScreen

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
NOW = datetime(2026, 11, 4, 10, 0, tzinfo=timezone(timedelta(hours=-6)))
SIZE = (132, 40)
Scene = Callable[[InterviewApp, Pilot[int]], Awaitable[None]]


def workplace(folder: Path) -> Workplace:
    """All worked examples in a folder of their own."""
    for path in sorted(examples_folder().glob("*.jsonl")):
        shutil.copy(path, folder)
        os.utime(folder / path.name, (NOW.timestamp(), NOW.timestamp()))
    return Workplace(
        transcripts=str(folder),
        operator_name="Dana Example",
        clock=lambda: NOW,
        profile_path=folder / "profile.yaml",
    )


async def start(app: InterviewApp, pilot: Pilot[int]) -> None:
    """The list of cases."""
    screen = app.screen
    assert isinstance(screen, StartScreen)
    while screen.items is None:
        await pilot.pause(0.1)
    await pilot.press("down")


async def interview(app: InterviewApp, pilot: Pilot[int]) -> None:
    """A date being typed in the table of earlier medicines."""
    await _begin(app, pilot)
    screen = _screen(app)
    state = screen.session.state
    dates = [
        f"{node.id}/{state.rows(node.id)[-1]}/{column.id}"
        for node in state.tree.nodes
        if isinstance(node, Question) and node.is_list and state.rows(node.id)
        for column in node.columns
        if column.kind.is_date
    ]
    screen.talk.revise([address for address in dates if state.answer(address).on_path][-1])
    screen.follow()
    await pilot.press(*"about", "space", *"mid", "space", *"march")
    await pilot.pause(0.5)


async def letter(app: InterviewApp, pilot: Pilot[int]) -> None:
    """A sentence of the letter and the answers it comes from."""
    await _begin(app, pilot)
    await pilot.press("ctrl+l", "right")
    await pilot.pause(0.5)
    pane = _screen(app).pane
    most = max(pane.page.goes_to, key=lambda key: len(pane.page.about[key]))
    pane.view.select(most)
    await pilot.pause(0.5)


async def missing(app: InterviewApp, pilot: Pilot[int]) -> None:
    """Documents still missing."""
    await _begin(app, pilot)
    await pilot.press("ctrl+n", "down")
    await pilot.pause(0.5)


async def _begin(app: InterviewApp, pilot: Pilot[int]) -> None:
    """The papers lie on the desk."""
    while not app.is_warm:
        await pilot.pause(0.1)
    await pilot.press("y", "3", "2", "3", "enter")
    await pilot.pause(0.5)


def _screen(app: InterviewApp) -> InterviewScreen:
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


async def shoot(place: Workplace, case: str | None, scene: Scene) -> str:
    """What the screen shows after a scene, as SVG."""
    app = app_for(place, case)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.3)
        await scene(app, pilot)
        return app.export_screenshot(title="interview")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    case = min(path.stem for path in examples_folder().glob("*.jsonl"))
    scenes: list[tuple[str | None, Scene]] = [
        (None, start),
        (case, interview),
        (case, letter),
        (case, missing),
    ]
    for opened, scene in scenes:
        with tempfile.TemporaryDirectory() as name:
            place = workplace(Path(name) / "")
            svg = asyncio.run(shoot(place, opened, scene)).replace(name, "~/transcripts")
        path = IMAGES / f"{scene.__name__}.svg"
        path.write_text(svg, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
