"""Notes which truths the tests of trees and letters had on the paths that were driven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.conditions.evaluate import Test
from interview.core.engine import Engine
from interview.core.frame import Frame
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.texts import Place
from interview.core.walk.conditions_of import Site
from interview.core.walk.reach import WHOLE, Reach, Seen
from interview.core.walk.tests_of import Atom, atoms, row_reads

Missing = tuple[Site, int, Truth]
"""A condition, the number of its test (or WHOLE), and a truth that it can have and was not seen
to have.
"""
Reading = tuple[Place, str]
"""A test in a template: where it stands, and its text."""


class Watch:
    """One condition and what was seen of it."""

    def __init__(self, site: Site, engine: Engine, reach: Reach) -> None:
        self.site = site
        self.reach = reach
        self.seen = Seen()
        self.tests = [engine.test(test) for test in atoms(site.condition)]
        numbers = {test: number for number, test in enumerate(atoms(site.condition))}
        self.look = self._looking(site.condition, numbers)

    def _looking(self, condition: n.Condition, numbers: dict[Atom, int]) -> Test:
        """As `truth_of`, left to right, made ready once: every test that is looked at is noted."""
        match condition:
            case n.And(parts):
                return _joined([self._looking(part, numbers) for part in parts], False)
            case n.Or(parts):
                return _joined([self._looking(part, numbers) for part in parts], True)
            case n.Not(part):
                return _turned(self._looking(part, numbers))
            case n.Defined(_, part):
                return self._looking(part, numbers)
        number = numbers[condition]

        def noted(top: Frame, row: Frame | None) -> Truth:
            truth = self.tests[number](top, row)
            self.seen.note(number, truth)
            return truth

        return noted

    def note(self, top: Frame, row: Frame | None) -> bool:
        """Looks once: at the tests that matter, left to right. True when something was seen for
        the first time.
        """
        before = self.seen.size
        self.seen.note(WHOLE, self.look(top, row))
        return self.seen.size > before

    def missing(self) -> Iterator[Missing]:
        for test, truths in self.reach.of(self.site).truths.items():
            yield from (
                (self.site, test, truth) for truth in truths if truth not in self.seen.of(test)
            )


def _joined(parts: list[Test], settles: bool) -> Test:
    def look(top: Frame, row: Frame | None) -> Truth:
        result: Truth = not settles
        for part in parts:
            truth = part(top, row)
            if truth is settles:
                return settles
            if truth is None:
                result = None
        return result

    return look


def _turned(inner: Test) -> Test:
    def look(top: Frame, row: Frame | None) -> Truth:
        truth = inner(top, row)
        return None if truth is None else not truth

    return look


class Spot:
    """Where conditions are looked at together: the same place under the same guards."""

    def __init__(self, site: Site, guards: tuple[n.Condition, ...], engine: Engine) -> None:
        self.site = site
        """One of them."""
        self.once = [engine.test(guard) for guard in guards if not row_reads(guard)]
        """Guards that are the same for every row."""
        self.each = [engine.test(guard) for guard in guards if row_reads(guard)]
        self.watches: list[Watch] = []
        """Conditions of which something is still to be seen."""
        self.unread: set[Reading] = set()
        """Tests in templates that no letter has read yet."""


class Observer:
    """Looks at every condition after each path, until all it can be was seen and every template
    read.
    """

    def __init__(self, engine: Engine, sites: Iterable[Site], reach: Reach) -> None:
        self.engine = engine
        self.reach = reach
        self.sites = tuple(sites)
        self.spots: dict[object, Spot] = {}
        self.readings: dict[tuple[str, str, str], set[Reading]] = {}
        """By letter, list and text: how a letter says which tests it read."""
        self.unread: dict[Reading, list[Spot]] = {}
        """Tests in templates that no letter has read yet, with where they are looked at."""
        for site in self.sites:
            self._put(site)
        self.open = [spot for spot in self.spots.values() if spot.watches or spot.unread]

    def _put(self, site: Site) -> None:
        watch = Watch(site, self.engine, self.reach)
        if next(watch.missing(), None) is not None:
            self._spot(site, site.guards).watches.append(watch)
        if site.text:
            reading = site.place, site.text
            spot = self._spot(site, (*site.guards, *site.around))
            spot.unread.add(reading)
            self.unread.setdefault(reading, []).append(spot)
            for letter in site.letters:
                self.readings.setdefault((letter, site.list, site.text), set()).add(reading)

    def _spot(self, site: Site, guards: tuple[n.Condition, ...]) -> Spot:
        key = (site.list, site.section, site.settled, guards)
        if key not in self.spots:
            self.spots[key] = Spot(site, guards, self.engine)
        return self.spots[key]

    def look(self, state: State) -> set[Reading]:
        """Notes what every condition is now, where it is looked at.

        Returns the tests in templates that the letters of this case should read, and that none has
        read yet.
        """
        guards: dict[int, Truth] = {}
        found: set[Reading] = set()
        done = False
        for spot in self.open:
            for row in self._rows(spot, state, guards):
                found |= spot.unread
                news = [watch for watch in spot.watches if watch.note(state.top, row)]
                if any(next(watch.missing(), None) is None for watch in news):
                    spot.watches = [
                        watch for watch in spot.watches if next(watch.missing(), None) is not None
                    ]
                    done = True
        if done:
            self._close()
        return found

    def _rows(self, spot: Spot, state: State, known: dict[int, Truth]) -> Iterator[Frame | None]:
        """Where its guards hold; guards that other spots share are looked at once."""
        for guard in spot.once:
            if id(guard) not in known:
                known[id(guard)] = guard(state.top, None)
            if known[id(guard)] is not True:
                return
        for row in self.places(spot.site, state):
            if all(guard(state.top, row) is True for guard in spot.each):
                yield row

    def read(self, letter: str, list_: str, text: str) -> None:
        """A letter read this test while it was rendered."""
        for reading in self.readings.pop((letter, list_, text), ()):
            for spot in self.unread.pop(reading, ()):
                spot.unread.discard(reading)

    def _close(self) -> None:
        self.open = [spot for spot in self.open if spot.watches or spot.unread]

    def missing(self) -> list[Missing]:
        """What was not seen although the model says that it can be."""
        return [miss for spot in self.open for watch in spot.watches for miss in watch.missing()]

    def places(self, site: Site, state: State) -> Iterator[Frame | None]:
        """Where a condition is looked at now: once (None), or in each row."""
        if site.section >= 0 and not state.top.on[site.section]:
            return
        if not site.list:
            if not site.settled or self._is_settled(state.top, site.settled):
                yield None
            return
        position = self.engine.tree.positions[site.list]
        rows = state.lists[position].frames.values() if state.top.on[position] else ()
        for row in rows:
            if "/" not in site.settled or self._is_settled(row, site.settled):
                yield row

    def _is_settled(self, frame: Frame, name: str) -> bool:
        """Whether a question, or a column of the row whose frame this is, is answered on path."""
        i = self.engine.compiler.positions[name]
        return frame.on[i] and _settled(frame.states[i])


def _settled(state: AnswerState | None) -> bool:
    return state is not None and state.is_settled
