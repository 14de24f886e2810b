"""The sheets there are, and making one for a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from interview.case import roles
from interview.case.summary import role_text
from interview.case.workplace import Workplace
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.sanitise import one_line
from interview.letters.writers.page import Design, Page
from interview.papers.paper import design_of
from interview.papers.sheets import call, office, patient, prescriber
from interview.papers.sheets.sheet import Sheet

Build = Callable[[Workplace, State, date], b.Blocks]


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of sheet."""

    title: str
    help: str
    """What it is, for lists of them."""
    build: Build
    size: float
    margin: float
    has_design: bool = False
    """Whether it goes out on the clinic's paper."""


SHEETS: dict[str, SheetKind] = {
    "missing": SheetKind(
        patient.TITLE,
        "checklist for the patient: what to send, how, by when",
        patient.patient_blocks,
        13,
        1,
        True,
    ),
    "office": SheetKind(
        office.TITLE, "list for the office: who to ask, by when", office.office_blocks, 9, 0.7
    ),
    "prescriber": SheetKind(
        prescriber.TITLE,
        "form for the prescriber, in the order of the letter",
        prescriber.prescriber_blocks,
        10.5,
        0.75,
    ),
    "call": SheetKind(call.TITLE, "what was said today, for the chart", call.call_blocks, 9, 0.7),
}
"""By the word that names it."""


def make_sheet(workplace: Workplace, state: State, case: str, kind: str) -> Sheet:
    """The sheet as the case stands today. Raises CaseProblem for a letterhead or logo that
    cannot be used.
    """
    chosen, today = SHEETS[kind], workplace.clock().date()
    page = Page(
        chosen.build(workplace, state, today),
        chosen.title,
        today,
        _running(state, case),
        size=chosen.size,
        margin=chosen.margin,
        design=design_of(workplace) if chosen.has_design else Design(),
    )
    return Sheet(kind, case, today, page)


def _running(state: State, case: str) -> tuple[str, ...]:
    """Case and patient, on every page."""
    name = one_line(role_text(state, roles.PATIENT_NAME))[:60]
    return (f"Case {case}", *([f"Patient: {name}"] if name else []))
