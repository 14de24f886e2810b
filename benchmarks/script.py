"""The events of somebody who says yes to everything, for a made-up form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.forms import COLUMNS, ROWS, Form
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.events import (
    AnswerGiven,
    AnyEvent,
    CallStarted,
    CaseOpened,
    Respondent,
    RowAdded,
    Undone,
)
from interview.core.tree import Tree

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
OPERATOR = "bench"
PATIENT = Source(party=Party.patient)


def _when(seq: int) -> datetime:
    return START + timedelta(seconds=seq)


def opening(tree: Tree, case: str = "c-bench") -> list[AnyEvent]:
    """A case and its first call."""
    patient = Respondent(party=Party.patient)
    opened = CaseOpened(
        seq=1, at=_when(1), operator=OPERATOR, case=case,
        tree=tree.id, tree_version=tree.version, tree_hash=tree.hash,
    )  # fmt: skip
    return [
        opened,
        CallStarted(
            seq=2, at=_when(2), operator=OPERATOR, call=1, direction="out", respondent=patient
        ),
    ]


def yes_or_no(seq: int, address: str, value: bool = True) -> AnswerGiven:
    """The patient answers a yes/no question."""
    word = "yes" if value else "no"
    claim = Claim(
        state=AnswerState.answered,
        source=PATIENT,
        value=word,
        typed=word,
        said="Is it so?",
        label=word,
    )
    return AnswerGiven(
        seq=seq, at=_when(seq), operator=OPERATOR, call=1, address=address, claim=claim
    )


def taken_back(seq: int, target: int) -> Undone:
    return Undone(seq=seq, at=_when(seq), operator=OPERATOR, call=1, target=target)


def _listed(list_id: str, seq: int) -> Iterator[AnyEvent]:
    for number in range(1, ROWS + 1):
        yield RowAdded(
            seq=seq, at=_when(seq), operator=OPERATOR, call=1, list=list_id, row=f"r{number}"
        )
        for column in range(COLUMNS):
            yield yes_or_no(seq + 1 + column, f"{list_id}/r{number}/g{column}")
        seq += 1 + COLUMNS
    closed = Claim(state=AnswerState.answered, source=PATIENT)
    yield AnswerGiven(
        seq=seq, at=_when(seq), operator=OPERATOR, call=1, address=list_id, claim=closed
    )


def answers(made: Form) -> Iterator[AnyEvent]:
    """Yes to every question that is asked, in order; the list with its rows where it stands in
    the form.
    """
    seq = 3
    list_is_due = made.list_after >= 0
    for item in made.items:
        if list_is_due and item.number > made.list_after:
            list_is_due = False
            for event in _listed(made.list_id, seq):
                yield event
                seq = event.seq + 1
        if item.wanted:
            yield yes_or_no(seq, item.id)
            seq += 1
