"""The calendar file: valid, the same ids whenever it is written, and nothing about a patient
unless asked for.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from interview.case.workplace import Workplace
from interview.caseload.calendar import calendar_file
from interview.core import events as ev
from tests.office import CASE, START, begun, resumed, say


@pytest.fixture
def clinic(place: Workplace) -> Workplace:
    """A case with a promise and a call-back."""
    with closing(begun(place)) as session:
        say(session, patient__name="Ana Ruiz", denial__drug="Humira")
        promise = {"promised": "the file; by mail", "promised_by": START.date() + timedelta(days=3)}
        session.append(ev.ContactLogged, when=START, said="Yes.", **promise)
        session.append(
            ev.CallEnded, disposition="partial", call_back=START + timedelta(days=1, hours=6)
        )
    return place


def read(data: bytes) -> dict[str, dict[str, object]]:
    """The events by summary, each as its plain values."""
    found = {}
    for event in Calendar.from_ical(data).walk("VEVENT"):
        found[str(event["summary"])] = {
            "uid": str(event["uid"]),
            "start": event.decoded("dtstart"),
            "end": event.decoded("dtend"),
            "stamp": event.decoded("dtstamp"),
        }
    return found


def test_days_and_moments(clinic: Workplace) -> None:
    data, count = calendar_file(clinic, details=False)
    events = read(data)
    assert count == 2
    promise, call = events["Case work: promise"], events["Case work: call back"]
    assert (promise["start"], promise["end"]) == (date(2026, 11, 23), date(2026, 11, 24))
    assert call["start"] == datetime(2026, 11, 21, 20, tzinfo=UTC)
    assert call["end"] == datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert isinstance(call["stamp"], datetime)


def test_it_is_what_calendars_read(clinic: Workplace) -> None:
    data, _ = calendar_file(clinic, details=True)
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert {b"VERSION:2.0", b"METHOD:PUBLISH"} <= set(lines)
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_nothing_about_a_patient_unless_it_is_asked_for(clinic: Workplace) -> None:
    bare, full = (calendar_file(clinic, details)[0] for details in (False, True))
    for word in (CASE, "Ana", "Ruiz", "Humira", "the file"):
        assert word.encode() not in bare
        assert word.encode() in full.replace(b"\r\n ", b"")


def test_a_date_that_moves_keeps_its_id_and_no_two_share_one(clinic: Workplace) -> None:
    before = read(calendar_file(clinic, details=False)[0])
    with closing(resumed(clinic)) as session:
        session.append(ev.CallEnded, disposition="partial", call_back=START + timedelta(days=4))
    after = read(calendar_file(clinic, details=False)[0])
    ids = {summary: event["uid"] for summary, event in after.items()}
    assert ids == {summary: event["uid"] for summary, event in before.items()}
    assert len(set(ids.values())) == 2
    assert before["Case work: call back"]["start"] != after["Case work: call back"]["start"]
