"""The tests inside a condition, and its truth from theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from interview.core.conditions import nodes as n
from interview.core.measure import Truth

Atom = n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts | n.Each | n.Compare
"""One test of the grammar: what and, or and not join."""


def atoms(condition: n.Condition) -> tuple[Atom, ...]:
    """The tests of a condition in the order of its text, each once. What stands inside any(…) belongs to that test."""
    return tuple(dict.fromkeys(_atoms(condition)))


def _atoms(condition: n.Condition) -> Iterator[Atom]:
    match condition:
        case n.And(parts) | n.Or(parts):
            for part in parts:
                yield from _atoms(part)
        case n.Not(part) | n.Defined(_, part):
            yield from _atoms(part)
        case _:
            yield condition


def truth_of(condition: n.Condition, look: Callable[[Atom], Truth]) -> Truth:
    """Kleene's logic, left to right: `look` is called only for the tests whose truth can still matter."""
    match condition:
        case n.And(parts):
            return _joined(parts, look, False)
        case n.Or(parts):
            return _joined(parts, look, True)
        case n.Not(part):
            truth = truth_of(part, look)
            return None if truth is None else not truth
        case n.Defined(_, part):
            return truth_of(part, look)
    return look(condition)


def _joined(parts: tuple[n.Condition, ...], look: Callable[[Atom], Truth], settles: bool) -> Truth:
    result: Truth = not settles
    for part in parts:
        truth = truth_of(part, look)
        if truth is settles:
            return settles
        result = None if truth is None else result
    return result


def inner_conditions(node: n.Node) -> Iterator[tuple[str, n.Condition]]:
    """The conditions on rows inside any(…), all(…) and count(…), each with its list."""
    for inside in n.walk(node):
        match inside:
            case n.Each(_, list_, condition):
                yield list_.id, condition
            case n.Count(list_, condition) if condition is not None:
                yield list_.id, condition


def cell_key(read: n.Read) -> str:
    """`list/column` for a column, else the id."""
    return f"{read.list}/{read.id}" if read.list else read.id


def row_reads(node: n.Node) -> tuple[n.Read, ...]:
    """The columns that `row.` names outside any(…), all(…) and count(…)."""
    if isinstance(node, n.Read):
        return (node,) if node.list else ()
    if isinstance(node, n.Each | n.Count):
        return ()
    return tuple(read for child in n.children(node) for read in row_reads(child))
