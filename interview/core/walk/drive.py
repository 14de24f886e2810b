"""Drives one path through the real engine: asks for the next question and answers it, until
nothing is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.engine import Engine
from interview.core.flow import EVERYONE, Pending, next_after, open_questions
from interview.core.slot import RELIABLE
from interview.core.state import State
from interview.core.walk.chance import Chance
from interview.core.walk.classes import Partition
from interview.core.walk.samples import Given, not_answered
from interview.core.walk.slices import Row
from interview.core.walk.truths import OFF, Config, Value

CASE = "c-000000"
OPERATOR = "walk"
UNANSWERED = 8
"""One in so many questions that decide nothing is left unanswered, so that letters show their
holes.
"""


class Chooser(Protocol):
    """Decides what is answered."""

    def answer(self, key: str, row: int) -> int:
        """The class of the answer to `id` or `list/column`; `row` counts from 0."""
        ...

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        """How many rows a list gets, and how it is left."""
        ...


@dataclass(slots=True)
class Driven:
    """A finished path."""

    state: State
    answers: list[tuple[str, str]] = field(default_factory=list)
    """What was asked and answered, in words, in order."""
    taken: list[tuple[str, int, int]] = field(default_factory=list)
    """Key, row (0 outside lists and in the first row) and class of each answer."""
    lists: dict[str, tuple[int, AnswerState]] = field(default_factory=dict)


class Driver:
    """Drives paths of one tree. `at` is when all its events happen."""

    def __init__(self, engine: Engine, parts: Partition, at: datetime) -> None:
        self.engine = engine
        self.parts = parts
        self.at = at
        self.most = 50 * (len(engine.steps) + 10)

    def drive(self, chooser: Chooser, chance: Chance) -> Driven:
        """A new case answered to its end. Raises RuntimeError when it does not come to one."""
        return Drive(self, chooser, chance).to_the_end()


class Drive:
    """One case being answered."""

    def __init__(self, driver: Driver, chooser: Chooser, chance: Chance) -> None:
        self.driver = driver
        self.chooser = chooser
        self.chance = chance
        self.driven = Driven(State(driver.engine))
        self.done: set[str] = set()
        self.numbers: dict[tuple[str, str], int] = {}
        """How many rows stood before each row, by list and row."""

    def open_case(self) -> None:
        self.happens(
            ev.CaseOpened, case=CASE, tree=self.driver.engine.tree.id, tree_version="", tree_hash=""
        )
        respondent = ev.Respondent(party=Party.patient)
        self.happens(
            ev.CallStarted, call=1, direction="desk", respondent=respondent, papers=tuple(Party)
        )

    def to_the_end(self) -> Driven:
        self.open_case()
        for _ in range(self.driver.most):
            pending = self._next()
            if pending is None:
                return self.driven
            self.take(pending)
        raise RuntimeError("the questions do not come to an end")

    def take(self, pending: Pending) -> None:
        """Answers one question, or adds a row, or closes a list."""
        if pending.is_more_rows:
            self._more_rows(pending)
        else:
            self._answer(pending)

    def _next(self) -> Pending | None:
        return self.next_from(0, len(self.driver.engine.steps))

    def next_from(self, first: int, last: int) -> Pending | None:
        """The engine's next question between two positions. One whose check failed comes again,
        and is left so.
        """
        positions = self.driver.engine.tree.positions
        at = first
        while (pending := next_after(self.driven.state, EVERYONE, at)) is not None:
            name = pending.address.partition("/")[0]
            if positions[name] > last:
                return None
            if pending.address not in self.done:
                return pending
            in_list = open_questions(self.driven.state) if "/" in pending.address else ()
            for other in in_list:
                if other.address.partition("/")[0] == name and other.address not in self.done:
                    return other
            at = positions[name] + 1
        return None

    def _more_rows(self, pending: Pending) -> None:
        list_ = pending.question.id
        if list_ not in self.driven.lists:
            self.driven.lists[list_] = self.chooser.rows(list_)
        wanted, state = self.driven.lists[list_]
        have = len(self.driven.state.rows(list_))
        if have < wanted:
            row = f"r{self._made(list_) + 1}"
            self.numbers[list_, row] = have
            self.happens(ev.RowAdded, call=1, list=list_, row=row)
            return
        if state is AnswerState.dont_know:
            state = _turn(not_answered(), self.chance).state
        self._claims(
            pending, Given(state, f"{wanted} rows, {'closed' if state.is_settled else state.value}")
        )

    def _made(self, list_: str) -> int:
        return self.driven.state.lists[self.driver.engine.tree.positions[list_]].made

    def _answer(self, pending: Pending) -> None:
        question = pending.question
        key = f"{question.list}/{question.id}" if question.list else question.id
        row = self.numbers[question.list, pending.row] if pending.row else 0
        choice = self.chooser.answer(key, row)
        self.driven.taken.append((key, row, choice))
        given = _turn(self.driver.parts.classes[key][choice].answers, self.chance)
        if key not in self.driver.parts.branching and self.chance.below(UNANSWERED) == 0:
            given = _turn(not_answered(), self.chance)
        self._claims(pending, given)
        alarm = question.alarm
        if alarm is not None and self.driven.state.truth(alarm, pending.row, question.list) is True:
            self._alarm(pending.address)

    def _claims(self, pending: Pending, given: Given) -> None:
        party = _turn(pending.question.ask, self.chance)
        how = (How.said, How.chart if party is Party.prescriber else How.letter)[
            self.chance.below(2)
        ]
        source = Source(party=party, how=how if party in RELIABLE else How.said)
        owner = party if given.state is AnswerState.later else None
        claim = Claim(
            state=given.state, source=source, value=given.data, typed=given.words, owner=owner
        )
        self.done.add(pending.address)
        self.driven.answers.append((pending.address, given.words))
        self.happens(ev.AnswerGiven, call=1, address=pending.address, claim=claim)

    def _alarm(self, address: str) -> None:
        self.happens(ev.SafetyRaised, call=1, address=address)
        handled = {
            "location": "at home",
            "call_back_number": "555-0100",
            "taken_over_by": "A colleague",
        }
        self.happens(ev.SafetyHandled, call=1, taken_over_at="now", **handled)

    def happens(self, event: Any, **fields: Any) -> None:
        seq = len(self.driven.state.record.events) + 1
        self.driven.state.apply(event(seq=seq, at=self.driver.at, operator=OPERATOR, **fields))


def _turn(choices: Any, chance: Chance) -> Any:
    return choices[chance.below(len(choices))] if len(choices) > 1 else choices[0]


class Fixed:
    """Answers as a way through the model says, and leaves everything else to another chooser."""

    def __init__(self, driver: Driver, answers: Mapping[int, Value], otherwise: Chooser) -> None:
        self.otherwise = otherwise
        self.classes: dict[str, int] = {}
        self.configs: dict[str, Config] = {}
        self.cells: dict[tuple[str, int], int] = {}
        for position, value in answers.items():
            node = driver.engine.tree.nodes[position]
            if isinstance(value, Config):
                self._fix_rows(node.id, driver.engine.steps[position].columns, value.rows)
                self.configs[node.id] = value
            elif node.id in driver.parts.classes and value != OFF:
                self.classes[node.id] = value

    def _fix_rows(self, list_: str, columns: Any, rows: tuple[Row, ...]) -> None:
        for number, row in enumerate(rows):
            for column, cls in row:
                if cls != OFF:
                    self.cells[f"{list_}/{columns[column].node.id}", number] = cls

    def answer(self, key: str, row: int) -> int:
        fixed = self.cells.get((key, row)) if "/" in key else self.classes.get(key)
        return self.otherwise.answer(key, row) if fixed is None else fixed

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        config = self.configs.get(list_)
        return self.otherwise.rows(list_) if config is None else (len(config.rows), config.state)


class AtRandom:
    """Every class alike, and every number of rows."""

    def __init__(self, engine: Engine, parts: Partition, chance: Chance) -> None:
        self.engine = engine
        self.parts = parts
        self.chance = chance

    def answer(self, key: str, row: int) -> int:
        return self.chance.below(len(self.parts.classes[key]))

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        rows = self.chance.below(self.parts.rows[list_] + 1)
        if self.chance.below(4) == 0:
            return rows, AnswerState.dont_know
        may_be_none = not rows and self.engine.tree.question(list_).none is not None
        return rows, AnswerState.none if may_be_none else AnswerState.answered


class Drawn:
    """Another chooser's choices, each made once: asked again it says the same."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser
        self.answers: dict[tuple[str, int], int] = {}
        self.lists: dict[str, tuple[int, AnswerState]] = {}

    def answer(self, key: str, row: int) -> int:
        if (key, row) not in self.answers:
            self.answers[key, row] = self.chooser.answer(key, row)
        return self.answers[key, row]

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        if list_ not in self.lists:
            self.lists[list_] = self.chooser.rows(list_)
        return self.lists[list_]
