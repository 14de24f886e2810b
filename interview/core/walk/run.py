"""The whole walk: count; drive every module, modules against each other, samples, and what is
still unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from interview.core.author_text import AuthorError
from interview.core.build import REASONS
from interview.core.engine import Engine
from interview.core.letter_facts import LetterFacts
from interview.core.state import State
from interview.core.tree import Tree
from interview.core.walk.chance import Chance
from interview.core.walk.classes import partition
from interview.core.walk.conditions_of import letter_sites, tree_sites
from interview.core.walk.counting import count_paths
from interview.core.walk.covering import Greedy, Pairs
from interview.core.walk.drive import AtRandom, Driven, Driver, Fixed
from interview.core.walk.flaws import flaws_of
from interview.core.walk.limits import USUAL, Limits, Render
from interview.core.walk.model import Link, Model, TooWide, answers_on
from interview.core.walk.modules import (
    FRESH_AFTER,
    ModuleDrive,
    ModulePaths,
    disagreement,
    entries,
    module_paths,
    ways,
)
from interview.core.walk.observe import Observer, Reading, Spot
from interview.core.walk.perhaps import Perhaps
from interview.core.walk.reach import WHOLE, Reach
from interview.core.walk.renderings import FEW, Due, ways_to_letters
from interview.core.walk.report import Failure, ModuleWalk, ReasonWalk, WalkReport
from interview.core.walk.situations import situations, way_to
from interview.core.walk.unmet import never_read, never_seen

RENDERING = 0.5
"""Share of a stage's time that may go into rendering where nothing new is known to show."""
WHOLE_MODULES, MODULES, SAMPLES, FOUND, PAIRS = 0.42, 0.55, 0.7, 0.83, 0.95
"""When, as a share of the time, the stages end."""


def walk_tree(
    tree: Tree,
    letters: Sequence[LetterFacts],
    render: Render,
    at: datetime,
    limits: Limits = USUAL,
    clock: Callable[[], float] | None = None,
) -> WalkReport:
    """Walks a tree. `at` is when every event happens; `clock` gives seconds, and without it no
    time limit holds.
    """
    return _Walk(tree, letters, render, at, limits, clock or (lambda: 0.0)).walk()


class _Pace:
    """Spreads the time there is for rendering over a stage, so that all of its paths are driven
    as well.
    """

    def __init__(self, walk: _Walk, until: float, total: int) -> None:
        self.walk, self.total = walk, max(1, total)
        self.share = RENDERING * max(0.0, until * walk.limits.seconds - walk.elapsed())
        self.before = walk.rendering

    def has_time(self, done: int) -> bool:
        """Without a clock there is always time."""
        return self.walk.rendering - self.before <= self.share * (done + 1) / self.total


class _Walk:
    def __init__(
        self,
        tree: Tree,
        letters: Sequence[LetterFacts],
        render: Render,
        at: datetime,
        limits: Limits,
        clock: Callable[[], float],
    ) -> None:
        self.tree, self.render, self.limits, self.clock = tree, render, limits, clock
        self.start = clock()
        self.engine = Engine(tree)
        sites = (*tree_sites(tree), *letter_sites(tree, letters))
        conditions = tuple(dict.fromkeys((site.condition, site.list) for site in sites))
        self.parts = partition(self.engine, conditions, at.date())
        self.model = Model(self.engine, self.parts)
        self.observer = Observer(self.engine, sites, Reach(self.model, tree, letters))
        self.driver = Driver(self.engine, self.parts, at)
        self.pairs = Pairs(self.model, tree)
        self.letters, self.due = letters, Due(self.engine, letters)
        self.perhaps = Perhaps(self.engine, letters)
        self.report = WalkReport(
            coarse=dict(self.parts.coarse), letters={letter.id: 0 for letter in letters}
        )
        self.rendering = 0.0
        """Seconds spent on rendering."""
        self.tries: dict[Reading, int] = {}
        """How often a letter was rendered to see it read this test."""
        self.failed: set[str] = set()

    def walk(self) -> WalkReport:
        count_paths(self.model, self.tree, self.report)
        self._modules()
        self._samples()
        self._pairs()
        self._letters()
        self._situations()
        self._unseen()
        self._unread()
        self._tests()
        return self.report

    def elapsed(self) -> float:
        return self.clock() - self.start

    def _left(self, share: float) -> bool:
        """Whether this share of the time is not used up yet."""
        return self.elapsed() < self.limits.seconds * share

    def _modules(self) -> None:
        """All paths of the modules that have few enough, then samples of the others."""
        found = list(module_paths(self.model, self.tree))
        walks = {paths.name: ModuleWalk(paths.name, paths.count) for paths in found}
        self.report.modules += walks.values()
        whole = [p for p in found if p.count is not None and p.count <= self.limits.module_paths]
        for paths, until in self._spread(whole, WHOLE_MODULES):
            self._all_paths(paths, walks[paths.name], until)
        for paths, until in self._spread([paths for paths in found if paths not in whole], MODULES):
            self._some_paths(paths, walks[paths.name], until)

    def _spread(
        self, modules: list[ModulePaths], until: float
    ) -> Iterator[tuple[ModulePaths, float]]:
        """Each with the share of the time at which it should be done."""
        begun = self.elapsed() / self.limits.seconds
        for number, paths in enumerate(modules, 1):
            yield paths, begun + (until - begun) * number / len(modules)

    def _all_paths(self, paths: ModulePaths, walked: ModuleWalk, until: float) -> None:
        """Every path, on few cases: the ways with the same answers before the module share one."""
        chance, before, begun = Chance(len(paths.name)), None, 0
        drive: ModuleDrive | None = None
        all_ways = ways(self.model, paths)
        pace = _Pace(self, until, len(all_ways))
        for number, way in enumerate(all_ways):
            entry = {p: value for p, value in way.items() if p < paths.enter}
            if drive is None or entry != before or number - begun >= FRESH_AFTER:
                begun, before = number, entry
                drive = ModuleDrive(self.driver, paths, chance)
                drive.prepare(way)
            driven = drive.follow(way)
            walked.driven += 1
            wrong = disagreement(self.tree, paths, way, driven)
            if wrong:
                self._fail(f"Module {paths.name}: {wrong}", driven)
            walked.rendered += self._finish(driven, number == 0 or pace.has_time(number))
            if not self._left(MODULES):
                return

    def _some_paths(self, paths: ModulePaths, walked: ModuleWalk, until: float) -> None:
        """Seeded samples, beginning at every way of getting to the module in turn."""
        try:
            links = entries(self.model, paths)
        except TooWide:
            links = [None]
        chance = Chance(len(paths.name))
        drive: ModuleDrive | None = None
        most = self.limits.module_samples
        each = max(1, min(FRESH_AFTER, most // len(links)))
        pace = _Pace(self, until, most)
        while walked.driven < most and (walked.driven < 20 or self._left(until)):
            entry = answers_on(links[walked.driven // each % len(links)])
            if drive is None or walked.driven % each == 0:
                drive = ModuleDrive(self.driver, paths, chance)
                drive.prepare(entry)
            driven = drive.follow(entry)
            walked.driven += 1
            walked.rendered += self._finish(driven, pace.has_time(walked.driven))

    def _pairs(self) -> None:
        pairs, chance = self.pairs, Chance(2)
        pairs.find(lambda: self._left(FOUND))
        self.report.pairs, self.report.pairs_share = pairs.total, pairs.share
        pace = _Pace(self, PAIRS, self.limits.pair_paths)
        while self.report.pair_paths < self.limits.pair_paths and self._left(PAIRS):
            target = pairs.next_target()
            if target is None:
                break
            greedy = Greedy(pairs, chance, self.parts.rows, self.tree)
            driven = self.driver.drive(Fixed(self.driver, target[1], greedy), chance)
            self.report.pair_paths += 1
            pairs.note(driven)
            if target[0] in pairs.waiting:
                pairs.give_up(target[0])
                self.report.pairs_lost += 1
            self._finish(driven, pace.has_time(self.report.pair_paths))
        self.report.pairs_seen = pairs.total - len(pairs.waiting) - self.report.pairs_lost

    def _samples(self) -> None:
        chance = Chance(1)
        chooser = AtRandom(self.engine, self.parts, chance)
        pace = _Pace(self, SAMPLES, self.limits.samples)
        while self.report.samples < self.limits.samples and self._left(SAMPLES):
            self._finish(self.driver.drive(chooser, chance), pace.has_time(self.report.samples))
            self.report.samples += 1

    def _letters(self) -> None:
        """Drives straight to every letter under every reason alone, until each was rendered a
        few times.
        """
        chance = Chance(4)
        for letter, reason, links in ways_to_letters(self.model, self.tree, self.letters):
            times = self.report.by_reason[reason].letters
            for number in range(FEW):
                if times.get(letter, 0) <= number:
                    self._straight(links[number * len(links) // FEW], chance)
            if not times.get(letter):
                self._fail(
                    f"Letter {letter} was never rendered with the reason {reason}, though it"
                    " can be.",
                    None,
                    letter,
                )

    def _situations(self) -> None:
        """Drives to every two values of different axes that can go together."""
        chance, report = Chance(6), self.report
        for together in situations(self.tree.axes):
            can_be, link = way_to(together, self.observer.reach)
            report.situations += can_be is not False
            if can_be:
                self._straight(link, chance)
                report.situations_seen += 1

    def _unseen(self) -> None:
        """Drives straight to whatever test has not been seen yet."""
        chance = Chance(3)
        tried: set[tuple[object, int, object]] = set()
        while True:
            waiting = [m for m in self.observer.missing() if (id(m[0]), m[1], m[2]) not in tried]
            if not waiting:
                return
            site, test, truth = waiting[0]
            tried.add((id(site), test, truth))
            self._straight(self.observer.reach.of(site).of(test)[truth], chance)

    def _unread(self) -> None:
        """Drives straight to where a letter should read a test of its template that none has
        read yet.
        """
        chance = Chance(5)
        for reading, spots in list(self.observer.unread.items()):
            for link in [link for spot in spots for link in self._ways_to(spot)] * FEW:
                if reading not in self.observer.unread:
                    break
                self._straight(link, chance)

    def _ways_to(self, spot: Spot) -> list[Link | None]:
        """Ways to where a letter reads a test; where what is around it cannot be gone through,
        to the letter.
        """
        whole = replace(spot.site, guards=(*spot.site.guards, *spot.site.around))
        found = self.observer.reach.of(whole).of(WHOLE) or self.observer.reach.of(spot.site).of(
            WHOLE
        )
        return list(found.values())

    def _straight(self, link: Link | None, chance: Chance) -> None:
        """Drives a path with these answers, the others at random, and renders its letters."""
        random = AtRandom(self.engine, self.parts, chance)
        self._finish(self.driver.drive(Fixed(self.driver, answers_on(link), random), chance))

    def _finish(self, driven: Driven, is_rendered: bool = True) -> bool:
        """Looks at a driven path; renders its letters if asked to, or if something new shows.
        True if it did.
        """
        self.report.driven += 1
        self.pairs.met.note(driven)
        readings = self.observer.look(driven.state)
        for sentence in self.perhaps.look(driven.state):
            self._fail(sentence, driven)
        reasons = self._reasons(driven.state)
        is_rendered = self._is_new(driven.state, readings, reasons) or is_rendered
        for reason in reasons:
            reason.driven += 1
            reason.rendered += is_rendered
        if is_rendered:
            begun = self.clock()
            self._render(driven, reasons)
            self.rendering += self.clock() - begun
        return is_rendered

    def _is_new(self, state: State, readings: set[Reading], reasons: list[ReasonWalk]) -> bool:
        """Whether a letter would read a test that none has read, or is rare yet with one of the
        reasons.
        """
        fresh = [reading for reading in readings if self.tries.get(reading, 0) < FEW]
        for reading in fresh:
            self.tries[reading] = self.tries.get(reading, 0) + 1
        if fresh:
            return True
        due = self.due.of(state)
        return any(reason.letters.get(letter, 0) < FEW for reason in reasons for letter in due)

    def _render(self, driven: Driven, reasons: list[ReasonWalk]) -> None:
        self.report.rendered += 1
        try:
            for rendered in self.render(driven.state):
                self.report.letters[rendered.letter] = (
                    self.report.letters.get(rendered.letter, 0) + 1
                )
                for reason in reasons:
                    reason.letters[rendered.letter] = reason.letters.get(rendered.letter, 0) + 1
                for list_, text in rendered.read:
                    self.observer.read(rendered.letter, list_, text)
                for flaw in (*rendered.faults, *flaws_of(rendered.text)):
                    self._fail(f"Letter {rendered.letter} has {flaw}.", driven, rendered.letter)
        except AuthorError as error:
            self._fail(error.sentence, driven)

    def _reasons(self, state: State) -> list[ReasonWalk]:
        """What is noted of the reasons that were given on this path."""
        role = self.tree.role(REASONS)
        answer = state.answer(role) if role else None
        given = answer.value if answer is not None and answer.is_known and answer.value else ()
        return [reason for name, reason in self.report.by_reason.items() if name in given]

    def _fail(self, what: str, driven: Driven | None, letter: str = "") -> None:
        kind = what.partition("…")[0].partition(", near ")[0]
        if kind not in self.failed and len(self.failed) < self.limits.failures:
            self.failed.add(kind)
            answers = tuple(a for a in driven.answers if self._decides(a[0])) if driven else ()
            self.report.failures.append(Failure(what, answers, letter))

    def _decides(self, address: str) -> bool:
        """Whether some test reads this answer; all others are alike on every path."""
        list_, _, rest = address.partition("/")
        key = f"{list_}/{rest.rpartition('/')[2]}" if rest else list_
        return key in self.parts.branching or key in self.parts.rows

    def _tests(self) -> None:
        unseen = list(never_seen(self.observer))
        unmet = {id(site) for site, _ in unseen}
        self.report.tests = len(self.observer.sites)
        self.report.tests_seen = sum(id(site) not in unmet for site in self.observer.sites)
        for _, sentence in unseen:
            self._fail(sentence, None)
        for letter, sentence in never_read(self.observer, self.report):
            self._fail(sentence, None, letter)
