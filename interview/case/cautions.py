"""What must be known before anybody dials: an open safety stop, who is not to be called, a
number that was wrong.
"""

from __future__ import annotations

from datetime import datetime

from interview.case import roles
from interview.case.clock_behind import clock_lines
from interview.case.dispositions import DESK, DISPOSITIONS, SILENT
from interview.case.when import day_words
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.record import Call, CaseRecord
from interview.core.state import State

FIELD_WORDS = {
    "location": "location",
    "number": "call back",
    "taken_over_by": "took over",
    "taken_over_at": "at",
}
"""What the safety steps ask for, in a word or two."""


def cautions(state: State, now: datetime) -> list[str]:
    """Sentences for the operator, the most urgent one first."""
    return [
        *safety_lines(state.record),
        *_silent_lines(state.record),
        *_number_lines(state),
        *clock_lines(state.record, now),
    ]


def safety_lines(record: CaseRecord) -> list[str]:
    """That a safety stop is open, and what was noted for it so far."""
    stop = record.safety_open
    if stop is None:
        return []
    known = "; ".join(
        f"{FIELD_WORDS.get(field, field)}: {text}" for field, text in noted(record).items()
    )
    lines = [
        (
            f"!!! SAFETY STOP OPEN since {day_words(stop.at)}, {stop.at:%H:%M}: nobody is recorded as"
            " taking over."
        )
    ]
    return [*lines, f"    Known so far: {known}."] if known else lines


def silent_end(record: CaseRecord) -> ev.CallEnded | None:
    """The end of a call after which the patient is not to be called any more; a death outweighs
    a wish.
    """
    ends = [
        call.ended
        for call in record.calls
        if call.ended is not None and call.ended.disposition in SILENT
    ]
    died = [end for end in ends if end.disposition == "deceased"]
    return next(reversed(died or ends), None)


def wrong_number(state: State) -> ev.CallEnded | None:
    """The call that reached a wrong number, unless the patient was reached or the number changed
    since.
    """
    found = None
    for call in state.record.calls:
        if call.ended is not None and call.ended.disposition == "wrong_number":
            found = call.ended
        elif _reached_patient(call):
            found = None
    id = state.tree.role(roles.PHONE)
    return None if found is not None and id and state.answer(id).seq > found.seq else found


def _reached_patient(call: Call) -> bool:
    is_known = call.identity is not None and call.identity.passed
    return (
        is_known
        and call.started.direction != DESK
        and any(r.party is Party.patient for r in call.respondents)
    )


def _silent_lines(record: CaseRecord) -> list[str]:
    end = silent_end(record)
    return [f"DO NOT CALL: {_told(end)}"] if end is not None else []


def _number_lines(state: State) -> list[str]:
    end = wrong_number(state)
    return [f"THE NUMBER NEEDS CHECKING: {_told(end)}"] if end is not None else []


def _told(end: ev.CallEnded) -> str:
    said = f" Said then: {end.note}" if end.note else ""
    return f"{dict(DISPOSITIONS)[end.disposition]} ({day_words(end.at)}).{said}"


def noted(record: CaseRecord) -> dict[str, str]:
    """What was noted since the safety stop that is open, by field."""
    stop = record.safety_open
    if stop is None:
        return {}
    return {e.field: e.text for e in record.events[stop.seq :] if isinstance(e, ev.SafetyNoted)}
