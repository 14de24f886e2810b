"""Plays the interview screen in tests: keys in, what stands on the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from interview.case.workplace import Workplace
from interview.sitting.session import Session
from interview.talk.keyboard import Keyboard
from interview.tui.app import InterviewApp, app_for
from interview.tui.card import OFFER_AFTER
from interview.tui.chat import InterviewScreen
from interview.tui.driver import is_known
from interview.tui.start import StartScreen
from tests.office import CASE, START, begun, workplace

__all__ = ["CASE", "SMALL", "START", "TALL", "Stage", "begun", "office", "play"]

SMALL, TALL = (80, 24), (200, 60)


def office(folder: Path, tree: dict[str, str] | None = None) -> Workplace:
    """A small clinic whose clock stands still, so that screens are the same each time."""
    place = workplace(folder, tree=tree)
    place.clock = lambda: START
    return place


class Stage:
    """A running screen."""

    def __init__(self, app: InterviewApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def chat(self) -> InterviewScreen:
        screen = self.app.screen
        assert isinstance(screen, InterviewScreen), screen
        return screen

    @property
    def cases(self) -> StartScreen:
        screen = self.app.screen
        assert isinstance(screen, StartScreen), screen
        return screen

    @property
    def session(self) -> Session:
        return self.chat.session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str, *, enter: bool = True) -> None:
        """Types as fast as a terminal can send, then Enter; waits for the last key only."""
        self.at_once(text if enter else text[:-1])
        await self.pilot.press("enter" if enter else _character_to_key(text[-1]))

    def at_once(self, text: str) -> None:
        """All keys as a terminal sends them when nothing is waited for; “\\r” is Enter."""
        for character in text:
            key = "enter" if character == "\r" else _character_to_key(character)
            self.app.post_message(Key(key, None if character == "\r" else character))

    def send(self, text: str) -> None:
        """What a terminal sends at once, as the screen on a real one reads it."""
        for message in XTermParser().feed(Keyboard(is_known).feed(text)):
            self.app.post_message(message)

    def paste(self, text: str) -> None:
        self.app.post_message(Paste(text))

    async def settle(self) -> None:
        """Until what follows a key in its own time has happened too, and the screen has stopped
        changing.
        """
        before = ""
        for _ in range(100):
            await self.pilot.pause(2 * OFFER_AFTER)
            screen = self.app.screen
            is_settled = not isinstance(screen, InterviewScreen) or screen.is_settled
            if is_settled and self.text == before:
                return
            before = self.text
        raise AssertionError(f"the screen never came to rest:\n{self.text}")

    async def until(self, condition: Callable[[], bool], seconds: float = 10) -> None:
        """Until something has happened; fails when it does not."""
        for _ in range(int(seconds / 0.02)):
            if condition():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"did not happen within {seconds} s:\n{self.text}")

    async def call(self, party: str = "1") -> None:
        """Begins a call to the patient and passes the identity gate."""
        await self.press("1", party, "enter", "enter")
        await self.identify()

    async def identify(self) -> None:
        """Two identifiers match; neither name nor date of birth is typed."""
        await self.press("enter", "enter")
        await self.type("12")

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips(self.app.size)  # noqa: SLF001  no public way to the text
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def asked(self) -> str:
        return self.chat.card.face.say or self.chat.card.face.ask

    def answer(self, address: str) -> str:
        return self.session.shown(address)


Scene = Callable[[Stage], Awaitable[None]]


def play(
    place: Workplace,
    scene: Scene,
    *,
    case: str | None = None,
    new: bool = False,
    size: tuple[int, int] = SMALL,
) -> InterviewApp:
    """Runs a scene on a screen of `size`; returns the app when it is over."""

    async def run() -> InterviewApp:
        app = app_for(place, case, new)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scene(Stage(app, pilot))
        return app

    return asyncio.run(run())
