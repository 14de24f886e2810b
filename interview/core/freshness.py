"""Whether a fact is still as new as it has to be on a given day. No condition reads this, since
none reads the day.
"""

from __future__ import annotations

from datetime import date, timedelta

from interview.core.answer import Answer
from interview.core.answers import AnswerState
from interview.core.measure import Days, Measure, Truth, months_later
from interview.core.state import State

_DAYS = {"days": 1, "weeks": 7}
_MONTHS = {"months": 1, "years": 12}


def limit_of(state: State, address: str) -> Answer | None:
    """The answer that says how old this date may be; None for a date without such a limit."""
    limit = state.answer(address).question.no_older_than
    if not limit:
        return None
    row, slash, _ = address.rpartition("/")
    return state.answer(f"{row}{slash}{limit}")


def is_fresh(state: State, address: str, today: date) -> Truth:
    """Whether this date is no older than its limit allows, today among the days that count.

    True where no limit was named or none is asked for; None while the limit or the date is not
    known well enough.
    """
    limit = limit_of(state, address)
    if limit is None or not limit.on_path or limit.state is AnswerState.none:
        return True
    span = (
        limit.question.kind.measure(limit.value, limit.question)
        if limit.state is AnswerState.answered
        else None
    )
    dated = state.answer(address)
    if span is None or not dated.is_known or not isinstance(dated.value, Days):
        return None
    if later(dated.value.first, span) >= today:
        return True
    return False if later(dated.value.last, span) < today else None


def outdated(state: State, today: date) -> list[Answer]:
    """Every date on path that is older than it may be, in tree order."""
    dated = (
        answer for answer in state.answers() if answer.question.no_older_than and answer.on_path
    )
    return [answer for answer in dated if is_fresh(state, answer.address, today) is False]


def later(day: date, span: Measure) -> date:
    """The last day of the span that begins on `day`; months and years end on the same day of the
    month, or its last.
    """
    amount = int(span.high)
    if span.unit in _DAYS:
        return day + timedelta(days=amount * _DAYS[span.unit])
    return months_later(day, amount * _MONTHS[span.unit or "months"])
