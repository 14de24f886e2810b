"""Whether whoever signs a letter for the patient still may, on the day of the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from interview.core.answer import Answer
from interview.core.kinds.choices import YES
from interview.core.measure import Days
from interview.core.state import State
from interview.letters.functions import shown_date

BIRTH_DATE, OF_AGE, AUTHORITY_ENDS = "birth_date", "of_age", "authority_ends"
"""Roles: when the patient was born; whether a child is of age by now; last days of somebody's
authority.
"""
LAST_CHANCES = "last_chances"
"""Role: days until which something can be done."""
ADULT = 18


def birthday(born: date, years: int) -> date:
    """The day on which somebody is so many years old; for one born on February 29, March 1 of a
    common year.
    """
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def of_age_on(state: State) -> tuple[Answer, date] | None:
    """The question whether a nearly grown child is of age by now, and the day from which the answer
    is yes.

    None where the tree does not ask it in this case, or it was answered yes. Of a birth date that
    is known as a span, the first day counts.
    """
    asked, born = (state.tree.role(name) for name in (OF_AGE, BIRTH_DATE))
    if not asked or not born or not state.answer(asked).on_path:
        return None
    day, answer = state.answer(born).value, state.answer(asked)
    if not isinstance(day, Days) or answer.value == YES:
        return None
    return answer, birthday(day.first, ADULT)


def days_in(state: State, role: str) -> Iterator[tuple[Answer, Days]]:
    """The days that this case tells of in this role."""
    for id in state.tree.roles.get(role, ()):
        answer = state.answer(id)
        if answer.on_path and answer.is_known and isinstance(answer.value, Days):
            yield answer, answer.value


def lapsed(state: State, today: date) -> Iterator[tuple[Answer, str]]:
    """What says that whoever signs for the patient may not, each with why."""
    early = _too_early(state, today)
    if early is not None:
        yield early
    grown = of_age_on(state)
    if grown is not None and grown[1] <= today:
        yield (
            grown[0],
            (
                f"The patient is {ADULT} since {shown_date(grown[1])} and signs for themselves."
                " Please answer yes."
            ),
        )
    for answer, days in days_in(state, AUTHORITY_ENDS):
        if days.first < today:
            yield (
                answer,
                (
                    f"It was {shown_date(days.first)}. Somebody else must sign, or a new paper is"
                    " needed."
                ),
            )


def _too_early(state: State, today: date) -> tuple[Answer, str] | None:
    """Somebody has said that a child is of age who is not yet."""
    asked, born = (state.tree.role(name) for name in (OF_AGE, BIRTH_DATE))
    answer, day = (state.answer(id) if id else None for id in (asked, born))
    if answer is None or day is None or answer.value != YES or not isinstance(day.value, Days):
        return None
    turns = birthday(day.value.last, ADULT)
    return (
        (answer, f"By the birth date the patient is {ADULT} only on {shown_date(turns)}.")
        if turns > today
        else None
    )


def past_chances(state: State, today: date) -> Iterator[tuple[Answer, str]]:
    """Days until which something can be done, which are over."""
    for answer, days in days_in(state, LAST_CHANCES):
        if days.last < today:
            yield (
                answer,
                f"It was {shown_date(days.last)}, which is over. Please ask for another day.",
            )
