"""What a case has told so far that a deadline needs, read through the roles that the tree gives
its questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from interview.core.kinds.amounts import known_unit
from interview.core.kinds.choices import NO, YES
from interview.core.kinds.numbers import Quantity
from interview.core.measure import Days, Truth
from interview.core.state import State
from interview.rights.deadline import Notice

NOTICE_DATE = "notice_date"
RECEIVED_DATE = "received_date"
REFUSED_ON = "refused_on"
STATED_DEADLINE = "stated_deadline"
STATED_DAYS = "stated_days"
PLAN_STATE = "plan_state"
EXPEDITED = "expedited"
EFFECTIVE_DATE = "effective_date"
KEEPS_BENEFIT = "keeps_benefit"
TRUTHS = (
    CARE_ONGOING,
    CARE_GIVEN,
    ASKS_APPEAL,
    ASKS_SECOND,
    ASKS_REVIEW,
    ASKS_EXCEPTION,
    SENT_UNHURRIED,
    ORDERS_DRUGS,
    REFUSED,
) = (
    "care_ongoing",
    "care_given",
    "asks_appeal",
    "asks_second_appeal",
    "asks_review",
    "asks_exception",
    "sent_unhurried",
    "orders_drugs",
    "refused",
)  # fmt: skip
"""Names that `truths:` of a tree's root may give to conditions."""

MONTHS = "months"
"""The unit of a time that is counted in calendar months."""


@dataclass(frozen=True, slots=True)
class Known:
    """The inputs of a deadline. What nobody knows is None, 0 or empty."""

    notice: Notice = field(default_factory=Notice)
    urgent: Truth = None
    """Whether the prescriber asks for a fast review."""
    state: str = ""
    """Two letters: the state whose insurance law an insured plan follows."""
    rung: int = 0
    """Which rung of the ladder comes next; 0 is the first appeal."""
    second: Truth = None
    """Whether the plan has a second appeal of its own, where such a plan may have one."""
    review: bool = False
    """The review outside the plan comes next, at whatever rung of the ladder it stands."""
    given: Truth = None
    """Whether the care was given already."""
    ongoing: Truth = None
    """Whether it has begun and goes on, so that a refusal ends or cuts it."""
    filed: datetime | None = None
    """When the plan got the request, with its time zone."""
    keeps: Truth = None
    """Whether the patient asks that the benefit goes on meanwhile; False once nobody needs to
    ask any more.
    """
    effective: date | None = None
    """The day on which a plan ends or cuts what it had approved."""


def known_of(state: State, rung: int = 0) -> Known:
    """What this case knows."""
    return Known(
        Notice(
            _days(state, NOTICE_DATE),
            _days(state, RECEIVED_DATE),
            _days(state, REFUSED_ON),
            _days(state, STATED_DEADLINE),
            **_stated_time(state),
        ),
        _truth(state, EXPEDITED),
        str(_value(state, PLAN_STATE) or ""),
        rung,
        given=holds(state, CARE_GIVEN),
        ongoing=holds(state, CARE_ONGOING),
        effective=effective.first
        if (effective := _days(state, EFFECTIVE_DATE)) is not None
        else None,
        keeps=_truth(state, KEEPS_BENEFIT),
    )


def is_urgent(state: State) -> bool:
    """Whether the prescriber asks for a fast review: then nobody waits for the last day."""
    return _truth(state, EXPEDITED) is True


def _stated_time(state: State) -> dict[str, int]:
    """The time that the notice gives. A month is not thirty days, so each unit is kept as it is."""
    time = _value(state, STATED_DAYS)
    if not isinstance(time, Quantity):
        return {}
    return {"stated_months" if known_unit(time.unit) == MONTHS else "stated_days": int(time.amount)}


def holds(state: State, name: str) -> Truth:
    """Whether what the tree says under this name of `truths:` is so; None also where it says
    nothing.
    """
    truth = state.tree.truths.get(name)
    return state.truth(truth.condition) if truth is not None else None


def _value(state: State, role: str) -> Any:
    """The value of the question that plays this role; None while it is not known or not
    relevant.
    """
    id = state.tree.role(role)
    answer = state.answer(id) if id else None
    return answer.value if answer is not None and answer.is_known and not answer.blocked else None


def _days(state: State, role: str) -> Days | None:
    value = _value(state, role)
    return value if isinstance(value, Days) else None


def _truth(state: State, role: str) -> Truth:
    return {YES: True, NO: False}.get(str(_value(state, role)))
