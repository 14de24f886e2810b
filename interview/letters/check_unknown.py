"""Finds what vanishes from a letter: questions that decide what it says, with no hole while
nobody knows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from interview.core.author_text import Problem
from interview.core.conditions import Condition
from interview.core.conditions.nodes import (
    And,
    Answered,
    Compare,
    Contains,
    Defined,
    Each,
    HasState,
    Node,
    Not,
    OneOf,
    Or,
    Read,
    Starts,
    children,
    walk,
)
from interview.core.texts import Place
from interview.letters.check_around import on_path
from interview.letters.check_expressions import Uses
from interview.letters.letter import Letter


def vanishing(letter: Letter, uses: Uses) -> Iterator[Problem]:
    """Questions that a test of this letter waits for, and that it neither prints nor tests with
    unsure('…').

    While such a question is open, the test is neither true nor false: {% if %} leaves its words
    out, or prints what stands under {% else %}, and the draft does not show that anything is
    missing. A sheet for the office is exempt.
    """
    if letter.is_internal:
        return
    shown = {*uses.printed, *letter.needs}
    for tested in uses.tests:
        if tested.asks == "unsure":
            shown.update(waited_for(tested.condition))
    always = _always(letter)
    found: dict[str, Place] = {}
    for address, place in _deciding(letter, uses, always):
        if address not in shown:
            found.setdefault(address, place)
    for address, place in found.items():
        asked = (
            f"row.unknown('{address.partition('/')[2]}')"
            if "/" in address
            else f"unknown('{address}')"
        )
        sentence = (
            f"The letter {letter.id} shows no hole while nobody knows {address}, which decides what"
            f" it says here. Please print it inside {{% if {asked} %}}."
        )
        yield Problem(place, "vanishes", sentence)


def _always(letter: Letter) -> frozenset[str]:
    """What is answered wherever this letter applies, and what it applies without by its own
    condition.
    """
    if letter.when is None:
        return frozenset()
    known, tree = set(settled(letter.when)), letter.templates.names.tree
    todo = list(known)
    while todo:  # An answer that counts is on path, so what it is on path by is answered as well.
        position = tree.positions.get(todo.pop())
        before = frozenset(known)
        known.update(*map(settled, on_path(tree, position) if position is not None else ()))
        todo += known - before
    return frozenset(known).union(
        _address(node.read) for node in walk(letter.when) if isinstance(node, Answered)
    )


def _deciding(letter: Letter, uses: Uses, always: frozenset[str]) -> Iterator[tuple[str, Place]]:
    """Every question that a test waits for where it is reached, with the place of the test."""
    for tested in uses.tests:
        if tested.asks != "unsure":
            known = always.union(*map(settled, tested.around))
            yield from (
                (address, tested.place)
                for address in waited_for(tested.condition)
                if address not in known
            )
    tree = letter.templates.names.tree
    for id, place in uses.relevant.items():
        when = tree.question(id).when
        if when is not None:
            yield from ((address, place) for address in waited_for(when) if address not in always)


def waited_for(condition: Node) -> frozenset[str]:
    """Questions without whose answer this can be unsure.

    answered(…), state(…) never are. While x is unknown, `answered(x) and …` is false and `not
    answered(x) or …` true.
    """
    match condition:
        case Answered() | HasState():
            return frozenset()
        case Read():
            return frozenset((_address(condition),))
        case And(parts):
            asked = (_address(part.read) for part in parts if isinstance(part, Answered))
            return frozenset().union(*map(waited_for, parts)).difference(asked)
        case Or(parts):
            denied = (part.part for part in parts if isinstance(part, Not))
            asked = (_address(part.read) for part in denied if isinstance(part, Answered))
            return frozenset().union(*map(waited_for, parts)).difference(asked)
    return frozenset().union(*map(waited_for, children(condition)))


def settled(condition: Condition, is_true: bool = True) -> frozenset[str]:
    """Questions that are answered for sure where this condition is true, or else where it is
    false.
    """
    match condition:
        case Not(part):
            return settled(part, not is_true)
        case Defined(_, inner):
            return settled(inner, is_true)
        case And(parts) | Or(parts):
            each = [settled(part, is_true) for part in parts]
            needs_all = isinstance(condition, And) == is_true
            return frozenset().union(*each) if needs_all else each[0].intersection(*each[1:])
        case Answered(read):
            return frozenset((_address(read),)) if is_true else frozenset()
        case OneOf(read) | Contains(read) | Starts(read):
            return frozenset((_address(read),))
        case Compare():
            return waited_for(condition)
        case HasState() | Each():
            return frozenset()


def _address(read: Read) -> str:
    return f"{read.list}/{read.id}" if read.list else read.id
