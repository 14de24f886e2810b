"""The end of a call: what is read back, how it ended, when to call again, what may be left on a
machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from interview.case import roles
from interview.case.clock_behind import read_by_the_clock
from interview.case.dispositions import (
    COMPLETED,
    DESK,
    DISPOSITIONS,
    NEEDS_CALL_BACK,
    NEEDS_NOTE,
    NO_ANSWER,
    NOBODY_KNOWN,
    NOT_CONFIRMED,
    PARTIAL,
    SILENT,
    TAKES_NO_NOTE,
    UNREACHED,
)
from interview.case.prompts import title_of
from interview.case.when import EXAMPLE, moment_words, read_call_back, zone_named
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.kinds import Refused
from interview.core.state import State
from interview.sitting.forms import Field, Form, Reply, Values
from interview.sitting.parting import parting
from interview.sitting.session import Session
from interview.storage.store import StoreProblem


def end_form(session: Session) -> Form:
    """How the call ended. Before the person's identity is known, only ends that disclose nothing
    are offered.
    """
    options, default = _ends(session)
    fields = (
        Field("disposition", "How did the call end?", options, default=default),
        Field(
            "call_back",
            f"When to call back, in the patient's time zone ({EXAMPLE})",
            check=lambda typed: _call_back_problem(session, typed),
            asked_if=lambda values: values["disposition"] in NEEDS_CALL_BACK,
        ),
        Field(
            "note",
            "What was said? (a note is needed)",
            asked_if=lambda v: v["disposition"] in NEEDS_NOTE,
        ),
        Field(
            "note",
            "Note (Enter for none)",
            required=False,
            asked_if=lambda values: values["disposition"] not in NEEDS_NOTE | TAKES_NO_NOTE,
        ),
    )
    return Form(
        "End of the call",
        fields,
        lambda values: _end_or_leave(session, values),
        tuple(read_back(session)),
    )


def _ends(session: Session) -> tuple[tuple[tuple[str, str], ...], str]:
    """The ends that are offered, and the one that Enter alone takes."""
    if session.needs_identity:
        return tuple(o for o in DISPOSITIONS if o[0] in NOBODY_KNOWN), NOT_CONFIRMED
    if is_unreached(session):
        return tuple(o for o in DISPOSITIONS if o[0] in UNREACHED), NO_ANSWER
    default = PARTIAL if session.pending() is not None else COMPLETED
    return tuple(o for o in DISPOSITIONS if o[0] != NOT_CONFIRMED), default


def is_unreached(session: Session) -> bool:
    """Whether this is a call in which nobody has come to the line."""
    call = session.call
    return (
        call is not None
        and call.started.direction != DESK
        and all(r.party is Party.coordinator for r in call.respondents)
    )


def leave(session: Session) -> Reply:
    """Ends what is going on: desk work at once, a call with how it ended."""
    if session.call is None:
        return Reply(_resume_lines(session), leave=True)
    if (
        session.call.started.direction == DESK
        and session.call.respondents[-1].party is Party.coordinator
    ):
        return _end_or_leave(session, {"disposition": DISPOSITIONS[0][0]})
    return Reply(form=end_form(session))


_AGAIN, _LEAVE = "again", "leave"


def _end_or_leave(session: Session, values: Values) -> Reply:
    """Ends the call; where the disk does not take that, the operator may leave all the same."""
    try:
        return end_call(session, values)
    except StoreProblem as problem:
        options = ((_AGAIN, "Try again"), (_LEAVE, "Leave without recording how the call ended"))
        field = Field("how", "What now?", options, default=_AGAIN)

        def decided(chosen: Values) -> Reply:
            if chosen["how"] == _AGAIN:
                return _end_or_leave(session, values)
            return Reply(_resume_lines(session), leave=True)

        return Reply(
            form=Form("The end of the call is not recorded", (field,), decided, (problem.sentence,))
        )


def _call_back_problem(session: Session, typed: str) -> str:
    try:
        call_back_moment(typed, session.workplace.clock(), session.state)
    except ValueError as error:
        return str(error)
    return ""


def call_back_moment(typed: str, now: datetime, state: State) -> datetime:
    """The moment to call back, in the patient's zone. Raises ValueError, also where the clock
    cannot be relied on.
    """
    zone = patient_zone(state)
    try:
        return read_by_the_clock(lambda then: read_call_back(typed, then, zone), state.record, now)
    except Refused as refused:
        raise ValueError(refused.sentence) from None


def end_call(session: Session, values: Values) -> Reply:
    """Writes the end of the call, or asks again when a call-back time or a note is needed."""
    problem = _end_problem(session, values)
    if problem:
        return Reply((problem,), form=end_form(session))
    disposition = values["disposition"]
    note, typed = values.get("note", ""), values.get("call_back", "")
    moment = call_back_moment(typed, session.workplace.clock(), session.state) if typed else None
    session.append(ev.CallEnded, disposition=disposition, note=note, call_back=moment)
    aloud = voicemail_words(session) if disposition == "voicemail" else ""
    lines = [f"Call back: {moment_words(moment)}."] if moment is not None else []
    return Reply((*lines, *_parting(session, disposition)), (aloud,) if aloud else (), leave=True)


def _end_problem(session: Session, values: Values) -> str:
    """What has to be said before the call can end so; empty when nothing has."""
    disposition, typed = values["disposition"], values.get("call_back", "")
    if disposition in NEEDS_NOTE and not values.get("note", ""):
        return f"“{dict(DISPOSITIONS)[disposition]}” needs a note: what was said?"
    if disposition in NEEDS_CALL_BACK and not typed:
        return "Please say when to call back."
    return _call_back_problem(session, typed) if typed else ""


def _resume_lines(session: Session) -> tuple[str, ...]:
    end = parting(session)
    saved = f"Saved. Take it up again with: {session.workplace.resume_words(session.case.case)}"
    return (saved,) if end.is_kept else end.lines


def _parting(session: Session, disposition: str) -> list[str]:
    lines = [*_resume_lines(session)]
    if disposition in SILENT:
        lines.insert(0, "This patient is marked: do not call again.")
    if session.state.record.parked:
        lines.insert(
            0, f"{len(session.state.record.parked)} parked note(s) are still to be filed: /review."
        )
    return lines


def patient_zone(state: State) -> ZoneInfo | None:
    """The patient's time zone where the tree asks for one and it is known."""
    role = state.tree.role(roles.TIME_ZONE)
    answer = state.answer(role) if role else None
    return (
        zone_named(str(answer.value))
        if answer is not None and answer.is_known and answer.value
        else None
    )


def read_back(session: Session) -> list[str]:
    """Drugs, doses, dates and numbers taken in this call, to be read to the person before
    hanging up.
    """
    call = session.call
    if call is None or call.respondents[-1].party is Party.coordinator or not session.may_ask:
        return []
    lines = [
        f"  {title_of(session.state, address)}: {session.state.answer(address).text}"
        for address in _taken_in(session.state, call.number)
        if _is_to_read_back(session.state, address)
    ]
    first = "Read back to the person, and correct what is wrong with /jump:"
    return [first, *lines] if lines else []


def _taken_in(state: State, call: int) -> Iterable[str]:
    """Addresses answered in this call and not taken back, each once, in the order of the call."""
    answers = (
        each
        for each in state.record.events
        if isinstance(each, ev.AnswerGiven) and each.seq not in state.record.undone
    )
    return dict.fromkeys(each.address for each in answers if each.call == call)


def _is_to_read_back(state: State, address: str) -> bool:
    """Whether there is a value here that is easily misheard; a changed tree may have no such
    question any more.
    """
    if state.find(address) is None:
        return False
    answer = state.answer(address)
    return answer.is_known and bool(answer.text) and answer.question.kind.is_misheard


def voicemail_words(session: Session) -> str:
    """A message that names no practice, drug, plan or reason; empty when the patient wants none
    left.
    """
    role = session.state.tree.role(roles.VOICEMAIL)
    if role and session.state.answer(role).value == "no":
        return ""
    voicemail = session.workplace.profile.voicemail
    name = voicemail.name or session.workplace.operator
    number = voicemail.number or "the number you have for us"
    return f"Hello, this is {name}. Please call me back at {number}. Thank you."
