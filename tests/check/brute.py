"""Counts paths the slow way: by trying every class of every answer on the real engine, question
after question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count

from interview.core.answers import AnswerState
from interview.core.engine import Engine
from interview.core.tree import Tree
from interview.core.walk.chance import Chance
from interview.core.walk.classes import Partition
from interview.core.walk.drive import Driven, Driver

Path = tuple[object, ...]


class Script:
    """Answers as a list of numbers says; where the list ends, takes the first choice and notes
    how many there were.
    """

    def __init__(self, tree: Tree, parts: Partition, choices: list[int]) -> None:
        self.tree, self.parts, self.choices = tree, parts, choices
        self.widths: list[int] = []

    def _next(self, width: int) -> int:
        number = len(self.widths)
        self.widths.append(width)
        return self.choices[number] if number < len(self.choices) else 0

    def answer(self, key: str, row: int) -> int:
        return self._next(len(self.parts.classes[key]))

    def rows(self, list_: str) -> tuple[int, AnswerState]:
        choice = self._next(2 * (self.parts.rows[list_] + 1))
        closed = (
            AnswerState.none
            if choice < 2 and self.tree.question(list_).none is not None
            else AnswerState.answered
        )
        return choice // 2, AnswerState.dont_know if choice % 2 else closed


def all_paths(tree: Tree, engine: Engine, parts: Partition, at: datetime) -> Iterator[Path]:
    """What every path answered, in order."""
    for driven in driven_paths(tree, engine, parts, at):
        yield (*driven.taken, *sorted(driven.lists.items()))


def driven_paths(tree: Tree, engine: Engine, parts: Partition, at: datetime) -> Iterator[Driven]:
    """Every path, one after another like a counter whose digits are the choices."""
    choices: list[int] = []
    for _ in count():
        script = Script(tree, parts, choices)
        driven = Driver(engine, parts, at).drive(script, Chance(0))
        yield driven
        digits = [*choices, *[0] * (len(script.widths) - len(choices))]
        while digits and digits[-1] + 1 == script.widths[len(digits) - 1]:
            digits.pop()
        if not digits:
            return
        digits[-1] += 1
        choices = digits
