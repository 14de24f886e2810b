"""The program on screen."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.events import Event, Key, MouseEvent, Paste

from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.caseload.worklist import Person, people, work_list
from interview.sitting.copying import begun
from interview.sitting.opening import resume_session
from interview.sitting.parting import Parting
from interview.sitting.session import Session
from interview.tui.background import in_background
from interview.tui.box import AnswerBox
from interview.tui.chat import InterviewScreen
from interview.tui.program import Program
from interview.tui.terminal_watch import watch_terminal
from interview.tui.themes import THEMES

PROBLEM = 1
"""Exit status where not everything that was entered is kept."""
IDLE_CHECK = 5.0
"""Seconds between looks at the clock."""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
CLEAR_SCROLLBACK = "\x1b[3J"


def actions_provider() -> type[Provider]:
    """What the palette offers; imported when it is opened first."""
    from interview.tui.palette import Actions

    return Actions


class InterviewApp(Program):
    """Opens the start screen, or one case."""

    TITLE = "interview"
    CSS_PATH = Path(__file__).with_name("interview.tcss")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {actions_provider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "hang_up", "Leave", show=False, priority=True),
        Binding("ctrl+q", "leave_screen", "Leave", show=False),
    ]

    def __init__(
        self, workplace: Workplace, session: Session | None = None, *, is_new: bool = False
    ) -> None:
        super().__init__(_driver())
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(
            App.theme, THEMES[0].name
        )  # Assigned, it would have every style worked out twice.
        self.stylesheet.set_variables(self.get_css_variables())
        self.workplace = workplace
        self._first = session
        """The case to begin with; the list of cases when there is none."""
        self._first_is_new = is_new
        self.parting = ()
        self._status = 0
        """With which the program ends."""
        self.known_people = {}
        self.is_warm = False
        self.last_key = time.time()
        self._is_warming = False

    @property
    def starts_with_list(self) -> bool:
        return self._first is None

    async def on_mount(self) -> None:
        self._notice_signals()
        self.set_interval(IDLE_CHECK, self.look_at_clock)
        if self._first is not None:
            await self.push_screen(InterviewScreen(self._first, is_new=self._first_is_new))
        else:
            await self._push_list()

    async def _push_list(self) -> None:
        from interview.tui.start import StartScreen

        await self.push_screen(StartScreen())

    # cases

    def open_case(self, session: Session, *, is_new: bool = False) -> None:
        _ = self.push_screen(InterviewScreen(session, is_new=is_new))

    def open_existing(self, case: str) -> None:
        self.open_case(opened(self.workplace, case))

    def open_example(self, case: str) -> None:
        from interview.caseload.examples import copy_of_example

        self.open_existing(copy_of_example(self.workplace, case))

    def sitting_over(self, said: tuple[str, ...], parting: Parting) -> None:
        self.parting = said
        self._note_parting(parting)
        if self.starts_with_list:
            _ = self.pop_screen()
        else:
            self.exit(self._status)

    def hang_up(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, InterviewScreen):
                screen.break_off()
                self.parting = (*screen.talk.given_back(), *screen.parting.lines)
                self._note_parting(screen.parting)
        self.exit(self._status)

    def _note_parting(self, parting: Parting) -> None:
        """What is not kept is said before everything else, and the program ends with a problem."""
        if not parting.is_kept:
            self._status = PROBLEM
            self.parting = (
                *parting.lines,
                *(line for line in self.parting if line not in parting.lines),
            )

    def action_hang_up(self) -> None:
        self.hang_up()

    def action_leave_screen(self) -> None:
        self.hang_up()

    def _notice_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.hang_up)

    # what is slow, in another thread

    def warm_up(self) -> None:
        if not self._is_warming:
            self._is_warming = True
            in_background(lambda: _warm(self.workplace), self._warmed)

    def _warmed(self, found: dict[Person, tuple[str, ...]] | Exception) -> None:
        if not isinstance(
            found, Exception
        ):  # What went wrong is said when the letter is looked at.
            self.known_people = self.known_people or found
        self.is_warm = True
        if isinstance(self.screen, InterviewScreen):
            self.screen.bring_up_to_date()

    # locking

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste | MouseEvent):
            self.last_key = time.time()
        if (
            isinstance(event, Key | Paste)
            and not event.is_forwarded
            and (box := self._box()) is not None
        ):
            await self._carry_through(event, box)
        else:
            await super().on_event(event)

    def _box(self) -> AnswerBox | None:
        """The input that keys belong to; letters belong to the interview's own wherever the
        focus is.
        """
        if isinstance(self.focused, AnswerBox):
            return self.focused
        screen = self.screen
        return (
            screen.card.box
            if isinstance(screen, InterviewScreen) and screen.card.box.is_mounted
            else None
        )

    async def _carry_through(self, event: Key | Paste, box: AnswerBox) -> None:
        """Does everything that a key or a paste means before the next one is looked at.

        Textual would hand letters to the input's queue, and do at once what a function key or a
        backspace means: of keys that arrive together, the later ones would be done first, and an
        answer would lose letters or get those of the next.
        """
        self.app_focus = True
        if isinstance(event, Paste):
            self.screen.set_focus(box)
            box.paste(event.text)
            return
        if await self._check_bindings(event.key, priority=True):
            return
        if box.has_focus:
            is_done = box.press(event)
        else:
            is_done = event.is_printable
            if is_done:
                self.screen.set_focus(box)
                box.type(event.character or "")
        if not is_done:
            await self._check_bindings(event.key)

    def look_at_clock(self) -> None:
        """The wall clock is asked, so that a suspended laptop wakes up locked."""
        if time.time() - self.last_key >= 60 * self.workplace.profile.idle_minutes:
            self.action_lock()

    def action_lock(self) -> None:
        """Hides everything until the operator confirms."""
        from interview.tui.screen_lock import LockScreen

        if any(isinstance(screen, LockScreen) for screen in self.screen_stack):
            return
        if (
            not any(isinstance(screen, InterviewScreen) for screen in self.screen_stack)
            and not self.starts_with_list
        ):
            return
        if self._driver is not None:
            self._driver.write(CLEAR_SCROLLBACK)
        _ = self.push_screen(LockScreen(self.workplace.operator))

    def action_keys(self) -> None:
        from interview.tui.help import HelpScreen

        _ = self.push_screen(HelpScreen(self.screen))


def _driver() -> type[Driver] | None:
    """What the screen reads keys with; None for the one that Textual has for this system."""
    if os.name == "nt":
        return None
    from interview.tui.driver import KeyboardDriver

    return KeyboardDriver


def opened(workplace: Workplace, case: str) -> Session:
    """A session over a case that exists. Raises StoreProblem, or CaseProblem for one that cannot
    be written.
    """
    session = resume_session(workplace, workplace.store.resolve(case))
    if session.case.read_only:
        session.close()
        raise CaseProblem(f"{session.case.read_only}\n`interview show {case}` shows what is there.")
    return session


def _warm(workplace: Workplace) -> dict[Person, tuple[str, ...]]:
    """Loads letters and catalogue; returns who has a case already."""
    from interview.case import letters  # noqa: F401  # imported here so that nobody waits for it later
    from interview.sitting import desk  # noqa: F401

    _ = workplace.letters
    workplace.catalogue.drugs("a", 1)
    return people(work_list(workplace))


def app_for(
    workplace: Workplace, case: str | None = None, new: bool = False, old: str = ""
) -> InterviewApp:
    """The program with a case that exists, a new one (for the person of `old`, if given), or the
    list of cases.

    Whatever stands in the way is raised here, before there is a screen: StoreProblem, CaseProblem,
    AuthorError.
    """
    _ = workplace.engine, workplace.profile
    session = opened(workplace, case) if case else begun(workplace, old) if new else None
    return InterviewApp(workplace, session, is_new=new)


def run(workplace: Workplace, case: str | None = None, new: bool = False, old: str = "") -> int:
    """Runs the screen; returns the exit status. Raises StoreProblem, CaseProblem, AuthorError
    before it begins.
    """
    app = app_for(workplace, case, new, old)
    watch_terminal()
    status = app.run()
    for line in app.parting:
        print(line, file=sys.stderr)  # noqa: T201  # the screen is gone; this is all that is left to see
    return status if status is not None else app.return_code or 0
