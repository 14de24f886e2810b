"""The safety stop: when somebody may be in danger, questions stop until a person has taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.core import events as ev
from interview.session.forms import Field, Form, Reply, say

if TYPE_CHECKING:
    from interview.session.session import Session

STEPS = (
    "Stay on the line. Do not leave the person alone on the phone.",
    "If there is danger right now, call 911 and give the location.",
    "Offer the 988 Suicide and Crisis Lifeline: call or text 988, any hour.",
)
"""Used as they are when the profile has none of its own; 911 and 988 are always shown."""


def raise_safety(session: Session) -> Reply:
    """Stops the questions (once) and shows what to do."""
    if session.state.record.safety_open is None:
        session.append(ev.SafetyRaised)
    return Reply(form=safety_form(session))


def safety_form(session: Session) -> Form:
    """Crisis steps, then who took over; nothing else goes on before that."""
    fields = (
        Field("location", "Where is the person right now? (“unknown” if they will not say)"),
        Field("number", "Number to call back if the line drops"),
        Field("taken_over_by", "Who took over?"),
        Field("taken_over_at", "At what time?"),
    )
    return Form("SAFETY – the questions have stopped", fields, lambda v: _handled(session, v), steps(session), True)


def steps(session: Session) -> tuple[str, ...]:
    """What to do, the clinic's own steps first; 911 and 988 are never missing."""
    crisis = session.workplace.profile.crisis
    clinician = crisis.on_call_clinician
    lines = [f"Call the clinician on call: {clinician.name} {clinician.phone}".rstrip()] if clinician.phone else []
    lines += list(crisis.steps)
    own = " ".join(crisis.steps)
    lines += [step for step in STEPS if not _is_covered(step, own)]
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _is_covered(step: str, own: str) -> bool:
    number = next((n for n in ("911", "988") if n in step), "")
    return bool(own) and (number in own if number else True)


def _handled(session: Session, values: dict[str, str]) -> Reply:
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
