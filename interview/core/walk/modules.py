"""Drives one module through all its paths on one case: what the paths share is answered once,
the rest taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.core import events as ev
from interview.core.flow import Pending
from interview.core.tree import Question, Section, Tree
from interview.core.walk.chance import Chance
from interview.core.walk.drive import AtRandom, Drawn, Drive, Driven, Driver, Fixed
from interview.core.walk.model import Link, Model, TooWide, answers_on
from interview.core.walk.slices import Slice
from interview.core.walk.truths import OFF, Config, Value

FRESH_AFTER = 150
"""Paths on one case before a new one is begun, so that its record stays short."""


@dataclass(slots=True)
class ModulePaths:
    """One module of a tree with the ways through it."""

    name: str
    enter: int
    last: int
    """Positions of its section and of its last question."""
    part: Slice
    count: int | None


def module_paths(model: Model, tree: Tree) -> Iterator[ModulePaths]:
    """Every module, its paths counted exactly."""
    for module in tree.modules:
        enter = tree.module_positions[module.name]
        last = max(_positions(tree, enter))
        part = _slice(model, tree, range(enter, last + 1))
        try:
            count: int | None = sum(trail.ways for trail in model.trails(part, enter))
        except TooWide:
            count = None
        yield ModulePaths(module.name, enter, last, part, count)


def whole_tree(model: Model, tree: Tree, keep: Sequence[int] = ()) -> Slice:
    """The slice of everything that branches."""
    return _slice(model, tree, range(len(tree.nodes)), keep)


def _slice(model: Model, tree: Tree, positions: Sequence[int], keep: Sequence[int] = ()) -> Slice:
    branching = model.partition.branching
    wanted: set[int] = set(keep) | set(positions[:1])
    cells: set[tuple[int, int]] = set()
    for position in positions:
        node = tree.nodes[position]
        if isinstance(node, Question) and (node.is_list or node.id in branching):
            wanted.add(position)
            cells |= {
                (position, i)
                for i, c in enumerate(node.columns)
                if f"{node.id}/{c.id}" in branching
            }
    return model.slicer.slice(wanted, cells, (), keep)


def _positions(tree: Tree, enter: int) -> Iterator[int]:
    inside = {enter}
    for position in range(enter, len(tree.nodes)):
        if position == enter or tree.parents[position] in inside:
            inside.add(position)
            yield position
        elif tree.parents[position] < 0:
            return


def ways(model: Model, paths: ModulePaths) -> list[dict[int, Value]]:
    """Every way through the module, each with one way of getting there."""
    return [
        answers_on(trail.link) for trail in model.trails(paths.part, paths.enter, is_merged=False)
    ]


def entries(model: Model, paths: ModulePaths) -> list[Link | None]:
    """Every way of getting to the module that it can tell apart."""
    trails = model.trails(paths.part, paths.enter, stop=paths.enter)
    return [trail.link for trail in trails if trail.values.get(paths.enter, 1) == 1]


class ModuleDrive(Drive):
    """One case on which the paths of one module are driven in turn."""

    def __init__(self, driver: Driver, paths: ModulePaths, chance: Chance) -> None:
        self.random = AtRandom(driver.engine, driver.parts, chance)
        super().__init__(driver, self.random, chance)
        self.paths = paths
        self.stack: list[tuple[Pending, int | None, int, int]] = []
        """Question, class (None for a step of a list), event and how many answers there were,
        for all that was done.
        """

    def prepare(self, way: dict[int, Value]) -> None:
        """Answers everything but the module."""
        self.chooser = Fixed(self.driver, way, self.random)
        self.open_case()
        while (pending := self._outside()) is not None:
            self.take(pending)

    def _outside(self) -> Pending | None:
        return self.next_from(0, self.paths.enter) or self.next_from(
            self.paths.last + 1, len(self.driver.engine.steps)
        )

    def follow(self, way: dict[int, Value]) -> Driven:
        """Answers the module this way, keeping the answers that the way before had in common."""
        self.chooser = Fixed(self.driver, way, Drawn(self.random))
        self._take_back(self._common())
        while (pending := self._inside()) is not None:
            at = len(self.driven.answers)
            choice = self._choice(pending)
            self.take(pending)
            self.stack.append((pending, choice, len(self.driven.state.record.events), at))
        return self.driven

    def _inside(self) -> Pending | None:
        return self.next_from(self.paths.enter, self.paths.last)

    def _choice(self, pending: Pending) -> int | None:
        """What the present way answers here; a list's rows are compared as a whole."""
        if pending.is_more_rows:
            return hash(self.chooser.rows(pending.question.id))
        key = (
            f"{pending.question.list}/{pending.question.id}"
            if pending.question.list
            else pending.question.id
        )
        if key not in self.driver.parts.branching:
            return None
        return self.chooser.answer(
            key, self.numbers[pending.question.list, pending.row] if pending.row else 0
        )

    def _common(self) -> int:
        for depth, (pending, choice, _, _) in enumerate(self.stack):
            if self._choice(pending) != choice:
                return depth
        return len(self.stack)

    def _take_back(self, depth: int) -> None:
        for pending, _, seq, at in reversed(self.stack[depth:]):
            self.happens(ev.Undone, call=1, target=seq)
            self.done.discard(pending.address)
            del self.driven.answers[at:]
            self.driven.lists.pop(pending.question.id if pending.is_more_rows else "", None)
        del self.stack[depth:]


def disagreement(tree: Tree, paths: ModulePaths, way: dict[int, Value], driven: Driven) -> str:
    """What the engine asked and the model did not expect, or the other way round; empty when
    they agree.
    """
    for position, value in way.items():
        node = tree.nodes[position]
        if paths.enter <= position <= paths.last and not isinstance(node, Section):
            on = driven.state.top.on[position]
            if on is not (isinstance(value, Config) or value != OFF):
                return (
                    f"{node.id} is {'asked' if on else 'not asked'}, against what its conditions"
                    " say."
                )
    return ""
