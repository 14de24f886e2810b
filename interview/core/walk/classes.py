"""Parts the answers to every question by the tests that read them: answers that no test tells
apart are one class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.engine import Engine
from interview.core.measure import Truth
from interview.core.tree import Question
from interview.core.walk.samples import (
    Given,
    around,
    chosen,
    coded,
    following_of,
    none_of,
    not_answered,
    of_amount,
    typed,
    usual,
)
from interview.core.walk.solve import Comparisons, constants, direct_reads
from interview.core.walk.tests_of import cell_key

MOST_OPTIONS = 7
"""Options of one `choices` question that are combined in every way; of more, only pairs and
those of one condition.
"""
TOGETHER = 4
"""Options named together in one condition, at most, that are combined in every way all the same."""
MOST_SETTINGS = 60
"""Combinations of other answers against which amounts are told apart."""
ROWS = 2
"""Rows a list is given at most, unless a test counts further."""


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers that every test takes alike. They are given in turn."""

    answers: tuple[Given, ...]

    @property
    def words(self) -> str:
        return self.answers[0].words

    @property
    def state(self) -> AnswerState:
        return self.answers[0].state

    @property
    def value(self) -> Any:
        return self.answers[0].value


@dataclass(slots=True)
class Partition:
    """The classes of every question and column, by `id` or `list/column`, and the most rows of
    every list.
    """

    classes: dict[str, tuple[AnswerClass, ...]] = field(default_factory=dict)
    branching: set[str] = field(default_factory=set)
    """Questions and columns that some test reads."""
    rows: dict[str, int] = field(default_factory=dict)
    following: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The class of what each rule implies, for questions that have such rules."""
    coarse: dict[str, str] = field(default_factory=dict)
    """Where the classes are not all there are, and why."""


def partition(
    engine: Engine, conditions: Sequence[tuple[n.Condition, str]], today: date
) -> Partition:
    """The classes of all questions under these conditions. `today` bounds the dates that may be
    given.
    """
    return _Partitioner(engine, conditions, today).result()


class _Partitioner:
    def __init__(
        self, engine: Engine, conditions: Sequence[tuple[n.Condition, str]], today: date
    ) -> None:
        self.engine = engine
        self.today = today
        self.comparisons = Comparisons(engine.compiler, today, len(engine.steps))
        self.tests: dict[str, dict[n.Condition, None]] = {}
        self.counts: dict[str, int] = {}
        self.together: dict[str, dict[frozenset[str], None]] = {}
        """By question, options that one condition names together."""
        for condition, _ in conditions:
            self._gather(condition)
        self.points: dict[str, list[Fraction]] = {}
        self.found = Partition()

    def _gather(self, condition: n.Condition) -> None:
        """Notes every test by the questions it reads, also inside any(…), all(…) and count(…)."""
        named: dict[str, set[str]] = {}
        for node in n.walk(condition):
            if isinstance(node, n.Contains):
                named.setdefault(cell_key(node.read), set()).add(node.option)
        for key, options in named.items():
            if 1 < len(options) <= TOGETHER:
                self.together.setdefault(key, {})[frozenset(options)] = None
        for node in n.walk(condition):
            match node:
                case (
                    n.OneOf(read)
                    | n.Contains(read)
                    | n.Answered(read)
                    | n.HasState(read)
                    | n.Starts(read)
                ):
                    self.tests.setdefault(cell_key(read), {})[node] = None
                case n.Compare():
                    for key in direct_reads(node):
                        self.tests.setdefault(key, {})[node] = None
                    self._count(node)

    def _count(self, test: n.Compare) -> None:
        """A test that counts rows up to a number needs so many rows, or one more to go beyond
        it.
        """
        for side, other in ((test.left, test.right), (test.right, test.left)):
            if isinstance(side, n.Count):
                most = int(Fraction(other.text)) + 1 if isinstance(other, n.Number) else ROWS
                least = most - 1 if test.operator in ("<", ">=") and side is test.left else most
                self.counts[side.list.id] = max(self.counts.get(side.list.id, 0), least)

    def result(self) -> Partition:
        for key, question in self._keys():
            if question.is_list:
                self.found.rows[key] = min(max(ROWS, self.counts.get(key, 0)), 4)
                continue
            tests = list(self.tests.get(key, {}))
            if tests:
                self.found.branching.add(key)
                self.found.classes[key] = self._merged(
                    key, question, self._candidates(key, question, tests), tests
                )
            else:
                answers = (*usual(question, self.today), *none_of(question))
                self.found.classes[key] = (AnswerClass(answers or not_answered()),)
                self.found.following[key] = (0,) * len(question.implied)
        return self.found

    def _keys(self) -> Iterator[tuple[str, Question]]:
        for node in self.engine.tree.nodes:
            if isinstance(node, Question):
                yield from ((f"{node.id}/{column.id}", column) for column in node.columns)
                yield node.id, node

    # what may be answered

    def _candidates(self, key: str, question: Question, tests: list[n.Condition]) -> list[Given]:
        compared = [t for t in tests if isinstance(t, n.Compare)]
        codes = [t.prefix for t in tests if isinstance(t, n.Starts)]
        found: list[Given | None] = []
        if question.options:
            found += self._chosen(key, question, tests)
        elif compared:
            found += self._amounts(key, question, compared)
        elif codes:
            found += [coded(question, prefix, self.today) for prefix in codes]
            found.append(typed(question, "Words as given", self.today))
        found += usual(question, self.today) if not question.options and not compared else ()
        return [
            given for given in (*found, *none_of(question), *not_answered()) if given is not None
        ]

    def _chosen(self, key: str, question: Question, tests: list[n.Condition]) -> list[Given]:
        """An answer for every option that a test names, and one for all the others."""
        named = _named(tests)
        keys = [option.key for option in question.options if option.key in named]
        rest = [option.key for option in question.options if option.key not in named][:1]
        if not question.kind.takes_several:
            return [chosen(question, (option,)) for option in (*keys, *rest)]
        sets = self._subsets(key, keys)
        order = [option.key for option in question.options]
        found = [chosen(question, tuple(sorted(each, key=order.index))) for each in sets]
        return [chosen(question, tuple(rest)), *found] if rest else found

    def _subsets(self, key: str, keys: list[str]) -> list[tuple[str, ...]]:
        if len(keys) <= MOST_OPTIONS:
            return _every(keys)
        self.found.coarse[key] = (
            f"{len(keys)} options: each alone, each pair, what one condition names together, all"
        )
        named = [
            s
            for together in self.together.get(key, ())
            for s in _every([k for k in keys if k in together])
        ]
        alone = [(option,) for option in keys]
        return list(dict.fromkeys([*alone, *combinations(keys, 2), *named, tuple(keys)]))

    def _amounts(self, key: str, question: Question, tests: list[n.Compare]) -> list[Given | None]:
        exact, loose = self._boundaries(key, tests)
        self.points[key] = sorted(exact | loose)[:24]
        found = [of_amount(question, point, self.today) for point in self.points[key]]
        if question.kind.is_date:
            found += [around(question, point, self.today) for point in sorted(loose)]
        found += self._other_units(question)
        return found

    def _other_units(self, question: Question) -> list[Given | None]:
        return [
            typed(question, f"{question.high or 6} {unit}", self.today)
            for unit in question.units[1:]
        ]

    def _boundaries(self, key: str, tests: list[n.Compare]) -> tuple[set[Fraction], set[Fraction]]:
        """Amounts to give because a later question will be held against them; and those around
        each boundary.
        """
        compare = self.comparisons
        exact: set[Fraction] = set()
        loose: set[Fraction] = set()
        for test in tests:
            loose |= _around_constants(test, key)
            partners = compare.partners(test, key)
            if all(partner in self.points for partner in partners):
                for setting in compare.settings(partners, self.points):
                    turns = sorted(compare.turns(test, key, setting))
                    loose |= {*turns, *(turn - 1 for turn in turns[:1])}
            elif not self._adapts_to_any(test, key, exact or {compare.default(key)}):
                setting = next(compare.settings(partners, self.points))
                exact |= set(list(compare.turns(test, key, setting))[:1])
        low, high = compare.limits(key)
        if not exact and not loose:
            exact = {compare.default(key)}
        return exact, {point for point in loose if low <= point <= high}

    def _adapts_to_any(self, test: n.Compare, key: str, points: set[Fraction]) -> bool:
        return any(self._adapts(test, key, point) for point in points)

    def _adapts(self, test: n.Compare, key: str, point: Fraction) -> bool:
        """Whether a later question can be answered on both sides of the boundary once this one
        has this amount.
        """
        compare = self.comparisons
        for later in (p for p in compare.partners(test, key) if p not in self.points):
            others = {
                p: self.points.get(p, [compare.default(p)])[0]
                for p in compare.partners(test, later)
            }
            if len(list(compare.turns(test, later, others | {key: point}))) == 2:
                return True
        return False

    # what no test tells apart

    def _merged(
        self, key: str, question: Question, candidates: list[Given], tests: list[n.Condition]
    ) -> tuple[AnswerClass, ...]:
        groups = list(self._groups(key, [*candidates, *following_of(question)], tests).values())
        self.found.following[key] = tuple(
            next(i for i, group in enumerate(groups) if each in group)
            for each in following_of(question)
        )
        compared = [test for test in tests if isinstance(test, n.Compare)]
        one_only = any(self.comparisons.partners(test, key) for test in compared)
        return tuple(AnswerClass(_kinds_apart(group, 1 if one_only else 4)) for group in groups)

    def _groups(
        self, key: str, candidates: list[Given], tests: list[n.Condition]
    ) -> dict[tuple[str | Truth, ...], list[Given]]:
        """The answers that every test takes alike, whatever other answers it reads."""
        is_counted = any(isinstance(node, n.Count) for test in tests for node in n.walk(test))
        looks = [(test, setting) for test in tests for setting in self._settings(key, test)]
        groups: dict[tuple[str | Truth, ...], list[Given]] = {}
        for given in candidates:
            truths = [self._truth(test, key, given, setting) for test, setting in looks]
            apart = str(given.data) if is_counted else ""
            groups.setdefault((apart, given.state.is_settled, *truths), []).append(given)
        return groups

    def _settings(self, key: str, test: n.Condition) -> list[dict[str, object]]:
        """Answers of the other questions that a test reads, to see whether two answers ever
        differ.
        """
        if not isinstance(test, n.Compare):
            return [{}]
        partners = self.comparisons.partners(test, key)
        if any(partner not in self.points for partner in partners):
            return self._later_settings(key, test, partners)
        return [
            {p: self.comparisons.value(p, amount) for p, amount in setting.items()}
            for setting in list(self.comparisons.settings(partners, self.points))[:MOST_SETTINGS]
        ] or [{}]

    def _later_settings(
        self, key: str, test: n.Compare, partners: list[str]
    ) -> list[dict[str, object]]:
        """A later question will be answered on both sides of each of our amounts, so each must
        stay apart.
        """
        compare = self.comparisons
        later = next(p for p in partners if p not in self.points)
        fixed = {p: self.points.get(p, [compare.default(p)])[0] for p in partners if p != later}
        found: list[dict[str, Fraction]] = []
        for point in self.points.get(key, []):
            for turn in compare.turns(test, later, fixed | {key: point}):
                found += [fixed | {later: turn + step} for step in (-1, 0)]
        settings = found[:MOST_SETTINGS] or [fixed | {later: compare.default(later)}]
        return [
            {p: compare.value(p, amount) for p, amount in setting.items()} for setting in settings
        ]

    def _truth(self, test: n.Condition, key: str, given: Given, others: dict[str, object]) -> Truth:
        compiler = self.engine.compiler
        top, row = self.comparisons.frames()
        frame, i = (row if "/" in key else top), compiler.positions[key]
        frame.on[i], frame.states[i], frame.vis[i] = True, given.state, given.value
        for other, value in others.items():
            (row if "/" in other else top).vis[compiler.positions[other]] = value
        return compiler.test(test)(top, row)


def _named(tests: list[n.Condition]) -> set[str]:
    """The options that these tests name."""
    found: set[str] = set()
    for test in tests:
        if isinstance(test, n.OneOf):
            found.update(test.options)
        elif isinstance(test, n.Contains):
            found.add(test.option)
    return found


def _around_constants(test: n.Compare, key: str) -> set[Fraction]:
    """Amounts just below, at and just above what a test holds this one against."""
    is_counted = any(isinstance(node, n.Count) for node in n.walk(test))
    found = {Fraction(rows) for rows in range(ROWS + 2)} if is_counted else set()
    for constant in constants(test, key):
        found |= {constant - 1, constant, constant + 1}
    return found


def _kinds_apart(group: list[Given], most: int) -> tuple[Given, ...]:
    """One answer of each state, and of values the first few: they are given in turn.

    Of amounts that are held against other answers only one is given: they were told apart on a few
    of those only.
    """
    values = [g for g in group if g.state is AnswerState.answered][:most]
    states = {g.state: g for g in group if g.state is not AnswerState.answered}
    return (*values, *states.values())


def _every(keys: list[str]) -> list[tuple[str, ...]]:
    """Every choice of at least one of these, the small ones first."""
    return [s for size in range(1, len(keys) + 1) for s in combinations(keys, size)]
