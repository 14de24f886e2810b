"""The interview: conversation, question card, side pane. It shows what the talk decides and
passes on what is typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from interview.case import roles
from interview.case.outline import section_progress
from interview.case.summary import role_text
from interview.caseload.worklist import Person, person
from interview.sitting.parting import Parting, parting
from interview.sitting.session import Session
from interview.talk.commands import parse
from interview.talk.conversation import Conversation, Said
from interview.talk.outcomes import TAKEN
from interview.talk.resuming import begin_again
from interview.tui.bars import progress_line, top_line
from interview.tui.card import LOW, TINY, Card
from interview.tui.history import History
from interview.tui.keys import command_bindings, footer, footer_items, screen_bindings
from interview.tui.line_view import LineView
from interview.tui.pages import LETTER, MISSING
from interview.tui.pane import Pane
from interview.tui.program import Program

WIDE = 110
"""Columns from which the side pane has a place of its own."""
DRAFT_AFTER = 0.2
"""Seconds until half-typed text is on disk."""
PANE_AFTER = 0.03
"""Seconds without a key until pane and progress are brought up to date."""
VIEWS = frozenset({"letter", "missing", "help", "show", "again"})
"""Commands for which the screen has a place of its own."""


class InterviewScreen(Screen[None]):
    """One sitting over one case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *command_bindings(),
        *screen_bindings(),
        Binding("escape", "escape", "Back", show=False, priority=True),
    ]
    AUTO_FOCUS = "#box"
    app: Program

    def __init__(self, session: Session, *, is_new: bool = False) -> None:
        super().__init__()
        self.session = session
        self._top = Static(id="top", markup=False)
        self._progress = Static(id="progress", markup=False)
        self._footer = Static(id="footer", markup=False)
        self.history = History(id="history")
        self.pane = Pane()
        self.card = Card(self.submit, self.typed, self.take_back)
        self._said: list[Said] = []
        """Waits to be shown below what has just happened."""
        self.talk = Conversation(session, self._said.append)
        if not is_new:
            begin_again(self.talk)
        self._draft: tuple[str, str] | None = None
        self._draft_timer: Timer | None = None
        self._pane_timer: Timer | None = None
        self._is_hidden = False
        self._is_closed = False
        self.parting = Parting((), is_kept=True)
        """How the case was left; known once it is closed."""
        self._person: Person | None = None
        """Whom the list of cases was asked about."""

    def compose(self) -> ComposeResult:
        yield self._top
        yield self._progress
        with Vertical(id="middle"):
            yield self.history
            yield self.pane
            yield self.card
        yield self._footer

    def on_mount(self) -> None:
        self._arrange(self.app.size)
        self.set_interval(1.0, self._tick)
        self.follow()
        self.call_after_refresh(self.app.warm_up)

    # what is shown

    def follow(self) -> None:
        """Shows what is asked now. Called after everything that may have changed the case."""
        talk = self.talk
        if talk.left:
            self.leave()
            return
        face = talk.look_again()
        text = talk.kept.pop(face.key, "") or face.text
        self.card.ask(face, text, talk.problem)
        if text and face.is_question:
            self._keep(face.key, text)
        self._point_out_twin()
        self._show_case()
        self._tick()
        self._update_soon()

    def _show_case(self) -> None:
        """The conversation; hidden while nobody knows yet whether the right person is on the
        line.
        """
        hide = self.session.needs_identity or self.talk.is_confirming
        if hide and not self._is_hidden:
            self.history.forget()
            self.pane.hide_case()
        self._is_hidden = hide
        if not hide:
            self.history.catch_up(self.session.state)

        said, self._said[:] = [_not_shown_yet(each) for each in self._said], []
        for each in said:
            if each.lines:
                self.history.tell(*each.lines, aloud=each.aloud)
        self.card.news = [line.strip() for each in said for line in each.lines]
        self.card.redraw()

    def _point_out_twin(self) -> None:
        """Says once when a case of the same name and birth date exists."""
        who = person(
            *(
                role_text(self.session.state, role)
                for role in (roles.PATIENT_NAME, roles.BIRTH_DATE)
            )
        )
        if who is None or who == self._person:
            return
        self._person = who
        opened = self.session.state.record.opened
        known = {self.session.case.case, opened.copied_from if opened is not None else None}
        others = [case for case in self.app.known_people.get(who, ()) if case not in known]
        if others:
            words = f"The same name and birth date as {', '.join(others)}. Is this a new refusal?"
            self._said.append(
                Said((f"{words} “interview new --from {others[0]}” takes over what is known.",))
            )

    def _tick(self) -> None:
        now = self.session.workplace.clock()
        self._top.update(top_line(self.session, now, self.size.width), layout=False)

    def _update_soon(self) -> None:
        """Brings pane and progress up to date as soon as nobody types for a moment."""
        if self._pane_timer is not None:
            self._pane_timer.stop()
        self._pane_timer = self.set_timer(PANE_AFTER, self._update_pane)

    @property
    def is_settled(self) -> bool:
        """Whether everything that follows an answer in its own time has been drawn."""
        return self._pane_timer is None

    def _update_pane(self) -> None:
        self._pane_timer = None
        if self._is_hidden or not self.is_mounted:
            self._progress.update("", layout=False)
            return
        self.history.redraw()
        here = self.card.face.heading.partition(" · ")[0] if self.card.face.is_question else ""
        sections = section_progress(self.session.state)
        self._progress.update(progress_line(sections, here, self.size.width), layout=False)
        if self.pane.display and (self.app.is_warm or self.pane.name_of_page != LETTER):
            self.pane.bring_up_to_date(self.session)

    def bring_up_to_date(self) -> None:
        """Something that the pane needs has been loaded."""
        self._update_soon()

    def on_resize(self, event: Resize) -> None:
        self._arrange(event.size)
        self._tick()
        self._update_soon()

    def _arrange(self, size: Size) -> None:
        """The pane has its own place where there is room, else the place of the conversation while
        it is open.

        On a low screen the conversation gives way to the question, and comes back while somebody
        reads it.
        """
        self.set_class(size.height < LOW, "low")
        self.set_class(size.height < TINY, "tiny")
        is_wide = size.width >= WIDE
        if is_wide != self.has_class("wide"):
            self.set_class(is_wide, "wide")
            self.remove_class("pane-open")
        self._footer.update(footer(footer_items(), *size), layout=False)

    # what is typed

    def submit(self, text: str) -> None:
        """Takes a line from the input."""
        self.remove_class("reading")
        self._drop_draft_timer()
        self._draft = None
        command = parse(text)
        if command is not None and command[0] in VIEWS and not command[1]:
            self.card.box.put("")
            self.action_run(command[0])
            return
        self.talk.enter(text, command)
        self.follow()

    def take_back(self, text: str) -> bool:
        """Asks the last question again, with what is really being typed as its answer."""
        if not self.talk.take_back(text):
            return False
        self.follow()
        return True

    def typed(self, text: str) -> None:
        face = self.card.face
        if self._pane_timer is not None:
            self._update_soon()
        if face.is_question and not text.startswith("/"):
            self._keep(face.key, text)

    def _keep(self, address: str, text: str) -> None:
        self._draft = (address, text)
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self.save_draft)

    def save_draft(self) -> None:
        """Puts half-typed text on disk."""
        self._drop_draft_timer()
        draft, self._draft = self._draft, None
        if draft is not None:
            self.session.writing.keep_draft(*draft)

    def _drop_draft_timer(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None

    # actions

    def action_run(self, name: str) -> None:
        """Runs a command of the table."""
        views: dict[str, Callable[[], None]] = {
            "letter": lambda: self.action_page(LETTER),
            "missing": lambda: self.action_page(MISSING),
            "help": self.app.action_keys,
            "show": lambda: self._focus_view(self.history),
            "again": self.card.cycle_texts,
        }
        if name in views:
            views[name]()
            return
        self.talk.press(name, self.card.box.text)
        self.set_focus(self.card.box)
        self.follow()

    def action_page(self, name: str) -> None:
        """Shows a page of the side pane; the same key again closes it where there is little
        room.
        """
        is_open = self.has_class("wide") or self.has_class("pane-open")
        if is_open and self.pane.name_of_page == name and not self.has_class("wide"):
            self._close_pane()
            return
        self.pane.name_of_page = name
        if not self.has_class("wide"):
            self.add_class("pane-open")
        if not self._is_hidden:
            self.app.warm_up()
            self.call_after_refresh(self._update_pane)
        self._focus_view(self.pane.view)

    def _close_pane(self) -> None:
        self.remove_class("pane-open")
        self.set_focus(self.card.box)

    def _focus_view(self, view: LineView) -> None:
        self.set_class(view is self.history, "reading")
        self.set_focus(view)

    def action_turn(self) -> None:
        """From the input to the conversation, to the side pane, and back."""
        is_open = self.has_class("wide") or self.has_class("pane-open")
        places = [self.card.box, *([] if self.has_class("pane-open") else [self.history])]
        places += [self.pane.view] if is_open else []
        at = places.index(self.focused) if self.focused in places else 0
        place = places[(at + 1) % len(places)]
        self.set_class(place is self.history, "reading")
        self.set_focus(place)

    def action_escape(self) -> None:
        if self.has_class("pane-open"):
            self._close_pane()
        elif self.focused is not self.card.box:
            self.remove_class("reading")
            self.set_focus(self.card.box)
        elif self.card.offers and self.card.face.is_question:
            self.card.close_offers()
        elif not self.card.take_out_paste():
            self._keep_typed()
            self.talk.escape()
            self.follow()

    def _keep_typed(self) -> None:
        text = self.card.box.text
        if text.strip() and self.card.face.is_question:
            self.talk.kept[self.card.face.key] = text

    def action_hang_up(self) -> None:
        self.app.hang_up()

    def on_line_view_chosen(self, event: LineView.Chosen) -> None:
        self._revise(event.key)

    def on_pane_went(self, event: Pane.Went) -> None:
        self._revise(event.address)

    def _revise(self, address: str) -> None:
        self._keep_typed()
        if self.talk.revise(address):
            self.remove_class("pane-open")
            self.set_focus(self.card.box)
            self.follow()
        else:
            self.notify("Please finish what is asked first.")

    # the end

    def leave(self) -> None:
        """The sitting is over."""
        self.break_off()
        self.app.sitting_over(self.talk.parting, self.parting)

    def break_off(self) -> None:
        """Keeps what is half typed, looks whether all is kept, and closes the case, whatever
        ends the sitting.
        """
        if not self._is_closed:
            self._is_closed = True
            self.save_draft()
            self.parting = parting(self.session)
            self.session.close()

    def on_unmount(self) -> None:
        self.break_off()


def _not_shown_yet(said: Said) -> Said:
    """Without the answer as it was understood, which the conversation shows already."""
    return replace(said, lines=tuple(line for line in said.lines if not line.startswith(TAKEN)))
