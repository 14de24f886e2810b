"""The clock of a case for both front ends: its ladder, the office's working dates, and the next
day that matters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from interview.case.clock import clock_lines
from interview.case.roles import SHORT_LETTER, WHAT_IS_SENT
from interview.case.workplace import Workplace
from interview.core.state import State
from interview.rights.course import AnswerDue, Course, answer_due, course_now, known_on
from interview.rights.deadline import Notice
from interview.rights.known import NOTICE_DATE, ORDERS_DRUGS, Known, holds
from interview.rights.ladder import Ladder, ladder
from interview.rights.plan_kinds import plan_kinds
from interview.rights.step_therapy import Regulator, StepTherapy, regulators, step_therapy
from interview.rights.working import Lead, WorkingDates, working_dates

NEAR_DAYS = 3
"""So many days before the last one a letter with all its papers may not be ready any more."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """What there is to know of a case's deadlines on one day."""

    ladder: Ladder
    known: Known
    today: date
    working: WorkingDates | None
    """None while no last day can be told."""
    asks: tuple[str, ...]
    """Short names of the questions that would settle what is open."""
    step_therapy: StepTherapy | None
    """The state's law on step therapy, where state law reaches the plan and the case may be
    about an order of drugs.
    """
    regulator: Regulator | None
    """The state's insurance department, where state law reaches the plan. From one source: to be
    checked before use.
    """
    course: Course
    """What was sent and decided; empty where another level or notice was asked for."""
    answer: AnswerDue | None
    """By when the plan must answer what was sent."""
    renew: date | None
    """The day on which to ask that what was approved goes on."""
    short_letter: str = ""
    """Short name of the question that calls for a short letter, while that is open and the last
    day is near.
    """
    clock: tuple[str, ...] = ()
    """That today is not known, where the clock stands behind what is on record."""

    @property
    def day(self) -> date | None:
        """The day by which to file."""
        return self.ladder.due.day

    @property
    def days_left(self) -> int | None:
        return (self.day - self.today).days if self.day is not None else None

    @property
    def is_to_check(self) -> bool:
        """The day rests on something that was not read or is not known; the notice's own day
        rests on itself.
        """
        due = self.ladder.due
        return not due.is_verified and due.day != due.stated_day


def due_report(
    workplace: Workplace, state: State, step: int | None = None, notice: Notice | None = None
) -> DueReport:
    """The clock of a case today, by the sendings and decisions on record.

    `step` and `notice` ask for another step of the ladder (0 for the first appeal) or another
    notice instead. A later step counts from another notice than the one the case tells of; without
    it there are no days.
    """
    course, now = course_now(state), workplace.clock()
    if step is not None:
        course = Course(step, notice=Notice() if step else None)
    if notice is not None:
        course = Course(course.step, notice=notice)
    known = known_on(state, course)
    kinds, lead = plan_kinds(state), workplace.profile.lead_days
    found = ladder(kinds, replace(known, filed=None) if course.waits_before_appeal else known)
    is_open = (course.sent is None or course.waits_before_appeal) and not course.is_over
    working = (
        working_dates(found.due.day, Lead(lead.prescriber, lead.documents))
        if is_open and found.due.day
        else None
    )
    is_reached = found.state_law is not None and found.state_law.reaches == "yes"
    reached = known.state if is_reached else ""
    asks = tuple(_asks(state, known, found))
    law = step_therapy(reached) if holds(state, ORDERS_DRUGS) is not False else None
    regulator = regulators().states.get(reached)
    answer, renew = answer_due(kinds, known, course), renew_on(course, lead.renewal)
    clock = tuple(clock_lines(state.record, now))
    short = _short_letter(state, found.due.day, now.date()) if is_open else ""
    return DueReport(
        found, known, now.date(), working, asks, law, regulator, course, answer, renew, short, clock
    )


def _short_letter(state: State, day: date | None, today: date) -> str:
    role = state.tree.role(SHORT_LETTER)
    if not role or day is None or not 0 <= (day - today).days <= NEAR_DAYS:
        return ""
    answer = state.answer(role)
    return str(answer.question.title) if answer.on_path and not answer.is_known else ""


def renew_on(course: Course, days: int) -> date | None:
    """So many days before what was approved ends; None where nothing was, or without an end."""
    if course.decision is None or course.decision.expires is None:
        return None
    return course.decision.expires - timedelta(days=days)


def _asks(state: State, known: Known, found: Ladder) -> list[str]:
    """Short names of what to ask for: the question about the plan, then the date of the notice."""
    kind, role = found.due.kinds.settled_by, state.tree.role(NOTICE_DATE)
    asked = [str(state.tree.question(kind).title)] if kind else []
    asked += _second_asks(state, known, found)
    dated = known.notice.dated
    if dated is not None and dated.first == dated.last:
        return asked
    if known.step:
        return [*asked, "the date of the notice that this level answers"]
    return (
        [*asked, str(state.tree.question(role).title)]
        if role and state.answer(role).on_path
        else asked
    )


def _second_asks(state: State, known: Known, found: Ladder) -> list[str]:
    """What settles whether a second appeal of the plan's own comes next, where one may."""
    step = state.tree.role(WHAT_IS_SENT)
    is_open = (
        known.step > 0
        and known.second is None
        and len({each.level.name for each in found.due.levels}) > 1
    )
    return [str(state.tree.question(step).title)] if is_open and step else []
