"""The part of a tree that can decide something: which questions, and how long each answer matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interview.core.conditions import nodes as n
from interview.core.tree import Question, Tree
from interview.core.walk.tests_of import Atom, atoms, inner_conditions, row_reads

Row = tuple[tuple[int, int], ...]
"""Column and class, in column order."""
RowWays = tuple[Row, Row, int]
"""Rows that later tests cannot tell apart: what these see of them, one of them in full, and in how many ways."""
FOREVER = 10**9
"""Later than every position."""


@dataclass(slots=True)
class RowSlice:
    """The columns of one list that matter, and what of a row matters how long."""

    columns: tuple[int, ...] = ()
    born: dict[int, list[Atom]] = field(default_factory=dict)
    """Tests that can be decided once this column is."""
    truth_until: dict[Atom, int] = field(default_factory=dict)
    """The last column whose `when` looks at a test; FOREVER where something outside the row does."""
    until: dict[int, int] = field(default_factory=dict)
    """The last column that needs this column's answer itself."""
    inner: list[n.Condition] = field(default_factory=list)
    """Conditions on rows that tests outside the list look at; rows that agree on them count as one."""
    outer_tests: list[Atom] = field(default_factory=list)
    outer_reads: list[int] = field(default_factory=list)
    """What of the answers outside the list the columns look at."""
    memo: dict[object, list[RowWays]] = field(default_factory=dict)
    """The rows there can be, by those tests and answers."""


@dataclass(slots=True)
class Slice:
    """Sections and questions in tree order, with the tests between them."""

    steps: tuple[int, ...]
    rows: dict[int, RowSlice]
    born: dict[int, list[Atom]] = field(default_factory=dict)
    truth_until: dict[Atom, int] = field(default_factory=dict)
    until: dict[int, int] = field(default_factory=dict)
    """The last position that needs this answer itself, not only the tests that read it."""
    most_rows: dict[int, int] = field(default_factory=dict)


class Slicer:
    """Makes slices of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.columns = {
            f"{node.id}/{column.id}": i
            for node in tree.nodes
            if isinstance(node, Question)
            for i, column in enumerate(node.columns)
        }

    def slice(
        self,
        positions: Iterable[int],
        cells: Iterable[tuple[int, int]] = (),
        finals: Iterable[n.Condition] = (),
        keep: Iterable[int] = (),
    ) -> Slice:
        """What decides these questions, columns (list, column), and conditions at the end.

        `keep` names the positions whose answers, with the named columns, are told apart to the end.
        """
        closing = _Closure(self)
        conditions = tuple(finals)
        for position in positions:
            closing.need(position)
        for cell in cells:
            closing.need_column(*cell)
        for condition in conditions:
            closing.need_condition(condition)
        made = Slice(
            tuple(sorted(closing.steps)),
            {p: RowSlice(tuple(sorted(c))) for p, c in closing.columns.items()},
        )
        _Lifetimes(self, made).fill(conditions, frozenset(keep))
        return made

    def position(self, read: n.Read) -> int:
        return self.tree.positions[read.list or read.id]

    def column(self, read: n.Read) -> int:
        return self.columns[f"{read.list}/{read.id}"]

    def reads(self, node: n.Node) -> Iterator[n.Read]:
        return (inside for inside in n.walk(node) if isinstance(inside, n.Read))


class _Closure:
    def __init__(self, slicer: Slicer) -> None:
        self.slicer = slicer
        self.tree = slicer.tree
        self.steps: set[int] = set()
        self.columns: dict[int, set[int]] = {}

    def need(self, position: int) -> None:
        if position in self.steps:
            return
        self.steps.add(position)
        node = self.tree.nodes[position]
        if isinstance(node, Question) and node.is_list:
            self.columns.setdefault(position, set())
        if self.tree.parents[position] >= 0:
            self.need(self.tree.parents[position])
        if node.when is not None:
            self.need_condition(node.when)

    def need_column(self, position: int, column: int) -> None:
        self.need(position)
        if column in self.columns[position]:
            return
        self.columns[position].add(column)
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        when = node.columns[column].when
        if when is not None:
            self.need_condition(when)

    def need_condition(self, condition: n.Condition) -> None:
        for read in self.slicer.reads(condition):
            self.need(self.slicer.position(read))
            if read.list:
                self.need_column(self.slicer.position(read), self.slicer.column(read))


class _Lifetimes:
    """Works out how long every answer and every test matters."""

    def __init__(self, slicer: Slicer, made: Slice) -> None:
        self.slicer = slicer
        self.tree = slicer.tree
        self.made = made

    def fill(self, finals: tuple[n.Condition, ...], keep: frozenset[int]) -> None:
        made = self.made
        for position in made.steps:
            parent = self.tree.parents[position]
            if parent >= 0:
                self._needs(parent, position)
            when = self.tree.nodes[position].when
            if when is not None:
                self._use(when, position)
        for position, row in made.rows.items():
            self._columns(position, row)
        for condition in finals:
            self._use(condition, FOREVER)
        for position in keep:
            self._needs(position, FOREVER)
        self._tests(keep)

    def _needs(self, position: int, until: int) -> None:
        self.made.until[position] = max(self.made.until.get(position, -1), until)

    def _use(self, condition: n.Condition, at: int) -> None:
        for atom in atoms(condition):
            self.made.truth_until[atom] = max(self.made.truth_until.get(atom, -1), at)

    def _columns(self, position: int, row: RowSlice) -> None:
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        for column in row.columns:
            when = node.columns[column].when
            for atom in atoms(when) if when is not None else ():
                if self.is_of_row(atom, node.id):
                    row.truth_until[atom] = max(row.truth_until.get(atom, -1), column)
                    for read in self.slicer.reads(atom):
                        if read.list != node.id:
                            self._needs(self.slicer.position(read), position)
                            row.outer_reads.append(self.slicer.position(read))
                else:
                    self.made.truth_until[atom] = max(self.made.truth_until.get(atom, -1), position)
                    row.outer_tests.append(atom)

    def is_of_row(self, atom: Atom, list_: str) -> bool:
        return any(read.list == list_ for read in row_reads(atom))

    def _tests(self, keep: frozenset[int]) -> None:
        """When each test can be decided, and what must be remembered until then."""
        made = self.made
        for atom in made.truth_until:
            positions = {self.slicer.position(read) for read in self.slicer.reads(atom)}
            born = max(positions, default=-1)
            made.born.setdefault(born, []).append(atom)
            for position in positions:
                self._needs(position, born)
        for position, row in made.rows.items():
            self._rows(position, row, keep)

    def _rows(self, position: int, row: RowSlice, keep: frozenset[int]) -> None:
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        waits = self.made.until.get(position, -1) > position
        for atom in self.made.truth_until:
            for list_, condition in inner_conditions(atom):
                if list_ == node.id:
                    self._inner(condition, row, node.id, waits)
        if position in keep:
            row.until |= dict.fromkeys(row.columns, FOREVER)
        for atom in row.truth_until:
            columns = [self.slicer.column(read) for read in row_reads(atom)]
            born = max(columns)
            row.born.setdefault(born, []).append(atom)
            for column in columns:
                row.until[column] = max(row.until.get(column, -1), born)
        row.outer_tests = list(dict.fromkeys(row.outer_tests))
        row.outer_reads = list(dict.fromkeys(row.outer_reads))

    def _inner(self, condition: n.Condition, row: RowSlice, list_: str, waits: bool) -> None:
        """A test of rows that also waits for a later answer needs the rows' own answers."""
        for read in self.slicer.reads(condition):
            if read.list == list_ and waits:
                row.until[self.slicer.column(read)] = FOREVER
            elif not read.list and not waits:
                row.outer_reads.append(self.slicer.position(read))
        if not waits:
            row.inner.append(condition)
            for atom in atoms(condition):
                if self.is_of_row(atom, list_):
                    row.truth_until[atom] = FOREVER
                else:
                    row.outer_reads += [self.slicer.position(r) for r in self.slicer.reads(atom)]
