"""The clock of a case for both front ends: its ladder, the office's working dates, and the next day that matters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from interview.core.state import State
from interview.rights import clock
from interview.rights.deadline import Notice
from interview.rights.known import NOTICE_DATE, Known, known_of
from interview.rights.ladder import Ladder, ladder
from interview.rights.plan_kinds import plan_kinds
from interview.rights.step_therapy import Regulator, StepTherapy, regulators, step_therapy
from interview.rights.working import Lead, WorkingDates, working_dates
from interview.session.workplace import Workplace


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
    """The state's law on step therapy, where state law reaches the plan."""
    regulator: Regulator | None
    """The state's insurance department, where state law reaches the plan. From one source: to be checked before use."""

    @property
    def day(self) -> date | None:
        """The day by which to file."""
        return self.ladder.due.day

    @property
    def days_left(self) -> int | None:
        return (self.day - self.today).days if self.day is not None else None

    @property
    def is_to_check(self) -> bool:
        """The day rests on something that was not read or is not known; the notice's own day rests on itself."""
        due = self.ladder.due
        return not due.is_verified and due.day != due.stated_day


def due_report(workplace: Workplace, state: State, step: int = 0, notice: Notice | None = None) -> DueReport:
    """The clock of a case today. `step` is the step of the ladder that comes next, 0 for the first appeal.

    A later step counts from another notice than the one the case tells of; without it there are no days.
    """
    known, today = known_of(state, step), workplace.clock().date()
    if notice is not None or step:
        known = replace(known, notice=notice or Notice())
    found = ladder(plan_kinds(state), known)
    lead = Lead(workplace.profile.lead_days.prescriber, workplace.profile.lead_days.documents)
    working = working_dates(found.due.day, lead) if found.due.day is not None else None
    is_reached = found.state_law is not None and found.state_law.reaches == "yes"
    reached = known.state if is_reached else ""
    asks = tuple(_asks(state, known, found))
    return DueReport(found, known, today, working, asks, step_therapy(reached), regulators().states.get(reached))


def _asks(state: State, known: Known, found: Ladder) -> list[str]:
    """Short names of what to ask for: the question about the plan, then the date of the notice."""
    kind, role = found.due.kinds.settled_by, state.tree.role(NOTICE_DATE)
    asked = [str(state.tree.question(kind).title)] if kind else []
    dated = known.notice.dated
    if dated is not None and dated.first == dated.last:
        return asked
    if known.step:
        return [*asked, "the date of the notice that this level answers"]
    return [*asked, str(state.tree.question(role).title)] if role and state.answer(role).on_path else asked


def next_date(state: State, today: date) -> clock.NextDate | None:
    """The next day that matters for filing in this case; None while none can be told."""
    return clock.next_date(plan_kinds(state), known_of(state), today)
