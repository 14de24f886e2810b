"""All pairs of answers of different modules: which can occur together, and paths that cover them
greedily.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from interview.core.answers import AnswerState
from interview.core.tree import Tree
from interview.core.walk.chance import Chance
from interview.core.walk.drive import Driven
from interview.core.walk.met import Cell, Met, cells_of
from interview.core.walk.model import Model, TooWide, Trail, answers_on
from interview.core.walk.slices import Slice
from interview.core.walk.truths import OFF, Config, Value

Branch = tuple[str, int]
"""A question or column and the class of its answer."""
Pair = tuple[Branch, Branch]
"""The one that is asked first stands first."""


_Together = dict[tuple[int, int], dict[int, Value] | None]
"""By the guards of two cells, answers with which both are asked; None where there are none."""


@dataclass
class Pairs:
    """The pairs that can occur, those still to be seen, and an example of how two cells come to
    be asked together.
    """

    model: Model
    tree: Tree
    total: int = 0
    share: float = 1.0
    """Of the questions taken two at a time, the share whose answers were set against each other."""
    unseen: dict[Branch, set[Branch]] = field(default_factory=dict)
    waiting: dict[Pair, None] = field(default_factory=dict)
    examples: dict[tuple[str, str], dict[int, Value]] = field(default_factory=dict)
    exact: dict[Pair, dict[int, Value]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(init=False)
    met: Met = field(init=False)
    alone: dict[str, Slice] = field(default_factory=dict)
    """What decides each cell, by its key."""

    def __post_init__(self) -> None:
        self.cells = cells_of(self.model.partition, self.tree)
        self.met = Met(self.model.engine, self.cells)

    def find(self, has_time: Callable[[], bool] = lambda: True) -> None:
        """Works out which pairs can occur, of questions all over the tree for as long as there
        is time.
        """
        cells, chance = list(self.cells.values()), Chance(6)
        found = [
            (a, b) for i, a in enumerate(cells) for b in cells[i + 1 :] if a.module != b.module
        ]
        scattered = sorted((chance.below(_MANY), number) for number in range(len(found)))
        together: _Together = {}
        for done, (_, number) in enumerate(scattered):
            if not has_time():
                self.share = done / len(found)
                break
            self._pair(*found[number], together)
        self.total = len(self.waiting)

    def _pair(self, one: Cell, other: Cell, together: _Together) -> None:
        if self._decides(one, other):
            self._exact(one, other, self._slice(one, other))
            return
        key = (one.guard, other.guard)
        if key not in together:
            together[key] = self.met.path(one, other) or self._together(one, other)
        answers = together[key]
        if answers is not None:
            self.examples[one.key, other.key] = answers
            for a in range(len(self.model.partition.classes[one.key])):
                for b in range(len(self.model.partition.classes[other.key])):
                    self._add(((one.key, a), (other.key, b)))

    def _together(self, one: Cell, other: Cell) -> dict[int, Value] | None:
        """Answers with which both are asked; None where there are none, or none that could be
        found.
        """
        asked = {position for cell in (one, other) for position in self._around(cell.position)}

        def fits(trail: Trail) -> bool:
            return OFF not in (_class_of(one, trail), _class_of(other, trail))

        try:
            trail = self.model.one_way(self._slice(one, other), asked, fits)
        except TooWide:
            return None
        return answers_on(trail.link) if trail is not None else None

    def _around(self, position: int) -> Iterator[int]:
        """A question with the sections that it stands in."""
        while position >= 0:
            yield position
            position = self.tree.parents[position]

    def _decides(self, one: Cell, other: Cell) -> bool:
        """Whether the earlier one's answer has a say in whether the later one is asked."""
        if other.key not in self.alone:
            self.alone[other.key] = self._slice(other)
        alone = self.alone[other.key]
        return one.position in alone.steps and (
            one.column < 0 or one.column in alone.rows[one.position].columns
        )

    def _exact(self, one: Cell, other: Cell, part: Slice) -> None:
        for a, b, trail in self._both(one, other, part):
            pair = ((one.key, a), (other.key, b))
            if pair not in self.waiting:
                self._add(pair)
                self.exact[pair] = answers_on(trail.link)

    def _add(self, pair: Pair) -> None:
        self.waiting[pair] = None
        self.unseen.setdefault(pair[0], set()).add(pair[1])
        self.unseen.setdefault(pair[1], set()).add(pair[0])

    def _slice(self, *cells: Cell) -> Slice:
        positions = [cell.position for cell in cells]
        columns = [(cell.position, cell.column) for cell in cells if cell.column >= 0]
        part = self.model.slicer.slice(positions, columns, (), positions)
        part.most_rows |= dict.fromkeys((position for position, _ in columns), 1)
        return part

    def _both(self, one: Cell, other: Cell, part: Slice) -> Iterator[tuple[int, int, Trail]]:
        try:
            trails = self.model.trails(part)
        except TooWide:
            return
        for trail in trails:
            a, b = _class_of(one, trail), _class_of(other, trail)
            if OFF not in (a, b):
                yield a, b, trail

    def next_target(self) -> tuple[Pair, dict[int, Value]] | None:
        """A pair not yet seen, with answers that lead to it."""
        pair = next(iter(self.waiting), None)
        if pair is None:
            return None
        if pair in self.exact:
            return pair, self.exact[pair]
        (one, a), (other, b) = pair
        answers = self._needed(self.cells[one], self.cells[other])
        for key, cls in ((one, a), (other, b)):
            self._put(answers, self.cells[key], cls)
        return pair, answers

    def _needed(self, one: Cell, other: Cell) -> dict[int, Value]:
        """Of the answers with which both are asked, those that decide it: everything else is
        free.
        """
        part = self._slice(one, other)
        answers = self.examples[one.key, other.key]
        return {
            p: _narrowed(v, part.rows[p].columns) if isinstance(v, Config) else v
            for p, v in answers.items()
            if p in part.steps
        }

    def _put(self, answers: dict[int, Value], cell: Cell, cls: int) -> None:
        if cell.column < 0:
            answers[cell.position] = cls
            return
        config = answers.get(cell.position)
        row = dict(config.rows[0]) if isinstance(config, Config) and config.rows else {}
        row[cell.column] = cls
        answers[cell.position] = Config(AnswerState.answered, (tuple(sorted(row.items())),))

    def note(self, driven: Driven) -> None:
        """Strikes out the pairs that a path has shown."""
        taken = [(key, cls) for key, row, cls in driven.taken if row == 0 and key in self.cells]
        here = set(taken)
        for i, one in enumerate(taken):
            for other in (self.unseen.get(one, set()) & here) if i < len(taken) else ():
                self._strike(one, other)

    def give_up(self, pair: Pair) -> None:
        """No longer tries for a pair that a path was meant to show and did not."""
        self._strike(*pair)

    def _strike(self, one: Branch, other: Branch) -> None:
        self.waiting.pop((one, other), None)
        self.waiting.pop((other, one), None)
        self.unseen[one].discard(other)
        self.unseen[other].discard(one)


_MANY = 1 << 30


def _class_of(cell: Cell, trail: Trail) -> int:
    value = trail.values[cell.position]
    if isinstance(value, Config):
        return dict(value.rows[0]).get(cell.column, OFF) if value.rows and cell.column >= 0 else OFF
    return value


def _narrowed(config: Config, columns: tuple[int, ...]) -> Config:
    """The same rows with these columns only."""
    return config._replace(
        rows=tuple(tuple(cell for cell in row if cell[0] in columns) for row in config.rows)
    )


class Greedy:
    """Chooses the class that shows most pairs not yet seen with what this path has answered so
    far.
    """

    def __init__(self, pairs: Pairs, chance: Chance, rows: dict[str, int], tree: Tree) -> None:
        self.pairs = pairs
        self.chance = chance
        self.most = rows
        self.tree = tree
        self.taken: set[Branch] = set()

    def answer(self, key: str, row: int) -> int:
        classes = self.pairs.model.partition.classes[key]
        start = self.chance.below(len(classes))
        best, most = start, -1
        for i in range(len(classes)):
            cls = (start + i) % len(classes)
            unseen = self.pairs.unseen.get((key, cls), set())
            score = 1000 * len(unseen & self.taken) + len(unseen) if row == 0 else 0
            if score > most:
                best, most = cls, score
        if row == 0:
            self.taken.add((key, best))
        return best

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        rows = 1 + self.chance.below(max(1, self.most[list_]))
        return rows, AnswerState.answered
