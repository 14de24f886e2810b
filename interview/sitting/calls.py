"""The start of a call: who is on the line, for whom they speak, and which papers lie on the
desk.
"""

from __future__ import annotations

from dataclasses import replace

from interview.case.cautions import cautions, silent_end
from interview.case.dispositions import DESK
from interview.core import events as ev
from interview.core.answers import Party
from interview.sitting.call_end import end_form
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.identity import identity_form, take_up
from interview.sitting.session import Session

NO_PAPERS = "no"
NOBODY = "nobody"
"""Chosen in place of a party when a call reaches nobody, or a stranger."""
CALL_ALL_THE_SAME = (("y", "Yes"), ("n", "No"))
DIRECTIONS = (
    ("out", "We call"),
    ("in", "They call us"),
    ("desk", "Nobody: desk work with the papers"),
)
RESPONDENTS = (
    (Party.patient.value, "The patient"),
    (Party.proxy.value, "Someone who speaks for the patient"),
    (Party.prescriber.value, "The prescriber or the prescriber's staff"),
    (Party.plan.value, "The health plan"),
    (Party.pharmacy.value, "The pharmacy"),
    (Party.laboratory.value, "The laboratory"),
    (Party.coordinator.value, "Nobody: I work with the papers"),
)
PAPERS = (
    (NO_PAPERS, "None"),
    (Party.plan.value, "The denial notice"),
    (Party.prescriber.value, "The chart"),
    (Party.pharmacy.value, "A pharmacy printout"),
    (Party.laboratory.value, "A laboratory report"),
)


def start_form(session: Session) -> Form:
    """Who is on the line and what lies on the desk."""
    is_silent = silent_end(session.state.record) is not None
    sure = Field(
        "sure",
        "The patient is not to be called. Make this call all the same?",
        CALL_ALL_THE_SAME,
        asked_if=lambda values: is_silent and values.get("direction") == "out",
    )
    fields = (
        Field("direction", "Who calls?", DIRECTIONS),
        sure,
        *map(_of_a_talk, _start_fields(session)),
    )
    known = tuple(cautions(session.state, session.workplace.clock()))
    return Form("Start of the call", fields, lambda values: _start(session, values), known)


def _start_fields(session: Session) -> tuple[Field, ...]:
    title, parties = "Who is on the line?", RESPONDENTS[:-1]
    nobody = (NOBODY, "Nobody answered / voicemail / wrong number")
    return (
        Field(
            "party",
            title,
            (*parties, nobody),
            asked_if=lambda values: values.get("direction") == "out",
        ),
        Field("party", title, parties, asked_if=lambda values: values.get("direction") == "in"),
        *_respondent_fields(session),
    )


def _of_a_talk(field: Field) -> Field:
    """The field, asked only where there is somebody to talk to and the call is to be made."""
    return replace(field, asked_if=lambda v: not _is_no_talk(v) and field.asked_if(v))


def _is_no_talk(values: Values) -> bool:
    return values.get("party") == NOBODY or values.get("sure") == CALL_ALL_THE_SAME[1][0]


def who_form(session: Session) -> Form:
    """Somebody else is on the line now, or other papers are at hand."""
    party = Field("party", "Who is on the line now?", RESPONDENTS)
    return Form(
        "Somebody else", (party, *_respondent_fields(session)), lambda values: _who(session, values)
    )


def _respondent_fields(session: Session) -> tuple[Field, ...]:
    known = _last_proxy(session)
    return (
        Field("name", "That person's name", required=False, asked_if=_is_office),
        Field("name", "That person's name", default=known.name, required=False, asked_if=_is_proxy),
        Field(
            "relation",
            "Relation to the patient (mother, guardian, husband …)",
            default=known.relation,
            asked_if=_is_proxy,
        ),
        Field(
            "authority",
            "What allows them to speak for the patient (parent of a minor …)",
            default=known.authority,
            asked_if=_is_proxy,
        ),
        Field(
            "interpreter",
            "Interpreter, name or number (Enter for none)",
            required=False,
            asked_if=lambda values: values.get("direction") != DESK,
        ),
        Field(
            "papers",
            "Papers in front of you (several: 2,3)",
            PAPERS,
            default=NO_PAPERS,
            several=True,
        ),
    )


def _is_proxy(values: Values) -> bool:
    return values.get("party") == Party.proxy


def _is_office(values: Values) -> bool:
    return values.get("direction") != DESK and values.get("party") not in (
        Party.patient,
        Party.proxy,
    )


def _last_proxy(session: Session) -> ev.Respondent:
    """Who spoke for the patient last, so that nobody types it at every call."""
    respondents = [
        r for call in reversed(session.state.record.calls) for r in reversed(call.respondents)
    ]
    nobody = ev.Respondent(party=Party.proxy)
    return next((r for r in respondents if r.party is Party.proxy), nobody)


def respondent_problem(values: Values) -> str:
    """A sentence when a proxy is not named with relation and authority; else empty."""
    if values.get("party") != Party.proxy.value:
        return ""
    left = [what for what in ("relation", "authority") if not values.get(what)]
    return (
        f"For someone who speaks for the patient, the {' and the '.join(left)} must be known first."
        if left
        else ""
    )


def _respondent(values: Values) -> tuple[ev.Respondent, tuple[Party, ...]]:
    papers = tuple(Party(p) for p in values.get("papers", "").split(",") if p and p != NO_PAPERS)
    party = values.get("party")
    respondent = ev.Respondent(
        party=Party(party) if party and party != NOBODY else Party.coordinator,
        name=values.get("name", ""),
        relation=values.get("relation", ""),
        authority=values.get("authority", ""),
    )
    return respondent, papers


def _start(session: Session, values: Values) -> Reply:
    problem = respondent_problem(values)
    if problem:
        return Reply((problem,), form=start_form(session))
    if values.get("sure") == CALL_ALL_THE_SAME[1][0]:
        return Reply(("Then please do not call.",), form=start_form(session))
    start_call(session, values)
    if values.get("party") == NOBODY:
        return Reply(form=end_form(session))
    return _greeting(session)


def start_call(session: Session, values: Values) -> None:
    """Writes the start of a call from a form's values. With no party it is desk work, with
    NOBODY a call in vain.
    """
    respondent, papers = _respondent(values)
    is_desk = respondent.party is Party.coordinator and values.get("party") != NOBODY
    session.append(
        ev.CallStarted,
        call=len(session.state.record.calls) + 1,
        direction=DESK if is_desk else values.get("direction", "out"),
        respondent=respondent,
        interpreter=values.get("interpreter", ""),
        papers=papers,
    )


def _who(session: Session, values: Values) -> Reply:
    problem = respondent_problem(values)
    if problem:
        return Reply((problem,), form=who_form(session))
    respondent, papers = _respondent(values)
    session.append(
        ev.RespondentChanged,
        respondent=respondent,
        interpreter=values.get("interpreter", ""),
        papers=papers,
    )
    return _greeting(session)


def _greeting(session: Session) -> Reply:
    if session.needs_identity:
        return Reply(form=identity_form(session))
    return say(*take_up(session))
