"""Notes which truths the tests of trees and letters had on the paths that were driven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.engine import Engine
from interview.core.frame import Frame
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.walk.conditions_of import Site
from interview.core.walk.reach import WHOLE, Reach, Seen
from interview.core.walk.tests_of import Atom, atoms, truth_of

Missing = tuple[Site, int, Truth]
"""A condition, the number of its test (or WHOLE), and a truth that it can have and was not seen to have."""


class Watch:
    """One condition and what was seen of it."""

    def __init__(self, site: Site, engine: Engine, reach: Reach) -> None:
        self.site = site
        self.engine = engine
        self.reach = reach
        self.seen = Seen()
        self.tests = {
            id(test): (engine.test(test), atoms(site.condition).index(test)) for test in self._written(site.condition)
        }
        self.guards = {id(test): engine.test(test) for guard in site.guards for test in self._written(guard)}
        """Apart from the tests: what a definition stands for can be in both, as the very same object."""

    def _written(self, condition: n.Condition) -> Iterator[Atom]:
        match condition:
            case n.And(parts) | n.Or(parts):
                for part in parts:
                    yield from self._written(part)
            case n.Not(part) | n.Defined(_, part):
                yield from self._written(part)
            case _:
                yield condition

    def note(self, top: Frame, row: Frame | None) -> bool:
        """Looks once: at the tests that matter, left to right. True when something was seen for the first time."""
        before = self.seen.size

        def look(atom: Atom) -> Truth:
            return self.guards[id(atom)](top, row)

        def noted(atom: Atom) -> Truth:
            test, number = self.tests[id(atom)]
            truth = test(top, row)
            self.seen.note(number, truth)
            return truth

        if all(truth_of(guard, look) is True for guard in self.site.guards):
            self.seen.note(WHOLE, truth_of(self.site.condition, noted))
        return self.seen.size > before

    def missing(self) -> Iterator[Missing]:
        for test, truths in self.reach.of(self.site).truths.items():
            yield from ((self.site, test, truth) for truth in truths if truth not in self.seen.of(test))


class Observer:
    """Looks at every condition after each path, until all it can be has been seen."""

    def __init__(self, engine: Engine, sites: Iterable[Site], reach: Reach) -> None:
        self.engine = engine
        self.reach = reach
        self.sites = tuple(sites)
        watches = [Watch(site, engine, reach) for site in self.sites]
        self.open = [watch for watch in watches if next(watch.missing(), None) is not None]

    def look(self, state: State) -> None:
        """Notes what every condition is now, where it is looked at."""
        done = set()
        for watch in self.open:
            news = [watch.note(state.top, row) for row in self.places(watch.site, state)]
            if any(news) and next(watch.missing(), None) is None:
                done.add(id(watch))
        if done:
            self.open = [watch for watch in self.open if id(watch) not in done]

    def missing(self) -> list[Missing]:
        """What was not seen although the model says that it can be."""
        return [miss for watch in self.open for miss in watch.missing()]

    def places(self, site: Site, state: State) -> Iterator[Frame | None]:
        """Where a condition is looked at now: once (None), or in each row."""
        top = state.top
        if site.section >= 0 and not top.on[site.section]:
            return
        name, _, column = site.settled.partition("/")
        position = self.engine.tree.positions[site.list or name] if site.list or name else -1
        if not site.list:
            if not name or (top.on[position] and _settled(top.states[position])):
                yield None
            return
        i = self.engine.compiler.positions[site.settled] if column else -1
        for row in state.lists[position].frames.values() if top.on[position] else ():
            if i < 0 or (row.on[i] and _settled(row.states[i])):
                yield row


def _settled(state: AnswerState | None) -> bool:
    return state is not None and state.is_settled
