"""What was sent and decided as rows of the tree's own list of steps, so that nobody is asked
what is on record.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from interview.core import events as ev
from interview.core.answers import AnswerState, How, Party, Source
from interview.core.build_recorded import DECIDED, OUTCOME, SENT, STEP
from interview.core.measure import Days
from interview.core.state import State
from interview.core.tree import Question, Recorded
from interview.sitting.answering import claim_of
from interview.sitting.sitting import Sitting

_OFFICE = Source(party=Party.prescriber, how=How.chart)
"""The office's own record of what went out, and of whether an answer came."""
_DECIDED = Source(party=Party.plan, how=How.letter)
WAITING = "waiting"


def add_sent(sitting: Sitting, step: str, sent: date) -> str:
    """A row for what goes out now and waits for its answer; its address. Raises StoreProblem.

    Empty where the tree keeps no such list, or has no such step.
    """
    kept = sitting.state.tree.recorded
    if kept is None or WAITING not in kept.options:
        return ""
    row = _row(sitting, kept, step, sent)
    if row:
        _give(sitting, kept, row, OUTCOME, kept.options[WAITING], _OFFICE)
    return row


class Decided(NamedTuple):
    """What a decision says, as far as a row keeps it."""

    outcome: str
    dated: date | None
    received: date | None
    reference: str
    words: str
    """Its reason."""


def add_decided(sitting: Sitting, step: str, sent: date | None, decision: Decided) -> str:
    """The row of what was decided on, with the decision; its address. Raises StoreProblem.

    Empty where the tree keeps no such list, has no such step, or names no option for this outcome.
    """
    kept = sitting.state.tree.recorded
    if kept is None or decision.outcome not in kept.options:
        return ""
    row = _row(sitting, kept, step, sent)
    if not row:
        return ""
    _give(sitting, kept, row, OUTCOME, kept.options[decision.outcome], _OFFICE)
    if decision.dated is not None and (sent is None or decision.dated >= sent):
        _give(sitting, kept, row, DECIDED, Days(decision.dated, decision.dated), _DECIDED)
    if decision.received is not None and "received" in kept.columns:
        _give(sitting, kept, row, "received", Days(decision.received, decision.received), _OFFICE)
    for name, text in (("reference", decision.reference), ("words", decision.words)):
        if text and name in kept.columns:
            _give(sitting, kept, row, name, text, _DECIDED)
    return row


def _row(sitting: Sitting, kept: Recorded, step: str, sent: date | None) -> str:
    """The row of this step: the one that somebody has told of already, or a new one; empty where
    there is no such.
    """
    if step not in {option.key for option in _column(sitting.state, kept, "step").options}:
        return ""
    found = _told(sitting.state, kept, step, sent)
    if found:
        told = sitting.state.answer(f"{found}/{kept.columns['sent']}").value
        if sent is not None and not _may_be(told, sent):
            _give(sitting, kept, found, SENT, Days(sent, sent), _OFFICE)
        return found
    row = f"{kept.list}/{sitting.add_row(kept.list)}"
    _give(sitting, kept, row, "step", step, _OFFICE)
    if sent is not None:
        _give(sitting, kept, row, SENT, Days(sent, sent), _OFFICE)
    return row


def _told(state: State, kept: Recorded, step: str, sent: date | None) -> str:
    """The row of the same step that waits for its answer, or was sent on that day; its day is
    corrected.
    """
    for id in state.rows(kept.list):
        row = f"{kept.list}/{id}"
        told, when, decided = (
            state.answer(f"{row}/{kept.columns[name]}").value for name in (STEP, SENT, DECIDED)
        )
        if told == step and (decided is None or (sent is not None and _may_be(when, sent))):
            return row
    return ""


def _may_be(told: object, day: date) -> bool:
    """Whether what was told is this day, as far as it says."""
    return isinstance(told, Days) and told.first <= day <= told.last


def _give(
    sitting: Sitting, kept: Recorded, row: str, name: str, value: Any, source: Source
) -> None:
    """Puts an answer into the row; what somebody else has said of it before is settled in favor
    of the record.
    """
    question = _column(sitting.state, kept, name)
    address = f"{row}/{question.id}"
    claim = claim_of(AnswerState.answered, source, value=value, question=question)
    sitting.append(ev.AnswerGiven, address=address, claim=claim)
    if sitting.state.answer(address).conflict:
        sitting.append(ev.Settled, address=address, party=source.party)


def _column(state: State, kept: Recorded, name: str) -> Question:
    return next(
        each for each in state.tree.question(kept.list).columns if each.id == kept.columns[name]
    )
