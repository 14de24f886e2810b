"""The side pane: letter, missing, outline, to get. It is brought up to date after an answer has
been painted.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from interview.case.problem import CaseProblem
from interview.core.author_text import AuthorError
from interview.sitting.session import Session
from interview.tui.line_view import LineView, Row
from interview.tui.literal import joined, plain, wrapped
from interview.tui.pages import (
    LETTER,
    MISSING,
    OUTLINE,
    PAGES,
    TO_GET,
    LetterPage,
    Page,
    missing_count,
    missing_page,
    outline_page,
    to_get_page,
    why_skipped,
)

MOST_ABOUT = 7


class Pane(Vertical):
    """One page at a time."""

    @dataclass
    class Went(Message):
        """An entry was chosen that stands for a question."""

        address: str

    def __init__(self) -> None:
        super().__init__(id="pane")
        self.name_of_page = LETTER
        self.page = Page([Row(Content("…"))])
        self._letter = LetterPage()
        self._session: Session | None = None
        self._tabs = Static(id="tabs", markup=False)
        self.view = LineView(id="page")
        self._about = Static(id="about", markup=False)
        self._shown = ""
        self._missing = ""

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self.view
        yield self._about

    def bring_up_to_date(self, session: Session, *, is_other: bool = False) -> None:
        """Draws the page that is shown, as the case stands now; from its start when it is
        another letter.
        """
        self._session = session
        try:
            self.page = self._made(session)
        except (AuthorError, CaseProblem) as problem:
            sentence = problem.sentence if isinstance(problem, CaseProblem) else str(problem)
            self.page = Page([Row(plain(sentence))])
        self.view.set_rows(self.page.rows, keep=self._shown == self.name_of_page and not is_other)
        if self.name_of_page == LETTER and not self.view.has_focus:
            self._show_lit()
        elif self.name_of_page == OUTLINE and self._shown != OUTLINE:
            pending = session.pending()
            self.view.select(pending.address if pending is not None else "")
        self._shown = self.name_of_page
        self._missing = missing_count(session)
        self._draw_tabs()
        self._draw_about()

    def _made(self, session: Session) -> Page:
        makers = {
            LETTER: self._letter.page,
            MISSING: missing_page,
            OUTLINE: outline_page,
            TO_GET: to_get_page,
        }
        return makers[self.name_of_page](session)

    def _show_lit(self) -> None:
        """Scrolls to what the last answer has changed."""
        stop = next((row.stops[0] for row in self.page.rows if row.is_lit and row.stops), None)
        if stop is not None:
            self.view.select(stop.key)

    def hide_case(self) -> None:
        """Shows nothing of the case."""
        self.page, self._shown = Page([Row(Content("Hidden until the person is known."))]), ""
        self.view.set_rows(self.page.rows)
        self._missing = ""
        self._draw_tabs()
        self._about.styles.height = 1
        self._about.update("")

    def _draw_tabs(self) -> None:
        parts = []
        for name in PAGES:
            is_here = name == self.name_of_page
            count = self._missing if name == MISSING else self.page.count if is_here else ""
            count = f" {count}" if count else ""
            parts += [
                Content.styled(f" {name}{count} ", "bold reverse" if is_here else ""),
                Content(" "),
            ]
        self._tabs.update(joined(*parts), layout=False)

    def _draw_about(self) -> None:
        key = self.view.key
        lines = self.page.about.get(key, ())
        if self.name_of_page == OUTLINE and self._session is not None and key:
            lines = why_skipped(self._session, key)
        width = max(self.size.width - 2, 10)
        drawn = [part for line in lines for part in wrapped(plain(line), width)][:MOST_ABOUT]
        self._about.styles.height = len(drawn) + 1  # and the line above
        self._about.update(Content("\n").join(drawn))

    def on_line_view_turned(self, event: LineView.Turned) -> None:
        """Another letter, where the case calls for several."""
        event.stop()
        if self._shown == LETTER and self._session is not None:
            self._letter.turn(event.by)
            self.bring_up_to_date(self._session, is_other=True)

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        event.stop()
        self._draw_about()

    def on_line_view_chosen(self, event: LineView.Chosen) -> None:
        event.stop()
        address = self.page.goes_to.get(event.key)
        if address is not None:
            self.post_message(self.Went(address))
