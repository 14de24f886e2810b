"""Draws the rows of a list so far as a small table above the question."""

from __future__ import annotations

from textual.content import Content

from interview.talk.row_table import RowTable
from interview.tui.literal import cells, padded

WIDEST = 24
MOST_ROWS = 6


def table_lines(table: RowTable, width: int) -> list[Content]:
    """The last rows and the one that is asked about, as many columns as there is room for."""
    numbers = _shown(table)
    shown = [(str(number + 1), *table.rows[number]) for number in numbers]
    widths = _widths([(" ", *table.head), *shown], width)
    lines = [Content.styled("   " + _line((" ", *table.head), widths), "underline")]
    for number, row in zip(numbers, shown, strict=True):
        is_here = number == table.here
        mark, style = (" ▸ ", "bold") if is_here else ("   ", "")
        lines.append(Content.styled(mark + _line(row, widths), style))
    return lines


def _widths(rows: list[tuple[str, ...]], width: int) -> list[int]:
    """Of the columns that there is room for, the first two in any case."""
    found = [min(max(cells(row[i]) for row in rows), WIDEST) for i in range(len(rows[-1]))]
    while len(found) > 2 and sum(found) + 2 * len(found) > width - 3:
        found.pop()
    return found


def _shown(table: RowTable) -> list[int]:
    last = list(range(len(table.rows)))[-MOST_ROWS:]
    return last if table.here < 0 or table.here in last else [table.here, *last[1:]]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(padded(text, size) for text, size in zip(row, widths, strict=False)).rstrip()
