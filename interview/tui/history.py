"""The conversation so far. A row is made for each event and drawn from the case as it stands
when it is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.content import Content

from interview.case.event_words import ACT, CALL
from interview.case.history import ANSWER, NOTE, Entry, entry_of
from interview.case.prompts import section_title, title_of
from interview.core import events as ev
from interview.core.state import State
from interview.tui.line_view import CHOSEN, Drawable, LineView, Row, Stop
from interview.tui.literal import SAY, cells, clipped, hanging, joined, labelled, plain, safe

INDENT = 4
"""Columns before the lines after an entry's first."""
_MARKS = {ANSWER: "  ", CALL: "— ", NOTE: "  ✎ ", ACT: "  · "}


def detail_width(width: int) -> int:
    """Columns kept free at the right for where an answer comes from."""
    return min(max(2 * width // 5, 12), 44)


@dataclass(slots=True)
class EventRow:
    """One event: what was said at the left, where it comes from at the right."""

    state: State
    event: ev.AnyEvent
    words: str
    """As they were when the row was measured."""
    stops: tuple[Stop, ...]
    is_lit: bool = False

    def height(self, width: int) -> int:
        room = width - detail_width(width)
        if cells(self.words) <= room and "\n" not in self.words:
            return 1
        return len(_wrapped(Content(self.words), room))

    def lines(self, width: int, stop: Stop | None) -> list[Content]:
        entry = entry_of(self.state, self.event)
        if entry is None:
            return []
        beside = detail_width(width)
        lines = _wrapped(_words(self.state, entry), width - beside)
        detail = _detail(entry, beside)
        first = lines[0].pad_right(max(width - detail.cell_length - lines[0].cell_length, 0))
        lines = [joined(first, detail), *lines[1:]]
        return [line.stylize(CHOSEN) for line in lines] if stop is not None else lines


def _wrapped(content: Content, width: int) -> list[Content]:
    return hanging(content, width, INDENT)


def _words(state: State, entry: Entry) -> Content:
    mark, text = _MARKS[entry.kind], safe(entry.text)
    if entry.kind == "call":
        return Content.styled(f"{mark}{text}", "bold")
    if entry.kind == NOTE:
        return Content.styled(f"{mark}{text}", "italic")
    title = f"{safe(title_of(state, entry.address))}: " if entry.kind == ANSWER else ""
    if entry.is_struck:
        return joined(Content(mark), Content.styled(text, "strike"))
    if not title or not text.startswith(title):
        return Content(f"{mark}{text}")
    return joined(Content(f"{mark}{title} "), Content.styled(text[len(title) :], "bold"))


def _detail(entry: Entry, width: int) -> Content:
    style = (
        "bold $text-warning"
        if "CONFLICT" in entry.detail or "TO CONFIRM" in entry.detail
        else "italic $text-muted"
    )
    return Content.styled(clipped(entry.detail, width - 2), style)


class History(LineView):
    """Everything that happened, and what the program had to say about it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, follows=True)
        self._seen = 0
        self._section = ""

    def catch_up(self, state: State) -> None:
        """Adds what has happened since the last time. What became of earlier rows is seen after
        `redraw`.
        """
        events = state.record.events
        new = [row for event in events[self._seen :] for row in self._rows(state, event)]
        if self._seen < len(events):
            self._seen = len(events)
            self.add_rows(new)

    def _rows(self, state: State, event: ev.AnyEvent) -> list[Drawable]:
        entry = entry_of(state, event)
        if entry is None:
            return []
        rows: list[Drawable] = []
        if entry.kind == ANSWER and (title := section_title(state, entry.address)) != self._section:
            self._section = title
            rows.append(Row(plain(f"─── {title} ───", "bold $text-muted")))
        stops = (
            (Stop(entry.address),)
            if entry.address and state.find(entry.address) is not None
            else ()
        )
        rows.append(EventRow(state, event, _words(state, entry).plain, stops))
        return rows

    def tell(self, *lines: str, aloud: bool = False, loud: bool = False) -> None:
        """Shows something that is no part of the case."""
        style = "bold" if loud else "italic"
        room = max(self._width, 40)
        rows = []
        for line in lines:
            if aloud:
                rows += [Row(each) for each in labelled(SAY, line, room, "bold")]
            else:
                rows += [
                    Row(plain(f"  › {part}", style), indent=4)
                    for part in line.split("\n")
                    if part.strip()
                ]
        self.add_rows(rows)
        self.call_after_refresh(partial(self.to_end))

    def forget(self) -> None:
        """Shows nothing, until `catch_up` is called again."""
        self._seen, self._section = 0, ""
        self.set_rows([])
