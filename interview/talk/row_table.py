"""The rows of a list so far, to stand beside the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.case.prompts import Prompt
from interview.sitting.session import Session


@dataclass(frozen=True, slots=True)
class RowTable:
    """Titles and cells; `here` is the number of the row that is asked about, counted from 0, or
    -1.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    here: int = -1


def row_table(session: Session, prompt: Prompt) -> RowTable | None:
    """The rows of the list that is asked about; None outside lists and for an empty one."""
    state = session.state
    list_id = prompt.question.id if prompt.is_more_rows else prompt.question.list
    rows = state.rows(list_id) if list_id else ()
    if not rows:
        return None
    columns = state.tree.question(list_id).columns
    cells = [[_cell(session, f"{list_id}/{row}/{column.id}") for column in columns] for row in rows]
    used = _used(cells)
    return RowTable(
        tuple(str(columns[i].title) for i in used),
        tuple(tuple(row[i] for i in used) for row in cells),
        _place(rows, prompt.address),
    )


def _used(cells: list[list[str]]) -> list[int]:
    """Places of the columns in which something stands; the first one where nothing does."""
    columns = zip(*cells, strict=True)
    return [place for place, column in enumerate(columns) if any(column)] or [0]


def _place(rows: Sequence[str], address: str) -> int:
    _, _, cell = address.partition("/")
    here = cell.partition("/")[0]
    return rows.index(here) if here in rows else -1


def _cell(session: Session, address: str) -> str:
    answer = session.state.answer(address)
    return session.shown(address) if answer.on_path and answer.state is not None else ""
