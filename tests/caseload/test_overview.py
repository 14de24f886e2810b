"""The list of cases: who is due, what is unfinished, who is not to be called."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue

from interview.case.missing import to_get
from interview.case.workplace import Workplace
from interview.caseload.overview import overview
from interview.core import events as ev
from interview.core.answers import Party
from interview.sitting.call_end import end_call
from interview.sitting.calls import start_call
from interview.sitting.opening import resume_session
from tests.office import START, begun, say, workplace


def ended(place: Workplace, case: str, disposition: str, **more: str) -> None:
    with closing(begun(place, case=case)) as session:
        say(session, patient__name=f"Patient of {case}")
        end_call(session, {"disposition": disposition, **more})


def test_due_call_backs_come_first_and_who_asked_not_to_be_called_is_left_alone(
    tmp_path: Path,
) -> None:
    place = workplace(tmp_path)
    ended(place, "c-ready1", "partial", call_back="tomorrow 3pm")
    ended(place, "c-sham01", "stop_calling", note="She said so.")
    ended(place, "c-pen001", "completed")
    found = {each.case: each for each in overview(workplace(tmp_path, START + timedelta(days=3)))}
    assert next(iter(found)) == "c-ready1"
    assert "CALL BACK NOW" in found["c-ready1"].line
    assert "do not call" in found["c-sham01"].line
    assert not found["c-sham01"].is_unfinished
    assert found["c-pen001"].is_unfinished


def test_a_case_that_cannot_be_read_is_listed_with_its_problem(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    ended(place, "c-pen001", "completed")
    Path(place.store.where, "c-bad001.jsonl").write_text("no transcript\n")
    bad = next(each for each in overview(place) if each.case == "c-bad001")
    assert "cannot be read" in bad.line
    assert "not a transcript" in bad.problem


def test_an_open_safety_stop_comes_first_and_is_loud(place: Workplace) -> None:
    ended(place, "c-pen001", "partial", call_back="tomorrow 3pm")
    with closing(begun(place, case="c-danger")) as session:
        session.append(ev.SafetyRaised)
    first = overview(place)[0]
    assert "!!! SAFETY STOP OPEN !!!" in first.line
    assert first.is_unfinished
    with closing(resume_session(place, "c-danger")) as session:
        words = {
            "location": "x",
            "call_back_number": "x",
            "taken_over_by": "x",
            "taken_over_at": "x",
        }
        session.append(ev.SafetyHandled, **words)
    line = next(each.line for each in overview(place) if each.case == "c-danger")
    assert "OPEN" not in line
    assert "safety stop handled" in line


def test_what_a_call_found_out_outlives_sittings_that_break_off(place: Workplace) -> None:
    ended(place, "c-dead02", "deceased")
    ended(place, "c-sham02", "wrong_number", note="A bakery.")
    for case in ("c-dead02", "c-sham02"):
        with closing(resume_session(place, case)) as session:
            start_call(session, {"direction": "out", "party": "patient"})
    lines = {each.case: each.line for each in overview(place)}
    assert "the patient has died" in lines["c-dead02"]
    assert "NUMBER NEEDS CHECKING" in lines["c-sham02"]


def test_a_call_back_outlives_a_sitting_that_breaks_off(place: Workplace) -> None:
    ended(place, "c-pen001", "partial", call_back="tomorrow 3pm")
    with closing(resume_session(place, "c-pen001")) as session:
        start_call(session, {"direction": "out", "party": "patient"})
    assert "in 1 day: call back Nov 21, 15:00" in overview(place)[0].line


def test_what_was_put_off_today_is_still_to_get(place: Workplace) -> None:
    session = begun(place)
    session.cursor = "denial.plan"
    session.answer("dk")
    assert "Plan" in to_get(session.state, session.today)[Party.plan]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("dates", [["2027-04-17", "file", "file-0", "", False]]),
        ("dates", [["2027-04-17", "sing", "file-0", "", False, False]]),
        ("dates", [["April", "file", "file-0", "", False, False]]),
        ("dates", {}),
        ("call_back", "soon"),
        ("call_back", "2026-11-21T15:00:00"),
        ("patient_name", 7),
        ("answered", "many"),
        ("to_get", []),
    ],
)
def test_an_index_of_another_shape_under_the_same_version_is_made_anew(
    place: Workplace, key: str, value: JsonValue
) -> None:
    ended(place, "c-pen001", "partial", call_back="tomorrow 3pm")
    (before,) = overview(place)
    index = Path(place.store.where, ".index")
    kept = json.loads(index.read_bytes())
    kept["cases"]["c-pen001"]["summary"][key] = value
    index.write_text(json.dumps(kept))
    (after,) = overview(place)
    assert (after.summary, after.problem) == (before.summary, "")
