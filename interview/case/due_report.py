"""The clock of a case for both front ends: its ladder, the office's working dates, and the next
day that matters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from interview.case.case_dates import CaseDate, case_dates
from interview.case.clock_behind import clock_lines
from interview.case.next_date import ANSWER, CONFIRM, EXPIRES, FILE, KEEP, renewal_day
from interview.case.roles import SHORT_LETTER, WHAT_IS_SENT
from interview.case.workplace import Workplace
from interview.core.state import State
from interview.rights.course import Course, course_now, known_on
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
    dates: tuple[CaseDate, ...]
    """Every date of the case, also what is done."""
    renewal: int
    """So many days before an approval ends its renewal comes up."""
    short_letter: str = ""
    """Short name of the question that calls for a short letter, while that is open and the last
    day is near.
    """
    clock: tuple[str, ...] = ()
    """That today is not known, where the clock stands behind what is on record."""

    @property
    def file(self) -> CaseDate | None:
        """By when to file; None while no day can be told, or nothing is to be filed."""
        return self._open(FILE)

    @property
    def filed(self) -> str:
        """What was sent or decided, so that nothing is to be filed now; empty while something is."""
        return next((each.done for each in self.dates if each.what == FILE), "")

    @property
    def keep(self) -> CaseDate | None:
        """By when to ask that a benefit goes on, where that is told for sure."""
        return self._open(KEEP)

    @property
    def answer(self) -> CaseDate | None:
        """By when what was sent must be answered."""
        return self._open(ANSWER)

    @property
    def confirm_on(self) -> date | None:
        """When to ask whether what was sent was logged."""
        confirm = self._open(CONFIRM)
        return confirm.day if confirm is not None else None

    @property
    def renew(self) -> date | None:
        """The day on which to ask that what was approved goes on."""
        expires = self._open(EXPIRES)
        return renewal_day(expires.day, self.renewal) if expires is not None else None

    @property
    def day(self) -> date | None:
        """The day by which to file."""
        return self.file.day if self.file is not None else None

    @property
    def days_left(self) -> int | None:
        return (self.day - self.today).days if self.day is not None else None

    @property
    def is_to_check(self) -> bool:
        """The day to file rests on something that was not read or is not known."""
        return self.file is not None and self.file.to_check

    def _open(self, what: str) -> CaseDate | None:
        return next((each for each in self.dates if each.what == what and not each.done), None)


def due_report(
    workplace: Workplace, state: State, rung: int | None = None, notice: Notice | None = None
) -> DueReport:
    """The clock of a case today, by the sendings and decisions on record.

    `rung` and `notice` ask for another rung of the ladder (0 for the first appeal) or another
    notice instead. A later rung counts from another notice than the one the case tells of; without
    it there are no days.
    """
    course, today = _course(state, rung, notice), workplace.clock()
    lead, dates = workplace.profile.lead_days, case_dates(state, course)
    known = known_on(state, course)
    # The answer that a request waits for is none of an appeal's: the level's own clocks rest.
    of_level = replace(known, filed=None) if course.waits_before_appeal else known
    found = ladder(plan_kinds(state), of_level)
    reached = _state_reached(known, found)
    report = DueReport(
        ladder=found,
        known=known,
        today=today.date(),
        working=None,
        asks=tuple(_asks(state, known, found)),
        step_therapy=step_therapy(reached) if holds(state, ORDERS_DRUGS) is not False else None,
        regulator=regulators().states.get(reached),
        course=course,
        dates=dates,
        renewal=lead.renewal,
        clock=tuple(clock_lines(state.record, today)),
    )
    if report.day is None:
        return report
    return replace(
        report,
        working=working_dates(report.day, Lead(lead.prescriber, lead.documents)),
        short_letter=_short_letter(state, report.day, report.today),
    )


def _course(state: State, rung: int | None, notice: Notice | None) -> Course:
    """The course on record, or the level and notice that were asked for instead."""
    course = course_now(state)
    if rung is not None:
        course = Course(rung, notice=Notice() if rung else None)
    return course if notice is None else Course(course.rung, notice=notice)


def _state_reached(known: Known, found: Ladder) -> str:
    """The state whose law reaches the plan for sure; empty while none does."""
    law = found.state_law
    return known.state if law is not None and law.reaches == "yes" else ""


def _short_letter(state: State, day: date, today: date) -> str:
    role = state.tree.role(SHORT_LETTER)
    if not role or not 0 <= (day - today).days <= NEAR_DAYS:
        return ""
    answer = state.answer(role)
    return str(answer.question.title) if answer.on_path and not answer.is_known else ""


def _asks(state: State, known: Known, found: Ladder) -> list[str]:
    """Short names of what to ask for: the question about the plan, then the date of the notice."""
    kind, role = found.due.kinds.settled_by, state.tree.role(NOTICE_DATE)
    asked = [str(state.tree.question(kind).title)] if kind else []
    asked += _second_asks(state, known, found)
    dated = known.notice.dated
    if dated is not None and dated.first == dated.last:
        return asked
    if known.rung:
        return [*asked, "the date of the notice that this level answers"]
    return (
        [*asked, str(state.tree.question(role).title)]
        if role and state.answer(role).on_path
        else asked
    )


def _second_asks(state: State, known: Known, found: Ladder) -> list[str]:
    """What settles whether a second appeal of the plan's own comes next, where one may."""
    asked = state.tree.role(WHAT_IS_SENT)
    is_open = (
        known.rung > 0
        and known.second is None
        and len({each.level.name for each in found.due.levels}) > 1
    )
    return [str(state.tree.question(asked).title)] if is_open and asked else []
