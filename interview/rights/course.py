"""Where a case stands with the plan: what was sent, what was decided, which step of the ladder comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from interview.core import events as ev
from interview.core.measure import Days
from interview.core.record import CaseRecord
from interview.core.state import State
from interview.rights.answer_clock import answers_by
from interview.rights.days import is_business_day
from interview.rights.deadline import Notice
from interview.rights.facts import facts
from interview.rights.known import Known, known_of
from interview.rights.plan_kinds import PlanKinds


@dataclass(frozen=True, slots=True)
class Course:
    """What sendings and decisions add up to."""

    step: int = 0
    """Which step of the ladder comes next or is under way; 0 is the first appeal."""
    notice: Notice | None = None
    """The decision that opened this step; None while the case's own notice counts."""
    sent: ev.Sent | None = None
    """The packet that waits for its answer."""
    logged: ev.ContactLogged | None = None
    """The contact in which the plan confirmed that it has that packet."""
    decision: ev.DecisionReceived | None = None
    """The last decision, while nothing was sent after it."""

    @property
    def is_over(self) -> bool:
        """Nothing is to be filed any more: approved, or partly so and left at that."""
        return self.decision is not None and not self.decision.goes_on and self.decision.outcome in _ENDS

    @property
    def filed(self) -> datetime | None:
        """When the plan got the packet, as it says; else when it was sent. A day alone counts from its start."""
        if self.sent is None:
            return None
        day = self.logged.logged_on if self.logged is not None else None
        if day is None or day == self.sent.when.date():
            return self.sent.when
        return datetime.combine(day, time.min, self.sent.when.tzinfo)

    @property
    def confirm_on(self) -> date | None:
        """The business day after the sending, on which to ask whether it was logged; None when that is known."""
        if self.sent is None or self.logged is not None:
            return None
        return next_business_day(self.sent.when.date())


_ENDS = frozenset({"approved", "partly"})


def course_of(record: CaseRecord) -> Course:
    """The course of a case so far. Of several packets without a decision between them, the last one counts."""
    course = Course()
    for event in record.course:
        course = _sent(course, event) if isinstance(event, ev.Sent) else _decided(course, event)
    if course.sent is None:
        return course
    number = course.sent.seq
    logged = next((each for each in reversed(record.contacts) if each.confirms == number), None)
    return replace(course, logged=logged)


def known_on(state: State, course: Course) -> Known:
    """What the case knows for the step of the ladder on which it is."""
    known = known_of(state, course.step)
    return replace(known, notice=course.notice or known.notice, filed=course.filed)


def _sent(course: Course, event: ev.Sent) -> Course:
    return replace(course, sent=event, decision=None) if event.what == "packet" else course


def _decided(course: Course, event: ev.DecisionReceived) -> Course:
    """Only an appeal that was decided leads up the ladder; a refused request or exception begins it."""
    if not event.goes_on:
        return replace(course, sent=None, decision=event)
    return Course(course.step + (event.asked == "appeal"), _notice(event), decision=event)


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
    """The earliest day on which a rule makes the answer due; None while nothing waits or no rule was read for it.

    The fast clock runs only where a fast review was asked for.
    """
    known = replace(known, urgent=known.urgent is True)
    if course.sent is None or course.filed is None:
        return None
    counted = "the day the plan got it" if course.logged is not None else "the day it was sent"
    if course.sent.asks == "appeal":
        found = [_appeal(kind, known) for kind in kinds.possible]
    elif course.sent.asks == "exception":
        found = [_exception(kind, known, course.filed) for kind in kinds.possible]
    else:
        found = []
    days = sorted({day for each in found for day in each})
    if not days:
        return None
    in_hours = _runs_in_hours(course, known)
    agree = kinds.is_settled and len(days) == 1 and not in_hours
    words = f"Counted from {counted}, {course.filed:%B} {course.filed.day}."
    words += " The rule gives hours: this is the office's own reminder to ask." if in_hours else ""
    return AnswerDue(days[0], words, agree, course.sent.asks != "appeal" or _is_internal(kinds, known.step))


def _runs_in_hours(course: Course, known: Known) -> bool:
    """No text was read that says how a plan's hours run, so they give no last day."""
    return course.sent is not None and (course.sent.asks == "exception" or known.urgent is True)


def _is_internal(kinds: PlanKinds, step: int) -> bool:
    ladders = [facts().steps(kind) for kind in kinds.possible]
    return any(level.stage == "internal" for steps in ladders if step < len(steps) for level in steps[step])


def _appeal(kind: str, known: Known) -> list[date]:
    steps = facts().steps(kind)
    levels = steps[known.step] if known.step < len(steps) else ()
    clocks = [clock for level in levels if level.verified for clock in answers_by(level, known)]
    return _present(clock.by or (clock.ask_from.date() if clock.ask_from else None) for clock in clocks)


def _exception(kind: str, known: Known, filed: datetime) -> list[date]:
    """From the prescriber's statement, which goes with the request."""
    name = facts().kinds[kind].exceptions
    rule = facts().exceptions[name] if name else None
    if rule is None or not rule.verified:
        return []
    hours: Sequence[int] = [rule.expedited] if known.urgent is True else [rule.standard]
    return [(filed + timedelta(hours=amount)).date() for amount in hours]


def _present(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
