"""The right person: two identifiers before any health information, and what is said when a case
is taken up again.
"""

from __future__ import annotations

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
from interview.sitting.session import Session

NO_MATCH = "no"


def identity_form(session: Session) -> Form:
    """The person says two identifiers; the operator compares and never reads them out."""
    options = tuple(
        (id, f"{session.state.tree.question(id).title} – {_on_file(session, id)}")
        for id in _identifiers(session)
    )
    field = Field(
        "matched",
        "Which did the person say, and match your record? (two or more: 1,2; or “no”)",
        (*options, (NO_MATCH, "No match, or the person would not say")),
        several=True,
    )
    lines = (
        (
            "Before anything else: ask for two of these. Let the person say them; do not read them"
            " out."
        ),
    )
    return Form(
        "Right person?", (field,), lambda values: _identify(session, values), lines, is_gate=True
    )


def _identifiers(session: Session) -> tuple[str, ...]:
    return session.state.tree.roles.get(roles.IDENTIFIERS, ())


def _on_file(session: Session, id: str) -> str:
    answer = session.state.answer(id)
    return f"on file: {answer.text}" if answer.text else "not on file yet: compare with your chart"


def _identify(session: Session, values: Values) -> Reply:
    matched = [key for key in values["matched"].split(",") if key != NO_MATCH]
    if NO_MATCH not in values["matched"].split(",") and len(matched) == 1:
        return Reply(
            ("One is not enough. Please ask for a second one.",), form=identity_form(session)
        )
    passed = len(matched) >= 2 and NO_MATCH not in values["matched"].split(",")
    session.append(ev.IdentityChecked, passed=passed, identifiers=tuple(matched))
    if passed:
        _confirm_matched(session, matched)
        return say(*session.fill_from_call(), *take_up(session))
    aloud = (
        "Thank you. I cannot go on with this call. Please call our office at the number you have"
        " for us. Goodbye."
    )
    return Reply(
        ("Do not say why you called, whom you asked for, or anything about health.",),
        (aloud,),
        end_form(session),
    )


def _confirm_matched(session: Session, matched: list[str]) -> None:
    """What the person has just said, and what agreed with an earlier case, need not be asked
    once more.
    """
    for id in matched:
        pending = pending_at(session.state, id)
        if pending is not None and session.state.answer(id).to_confirm:
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
