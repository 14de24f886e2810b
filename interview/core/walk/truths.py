"""What tests are under answers of a model, decided by the real engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.engine import Engine
from interview.core.frame import Frame, Rows
from interview.core.measure import Truth
from interview.core.tree import Question
from interview.core.walk.classes import AnswerClass, Partition
from interview.core.walk.slices import Row, Slicer
from interview.core.walk.tests_of import row_reads, truth_of

OFF = -1
"""In place of a class: the question is not on path."""


class Config(NamedTuple):
    """How a list was left."""

    state: AnswerState
    """answered or none: closed; dont_know: open, there may be more rows."""
    rows: tuple[Row, ...]

    @property
    def is_closed(self) -> bool:
        return self.state.is_settled


Value = int | Config
"""A class, OFF, 0 or 1 for a section off or on path, or how a list was left."""


class _Test(NamedTuple):
    """A compiled test and what it looks at."""

    run: Callable[[Frame, Frame | None], Truth]
    positions: tuple[int, ...]
    columns: frozenset[int]
    """Columns of the row in question."""
    list: int
    """Position of the list whose row is in question; -1 for none."""


@dataclass(slots=True)
class Truths:
    """The truths of tests by their numbers, each looked at once under the same answers."""

    engine: Engine
    partition: Partition
    slicer: Slicer
    memo: dict[object, Truth] = field(default_factory=dict)
    known: dict[int, _Test] = field(default_factory=dict)

    def of(self, number: int, values: dict[int, Value], row: Row) -> Truth:
        """A test under these answers; `row` is the row that its `row.` means, if any."""
        test = self.known.get(number)
        if test is None:
            test = self.known[number] = self._test(number)
        key = (
            number,
            tuple([values.get(p) for p in test.positions]),
            tuple([cell for cell in row if cell[0] in test.columns]) if test.columns else (),
        )
        if key not in self.memo:
            self.memo[key] = test.run(*self.frames(values, test.positions, row, test.list))
        return self.memo[key]

    def in_row(
        self, condition: n.Condition, list_: str, values: dict[int, Value], row: Row
    ) -> Truth:
        return truth_of(condition, lambda atom: self.of(self.slicer.number(atom), values, row))

    def _test(self, number: int) -> _Test:
        condition = self.slicer.tests[number]
        own = row_reads(condition)
        return _Test(
            self.engine.compiler.test(condition),
            tuple(dict.fromkeys(map(self.slicer.position, self.slicer.reads(condition)))),
            frozenset(map(self.slicer.column, own)),
            self.slicer.position(own[0]) if own else -1,
        )

    def frames(
        self, values: dict[int, Value], positions: Iterable[int], row: Row, list_: int
    ) -> tuple[Frame, Frame | None]:
        top = Frame(len(self.engine.steps))
        for position in positions:
            value = values.get(position)
            if value is not None:
                self._put(top, position, value)
        return top, self._row_frame(list_, row) if list_ >= 0 else None

    def _put(self, top: Frame, position: int, value: Value) -> None:
        node = self.engine.tree.nodes[position]
        assert isinstance(node, Question)
        if isinstance(value, Config):
            rows = Rows()
            rows.closed = value.is_closed
            rows.frames = {
                f"r{i}": self._row_frame(position, row) for i, row in enumerate(value.rows, 1)
            }
            top.on[position], top.states[position], top.vis[position] = True, value.state, rows
        elif value != OFF:
            self._answer(top, position, self.partition.classes[node.id][value])

    def _row_frame(self, position: int, row: Row) -> Frame:
        node = self.engine.tree.nodes[position]
        assert isinstance(node, Question)
        frame = Frame(len(node.columns), position)
        for column, cls in row:
            if cls != OFF:
                self._answer(
                    frame,
                    column,
                    self.partition.classes[f"{node.id}/{node.columns[column].id}"][cls],
                )
        return frame

    def _answer(self, frame: Frame, i: int, cls: AnswerClass) -> None:
        frame.on[i], frame.states[i], frame.vis[i] = True, cls.state, cls.value
