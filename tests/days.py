"""A case after its first call, and an office whose clock is set by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from interview.case.due_report import DueReport, due_report
from interview.case.workplace import Workplace
from interview.caseload.case_desk import desk_at
from interview.caseload.overview import Overview, overview
from interview.sitting import plan_forms
from interview.sitting.forms import Reply, filled
from interview.sitting.opening import read_state
from interview.sitting.session import Session
from tests.office import CASE, START, resumed

FIRST_CALL = {
    "patient__name": "Ana Ruiz",
    "plan__type": "employer",
    "plan__funding": "insured",
    "plan__grandfathered": "no",
    "plan__state": "TX",
    "denial__notice": "yes",
    "denial__notice_date": "11/2/2026",
    "denial__received": "11/5/2026",
    "care__time": "not_started",
    "route__plan_says": "appeal",
    "route__step": "appeal",
}


class Office:
    """The shipped questions, one case, and a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.place = Workplace(
            transcripts=str(folder / "cases"),
            operator_name="Dana",
            clock=lambda: self.now,
            profile_path=folder / "profile.yaml",
        )

    def on(self, day: str, hour: int = 9) -> Office:
        self.now = datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=START.tzinfo)
        return self

    def record(self, what: str, /, **given: str) -> Reply:
        form = plan_forms.FORMS[what](desk_at(self.place, CASE))
        return form.finish(filled(form, given))

    @property
    def due(self) -> DueReport:
        return due_report(self.place, read_state(self.place, CASE))

    @property
    def listed(self) -> Overview:
        return next(each for each in overview(self.place) if each.case == CASE)

    @property
    def next(self) -> str:
        return self.listed.next.words if self.listed.next is not None else ""

    def ask(self) -> Session:
        return resumed(self.place, "coordinator", "prescriber,plan")
