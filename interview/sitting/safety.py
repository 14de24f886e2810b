"""The safety stop: when somebody may be in danger, questions stop until a person has taken over."""

from __future__ import annotations

from dataclasses import replace

from interview.case import roles
from interview.case.cautions import noted
from interview.core import events as ev
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.session import Session
from interview.storage.store import StoreProblem

STEPS = (
    "Stay on the line. Do not leave the person alone on the phone.",
    "If there is danger right now, call 911 and give the location.",
    "Offer the 988 Suicide and Crisis Lifeline: call or text 988, any hour.",
)
"""Used as they are when the profile has none of its own; 911 and 988 are always shown."""
PHONE_DIGITS = 7
_UNKNOWN = "unknown"
_ON_FILE = frozenset({"file", "on file", "number on file", "the number on file"})


def raise_safety(session: Session) -> Reply:
    """Stops the questions (once) and shows what to do."""
    lines: tuple[str, ...] = ()
    if session.state.record.safety_open is None:
        try:
            session.append(ev.SafetyRaised)
        except StoreProblem as problem:
            # A full disk must not stand between the operator and the crisis steps.
            lines = (problem.sentence,)
    return Reply(lines, form=safety_form(session))


def safety_form(session: Session) -> Form:
    """Crisis steps, then who took over; nothing else goes on before that."""
    fields = tuple(_kept_at_once(session, field) for field in _fields(session))
    return Form(
        "SAFETY – the questions have stopped",
        fields,
        lambda v: _handled(session, v),
        steps(session),
        True,
    )


def _fields(session: Session) -> tuple[Field, ...]:
    on_file = _number_on_file(session)
    number = f"“unknown”, or “file” for {on_file}" if on_file else "or “unknown”"
    return (
        Field("location", "Where is the person right now? (“unknown” if they will not say)"),
        Field(
            "number",
            f"Number to call back if the line drops ({number})",
            check=_number_problem,
            meant=lambda typed: on_file if typed.casefold() in _ON_FILE and on_file else typed,
        ),
        Field("taken_over_by", "Who took over?", check=_name_problem),
        Field(
            "taken_over_at",
            "At what time? (or “now”)",
            check=_time_problem,
            meant=lambda t: _moment(session, t),
        ),
    )


def _kept_at_once(session: Session, field: Field) -> Field:
    """The field with what was noted for it before, and kept as soon as it is filled in: the line
    may drop now.
    """
    return replace(
        field,
        default=noted(session.state.record).get(field.key, ""),
        taken=lambda text: _note(session, field.key, text),
    )


def _note(session: Session, field: str, text: str) -> None:
    if (
        session.state.record.safety_open is not None
        and noted(session.state.record).get(field) != text
    ):
        session.append(ev.SafetyNoted, field=field, text=text)


def _number_on_file(session: Session) -> str:
    """The patient's own number; not while it is unknown who is on the line."""
    id = session.state.tree.role(roles.PHONE)
    return session.state.answer(id).text if id and not session.needs_identity else ""


def _number_problem(typed: str) -> str:
    if typed.casefold() == _UNKNOWN or sum(c.isdigit() for c in typed) >= PHONE_DIGITS:
        return ""
    return (
        f"Please type the whole number with its area code ({PHONE_DIGITS} digits at least), or"
        f" “{_UNKNOWN}”."
    )


def _name_problem(typed: str) -> str:
    if any(c.isalpha() for c in typed):
        return ""
    return (
        "Please type the name of the person or service that took over, for example “911"
        " dispatcher”."
    )


def _time_problem(typed: str) -> str:
    return (
        ""
        if any(c.isdigit() for c in typed)
        else "Please type the time, for example “3:20 pm”, or “now”."
    )


def _moment(session: Session, typed: str) -> str:
    return f"{session.workplace.clock():%H:%M}" if typed.casefold() == "now" else typed


def steps(session: Session) -> tuple[str, ...]:
    """What to do, the clinic's own steps first; 911 and 988 are never missing."""
    crisis = session.workplace.profile.crisis
    clinician = crisis.on_call_clinician
    lines = (
        [f"Call the clinician on call: {clinician.name} {clinician.phone}".rstrip()]
        if clinician.phone
        else []
    )
    lines += list(crisis.steps)
    own = " ".join(crisis.steps)
    lines += [step for step in STEPS if not _is_covered(step, own)]
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _is_covered(step: str, own: str) -> bool:
    number = next((n for n in ("911", "988") if n in step), "")
    return bool(own) and (number in own if number else True)


def _handled(session: Session, values: Values) -> Reply:
    session.append(
        ev.SafetyHandled,
        location=values["location"],
        call_back_number=values["number"],
        taken_over_by=values["taken_over_by"],
        taken_over_at=values["taken_over_at"],
    )
    return say(
        "Recorded. The questions may go on when the person can; or end the call with /quit.",
        "What was said about danger enters a letter only if the prescriber includes it.",
    )
