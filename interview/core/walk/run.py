"""The whole walk: counts, drives every module, then modules against each other, then samples, then what is still unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interview.core.build import REASONS
from interview.core.check.facts import LetterFacts
from interview.core.conditions.words import condition_text
from interview.core.engine import Engine
from interview.core.source import AuthorError
from interview.core.state import State
from interview.core.tree import Tree
from interview.core.walk.chance import Chance
from interview.core.walk.classes import partition
from interview.core.walk.conditions_of import letter_sites, tree_sites
from interview.core.walk.drive import AtRandom, Driven, Driver, Fixed
from interview.core.walk.flaws import flaws_of
from interview.core.walk.model import Model, TooWide, Value, answers_on
from interview.core.walk.modules import ModuleDrive, ModulePaths, disagreement, entries, module_paths, ways, whole_tree
from interview.core.walk.observe import Missing, Observer
from interview.core.walk.pairs import Greedy, Pairs
from interview.core.walk.reach import WHOLE, Reach
from interview.core.walk.report import Failure, ModuleWalk, WalkReport
from interview.core.walk.tests_of import atoms


@dataclass(frozen=True, slots=True)
class Rendered:
    """One letter of one case."""

    letter: str
    text: str
    read: Iterable[tuple[str, str]] = ()
    """The tests that the template read while rendering: list (empty outside rows) and the test's text."""


Render = Callable[[State], Sequence[Rendered]]
"""Renders every letter that a case calls for. Raises AuthorError where a template cannot be rendered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a walk goes. Counts alone give the same walk everywhere; `seconds` needs a clock."""

    module_paths: int = 10_000
    pair_paths: int = 600
    samples: int = 1_000
    seconds: float = 55.0
    failures: int = 20
    """Kinds of failures after which no more are gathered."""


def walk_tree(
    tree: Tree,
    letters: Sequence[LetterFacts],
    render: Render,
    at: datetime,
    limits: Limits = Limits(),  # noqa: B008  # frozen
    clock: Callable[[], float] | None = None,
) -> WalkReport:
    """Walks a tree. `at` is when every event happens; `clock` gives seconds, and without it no time limit holds."""
    return _Walk(tree, letters, render, at, limits, clock or (lambda: 0.0)).walk()


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
        self.observer = Observer(self.engine, sites, Reach(self.model, tree))
        self.driver = Driver(self.engine, self.parts, at)
        self.report = WalkReport(coarse=dict(self.parts.coarse), letters={letter.id: 0 for letter in letters})
        self.read: set[tuple[str, str, str]] = set()
        self.failed: set[str] = set()

    def walk(self) -> WalkReport:
        self._count()
        self._modules()
        self._pairs()
        self._samples()
        self._unseen()
        self._tests()
        return self.report

    def _left(self, share: float) -> bool:
        """Whether this share of the time is not used up yet."""
        return self.clock() - self.start < self.limits.seconds * share

    # counting

    def _count(self) -> None:
        role = self.tree.role(REASONS)
        keep = [self.tree.positions[role]] if role in self.parts.branching else []
        try:
            trails = self.model.trails(whole_tree(self.model, self.tree, keep))
        except TooWide:
            return
        self.report.paths = sum(trail.count for trail in trails)
        for module in (m for m in self.tree.modules if m.is_reason and keep):
            chosen = {
                i for i, cls in enumerate(self.parts.classes[role]) if module.name in (cls.answers[0].data or ())  # type: ignore[operator]
            }
            self.report.by_reason[module.name] = sum(t.count for t in trails if t.values[keep[0]] in chosen)

    # driving

    def _modules(self) -> None:
        found = list(module_paths(self.model, self.tree))
        for number, paths in enumerate(found, 1):
            walked = ModuleWalk(paths.name, paths.count)
            self.report.modules.append(walked)
            until = 0.5 * number / len(found)
            if paths.count is not None and paths.count <= self.limits.module_paths:
                self._all_paths(paths, walked, until)
            else:
                self._some_paths(paths, walked, until)

    def _all_paths(self, paths: ModulePaths, walked: ModuleWalk, until: float) -> None:
        """Every path, on few cases: the ways with the same answers before the module share one."""
        chance = Chance(len(paths.name))
        begun, before, drive = 0, None, None
        share = until * self.limits.seconds - (self.clock() - self.start)
        began = self.clock()
        all_ways = ways(self.model, paths)
        for number, way in enumerate(all_ways):
            entry = {p: value for p, value in way.items() if p < paths.enter}
            if drive is None or entry != before or number - begun >= 150:
                begun, before = number, entry
                drive = ModuleDrive(self.driver, paths, chance)
                drive.prepare(way)
            driven = drive.follow(way)
            walked.driven += 1
            wrong = disagreement(self.tree, paths, way, driven)
            if wrong:
                self._fail(f"Module {paths.name}: {wrong}", driven)
            spent = self.clock() - began
            if share <= 0 or spent > 4 * share:
                return
            in_pace = spent / share <= (number + 1) / len(all_ways) or number == 0
            self._finish(driven, in_pace)
            walked.rendered += in_pace

    def _some_paths(self, paths: ModulePaths, walked: ModuleWalk, until: float) -> None:
        """Seeded samples, beginning at every way of getting to the module in turn."""
        chance = Chance(len(paths.name))
        try:
            links = entries(self.model, paths)
        except TooWide:
            links = [None]
        random = AtRandom(self.engine, self.parts, chance)
        while walked.driven < self.limits.module_paths // 10 and (walked.driven < 20 or self._left(until)):
            entry = answers_on(links[walked.driven % len(links)])
            self._finish(self.driver.drive(Fixed(self.driver, entry, random), chance))
            walked.driven += 1
            walked.rendered += 1

    def _pairs(self) -> None:
        pairs, chance = Pairs(self.model, self.tree), Chance(2)
        pairs.find()
        self.report.pairs = pairs.total
        lost = 0
        while self.report.pair_paths < self.limits.pair_paths and self._left(0.75):
            target = pairs.next_target()
            if target is None:
                break
            greedy = Greedy(pairs, chance, self.parts.rows, self.tree)
            driven = self.driver.drive(Fixed(self.driver, target[1], greedy), chance)
            self.report.pair_paths += 1
            pairs.note(driven)
            if target[0] in pairs.waiting:
                pairs.give_up(target[0])
                lost += 1
            self._finish(driven)
        self.report.pairs_seen = pairs.total - len(pairs.waiting) - lost

    def _samples(self) -> None:
        chance = Chance(1)
        chooser = AtRandom(self.engine, self.parts, chance)
        while self.report.samples < self.limits.samples and self._left(0.92):
            self._finish(self.driver.drive(chooser, chance))
            self.report.samples += 1

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
            link = self.observer.reach.of(site).of(test)[truth]
            way: Mapping[int, Value] = answers_on(link)
            random = AtRandom(self.engine, self.parts, chance)
            self._finish(self.driver.drive(Fixed(self.driver, way, random), chance))

    def _finish(self, driven: Driven, is_rendered: bool = True) -> None:
        self.observer.look(driven.state)
        if not is_rendered:
            return
        try:
            for rendered in self.render(driven.state):
                self.report.letters[rendered.letter] = self.report.letters.get(rendered.letter, 0) + 1
                self.read.update((rendered.letter, list_, text) for list_, text in rendered.read)
                for flaw in flaws_of(rendered.text):
                    self._fail(f"Letter {rendered.letter} has {flaw}.", driven, rendered.letter)
        except AuthorError as error:
            self._fail(error.sentence, driven)

    def _fail(self, what: str, driven: Driven | None, letter: str = "") -> None:
        kind = what.partition(", near ")[0]
        if kind not in self.failed and len(self.failed) < self.limits.failures:
            self.failed.add(kind)
            self.report.failures.append(Failure(what, tuple(driven.answers) if driven else (), letter))

    # tests

    def _tests(self) -> None:
        missing: dict[int, list[Missing]] = {}
        for miss in self.observer.missing():
            missing.setdefault(id(miss[0]), []).append(miss)
        for site in self.observer.sites:
            self.report.tests += 1
            misses = missing.get(id(site), [])
            self.report.tests_seen += not misses
            for _, number, truth in misses:
                test = site.condition if number == WHOLE else atoms(site.condition)[number]
                word = {True: "true", False: "false", None: "unsure"}[truth]
                self._fail(f"{site.place}: {condition_text(test)} in {site.what} was never seen {word}.", None)
        self._never_rendered()

    def _never_rendered(self) -> None:
        for letter, times in self.report.letters.items():
            if not times:
                self._fail(f"Letter {letter} was never rendered.", None, letter)
        for site in self.observer.sites:
            known = {key[0] for key in self.read}
            if site.role == "test" and site.owner in known and (site.owner, site.list, site.text) not in self.read:
                self._fail(f"{site.place}: “{site.text}” in letter {site.owner} was never read.", None, site.owner)
