"""Where a case stands with the plan: what was sent, what was decided, which rung of the ladder
comes next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from interview.core import events as ev
from interview.core.build_recorded import DECIDED, OUTCOME
from interview.core.measure import Days, Truth
from interview.core.record import CaseRecord
from interview.core.state import State
from interview.rights.answer_clock import answers_by
from interview.rights.clock import levels_of
from interview.rights.days import is_business_day
from interview.rights.deadline import Notice
from interview.rights.facts import facts
from interview.rights.known import ASKS_REVIEW, ASKS_SECOND, SENT_UNHURRIED, Known, holds, known_of
from interview.rights.plan_kinds import PlanKinds

LADDER = frozenset({"appeal", "second_appeal", "review"})
"""What is asked at a level of the ladder; a request or an exception comes before it."""


@dataclass(frozen=True, slots=True)
class Course:
    """What sendings and decisions add up to."""

    rung: int = 0
    """Which rung of the ladder comes next or is under way; 0 is the first appeal."""
    has_second: bool = False
    """A second appeal within the plan comes next, or was one of the rungs."""
    review: bool = False
    """The review outside the plan comes next, or is under way."""
    is_reviewed: bool = False
    """The review outside the plan is over."""
    asked_to_keep: bool = False
    """The plan was asked that care which it ends or cuts goes on meanwhile."""
    notice: Notice | None = None
    """The decision that opened this rung; None while the case's own notice counts."""
    sent: ev.Sent | None = None
    """The packet that waits for its answer."""
    logged: ev.ContactLogged | None = None
    """The contact in which the plan confirmed that it has that packet."""
    decision: ev.DecisionReceived | None = None
    """The last decision, while nothing was sent after it."""

    @property
    def is_over(self) -> bool:
        """Nothing is to be filed any more: approved, or partly so and left at that."""
        return (
            self.decision is not None
            and not self.decision.goes_on
            and self.decision.outcome in _ENDS
        )

    @property
    def filed(self) -> datetime | None:
        """When the plan got the packet, as it says; else when it was sent. A day alone counts
        from its start.
        """
        if self.sent is None:
            return None
        day = self.logged.logged_on if self.logged is not None else None
        if day is None or day == self.sent.when.date():
            return self.sent.when
        return datetime.combine(day, time.min, self.sent.when.tzinfo)

    @property
    def waits_before_appeal(self) -> bool:
        """What waits for its answer is no appeal yet, so that the time to appeal runs on."""
        return self.sent is not None and self.sent.asks not in LADDER

    @property
    def second(self) -> Truth:
        """Whether the plan has a second appeal of its own; None while the case has not come to
        where that shows.
        """
        return True if self.has_second else False if self.review or self.is_reviewed else None

    @property
    def confirm_on(self) -> date | None:
        """The business day after the sending, on which to ask whether it was logged; None when
        that is known.
        """
        if self.sent is None or self.logged is not None:
            return None
        return next_business_day(self.sent.when.date())


_ENDS = frozenset({"approved", "partly"})


def course_now(state: State) -> Course:
    """The course of a case, and which rung its answers say comes next.

    Where they name a later rung than what was recorded leads to, its notice is the last refusal
    among the rungs told.
    """
    course = course_of(state.record)
    if course.sent is not None or course.is_over or course.is_reviewed:
        return course
    asked = (
        "review"
        if holds(state, ASKS_REVIEW) is True
        else "second_appeal"
        if holds(state, ASKS_SECOND)
        else ""
    )
    found = _asking(course, asked)
    return replace(found, notice=_told_notice(state)) if found.rung > course.rung else found


def course_of(record: CaseRecord) -> Course:
    """The course of a case by what was recorded. Of several packets without a decision, the last
    one counts.
    """
    course = Course()
    for event in record.course:
        course = _sent(course, event) if isinstance(event, ev.Sent) else _decided(course, event)
    if course.sent is None:
        return course
    number = course.sent.seq
    logged = next((each for each in reversed(record.contacts) if each.confirms == number), None)
    return replace(course, logged=logged)


def known_on(state: State, course: Course) -> Known:
    """What the case knows for the rung of the ladder on which it is.

    For what went out before it was known to be urgent, no fast clock runs.
    """
    known = known_of(state, course.rung)
    is_slow = course.sent is not None and holds(state, SENT_UNHURRIED) is True
    return replace(
        known,
        notice=course.notice or known.notice,
        urgent=False if is_slow else known.urgent,
        filed=course.filed,
        second=course.second,
        review=course.review,
    )


def _asking(course: Course, asks: str) -> Course:
    """The course once this is asked: a second appeal comes after the first, a review after the
    plan's own appeals.
    """
    if asks == "second_appeal":
        return replace(course, rung=max(course.rung, 1), has_second=True, review=False)
    if asks == "review":
        return replace(course, rung=max(course.rung, 1 + course.has_second), review=True)
    return replace(course, review=False) if asks else course


def _sent(course: Course, event: ev.Sent) -> Course:
    course = replace(course, asked_to_keep=course.asked_to_keep or event.keeps_benefit)
    if event.what != "packet":
        return course
    return replace(_asking(course, event.asks), sent=event, decision=None)


def _decided(course: Course, event: ev.DecisionReceived) -> Course:
    """Only an appeal or a review that was decided leads up the ladder; a refused request or
    exception begins it.
    """
    course = _asking(course, event.asked)
    if not event.goes_on:
        return replace(course, sent=None, logged=None, decision=event)
    over = course.is_reviewed or course.review
    rung = course.rung + (event.asked in LADDER)
    return Course(rung, course.has_second, is_reviewed=over, notice=_notice(event), decision=event)


def _told_notice(state: State) -> Notice:
    """The last refusal among the rungs that the case tells of: its date, and the day it came."""
    kept = state.tree.recorded
    rows = [f"{kept.list}/{row}" for row in state.rows(kept.list)] if kept is not None else []
    found = [(day.first, row, day) for row in rows if (day := _refused_on(state, row)) is not None]
    if kept is None or not found:
        return Notice()
    _, row, dated = max(found)
    came = (
        state.answer(f"{row}/{kept.columns['received']}").value
        if "received" in kept.columns
        else None
    )
    return Notice(dated=dated, received=came if isinstance(came, Days) else None)


def _refused_on(state: State, row: str) -> Days | None:
    """The date of the decision in this row, where it refused or left something refused."""
    kept = state.tree.recorded
    assert kept is not None
    outcome, decided = (state.answer(f"{row}/{kept.columns[name]}") for name in (OUTCOME, DECIDED))
    refused = {kept.options.get(each) for each in ("upheld", "partly", "dismissed")} - {None}
    is_day = outcome.is_known and outcome.value in refused and isinstance(decided.value, Days)
    return decided.value if is_day else None


def _notice(event: ev.DecisionReceived) -> Notice:
    dated, received, stated = (_day(each) for each in (event.dated, event.received, event.file_by))
    return Notice(dated=dated, received=received, stated=stated)


def _day(day: date | None) -> Days | None:
    return Days(day, day) if day is not None else None


def next_business_day(day: date) -> date:
    """The first business day after this one."""
    day += timedelta(days=1)
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """By when the plan must answer what was sent."""

    day: date
    words: str
    """How the day is counted."""
    is_verified: bool
    """Every rule that may apply was read, and all agree on the day."""
    is_plan: bool = True
    """The plan itself decides, and no reviewer outside it."""


def answer_due(kinds: PlanKinds, known: Known, course: Course) -> AnswerDue | None:
    """The earliest day on which a rule makes the answer due; None while nothing waits or no rule
    was read for it.

    The fast clock runs only where a fast review was asked for.
    """
    if course.sent is None or course.filed is None:
        return None
    known = replace(known, urgent=known.urgent is True)
    days = _answer_days(kinds, known, course, course.filed)
    if not days:
        return None
    in_hours = _runs_in_hours(course, known)
    counted = "the day the plan got it" if course.logged is not None else "the day it was sent"
    words = f"Counted from {counted}, {course.filed:%B} {course.filed.day}."
    words += " The rule gives hours: this is the office's own reminder to ask." if in_hours else ""
    is_for_sure = kinds.is_settled and len(days) == 1 and not in_hours
    is_plan = course.sent.asks not in LADDER or _is_internal(kinds, known)
    return AnswerDue(days[0], words, is_for_sure, is_plan)


def _answer_days(
    kinds: PlanKinds, known: Known, course: Course, filed: datetime
) -> tuple[date, ...]:
    """What the rules of each kind of plan that is still possible give, the earliest first."""
    asks = course.sent.asks if course.sent is not None else ""
    if asks in LADDER:
        found = [_appeal(kind, known) for kind in kinds.possible]
    elif asks == "exception":
        found = [_exception(kind, known, filed) for kind in kinds.possible]
    else:
        found = []
    return tuple(sorted({day for each in found for day in each}))


def _runs_in_hours(course: Course, known: Known) -> bool:
    """No text was read that says how a plan's hours run, so they give no last day."""
    return course.sent is not None and (course.sent.asks == "exception" or known.urgent is True)


def _is_internal(kinds: PlanKinds, known: Known) -> bool:
    return any(
        level.stage == "internal" for kind in kinds.possible for level in levels_of(kind, known)
    )


def _appeal(kind: str, known: Known) -> list[date]:
    levels = [level for level in levels_of(kind, known) if level.verified]
    clocks = [clock for level in levels for clock in answers_by(level, known)]
    return _present(
        clock.by or (clock.ask_from.date() if clock.ask_from else None) for clock in clocks
    )


def _exception(kind: str, known: Known, filed: datetime) -> list[date]:
    """From the prescriber's statement, which goes with the request."""
    rule = facts().exception_clock(kind)
    if rule is None:
        return []
    hours = rule.expedited if known.urgent is True else rule.standard
    return [(filed + timedelta(hours=hours)).date()]


T = TypeVar("T")


def _present(found: Iterable[T | None]) -> list[T]:
    return [each for each in found if each is not None]
