"""The rows of a list so far, as a small table above the question."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from interview.case.prompts import Prompt
from interview.core.state import State
from interview.sitting.session import Session
from interview.tui.words import cells, padded

WIDEST = 24
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class RowTable:
    """Titles and cells; `here` is the number of the row that is asked about, counted from 0, or
    -1.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    here: int = -1

    def lines(self, width: int) -> list[Content]:
        """The last rows and the one that is asked about, as many columns as there is room for."""
        numbers = self._shown()
        shown = [(str(number + 1), *self.rows[number]) for number in numbers]
        widths = [
            min(max(cells(row[i]) for row in ((" ", *self.head), *shown)), WIDEST)
            for i in range(len(shown[0]))
        ]
        while len(widths) > 2 and sum(widths) + 2 * len(widths) > width - 3:
            widths.pop()
        lines = [Content.styled("   " + _line((" ", *self.head), widths), "underline")]
        for number, row in zip(numbers, shown, strict=True):
            is_here = number == self.here
            lines.append(
                Content.styled(
                    (" ▸ " if is_here else "   ") + _line(row, widths), "bold" if is_here else ""
                )
            )
        return lines

    def _shown(self) -> list[int]:
        last = list(range(len(self.rows)))[-MOST_ROWS:]
        return last if self.here < 0 or self.here in last else [self.here, *last[1:]]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(padded(text, size) for text, size in zip(row, widths, strict=False)).rstrip()


def row_table(session: Session, prompt: Prompt) -> RowTable | None:
    """The rows of the list that is asked about; None outside lists and for an empty one."""
    state = session.state
    list_id = prompt.question.id if prompt.is_more_rows else prompt.question.list
    rows = state.rows(list_id) if list_id else ()
    if not rows:
        return None
    columns = state.tree.question(list_id).columns
    cells_by_row = [
        [_cell(state, session, f"{list_id}/{row}/{c.id}") for c in columns] for row in rows
    ]
    used = [i for i in range(len(columns)) if any(row[i] for row in cells_by_row)] or [0]
    here = prompt.address.split("/")[1] if "/" in prompt.address else ""
    return RowTable(
        tuple(str(columns[i].title) for i in used),
        tuple(tuple(row[i] for i in used) for row in cells_by_row),
        rows.index(here) if here in rows else -1,
    )


def _cell(state: State, session: Session, address: str) -> str:
    answer = state.answer(address)
    return session.shown(address) if answer.on_path and answer.state is not None else ""
