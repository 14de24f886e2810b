"""A parsed condition: a small frozen tree that evaluation, explanations, the checker and the
walk all read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from interview.core.answers import AnswerState


@dataclass(frozen=True, slots=True)
class Read:
    """The name of a question whose answer is read; `list` is set for a column of a row."""

    id: str
    list: str = ""
    at: int = field(default=1, compare=False)
    """Column in the condition's text, counting characters from 1."""

    def __str__(self) -> str:
        return f"row.{self.id}" if self.list else self.id


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class OneOf:
    """`name == option` and `name in [a, b]`: the chosen option is one of these."""

    read: Read
    options: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Contains:
    """`option in name`: the option is among several chosen."""

    read: Read
    option: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    read: Read


@dataclass(frozen=True, slots=True)
class HasState:
    read: Read
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Starts:
    """The code begins with this; dots and case do not count."""

    read: Read
    prefix: str


@dataclass(frozen=True, slots=True)
class Each:
    """`any(list, cond)` or `all(list, cond)`."""

    quantifier: Literal["any", "all"]
    list: Read
    condition: Condition


@dataclass(frozen=True, slots=True)
class Compare:
    operator: Literal["<", "<=", ">", ">=", "==", "!="]
    left: Amount
    right: Amount


@dataclass(frozen=True, slots=True)
class Defined:
    """A condition used by its name."""

    name: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Number:
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """`date('2025-03')`: a day, a month or a year."""

    text: str


@dataclass(frozen=True, slots=True)
class Count:
    list: Read
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Elapsed:
    unit: Literal["days", "weeks", "months", "years"]
    start: Amount
    end: Amount


@dataclass(frozen=True, slots=True)
class DefinedAmount:
    """A derived amount used by its name."""

    name: str
    amount: Amount


Amount = Number | Day | Count | Elapsed | DefinedAmount | Read
Condition = (
    And | Or | Not | OneOf | Contains | Answered | HasState | Starts | Each | Compare | Defined
)
Node = Condition | Amount

TESTS = (OneOf, Contains, Answered, HasState, Starts, Each, Compare)
"""The nodes that look at answers themselves."""


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside this one."""
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(part):
            return (part,)
        case Defined(_, condition):
            return (condition,)
        case DefinedAmount(_, amount):
            return (amount,)
        case Each(_, list_, condition):
            return (list_, condition)
        case Count(list_, condition):
            return (list_,) if condition is None else (list_, condition)
        case Compare(_, left, right) | Elapsed(_, left, right):
            return (left, right)
        case OneOf(read) | Contains(read) | Answered(read) | HasState(read) | Starts(read):
            return (read,)
        case Number() | Day() | Read():
            return ()


def walk(node: Node) -> Iterator[Node]:
    """This node and everything inside it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def reads(node: Node) -> tuple[Read, ...]:
    """Every question and list that the condition reads, in the order of its text, each once."""
    return tuple(dict.fromkeys(n for n in walk(node) if isinstance(n, Read)))
