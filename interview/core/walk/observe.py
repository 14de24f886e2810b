"""Notes which truths the tests of trees and letters had on the paths that were driven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview.core.answers import AnswerState
from interview.core.engine import Engine
from interview.core.frame import Frame
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.walk.conditions_of import Site
from interview.core.walk.reach import WHOLE, Reach, Seen
from interview.core.walk.tests_of import Atom, atoms, truth_of

Missing = tuple[Site, int, Truth]
"""A condition, the number of its test (or WHOLE), and a truth that it can have and was not seen to have."""


class Observer:
    """Looks at every condition after each path, until all it can be has been seen."""

    def __init__(self, engine: Engine, sites: Iterable[Site], reach: Reach) -> None:
        self.engine = engine
        self.reach = reach
        self.sites = tuple(sites)
        self.seen = {site: Seen() for site in self.sites}
        self.numbers = {site: {atom: i for i, atom in enumerate(atoms(site.condition))} for site in self.sites}
        self.open = list(self.sites)

    def look(self, state: State) -> None:
        """Notes what every condition is now, where it is looked at."""
        done = [site for site in self.open if self._look(site, state) and not any(self._missing(site))]
        if done:
            self.open = [site for site in self.open if site not in done]

    def missing(self) -> list[Missing]:
        """What was not seen although the model says that it can be."""
        return [miss for site in self.open for miss in self._missing(site)]

    def _missing(self, site: Site) -> Iterator[Missing]:
        possible, seen = self.reach.of(site), self.seen[site]
        for test, truths in possible.truths.items():
            for truth in truths:
                if truth not in seen.of(test):
                    yield site, test, truth

    def _look(self, site: Site, state: State) -> bool:
        looked = False
        for row in self._places(site, state):
            looked = self._note(site, state, row) or looked
        return looked

    def _note(self, site: Site, state: State, row: Frame | None) -> bool:
        top, seen, numbers = state.top, self.seen[site], self.numbers[site]

        def look(atom: Atom) -> Truth:
            return self.engine.test(atom)(top, row)

        def noted(atom: Atom) -> Truth:
            truth = look(atom)
            seen.note(numbers[atom], truth)
            return truth

        if not all(truth_of(guard, look) is True for guard in site.guards):
            return False
        seen.note(WHOLE, truth_of(site.condition, noted))
        return True

    def _places(self, site: Site, state: State) -> Iterator[Frame | None]:
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
