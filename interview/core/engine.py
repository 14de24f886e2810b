"""A tree made ready to run: every condition compiled, and for every question the ones that must
look again.

Built once for a tree and shared by all its cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from interview.core.answers import AnswerState, Party
from interview.core.bulk import without_collector
from interview.core.conditions.evaluate import NONE, Compiler, Test
from interview.core.conditions.nodes import Condition, reads
from interview.core.frame import PARTY_INDEX
from interview.core.tree import Check, Implication, Question, Section, Tree


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled check."""

    check: Check
    test: Test


@dataclass(frozen=True, slots=True)
class Following:
    """A compiled implication, with the answer as conditions see it."""

    implication: Implication
    test: Test
    state: AnswerState
    value: Any
    """The value as its kind loads it, or NONE."""


@dataclass(slots=True)
class Step:
    """One node of the tree, or one column of a list, compiled."""

    position: int
    node: Question | Section
    parent: int
    when: Test | None
    rules: tuple[Rule, ...]
    asks: tuple[int, ...]
    """Indices of the parties that can be asked."""
    columns: tuple[Step, ...] = ()
    implied: tuple[Following, ...] = ()
    readers: tuple[int, ...] = ()
    """Positions after this one that must be decided again when this one changes."""
    bit: int = 0
    """1 << position: its place in a frame's bit sets."""
    is_section: bool = False
    is_plain: bool = False
    """A question outside lists that is no list, has no checks, follows from nothing and sums
    nothing up: others decide its relevance.
    """


class Engine:
    """The compiled tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.compiler = Compiler(*_names(tree))
        with without_collector():
            self.steps = self._compiled()
        self._tests: dict[int, tuple[Condition, Test]] = {}
        """By the identity of the condition, which is held here: comparing whole conditions takes
        longer than a test.
        """

    def test(self, condition: Condition) -> Test:
        """The compiled form of a condition that stands outside the questions (attachments,
        letters).
        """
        found = self._tests.get(id(condition))
        if found is None:
            found = self._tests[id(condition)] = condition, self.compiler.test(condition)
        return found[1]

    def _compiled(self) -> list[Step]:
        steps = [
            self._step(i, node, self.tree.parents[i]) for i, node in enumerate(self.tree.nodes)
        ]
        self._link(steps, "")
        for step in steps:
            if step.columns:
                self._link(step.columns, step.node.id)
        return steps

    def _step(self, position: int, node: Question | Section, parent: int) -> Step:
        when = self.compiler.test(node.when) if node.when is not None else None
        if isinstance(node, Section):
            return Step(position, node, parent, when, (), (), is_section=True)
        rules = tuple(Rule(check, self.compiler.test(check.test)) for check in node.checks)
        columns = tuple(self._step(i, column, -1) for i, column in enumerate(node.columns))
        return Step(
            position,
            node,
            parent,
            when,
            rules,
            _asks(node),
            columns,
            tuple(self._following(node, each) for each in node.implied),
            bit=1 << position,
            is_plain=not (rules or columns or node.list or node.sums_up or node.implied),
        )

    def _following(self, question: Question, implication: Implication) -> Following:
        is_none = implication.state is AnswerState.none
        value = NONE if is_none else question.kind.load(implication.value, question)
        test = self.compiler.test(implication.when)
        return Following(implication, test, implication.state, value)

    def _link(self, steps: Iterable[Step], of: str) -> None:
        """Notes for each step who reads it. A list reads whatever its columns read outside the
        list.
        """
        readers: dict[int, set[int]] = {}
        listed = list(steps)
        for step in listed:
            for read_position in self._inputs(step, of):
                if read_position != step.position:
                    readers.setdefault(read_position, set()).add(step.position)
        for position, positions in readers.items():
            listed[position].readers = tuple(sorted(positions))

    def _inputs(self, step: Step, of: str) -> set[int]:
        found = {step.parent} if step.parent >= 0 else set()
        for condition in conditions_of(step.node):
            for read in reads(condition):
                if read.list == of:
                    found.add(self.compiler.position(read))
        if not of and isinstance(step.node, Question):
            found |= {self.compiler.position(read) for read in step.node.sums_up if not read.list}
            for column in step.node.columns:
                for condition in conditions_of(column):
                    found |= {self.compiler.position(r) for r in reads(condition) if not r.list}
        return found


def conditions_of(node: Question | Section) -> list[Condition]:
    """The conditions that decide this node's relevance, what its answer is, and whether that
    stands.
    """
    found = [node.when] if node.when is not None else []
    if isinstance(node, Question):
        found += [check.test for check in node.checks]
        found += [each.when for each in node.implied]
    return found


def _names(tree: Tree) -> tuple[dict[str, int], dict[str, Question]]:
    positions = dict(tree.positions)
    questions: dict[str, Question] = {}
    for node in tree.nodes:
        if isinstance(node, Question):
            questions[node.id] = node
            for i, column in enumerate(node.columns):
                positions[f"{node.id}/{column.id}"] = i
                questions[f"{node.id}/{column.id}"] = column
    return positions, questions


def _asks(question: Question) -> tuple[int, ...]:
    """A proxy may be asked whatever the patient may, unless it is confidential."""
    parties = list(question.ask)
    if Party.patient in parties and not question.confidential and Party.proxy not in parties:
        parties.append(Party.proxy)
    return tuple(PARTY_INDEX[p] for p in parties)
