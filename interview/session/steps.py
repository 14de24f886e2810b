"""A recorded decision as a row of the tree's own list of steps, so that nobody is asked what is on record."""

from __future__ import annotations

from datetime import date
from typing import Any

from interview.core import events as ev
from interview.core.answers import AnswerState, How, Party, Source
from interview.core.measure import Days
from interview.core.state import State
from interview.core.tree import Question, Recorded
from interview.session.answering import claim_of
from interview.session.session import Session

_SENT = Source(party=Party.prescriber, how=How.chart)
"""The office's own record of what went out."""
_DECIDED = Source(party=Party.plan, how=How.letter)


def add_step(session: Session, sent: ev.Sent | None, outcome: str, dated: date | None) -> None:
    """A row with what was sent, when, and what came of it. Raises StoreProblem.

    Nothing is added where the tree keeps no such list, names no option for this outcome, or has the row already.
    """
    kept = session.state.tree.recorded
    if kept is None or sent is None or outcome not in kept.options:
        return
    step = next((o for o in _column(session.state, kept, "step").options if o.key == sent.step), None)
    if step is None or _is_there(session.state, kept, step.key, sent.when.date()):
        return
    row = f"{kept.list}/{session.add_row(kept.list)}"
    day = Days(dated, dated) if dated is not None else None
    _give(session, kept, row, "step", step.key, _SENT)
    _give(session, kept, row, "sent", Days(sent.when.date(), sent.when.date()), _SENT)
    _give(session, kept, row, "outcome", kept.options[outcome], _DECIDED)
    if day is not None and day.first >= sent.when.date():
        _give(session, kept, row, "decided", day, _DECIDED)


def _give(session: Session, kept: Recorded, row: str, name: str, value: Any, source: Source) -> None:
    question = _column(session.state, kept, name)
    claim = claim_of(AnswerState.answered, source, value=value, question=question)
    session.append(ev.AnswerGiven, address=f"{row}/{question.id}", claim=claim)


def _column(state: State, kept: Recorded, name: str) -> Question:
    return next(each for each in state.tree.question(kept.list).columns if each.id == kept.columns[name])


def _is_there(state: State, kept: Recorded, step: str, day: date) -> bool:
    """Whether somebody has told of this step already."""
    for row in state.rows(kept.list):
        told = state.answer(f"{kept.list}/{row}/{kept.columns['step']}").value
        when = state.answer(f"{kept.list}/{row}/{kept.columns['sent']}").value
        if told == step and isinstance(when, Days) and when.first <= day <= when.last:
            return True
    return False
