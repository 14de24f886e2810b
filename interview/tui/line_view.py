"""Rows of text that draw only what is seen: five thousand cost what fifty do, and none of them
is a widget.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from interview.tui.literal import cells, hanging, joined

CHOSEN = "reverse"


class Stop(NamedTuple):
    """A place that the cursor stops at: part of a row, from `start` to `end` in its text."""

    key: str
    start: int = 0
    end: int = -1
    """-1 is the end of the text."""


class Drawable(Protocol):
    """A row: how many lines it takes, and what stands in them."""

    stops: tuple[Stop, ...]
    is_lit: bool

    def height(self, width: int) -> int: ...

    def lines(self, width: int, stop: Stop | None) -> list[Content]: ...


@dataclass(slots=True)
class Row:
    """Some text that takes as many lines as it needs."""

    text: Content
    stops: tuple[Stop, ...] = ()
    indent: int = 0
    """Characters of the first line that the others stay clear of."""
    is_lit: bool = False
    """Marked at its left edge, because it has just changed."""

    def height(self, width: int) -> int:
        return (
            1
            if cells(self.text.plain) <= width and "\n" not in self.text.plain
            else len(self.lines(width, None))
        )

    def lines(self, width: int, stop: Stop | None) -> list[Content]:
        """The text in lines; the part that the cursor is on is set apart."""
        text = self.text
        if stop is not None:
            text = text.stylize(CHOSEN, stop.start, len(text.plain) if stop.end < 0 else stop.end)
        return hanging(text, width, self.indent)


class LineView(ScrollView, can_focus=True):
    """Shows rows; the arrows move over what can be chosen, Enter chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "Start", show=False),
        Binding("end", "edge(-1)", "End", show=False),
        Binding("enter", "choose", "Choose", show=False),
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right", "turn(1)", "Next", show=False),
    ]
    LIT = "▌"

    @dataclass
    class Chosen(Message):
        """Enter was pressed, or the mouse clicked, on something."""

        view: LineView
        key: str

    @dataclass
    class Moved(Message):
        """The cursor stands on something else."""

        view: LineView
        key: str

    @dataclass
    class Turned(Message):
        """Left or right was pressed: -1 or 1."""

        view: LineView
        by: int

    def __init__(
        self, *, id: str | None = None, follows: bool = False, shows_cursor: bool = False
    ) -> None:
        super().__init__(id=id)
        self.rows: list[Drawable] = []
        self.follows = follows
        """Stays at the end while rows are added, unless somebody has scrolled away."""
        self.shows_cursor = shows_cursor
        """Shows the cursor although something else has the keys."""
        self._starts: list[int] = [0]
        """First line of each row, and the number of lines after the last one."""
        self._width = 0
        self._stops: list[tuple[int, int]] = []
        """(row, number of the stop in it), in order."""
        self._at = -1
        self._drawn: LRUCache[tuple[int, int], list[Strip]] = LRUCache(512)

    # what is shown

    def set_rows(self, rows: Sequence[Drawable], *, keep: bool = False) -> None:
        """Shows other rows; `keep` leaves the cursor on the same key if that is still there."""
        key = self.key if keep else ""
        offset = self.scroll_offset.y
        self.rows = []
        self._drawn.clear()
        self._stops, self._starts, self._at = [], [0], -1
        self.add_rows(rows)
        if self._stops and not self.follows:
            self._at = max(self._number(key), 0)
        if keep:
            self.scroll_to(y=offset, animate=False, force=True)
        elif not self.follows:
            self.scroll_to(y=0, animate=False, force=True)

    def add_rows(self, rows: Iterable[Drawable]) -> None:
        """Adds rows at the end; costs what is added."""
        is_at_end = self.is_at_end
        for row in rows:
            number = len(self.rows)
            self.rows.append(row)
            self._stops += [(number, i) for i in range(len(row.stops))]
            self._starts.append(self._starts[-1] + (row.height(self._width) if self._width else 1))
        self.refresh()
        self._fit()
        if self.follows and is_at_end:
            self.to_end()

    def redraw(self) -> None:
        """What rows say may have changed, though not how many lines they take."""
        self._drawn.clear()
        self.refresh()

    def _fit(self) -> None:
        size = Size(self._width, self._starts[-1])
        if size != self.virtual_size:
            self.virtual_size = size

    @property
    def _lead(self) -> int:
        """Blank lines above the rows: what follows stands right above the question from the
        first line on.
        """
        return (
            max(self.scrollable_content_region.height - self._starts[-1], 0) if self.follows else 0
        )

    @property
    def is_at_end(self) -> bool:
        return self.scroll_offset.y >= self._starts[-1] - max(
            self.scrollable_content_region.height, 1
        )

    def to_end(self) -> None:
        self.scroll_to(
            y=max(self._starts[-1] - self.scrollable_content_region.height, 0),
            animate=False,
            force=True,
        )

    def on_resize(self, event: Resize) -> None:
        width = self.scrollable_content_region.width
        is_left_alone = self.follows and not self.has_focus
        was_at_end = is_left_alone or self.scroll_offset.y + event.size.height >= self._starts[-1]
        if width != self._width:
            self._width = width
            self._measure()
        if self.follows and was_at_end:
            self.to_end()
        elif not self.follows and self._at >= 0:
            self._reveal()

    def _measure(self) -> None:
        starts = [0]
        for row in self.rows:
            starts.append(starts[-1] + row.height(self._width))
        self._starts = starts
        self.redraw()
        self._fit()

    # the cursor

    @property
    def key(self) -> str:
        """Key of what the cursor is on; empty when there is nothing."""
        return self._stop.key if self._stop is not None else ""

    @property
    def _stop(self) -> Stop | None:
        if not 0 <= self._at < len(self._stops):
            return None
        row, number = self._stops[self._at]
        return self.rows[row].stops[number]

    def select(self, key: str) -> bool:
        """Puts the cursor on a key; False when there is none such."""
        found = self._number(key)
        if found >= 0:
            self._go(found)
        return found >= 0

    def _number(self, key: str) -> int:
        """Which stop has this key; -1 when none has."""
        if not key:
            return -1
        return next(
            (i for i, (r, n) in enumerate(self._stops) if self.rows[r].stops[n].key == key), -1
        )

    def action_move(self, by: int) -> None:
        if self._stops:
            start = len(self._stops) if self._at < 0 else self._at
            self._go(min(max(start + by, 0), len(self._stops) - 1))
        else:
            self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        height = max(self.scrollable_content_region.height - 1, 1)
        if not self._stops:
            self.scroll_relative(y=by * height, animate=False)
            return
        row = self._stops[self._at][0] if self._at >= 0 else len(self.rows)
        line = self._starts[min(row, len(self.rows))] + by * height
        self._go(self._stop_near(line))

    def _stop_near(self, line: int) -> int:
        row = max(bisect_right(self._starts, max(line, 0)) - 1, 0)
        return min(bisect_right(self._stops, (row, -1)), len(self._stops) - 1)

    def action_edge(self, which: int) -> None:
        if self._stops:
            self._go(which % len(self._stops))
        elif which:
            self.to_end()
        else:
            self.scroll_home(animate=False)

    def action_turn(self, by: int) -> None:
        self.post_message(self.Turned(self, by))

    def action_choose(self) -> None:
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def _go(self, number: int) -> None:
        self._at = number
        self.redraw()
        self._reveal()
        self.post_message(self.Moved(self, self.key))

    def _reveal(self) -> None:
        """Scrolls as little as it takes to show what the cursor is on."""
        row = self._stops[self._at][0]
        height = self._starts[row + 1] - self._starts[row]
        self.scroll_to_region(
            Region(0, self._starts[row], self._width, height), animate=False, force=True
        )

    def on_focus(self) -> None:
        if self._at < 0 and self._stops:
            self._go(len(self._stops) - 1 if self.follows else 0)
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
        if self.follows:
            self._at = -1
            self.to_end()

    def on_click(self, event: Click) -> None:
        line = event.y + self.scroll_offset.y - self._lead
        row = bisect_right(self._starts, line) - 1
        found = [i for i, (r, _) in enumerate(self._stops) if r == row]
        if found:
            self._go(found[0])
            self.action_choose()

    # drawing

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y - self._lead
        base = self.visual_style
        if not 0 <= line < self._starts[-1] or not self._width:
            return Strip.blank(self.size.width, base.rich_style)
        number = bisect_right(self._starts, line) - 1
        strips = self._strips(number, base)
        offset = line - self._starts[number]
        strip = (
            strips[offset] if offset < len(strips) else Strip.blank(self._width, base.rich_style)
        )
        return strip.extend_cell_length(self._width, base.rich_style)

    def _strips(self, number: int, base: Style) -> list[Strip]:
        stop = None
        if (
            (self.has_focus or self.shows_cursor)
            and self._at >= 0
            and self._stops[self._at][0] == number
        ):
            stop = self._stop
        key = (number, -1 if stop is None else self._at)
        if key not in self._drawn:
            row = self.rows[number]
            lines = row.lines(self._width, stop)
            if row.is_lit:
                lines = [
                    joined(Content.styled(self.LIT, "bold $accent"), line[1:]) for line in lines
                ]
            self._drawn[key] = [self._strip(line, base) for line in lines]
        return self._drawn[key]

    def _strip(self, line: Content, base: Style) -> Strip:
        strips = Visual.to_strips(self, line, self._width, 1, base, apply_selection=False)
        return strips[0] if strips else Strip.blank(self._width, base.rich_style)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()
