"""The tests inside a condition, and its truth from theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from interview.core.conditions import nodes as n
from interview.core.measure import Truth

Atom = n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts | n.Each | n.Compare
"""One test of the grammar: what and, or and not join."""


def atoms(condition: n.Condition) -> tuple[Atom, ...]:
    """The tests of a condition in the order of its text, each once. What stands inside any(…)
    belongs to that test.
    """
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


Gate = int | tuple[object, ...]
"""A condition over numbered units: a unit's number, (NOT, gate), or (truth that settles it,
gate, gate …).
"""
NOT = None


def units(condition: n.Condition) -> tuple[n.Condition, ...]:
    """The largest parts of a condition that look at one answer each, in the order of its text.

    However many options of one question a part names, all that is to be remembered of it is its
    truth.
    """
    return tuple(dict.fromkeys(_units(condition)))


def _units(condition: n.Condition) -> Iterator[n.Condition]:
    if is_unit(condition):
        yield condition
        return
    match condition:
        case n.And(parts) | n.Or(parts):
            for part in parts:
                yield from _units(part)
        case n.Not(part) | n.Defined(_, part):
            yield from _units(part)


def is_unit(condition: n.Condition) -> bool:
    """Whether it is a single test, or several that look at the same one answer outside lists."""
    if isinstance(condition, n.TESTS):
        return True
    reads = n.reads(condition)
    return (
        len(reads) == 1
        and not reads[0].list
        and not any(isinstance(i, n.Each | n.Count) for i in n.walk(condition))
    )


def gate_of(condition: n.Condition, number: Callable[[n.Condition], int]) -> Gate:
    """The condition over the numbers of its units."""
    if is_unit(condition):
        return number(condition)
    match condition:
        case n.And(parts):
            return (False, *(gate_of(part, number) for part in parts))
        case n.Or(parts):
            return (True, *(gate_of(part, number) for part in parts))
        case n.Not(part):
            return (NOT, gate_of(part, number))
        case n.Defined(_, part):
            return gate_of(part, number)
    raise AssertionError(condition)


def gate_truth(gate: Gate, truths: Mapping[int, Truth]) -> Truth:
    """Kleene's logic over the truths of units."""
    if isinstance(gate, int):
        return truths[gate]
    settles, *parts = gate
    if settles is NOT:
        truth = gate_truth(parts[0], truths)  # type: ignore[arg-type]  # the parts of a gate are gates
        return None if truth is None else not truth
    return _joined((gate_truth(part, truths) for part in parts), settles is True)  # type: ignore[arg-type]


def numbers_in(gate: Gate) -> Iterator[int]:
    """The numbers of all units of a gate."""
    if isinstance(gate, int):
        yield gate
    else:
        for part in gate[1:]:
            yield from numbers_in(part)  # type: ignore[arg-type]


def truth_of(condition: n.Condition, look: Callable[[Atom], Truth]) -> Truth:
    """Kleene's logic, left to right: `look` is called only for the tests whose truth can still
    matter.
    """
    match condition:
        case n.And(parts):
            return _joined((truth_of(part, look) for part in parts), False)
        case n.Or(parts):
            return _joined((truth_of(part, look) for part in parts), True)
        case n.Not(part):
            truth = truth_of(part, look)
            return None if truth is None else not truth
        case n.Defined(_, part):
            return truth_of(part, look)
    return look(condition)


def _joined(truths: Iterable[Truth], settles: bool) -> Truth:
    """and (False settles it) or or (True does); nothing behind what settles it is looked at."""
    result: Truth = not settles
    for truth in truths:
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
