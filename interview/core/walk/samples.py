"""Answers to give where nobody answers: one that fits each kind, and one for every amount that a
test cares about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from pydantic import JsonValue

from interview.core.answers import AnswerState
from interview.core.conditions.evaluate import NONE
from interview.core.kinds.base import Refused
from interview.core.measure import Days
from interview.core.tree import Question

OPEN_STATES = (AnswerState.dont_know, AnswerState.refused, AnswerState.later)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as the walk gives it."""

    state: AnswerState
    words: str
    """For people: the value as shown, or the state."""
    value: Any = None
    """The read value; NONE for "none", None for no answer."""
    data: JsonValue = None
    """The value as the transcript keeps it."""


def not_answered() -> tuple[Given, ...]:
    return tuple(Given(state, state.value) for state in OPEN_STATES)


def none_of(question: Question) -> tuple[Given, ...]:
    """The answer "there is none", where the question allows it."""
    return (Given(AnswerState.none, "none", NONE),) if question.none is not None else ()


def of_value(question: Question, value: Any) -> Given | None:
    """The answer with this value; None when the question would refuse it."""
    try:
        data = question.kind.dump(value)
        loaded = question.kind.load(data, question)
    except (Refused, ValueError, ArithmeticError):
        return None
    return Given(AnswerState.answered, question.kind.show(loaded, question), loaded, data)


def following_of(question: Question) -> tuple[Given, ...]:
    """The answers that may follow from others, one for each of the question's rules."""
    return tuple(
        chosen(question, (each.value,))
        if each.value is not None
        else Given(AnswerState.none, "none", NONE)
        for each in question.implied
    )


def typed(question: Question, text: str, today: date) -> Given | None:
    """The answer that typing this gives; None when it is refused."""
    try:
        return of_value(question, question.kind.read(text, question, today))
    except (Refused, ValueError, ArithmeticError):
        return None


def chosen(question: Question, keys: tuple[str, ...]) -> Given:
    """The answer that chooses these options; the value is one key or, where several can be
    chosen, a tuple of keys.
    """
    if not question.kind.takes_several:
        return Given(AnswerState.answered, keys[0], keys[0], keys[0])
    return Given(AnswerState.answered, ", ".join(keys), keys, list(keys))


def usual(question: Question, today: date) -> tuple[Given, ...]:
    """Answers that fit, where no test tells one from another. Empty when none could be found."""
    if question.options:
        return (chosen(question, (question.options[0].key,)),)
    if question.kind.is_date:
        return tuple(g for days in _dates(today) if (g := of_value(question, days)))
    if question.picks:
        return tuple(g for text in ("r1",) if (g := typed(question, text, today)))
    found = (typed(question, text, today) for text in _guesses(question))
    return tuple([g for g in found if g is not None][:1])


def _dates(today: date) -> Iterator[Days]:
    day = today - timedelta(days=200)
    yield Days(day, day)
    first = day.replace(day=1)
    yield Days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    yield Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    yield Days(day - timedelta(days=10), day + timedelta(days=10), about=True)


def _guesses(question: Question) -> Iterator[str]:
    yield question.kind.example
    amounts = [a for a in (question.low, question.high) if a]
    for amount in (*amounts, "6", "60"):
        for unit in question.units or ("",):
            yield f"{amount} {unit}".strip()
    yield from ("Words as given", "15 mg daily", "555-0100", "12345")


def of_amount(question: Question, amount: Fraction, today: date) -> Given | None:
    """The answer whose measure is exactly this: a day by its ordinal, else a number in the
    question's first unit.
    """
    if question.kind.is_date:
        if not 1 <= amount <= date.max.toordinal() or amount.denominator != 1:
            return None
        day = date.fromordinal(int(amount))
        return None if day > today and not question.future else of_value(question, Days(day, day))
    digits = _digits(amount)
    unit = question.units[0] if question.units else ""
    for text in (
        f"{digits} {unit}".strip(),
        digits,
        f"${digits}",
        f"{digits} mg",
        f"{digits} mg daily",
    ):
        given = typed(question, text, today)
        measure = question.kind.measure(given.value, question) if given else None
        if measure is not None and measure.low == measure.high == amount:
            return given
    return None


def around(question: Question, day: Fraction, today: date) -> Given | None:
    """A date known only to a few weeks, with this day in the middle."""
    first, last = date.fromordinal(int(day) - 15), date.fromordinal(int(day) + 14)
    if last > today and not question.future:
        last = today
    return of_value(question, Days(first, last, about=True)) if first < last else None


def _digits(amount: Fraction) -> str:
    return f"{float(amount):.6f}".rstrip("0").rstrip(".")


def coded(question: Question, prefix: str, today: date) -> Given | None:
    """A code that begins like this."""
    for pad in ("", "0", "00", ".0", "1", "10", ".9", "11", "000", "0000", "A", "01"):
        given = typed(question, prefix + pad, today)
        if given is not None and (question.kind.code(given.value) or "").startswith(prefix):
            return given
    with_dot = f"{prefix[:3]}.{prefix[3:]}"
    given = typed(question, with_dot, today) if len(prefix) > 3 else None
    return (
        given
        if given is not None and (question.kind.code(given.value) or "").startswith(prefix)
        else None
    )
