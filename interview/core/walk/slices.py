"""The part of a tree that can decide something: which questions, and how long each answer
matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interview.core.conditions import nodes as n
from interview.core.tree import Question, Section, Tree
from interview.core.walk.tests_of import Gate, atoms, gate_of, inner_conditions, row_reads, units

Row = tuple[tuple[int, int], ...]
"""Column and class, in column order."""
RowWays = tuple[Row, Row, int]
"""Rows that later tests cannot tell apart: what these see of them, one of them in full, and in
how many ways.
"""
FOREVER = 10**9
"""Later than every position."""


@dataclass(slots=True)
class RowSlice:
    """The columns of one list that matter, and what of a row matters how long."""

    columns: tuple[int, ...] = ()
    born: dict[int, list[int]] = field(default_factory=dict)
    """Tests, by their numbers, that can be decided once this column is."""
    truth_until: dict[int, int] = field(default_factory=dict)
    """The last column whose `when` looks at a test; FOREVER where something outside the row
    does.
    """
    until: dict[int, int] = field(default_factory=dict)
    """The last column that needs this column's answer itself."""
    inner: list[n.Condition] = field(default_factory=list)
    """Conditions on rows that tests outside the list look at; rows that agree on them count as
    one.
    """
    outer_tests: list[int] = field(default_factory=list)
    outer_reads: list[int] = field(default_factory=list)
    """What of the answers outside the list the columns look at."""
    memo: dict[object, list[RowWays]] = field(default_factory=dict)
    """The rows there can be, by those tests and answers."""


@dataclass(slots=True)
class Slice:
    """Sections and questions in tree order, with the tests between them."""

    steps: tuple[int, ...]
    rows: dict[int, RowSlice]
    born: dict[int, list[int]] = field(default_factory=dict)
    truth_until: dict[int, int] = field(default_factory=dict)
    until: dict[int, int] = field(default_factory=dict)
    """The last position that needs this answer itself, not only the tests that read it."""
    most_rows: dict[int, int] = field(default_factory=dict)
    after: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)

    def remembered(self, position: int) -> tuple[list[int], list[int]]:
        """The answers, and the tests known by then, that still matter behind this position."""
        if position not in self.after:
            known = {
                test for born, tests in self.born.items() if born <= position for test in tests
            }
            kept = [p for p in self.steps if p <= position and self.until.get(p, -1) > position]
            seen = [
                test
                for test, until in self.truth_until.items()
                if until > position and test in known
            ]
            self.after[position] = kept, seen
        return self.after[position]


def deciding(node: Question | Section) -> tuple[n.Condition, ...]:
    """The conditions by which a node is asked, or answered without being asked."""
    when = (node.when,) if node.when is not None else ()
    implied = tuple(each.when for each in node.implied) if isinstance(node, Question) else ()
    return when + implied


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
        self.tests: list[n.Condition] = []
        """Every test and unit that was numbered, by its number."""
        self._numbers: dict[n.Condition, int] = {}
        self._by_id: dict[int, int] = {}
        self._kept: list[n.Condition] = []
        self._gates: dict[int, Gate] = {}

    def number(self, test: n.Condition) -> int:
        """A small number for a test: equal tests have the same one, and looking it up does not
        compare them.
        """
        found = self._by_id.get(id(test))
        if found is None:
            found = self._numbers.setdefault(test, len(self.tests))
            if found == len(self.tests):
                self.tests.append(test)
            self._by_id[id(test)] = found
            self._kept.append(test)  # an id is good only while its object lives
        return found

    def gate(self, condition: n.Condition) -> Gate:
        """The condition over the numbers of its units."""
        found = self._gates.get(id(condition))
        if found is None:
            found = self._gates[id(condition)] = gate_of(condition, self.number)
            self._kept.append(condition)
        return found

    def slice(
        self,
        positions: Iterable[int],
        cells: Iterable[tuple[int, int]] = (),
        finals: Iterable[n.Condition] = (),
        keep: Iterable[int] = (),
        gates: Iterable[n.Condition] = (),
    ) -> Slice:
        """What decides these questions, columns (list, column), and conditions at the end.

        Each test of `finals` is told apart at the end; of `gates` only as much as decides them.
        `keep` names the positions whose answers, with the named columns, are told apart to the end.
        """
        closing = _Closure(self)
        tests = [atom for condition in finals for atom in atoms(condition)]
        conditions = (*tests, *(unit for condition in gates for unit in units(condition)))
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
        for condition in deciding(node):
            self.need_condition(condition)

    def need_column(self, position: int, column: int) -> None:
        self.need(position)
        if column in self.columns[position]:
            return
        self.columns[position].add(column)
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        for condition in deciding(node.columns[column]):
            self.need_condition(condition)

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
            for condition in deciding(self.tree.nodes[position]):
                self._use(units(condition), position)
        for position, row in made.rows.items():
            self._columns(position, row)
        self._use(finals, FOREVER)
        for position in keep:
            self._needs(position, FOREVER)
        self._tests(keep)

    def _needs(self, position: int, until: int) -> None:
        self.made.until[position] = max(self.made.until.get(position, -1), until)

    def _use(self, tests: Iterable[n.Condition], at: int) -> None:
        for number in map(self.slicer.number, tests):
            self.made.truth_until[number] = max(self.made.truth_until.get(number, -1), at)

    def _columns(self, position: int, row: RowSlice) -> None:
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        for column in row.columns:
            conditions = deciding(node.columns[column])
            for test in (unit for condition in conditions for unit in units(condition)):
                number = self.slicer.number(test)
                if self.is_of_row(test, node.id):
                    row.truth_until[number] = max(row.truth_until.get(number, -1), column)
                    for read in self.slicer.reads(test):
                        if read.list != node.id:
                            self._needs(self.slicer.position(read), position)
                            row.outer_reads.append(self.slicer.position(read))
                else:
                    self.made.truth_until[number] = max(
                        self.made.truth_until.get(number, -1), position
                    )
                    row.outer_tests.append(number)

    def is_of_row(self, test: n.Condition, list_: str) -> bool:
        return any(read.list == list_ for read in row_reads(test))

    def _tests(self, keep: frozenset[int]) -> None:
        """When each test can be decided, and what must be remembered until then."""
        made = self.made
        for number in made.truth_until:
            positions = {
                self.slicer.position(read) for read in self.slicer.reads(self.slicer.tests[number])
            }
            born = max(positions, default=-1)
            made.born.setdefault(born, []).append(number)
            for position in positions:
                self._needs(position, born)
        for position, row in made.rows.items():
            self._rows(position, row, keep)

    def _rows(self, position: int, row: RowSlice, keep: frozenset[int]) -> None:
        node = self.tree.nodes[position]
        assert isinstance(node, Question)
        waits = self.made.until.get(position, -1) > position
        for number in self.made.truth_until:
            for list_, condition in inner_conditions(self.slicer.tests[number]):
                if list_ == node.id:
                    self._inner(condition, row, node.id, waits)
        if position in keep:
            row.until |= dict.fromkeys(row.columns, FOREVER)
        for number in row.truth_until:
            columns = [self.slicer.column(read) for read in row_reads(self.slicer.tests[number])]
            born = max(columns)
            row.born.setdefault(born, []).append(number)
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
                    row.truth_until[self.slicer.number(atom)] = FOREVER
                else:
                    row.outer_reads += [self.slicer.position(r) for r in self.slicer.reads(atom)]
