"""Which question comes next: one pure function of the state and of who can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interview.core.answer import Answer
from interview.core.answers import AnswerState, Party
from interview.core.engine import Step
from interview.core.frame import PARTIES, PARTY_INDEX, Frame
from interview.core.state import State
from interview.core.tree import Question

EVERYONE = PARTIES


class Pending(NamedTuple):
    """What to ask now. For a list itself (not one of its cells) the question is: is there one
    more row?
    """

    address: str
    question: Question
    row: str = ""

    @property
    def is_more_rows(self) -> bool:
        return self.question.is_list


def next_question(state: State, parties: Iterable[Party] = EVERYONE) -> Pending | None:
    """The first question in tree order that is on path, open, and can be told by one of
    `parties`.
    """
    return next_after(state, parties, 0)


def next_after(state: State, parties: Iterable[Party], position: int) -> Pending | None:
    """The same, looking from this position in the tree onwards."""
    chosen = tuple([PARTY_INDEX[p] for p in parties])
    live = _live(state.top, chosen)
    if position:
        live = live >> position << position
    if not live:
        return None
    i = (live & -live).bit_length() - 1
    step = state.engine.steps[i]
    assert isinstance(step.node, Question)
    return _in_list(state, step, chosen) if step.columns else Pending(step.node.id, step.node)


def _live(frame: Frame, parties: tuple[int, ...]) -> int:
    bits = 0
    for p in parties:
        bits |= frame.live[p]
    return bits


def _in_list(state: State, step: Step, parties: tuple[int, ...]) -> Pending:
    assert isinstance(step.node, Question)
    for row, frame in state.lists[step.position].frames.items():
        live = _live(frame, parties)
        if live:
            column = step.node.columns[(live & -live).bit_length() - 1]
            return Pending(f"{step.node.id}/{row}/{column.id}", column, row)
    return Pending(step.node.id, step.node)


def party_to_ask(state: State, answer: Answer) -> Party:
    """Who was named for it, else the first party that can tell and has not declined, else the
    first one again.
    """
    owner = (
        answer.claim.owner
        if answer.claim is not None and answer.state is AnswerState.later
        else None
    )
    slot = state.slot(answer.address)
    declined = slot.declined() if slot is not None else set()
    asked = answer.question.ask
    return owner or next((party for party in asked if party not in declined), asked[0])


def open_questions(state: State, parties: Iterable[Party] = EVERYONE) -> list[Pending]:
    """Every question that is still to be asked of these parties, in tree order."""
    chosen = tuple([PARTY_INDEX[p] for p in parties])
    found: list[Pending] = []
    live = _live(state.top, chosen)
    while live:
        i = (live & -live).bit_length() - 1
        live &= live - 1
        step = state.engine.steps[i]
        assert isinstance(step.node, Question)
        found += (
            _open_in_list(state, step, chosen)
            if step.columns
            else [Pending(step.node.id, step.node)]
        )
    return found


def _open_in_list(state: State, step: Step, parties: tuple[int, ...]) -> list[Pending]:
    assert isinstance(step.node, Question)
    found = []
    for row, frame in state.lists[step.position].frames.items():
        live = _live(frame, parties)
        for i, column in enumerate(step.node.columns):
            if live >> i & 1:
                found.append(Pending(f"{step.node.id}/{row}/{column.id}", column, row))
    if state.lists[step.position].live.intersection(parties):
        found.append(Pending(step.node.id, step.node))
    return found
