"""The list of cases: who is to be called, what is unfinished, and where everything begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Input, Static

from interview.case import missing
from interview.case.problem import CaseProblem
from interview.caseload import case_desk
from interview.caseload.worklist import Person, WorkItem, matching, people, work_list
from interview.core.author_text import AuthorError
from interview.sitting.copying import begun
from interview.sitting.forms import Form, Reply
from interview.sitting.plan_forms import FORMS
from interview.storage.store import StoreProblem
from interview.tui.background import in_background
from interview.tui.card import LOW
from interview.tui.case_row import NEW, CaseRow, case_header, example_rows, new_row
from interview.tui.form_screen import FormScreen
from interview.tui.keys import footer
from interview.tui.line_view import LineView
from interview.tui.literal import clipped, plain
from interview.tui.program import Program

KEYS = (
    ("⏎", "open"),
    ("F2", "new"),
    ("F6", "new, same patient"),
    ("F3", "call-back"),
    ("F4", "note"),
    ("F1", "help"),
)
LAST_KEYS = (
    ("F7", "log"),
    ("F8", "sent"),
    ("F9", "decision"),
    ("F5", "letters"),
    ("^P", "all actions"),
    ("^Q", "leave"),
)

MOST_DATES = 3
"""Dates of the chosen case that are spelled out."""


class StartScreen(Screen[None]):
    """Typing filters, the arrows choose, Enter opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "new", "New interview", show=False, priority=True),
        Binding("f3", "call_back", "Set the call-back", show=False, priority=True),
        Binding("f4", "hand_over", "Write a hand-over note", show=False, priority=True),
        Binding("f5", "letters", "Write the letters", show=False, priority=True),
        Binding("f6", "new_from", "New refusal, same patient", show=False, priority=True),
        Binding("f7", "record('log')", "Log a word with the plan", show=False, priority=True),
        Binding("f8", "record('sent')", "Something went out", show=False, priority=True),
        Binding("f9", "record('decision')", "The plan decided", show=False, priority=True),
        Binding("f1", "app.keys", "Help", show=False, priority=True),
        Binding("ctrl+q", "app.quit", "Leave", show=False, priority=True),
        Binding("escape", "clear", "Clear the filter", show=False, priority=True),
    ]
    AUTO_FOCUS = "#filter"
    app: Program

    def __init__(self) -> None:
        super().__init__()
        self._title = Static(id="title", markup=False)
        self._header = Static(id="header", markup=False)
        self._filter = Input(
            id="filter", placeholder="type to filter: name, drug, plan, reason, case"
        )
        self.view = LineView(id="cases", shows_cursor=True)
        self._about = Static(id="case", markup=False)
        self._footer = Static(id="footer", markup=False)
        self.items: list[WorkItem] | None = None
        """None while they are being read."""
        self._people: dict[Person, tuple[str, ...]] = {}
        self._rows: dict[str, CaseRow] = {}
        self._said = ""

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._filter
        yield self._header
        yield self.view
        yield self._about
        yield self._footer

    # reading

    def on_screen_resume(self, event: ScreenResume) -> None:
        if self.app.parting:
            self._said = " ".join(self.app.parting)
            self.app.parting = ()
        self.read_cases()

    def read_cases(self) -> None:
        """Reads the list in another thread; typing goes on meanwhile."""
        self._draw_bars()
        in_background(lambda: work_list(self.app.workplace), self._have_read)

    def _have_read(self, found: list[WorkItem] | Exception) -> None:
        if not self.is_mounted:
            return
        if isinstance(found, Exception):
            self._said, self.items = str(found), []
        else:
            self.items = found
        self._people = people(self.items)
        self.app.known_people = self._people
        self._rows = {each.case: CaseRow(each, self._twins(each)) for each in self.items}
        self._show()
        self.call_after_refresh(self.app.warm_up)

    def _twins(self, item: WorkItem) -> tuple[str, ...]:
        """Other cases of the same name and birth date."""
        return (
            tuple(c for c in self._people.get(item.person, ()) if c != item.case)
            if item.person
            else ()
        )

    # what is shown

    def _show(self) -> None:
        typed = self._filter.value
        found = matching(self.items or [], typed)
        if self.items:
            self.view.set_rows([self._rows[each.case] for each in found], keep=True)
        elif self.items is not None:
            self.view.set_rows([new_row(), *example_rows(self.app.workplace)], keep=True)
        self._draw_bars(len(found))
        self._draw_about()

    def _draw_bars(self, found: int | None = None) -> None:
        width, height = self.app.size
        self.set_class(height < LOW, "low")
        total = len(self.items) if self.items is not None else 0
        count = (
            "reading …"
            if self.items is None
            else f"{found} of {total} cases"
            if found is not None
            else ""
        )
        words = " · ".join(
            each for each in ("interview", count, self.app.workplace.store.where) if each
        )
        self._title.update(plain(clipped(f" {words}", width), "bold"))
        self._header.update(case_header(width - 2))
        self._footer.update(footer((*KEYS, *LAST_KEYS), width, height))

    def _draw_about(self) -> None:
        item = self.item
        lines = [self._said] if self._said else []
        if item is not None:
            twins = self._twins(item)
            lines += [f"Same name and birth date: {', '.join(twins)}"] if twins else []
            lines += item.seen.remarks
            lines += (
                [" · ".join(each.words for each in item.seen.dates[:MOST_DATES])]
                if item.seen.dates
                else []
            )
            to_get = ", ".join(f"{n} from {missing.HAS[party]}" for party, n in item.to_get.items())
            lines.append(
                f"{item.case} · {item.patient or 'no name yet'} · still to get:"
                f" {to_get or 'nothing'}"
            )
        self._about.update(plain("\n".join(lines)))

    @property
    def item(self) -> WorkItem | None:
        row = self._rows.get(self.view.key)
        return row.item if row is not None else None

    def on_resize(self, event: Resize) -> None:
        self._draw_bars(len(self.view.rows) if self.items else None)

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        self._said = ""
        self._draw_about()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.items is not None:
            self._said = ""
            self._show()

    # keys

    def on_key(self, event: Key) -> None:
        """The arrows move in the list while the filter keeps the letters."""
        moves = {
            "up": partial(self.view.action_move, -1),
            "down": partial(self.view.action_move, 1),
            "pageup": partial(self.view.action_page, -1),
            "pagedown": partial(self.view.action_page, 1),
        }
        if event.key in moves:
            moves[event.key]()
            event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._open(self.view.key)

    def on_line_view_chosen(self, event: LineView.Chosen) -> None:
        self._open(event.key)

    def _open(self, key: str) -> None:
        if key == NEW:
            self.action_new()
        elif key in self._rows:
            self._try(lambda: self.app.open_existing(key))
        elif key:
            self._try(lambda: self.app.open_example(key))

    def action_new(self) -> None:
        self._try(lambda: self.app.open_case(begun(self.app.workplace), is_new=True))

    def action_new_from(self) -> None:
        """A new refusal of the patient whose case is chosen."""
        item = self.item
        if item is not None:
            self._try(lambda: self.app.open_case(begun(self.app.workplace, item.case), is_new=True))

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except (StoreProblem, CaseProblem, AuthorError) as problem:
            self._said = str(problem)
            self._draw_about()

    def action_clear(self) -> None:
        self._filter.clear()

    def action_call_back(self) -> None:
        item = self.item
        if item is not None and item.is_silent:
            self._said = f"{item.case}: this patient is not to be called again."
            self._draw_about()
        elif item is not None:
            self._ask(lambda: case_desk.call_back_form(self.app.workplace, item.case))

    def action_hand_over(self) -> None:
        item = self.item
        if item is not None:
            self._ask(lambda: case_desk.hand_over_form(self.app.workplace, item.case))

    def action_letters(self) -> None:
        item = self.item
        if item is not None:
            self._ask(lambda: case_desk.letters_form(self.app.workplace, item.case))

    def action_record(self, what: str) -> None:
        """What happened with the plan: a form for the case that is chosen."""
        item = self.item
        if item is not None:
            self._ask(lambda: FORMS[what](case_desk.desk_at(self.app.workplace, item.case)))

    def _ask(self, make: Callable[[], Form]) -> None:
        def show() -> None:
            _ = self.app.push_screen(FormScreen(make()), self._answered)

        self._try(show)

    def _answered(self, reply: Reply | None) -> None:
        if reply is not None:
            self._said = " ".join(line.strip() for line in reply.lines)
