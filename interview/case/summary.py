"""What a list of cases shows of each: patient, drug, plan, reasons, progress, calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import JsonValue

from interview.case import roles
from interview.case.cautions import silent_end, wrong_number
from interview.case.missing import addresses_to_get
from interview.case.next_date import KINDS
from interview.core import events as ev
from interview.core.engine import Engine
from interview.core.record import CaseRecord
from interview.core.state import State, replay
from interview.rights.edition import edition

OPEN = "open"
SENT = "sent"
APPROVAL_HOLDS, APPROVAL_WITHDRAWN = "holds", "withdrawn"
_DATE_SHAPE = (str, str, str, str, bool, bool)
"""As CaseDate.as_json writes it."""
ROLES = (roles.PATIENT_NAME, roles.BIRTH_DATE, roles.DRUG, roles.PLAN_NAME, roles.REASONS)


@dataclass(frozen=True, slots=True)
class Summariser:
    """Makes the summary of a case; `version` changes whenever summaries made before are no
    longer right.
    """

    engine: Engine
    approval: Callable[[State], str] = lambda _: ""
    """How the approvals of a case stand; asked only where there are some."""
    templates: str = ""
    """What the letters are made of, as a hash: an approval holds for what they say."""

    @property
    def version(self) -> str:
        return f"9-{self.engine.tree.hash[:12]}-{edition()}-{self.templates}"

    def __call__(self, events: tuple[ev.AnyEvent, ...]) -> Mapping[str, JsonValue]:
        # The rules take time to load, and a warm list needs none.
        from interview.case.case_dates import is_to_be_sent_now, open_dates

        state = replay(self.engine, events)
        summary: dict[str, JsonValue] = {role: role_text(state, role) for role in ROLES}
        answered, total = progress(state)
        last = state.record.calls[-1] if state.record.calls else None
        silent = silent_end(state.record)
        ended = last.ended if last is not None else None
        call_back = _call_back(state.record) if silent is None else ""
        opened = state.record.opened
        return summary | {
            "answered": answered,
            "total": total,
            "to_get": {
                party.value: len(found) for party, found in addresses_to_get(state, None).items()
            },
            "last_call": last.started.at.isoformat() if last is not None else "",
            "disposition": ended.disposition if ended is not None else "",
            "call_back": call_back,
            "silent": silent is not None,
            "silent_why": silent.disposition if silent is not None else "",
            "wrong_number": wrong_number(state) is not None,
            "safety": safety(state.record),
            "urgent": is_to_be_sent_now(state),
            "dates": [each.as_json() for each in open_dates(state)],
            "owner": state.record.owner,
            "decided": _decided(state.record),
            "final": len(state.record.renderings),
            "approval": self.approval(state) if state.record.approvals else "",
            "parked": len(state.record.parked),
            "example": bool(opened and opened.example),
            "opened": opened.at.isoformat() if opened else "",
        }

    @staticmethod
    def fits(summary: Mapping[str, JsonValue]) -> bool:
        """Whether a summary that was kept is one that this version of the program could have
        made.
        """
        if summary.keys() != _SHAPE.keys() or any(
            type(summary[key]) is not sort for key, sort in _SHAPE.items()
        ):
            return False
        dates, call_back = summary["dates"], summary["call_back"]
        assert isinstance(dates, list)
        return all(map(_is_date, dates)) and (not call_back or _is_moment(str(call_back)))


_SHAPE: Mapping[str, type] = dict.fromkeys(ROLES, str) | {
    "answered": int,
    "total": int,
    "to_get": dict,
    "last_call": str,
    "disposition": str,
    "call_back": str,
    "silent": bool,
    "silent_why": str,
    "wrong_number": bool,
    "safety": str,
    "urgent": bool,
    "dates": list,
    "owner": str,
    "decided": str,
    "final": int,
    "approval": str,
    "parked": int,
    "example": bool,
    "opened": str,
}


def _is_date(entry: JsonValue) -> bool:
    if (
        not isinstance(entry, list)
        or tuple(map(type, entry)) != _DATE_SHAPE
        or entry[1] not in KINDS
    ):
        return False
    with suppress(ValueError):
        return bool(date.fromisoformat(str(entry[0])))
    return False


def _is_moment(text: str) -> bool:
    with suppress(ValueError):
        return datetime.fromisoformat(text).tzinfo is not None
    return False


def _decided(record: CaseRecord) -> str:
    """The last decision, while nothing was sent after it; `sent` while a packet waits for one."""
    last = next(
        (
            e
            for e in reversed(record.course)
            if isinstance(e, ev.DecisionReceived) or e.what == "packet"
        ),
        None,
    )
    if last is None:
        return ""
    return SENT if isinstance(last, ev.Sent) else last.outcome


def _call_back(record: CaseRecord) -> str:
    """When to call back, as the last call that was ended has it; one that was cut off changes
    nothing about it.
    """
    last = next((call.ended for call in reversed(record.calls) if call.ended is not None), None)
    return last.call_back.isoformat() if last is not None and last.call_back is not None else ""


def safety(record: CaseRecord) -> str:
    """`open` while nobody has taken over, `handled` after a safety stop, empty when there was
    none.
    """
    if record.safety_open is not None:
        return OPEN
    return "handled" if any(isinstance(e, ev.SafetyHandled) for e in record.events) else ""


def role_text(state: State, role: str) -> str:
    """The answer to the question that plays this role, in words; empty when there is none."""
    id = state.tree.role(role)
    return state.answer(id).text if id and state.answer(id).is_known else ""


def value_text(state: State, role: str) -> str:
    """The same; empty also where the answer is that there is none."""
    id = state.tree.role(role)
    return role_text(state, role) if id and state.answer(id).value else ""


def progress(state: State) -> tuple[int, int]:
    """How many on-path questions are answered for sure, and how many there are so far."""
    on_path = [answer for answer in state.answers() if answer.on_path]
    return sum(1 for answer in on_path if answer.is_known and not answer.to_confirm), len(on_path)
