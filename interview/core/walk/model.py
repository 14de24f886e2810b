"""The tree as branches: which classes of answers can follow which, and in how many ways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement, product
from math import factorial
from typing import NamedTuple

from interview.core.answers import AnswerState
from interview.core.engine import Engine
from interview.core.measure import Truth
from interview.core.tree import Question
from interview.core.walk.classes import Partition
from interview.core.walk.slices import FOREVER, Row, RowSlice, RowWays, Slice, Slicer
from interview.core.walk.tests_of import gate_truth
from interview.core.walk.truths import OFF, Config, Truths, Value

MOST_TRAILS = 150_000
"""Trails side by side before the count is given up."""


class Link(NamedTuple):
    """The answers that led somewhere, last one first."""

    before: Link | None
    position: int
    value: Value


class Trail(NamedTuple):
    """All ways through a slice so far that nothing later can tell apart, and one of them."""

    values: dict[int, Value]
    truths: dict[int, Truth]
    """Of the tests that still matter, by their numbers."""
    ways: int
    link: Link | None


_SeenLater = tuple[Value | Truth, ...]
"""Of a trail: the values and then the truths that something later looks at."""
_RowTrail = tuple[dict[int, int], dict[int, Truth], Row, int]
"""All ways through a row so far that nothing later can tell apart: classes, truths, one in full,
their number.
"""


class TooWide(Exception):
    """So many answers matter at once that their combinations cannot be gone through."""


@dataclass
class Model:
    """Branches of one tree under one partition."""

    engine: Engine
    partition: Partition
    slicer: Slicer = field(init=False)
    truths: Truths = field(init=False)

    def __post_init__(self) -> None:
        self.slicer = Slicer(self.engine.tree)
        self.truths = Truths(self.engine, self.partition, self.slicer)

    # through the tree

    def trails(
        self,
        part: Slice,
        enter: int = -1,
        is_merged: bool = True,
        stop: int = FOREVER,
        most: int = MOST_TRAILS,
    ) -> list[Trail]:
        """Every way through a slice. From the module at `enter` on, each way of getting there
        counts as one.

        With `is_merged` False the ways from there on are all kept apart. `stop` is the last
        position gone to. Raises TooWide when more than `most` are to be told apart.
        """
        start = {test: self.truths.of(test, {}, ()) for test in part.born.get(-1, ())}
        trails = [Trail({}, start, 1, None)]
        for position in (p for p in part.steps if p <= stop):
            trails = self._step(part, position, trails, is_merged or position <= enter, most)
            if position == enter:
                trails = [
                    trail._replace(ways=1) for trail in trails if trail.values.get(position, 1) == 1
                ]
        return trails

    def _step(
        self, part: Slice, position: int, trails: list[Trail], is_merged: bool, most: int
    ) -> list[Trail]:
        merged: dict[object, Trail] = {}
        for trail in trails:
            for seen, full, ways in self._continued(part, position, trail, is_merged):
                key = seen if is_merged else len(merged)
                same = merged.get(key)
                if same is None:
                    merged[key] = _further(part, position, trail, seen, full, trail.ways * ways)
                else:
                    merged[key] = same._replace(ways=same.ways + trail.ways * ways)
            if len(merged) > most:
                raise TooWide
        return list(merged.values())

    def _continued(
        self, part: Slice, position: int, trail: Trail, is_merged: bool
    ) -> Iterator[tuple[_SeenLater, Value, int]]:
        """The ways on from here: what later tests can see of each, its answer in full, and their
        number.
        """
        kept, seen = part.remembered(position)
        born = part.born.get(position, ())
        for value, full, ways in self._branches(part, position, trail, is_merged):
            values, truths = trail.values | {position: value}, trail.truths
            if born:
                truths = truths | {test: self.truths.of(test, values, ()) for test in born}
            yield (*[values[p] for p in kept], *[truths[test] for test in seen]), full, ways

    def one_way(
        self, part: Slice, asked: Collection[int], fits: Callable[[Trail], bool]
    ) -> Trail | None:
        """One way through a slice that fits and on which all of these sections and questions are on
        path, or None.

        Goes in depth first, so that one way is found long before all are. Raises TooWide.
        """
        start = {test: self.truths.of(test, {}, ()) for test in part.born.get(-1, ())}
        waiting = [(0, Trail({}, start, 1, None))]
        known: set[object] = set()
        while waiting:
            number, trail = waiting.pop()
            if number == len(part.steps):
                if fits(trail):
                    return trail
                continue
            position = part.steps[number]
            for seen, full, ways in self._continued(part, position, trail, True):
                is_off = full == self._off(position)
                if (number, seen) not in known and not (is_off and position in asked):
                    known.add((number, seen))
                    waiting.append(
                        (number + 1, _further(part, position, trail, seen, full, trail.ways * ways))
                    )
            if len(known) > MOST_TRAILS:
                raise TooWide
        return None

    def _off(self, position: int) -> int:
        return OFF if isinstance(self.engine.tree.nodes[position], Question) else 0

    def _branches(
        self, part: Slice, position: int, trail: Trail, is_merged: bool
    ) -> Iterator[tuple[Value, Value, int]]:
        """What can come at this position: as later tests see it, one full answer, and in how
        many ways.
        """
        tree = self.engine.tree
        node, parent = tree.nodes[position], tree.parents[position]
        on = parent < 0 or trail.values[parent] == 1
        on = on and (
            node.when is None or gate_truth(self.slicer.gate(node.when), trail.truths) is True
        )
        if not isinstance(node, Question):
            yield (1, 1, 1) if on else (0, 0, 1)
        elif not on:
            yield OFF, OFF, 1
        elif node.is_list:
            yield from self._configs(part, position, node, trail, is_merged)
        else:
            yield from ((i, i, 1) for i in self._answers(node, node.id, trail.truths))

    def _answers(self, question: Question, key: str, truths: dict[int, Truth]) -> Sequence[int]:
        """The classes of what may be answered: of all answers, or the one that follows."""
        for implication, following in zip(
            question.implied, self.partition.following.get(key, ()), strict=True
        ):
            if gate_truth(self.slicer.gate(implication.when), truths) is True:
                return (following,)
        return range(len(self.partition.classes[key]))

    # lists

    def _configs(
        self, part: Slice, position: int, node: Question, trail: Trail, is_merged: bool
    ) -> Iterator[tuple[Value, Value, int]]:
        """No row, one, two …, and the list closed, or left open because nobody knows whether
        there are more.
        """
        row = part.rows[position]
        rows = self.rows(row, node, trail) if is_merged else self._rows(row, node, trail, False)
        most = part.most_rows.get(position, self.partition.rows[node.id])
        for length in range(most + 1):
            closed = (
                AnswerState.none if not length and node.none is not None else AnswerState.answered
            )
            for chosen, ways in _sequences(rows, length, is_merged):
                short, full = tuple(row[0] for row in chosen), tuple(row[1] for row in chosen)
                for state in (closed, AnswerState.dont_know):
                    yield Config(state, short), Config(state, full), ways

    def rows(self, row: RowSlice, node: Question, trail: Trail) -> list[RowWays]:
        """The rows there can be: as later tests see them, one in full, and how many ways lead to
        such a one.
        """
        tests = tuple(trail.truths[a] for a in row.outer_tests)
        reads = tuple(trail.values.get(p) for p in row.outer_reads)
        key = (tests, reads)
        if key not in row.memo:
            row.memo[key] = self._rows(row, node, trail)
        return row.memo[key]

    def _rows(
        self, row: RowSlice, node: Question, trail: Trail, is_merged: bool = True
    ) -> list[RowWays]:
        outer = {atom: trail.truths[atom] for atom in row.outer_tests}
        found: list[_RowTrail] = [({}, {}, (), 1)]
        for column in row.columns:
            found = self._longer(row, node, trail, column, outer, found, is_merged)
            if len(found) > MOST_TRAILS:
                raise TooWide
        if not is_merged:
            return [(full, full, count) for _, _, full, count in found]
        return self._grouped(row, node, trail, found)

    def _longer(
        self,
        row: RowSlice,
        node: Question,
        trail: Trail,
        column: int,
        outer: dict[int, Truth],
        found: list[_RowTrail],
        is_merged: bool,
    ) -> list[_RowTrail]:
        """All ways through a row by one column more; ways that nothing later can tell apart are
        one where they are merged.
        """
        kept = [c for c in row.columns if c <= column and row.until.get(c, -1) > column]
        seen = [test for test, until in row.truth_until.items() if until > column]
        merged: dict[object, _RowTrail] = {}
        for values, truths, full, count in found:
            for cls in self._column(node, column, outer | truths):
                now = values | {column: cls}
                known = truths | self._born(row, column, trail, now)
                now = {c: now[c] for c in kept}
                known = {test: known[test] for test in seen if test in known}
                key = (*now.values(), None, *known.values()) if is_merged else len(merged)
                same = merged.get(key)
                if same is None:
                    merged[key] = now, known, (*full, (column, cls)), count
                else:
                    merged[key] = now, known, same[2], count + same[3]
        return list(merged.values())

    def _born(
        self, row: RowSlice, column: int, trail: Trail, values: dict[int, int]
    ) -> dict[int, Truth]:
        """The tests of a row that can be decided once this column is."""
        cells = tuple(sorted(values.items()))
        tests = row.born.get(column, ())
        return {test: self.truths.of(test, trail.values, cells) for test in tests}

    def _column(self, node: Question, column: int, truths: dict[int, Truth]) -> Iterator[int]:
        question = node.columns[column]
        if (
            question.when is not None
            and gate_truth(self.slicer.gate(question.when), truths) is not True
        ):
            yield OFF
        else:
            yield from self._answers(question, f"{node.id}/{question.id}", truths)

    def _grouped(
        self, row: RowSlice, node: Question, trail: Trail, found: list[_RowTrail]
    ) -> list[RowWays]:
        """Rows that agree on everything the tests outside look at are one."""
        groups: dict[object, RowWays] = {}
        for values, _, full, count in found:
            truths = tuple(
                self.truths.in_row(condition, node.id, trail.values, full)
                for condition in row.inner
            )
            short = tuple((c, v) for c, v in values.items())
            key = (short, truths)
            same = groups.get(key)
            if same is None:
                groups[key] = (full if row.inner and not short else short, full, count)
            else:
                groups[key] = (same[0], same[1], same[2] + count)
        if row.inner and any(short for short, _, _ in groups.values()):
            return [(full, full, count) for _, full, count in groups.values()]
        return list(groups.values())


def _further(
    part: Slice, position: int, trail: Trail, seen_later: _SeenLater, full: Value, ways: int
) -> Trail:
    """The trail gone on by one position, with no more than what is looked at later."""
    kept, seen = part.remembered(position)
    values: dict[int, Value] = dict(zip(kept, seen_later, strict=False))  # type: ignore[arg-type]  # values come first
    truths: dict[int, Truth] = dict(zip(seen, seen_later[len(kept) :], strict=True))  # type: ignore[arg-type]
    return Trail(values, truths, ways, Link(trail.link, position, full))


def _sequences(
    rows: list[RowWays], length: int, is_merged: bool
) -> Iterator[tuple[tuple[RowWays, ...], int]]:
    """Rows one after another, with the number of ways; merged, the order in which rows came does
    not matter later.
    """
    if not is_merged:
        yield from ((chosen, 1) for chosen in product(rows, repeat=length))
        return
    for indices in combinations_with_replacement(range(len(rows)), length):
        ways = factorial(length)
        for i in set(indices):
            ways //= factorial(indices.count(i))
        for i in indices:
            ways *= rows[i][2]
        yield tuple(rows[i] for i in indices), ways


def answers_on(link: Link | None) -> dict[int, Value]:
    """The answers that led here, by position, in tree order."""
    found: list[tuple[int, Value]] = []
    while link is not None:
        found.append((link.position, link.value))
        link = link.before
    return dict(reversed(found))
