"""A paper that somebody else has than usual: every list follows, and it can be taken back."""

from __future__ import annotations

from contextlib import closing

from interview.case.missing import missing_json, missing_lines, missing_report
from interview.case.workplace import Workplace
from interview.core.answers import Party
from interview.papers.sheets.making import make_sheet
from interview.sitting.forms import filled
from interview.sitting.session import Session
from interview.talk import commands
from tests.office import CASE, begun, say

HERE, ELSEWHERE = "notice_copy", "Example Rheumatology, 555-0171"


def held_by(session: Session, party: Party, name: str = "") -> tuple[str, ...]:
    form = commands.run(session, "holder").form
    assert form is not None
    return form.finish(filled(form, {"document": HERE, "has": party.value, "name": name})).lines


def sheet(session: Session, kind: str) -> str:
    return " ".join(make_sheet(session.workplace, session.state, CASE, kind).text("txt").split())


def test_every_list_follows_whoever_has_the_paper(place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, denial__reasons="Another drug first")
        assert "The notice." in sheet(session, "missing")
        said = held_by(session, Party.prescriber, ELSEWHERE)
        assert said == (f"The notice: with {ELSEWHERE} now.",)
        assert "You do not need to send us any papers now." in sheet(session, "missing")
        office = sheet(session, "office")
        assert f"Ask {ELSEWHERE}" in office and office.index(f"Ask {ELSEWHERE}") < office.index(
            "The notice. Shows"
        )
        assert f"From {ELSEWHERE}: 1 paper." in sheet(session, "call")
        report = missing_report(session.state, session.today)
        assert f"    who has it: {ELSEWHERE}" in "\n".join(missing_lines(report)).splitlines()
        assert f'"holder": "{ELSEWHERE}"' in str(missing_json(report)).replace("'", '"')
        assert session.undo() == f"{HERE} is with {ELSEWHERE}"
        assert "The notice." in sheet(session, "missing")


def test_a_paper_can_be_with_another_party_and_no_other_office(place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, denial__reasons="Another drug first")
        assert held_by(session, Party.plan) == ("The notice: with the health plan now.",)
        assert "The notice." not in sheet(session, "missing")
        assert "Ask the health plan" in sheet(session, "office")
