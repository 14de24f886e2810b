"""Who may sign for the patient, and until when: a child who turns 18, a guardian's last day, a
paper past one year.
"""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.answers import Party
from interview.letters.authority import birthday
from interview.letters.document import Document
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, drawn
from tests.letters.worked import shipped_letters, worked

TODAY = date(2026, 11, 21)


def nearly_grown(**more: str) -> CaseFile:
    """The worked case of a child, 17 when the plan refused and 18 on November 25, 2026; the
    family appeals.
    """
    case = worked("child")
    case.say("opening.refused_on", "11/2/2026").say("patient.birth_date", "11/25/2008")
    case.say("route.step", "an appeal", Party.coordinator).say(
        "route.voice", "the patient", Party.coordinator
    )
    for name, typed in {"patient__now_adult": "no", **more}.items():
        case.say(name.replace("__", "."), typed)
    return case


def letter(case: CaseFile, today: date = TODAY, id: str = "patient_appeal") -> Document:
    return drawn(case, shipped_letters()[id], today)


def blocking(document: Document) -> set[str]:
    """Addresses that keep it from being final whatever the signer says."""
    return {opening.address for opening in document.openings if opening.blocking}


@pytest.mark.parametrize(
    ("today", "may_sign"), [("2026-11-24", True), ("2026-11-25", False), ("2027-03-01", False)]
)
def test_from_the_eighteenth_birthday_no_parent_signs(today: str, may_sign: bool) -> None:
    document = letter(nearly_grown(), date.fromisoformat(today))
    assert ("patient.now_adult" not in blocking(document)) is may_sign


def test_then_the_patient_signs_and_the_parent_is_named_no_more() -> None:
    case = nearly_grown()
    before = to_text(letter(case).body)
    case.say("patient.now_adult", "yes", Party.coordinator)
    after = letter(case, date(2026, 12, 1))
    parent = case.state.answer("patient.guardian_name")
    assert parent.text and not parent.on_path  # kept, and back when it was a slip
    assert "I am the mother of" in before and f"{parent.text}, mother of" in before
    assert "I am a member" in to_text(after.body) and "mother" not in to_text(after.body)
    assert "patient.now_adult" not in blocking(after)


def test_a_prescriber_s_letter_is_not_stopped_by_a_birthday() -> None:
    case = nearly_grown(route__voice="the doctor")
    assert "patient.now_adult" not in blocking(letter(case, date(2027, 3, 1), "appeal"))


@pytest.mark.parametrize(("today", "may_sign"), [("2026-12-01", True), ("2026-12-02", False)])
def test_a_guardian_s_authority_ends_with_its_last_day(today: str, may_sign: bool) -> None:
    case = nearly_grown(patient__birth_date="5/3/2012", patient__guardian_relation="grandparent")
    assert "custody_papers" in blocking(letter(case))
    case.attach("custody_papers").say("filing.custody_until", "12/1/2026")
    found = blocking(letter(case, date.fromisoformat(today)))
    assert "custody_papers" not in found and ("filing.custody_until" not in found) is may_sign


@pytest.mark.parametrize(
    ("signed", "holds"), [("2025-11-22", True), ("2025-11-21", False), ("", False)]
)
def test_an_appointment_holds_for_one_year(signed: str, holds: bool) -> None:
    case = nearly_grown(
        route__voice="someone else", filing__name="Ana Example", filing__relation="lawyer"
    )
    assert "appointment_paper" in blocking(letter(case))
    case.attach("appointment_paper", document_date=date.fromisoformat(signed) if signed else None)
    assert ("appointment_paper" not in blocking(letter(case))) is holds


def test_a_waiver_lets_no_paper_go_on_which_authority_rests() -> None:
    case = nearly_grown(route__voice="someone else", filing__name="Ana Example").waive(
        "appointment_paper"
    )
    assert "appointment_paper" in blocking(letter(case))


BIRTHDAYS = {
    "any day": ("2008-11-25", "2026-11-25"),
    "a leap day": ("2008-02-29", "2026-03-01"),
    "a leap day to a leap year": ("2010-02-28", "2028-02-28"),
}


@pytest.mark.parametrize(("born", "day"), BIRTHDAYS.values(), ids=BIRTHDAYS)
def test_birthdays(born: str, day: str) -> None:
    assert birthday(date.fromisoformat(born), 18) == date.fromisoformat(day)
