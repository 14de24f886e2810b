"""The right person: two identifiers before any health information, and what is said when a case
is taken up again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from interview.case import roles
from interview.case.dispositions import DISPOSITIONS
from interview.case.prompts import pending_at, title_of
from interview.case.sources import may_tell
from interview.case.when import day_words
from interview.core import events as ev
from interview.core.record import Call
from interview.sitting.call_end import end_form
from interview.sitting.copying import copied_lines
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.identifiers import (
    Spoken,
    agreeing,
    agrees,
    keep,
    matching_options,
    spoken,
    spoken_fields,
)
from interview.sitting.session import Session

NO_MATCH = "no"
_MATCHED = "matched"


def identity_form(session: Session, said_before: Values | None = None) -> Form:
    """The person says two identifiers; the operator compares and never reads them out.

    Name and date of birth are typed as they are said, `said_before` where they were said already,
    and are ordinary answers once the person is known.
    """
    fields = (*spoken_fields(session, said_before or {}), _matched_field(session))
    lines = (
        (
            "Before anything else: ask for two of these. Let the person say them; do not read them"
            " out."
        ),
    )
    return Form("Right person?", fields, partial(_identify, session), lines, is_gate=True)


def _matched_field(session: Session) -> Field:
    def compared(field: Field, values: Values) -> Field:
        options = (
            *matching_options(session, values),
            (NO_MATCH, "No match, or the person would not say"),
        )
        return replace(field, options=options, default=agreeing(session, values))

    field = Field(
        _MATCHED,
        "Which did the person say, and match your record? (two or more: 1,2; or “no”)",
        several=True,
        in_light_of=compared,
    )
    return compared(field, {})


def _identify(session: Session, values: Values) -> Reply:
    chosen = values[_MATCHED].split(",")
    matched = [key for key in chosen if key != NO_MATCH]
    if NO_MATCH not in chosen and len(matched) == 1:
        return Reply(
            ("One is not enough. Please ask for a second one.",),
            form=identity_form(session, values),
        )
    passed = len(matched) >= 2 and NO_MATCH not in chosen
    # Compared with the file as it is before anything that was said goes into it.
    said = spoken(session, values)
    session.append(ev.IdentityChecked, passed=passed, identifiers=tuple(matched))
    if passed:
        _confirm_matched(session, matched, said)
        kept = [line for each in said for line in keep(session, each)]
        return say(*kept, *session.fill_from_call(), *take_up(session))
    aloud = (
        "Thank you. I cannot go on with this call. Please call our office at the number you have"
        " for us. Goodbye."
    )
    return Reply(
        ("Do not say why you called, whom you asked for, or anything about health.",),
        (aloud,),
        end_form(session),
    )


def _confirm_matched(session: Session, matched: list[str], said: tuple[Spoken, ...]) -> None:
    """What the person has just said, and what agreed with an earlier case, need not be asked
    once more.
    """
    differing = {each.id for each in said if not agrees(session, each)}
    for id in matched:
        pending = pending_at(session.state, id)
        if pending is not None and id not in differing and session.state.answer(id).to_confirm:
            session.answer_at(pending, "")


def take_up(session: Session) -> list[str]:
    """Where an earlier call left off; when days have passed, the question about changes is asked
    first.
    """
    earlier = [call for call in session.state.record.calls if call is not session.call]
    if not session.may_ask:
        return []
    return [*copied_lines(session), *(_last_call(session, earlier[-1]) if earlier else [])]


def _last_call(session: Session, last: Call) -> list[str]:
    lines = [
        f"Last call: {day_words(last.started.at)}, {_disposition(last.ended)}. What was said last:"
    ]
    given = [
        e
        for e in session.state.record.events
        if isinstance(e, ev.AnswerGiven) and session.state.find(e.address)
    ]
    recent = list(dict.fromkeys(e.address for e in given[-5:]))[-3:]
    lines += [
        f"  {title_of(session.state, address)}: {session.shown(address)}" for address in recent
    ]
    parked = len(session.state.record.parked)
    lines += [
        f"{parked} parked {'note is' if parked == 1 else 'notes are'} still to be filed: /review."
    ] * bool(parked)
    if last.started.at.date() < session.today and _ask_what_changed(session):
        return lines
    return [
        *lines,
        (
            "Ask what has changed since then. What is new can be kept with /park, or changed with"
            " /jump."
        ),
    ]


def _ask_what_changed(session: Session) -> bool:
    """Moves to the question about changes, if the tree has one that whoever is on the line can
    answer.
    """
    id, call = session.state.tree.role(roles.CHANGED), session.call
    answer = session.state.answer(id) if id else None
    if call is None or answer is None or not answer.on_path or answer.state is None:
        return False
    if not may_tell(call.respondents[-1].party, answer.question):
        return False
    session.cursor = id
    return True


def _disposition(ended: ev.CallEnded | None) -> str:
    if ended is None:
        return "which was cut off"
    return dict(DISPOSITIONS).get(ended.disposition, ended.disposition).lower()
