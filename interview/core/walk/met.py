"""The questions and columns that branch, and which of them were asked on the same path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from interview.core.engine import Engine
from interview.core.tree import Question, Tree
from interview.core.walk.classes import Partition
from interview.core.walk.drive import Driven
from interview.core.walk.truths import Config, Value


@dataclass(frozen=True, slots=True)
class Cell:
    """A question or column that branches."""

    key: str
    module: str
    position: int
    column: int
    guard: int
    """Number of what decides whether it is asked; cells with the same guard are asked together."""


def cells_of(partition: Partition, tree: Tree) -> dict[str, Cell]:
    """All of them by `id` or `list/column`, in tree order; not those whose answer may follow from
    others, which are not theirs to choose.
    """
    numbers: dict[object, int] = {}
    found = {}
    for key, module, position, column, guard in _cells(partition, tree):
        found[key] = Cell(key, module, position, column, numbers.setdefault(guard, len(numbers)))
    return found


def _cells(partition: Partition, tree: Tree) -> Iterator[tuple[str, str, int, int, object]]:
    for position, node in enumerate(tree.nodes):
        if not isinstance(node, Question):
            continue
        guard = (tree.parents[position], node.when)
        module = tree.module_of[node.id]
        if node.id in partition.branching and not node.implied:
            yield node.id, module, position, -1, guard
        for i, column in enumerate(node.columns):
            if f"{node.id}/{column.id}" in partition.branching and not column.implied:
                yield f"{node.id}/{column.id}", module, position, i, (guard, position, column.when)


class Met:
    """Which guards held on the same path, with the answers of one such path."""

    def __init__(self, engine: Engine, cells: Mapping[str, Cell]) -> None:
        self.engine = engine
        self.cells = cells
        self.with_ = [0] * (1 + max((cell.guard for cell in cells.values()), default=0))
        """By guard, the set of guards that it was met with, as bits."""
        self.paths: list[dict[int, Value]] = []
        self.path_of: dict[tuple[int, int], int] = {}

    def note(self, driven: Driven) -> None:
        """Remembers what a path showed for the first time. Of a list, its first row counts."""
        here = {
            self.cells[key].guard for key, row, _ in driven.taken if row == 0 and key in self.cells
        }
        bits = sum(1 << guard for guard in here)
        fresh = [guard for guard in here if bits & ~self.with_[guard]]
        if not fresh:
            return
        number = len(self.paths)
        self.paths.append(self._answers(driven))
        for guard in fresh:
            new = bits & ~self.with_[guard]
            self.with_[guard] |= bits
            while new:
                self.path_of[guard, (new & -new).bit_length() - 1] = number
                new &= new - 1

    def path(self, one: Cell, other: Cell) -> dict[int, Value] | None:
        """The answers of a path on which both were asked, by position; None when there was none
        yet.
        """
        number = self.path_of.get((one.guard, other.guard))
        return None if number is None else self.paths[number]

    def _answers(self, driven: Driven) -> dict[int, Value]:
        rows: dict[tuple[str, int], list[tuple[int, int]]] = {}
        found: dict[int, Value] = {}
        for key, row, cls in driven.taken:
            list_, _, column = key.partition("/")
            if column:
                rows.setdefault((list_, row), []).append((self.engine.compiler.positions[key], cls))
            else:
                found[self.engine.tree.positions[key]] = cls
        for list_, (count, state) in driven.lists.items():
            cells = tuple(tuple(sorted(rows.get((list_, row), ()))) for row in range(count))
            found[self.engine.tree.positions[list_]] = Config(state, cells)
        return found
