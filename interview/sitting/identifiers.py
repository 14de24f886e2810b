"""Name and date of birth as the person on the line says them: typed once, compared with what is on
file, and ordinary answers once the person is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from interview.case import roles
from interview.case.prompts import title_of
from interview.case.sources import default_source, may_tell
from interview.core.flow import Pending
from interview.core.kinds import Value
from interview.sitting.answering import spoken_state
from interview.sitting.forms import Field, Values
from interview.sitting.outcome import Hidden, NotTaken, Taken, ToConfirm, ToPreview
from interview.sitting.profile_answers import words_of_name
from interview.sitting.session import Session

_SPOKEN = (roles.PATIENT_NAME, roles.BIRTH_DATE)
_YES = "y"
_SURE = ((_YES, "Yes"), ("n", "No: it is asked again in its turn"))


def identifiers(session: Session) -> tuple[str, ...]:
    """Ids of the questions whose answers may tell who somebody is."""
    return session.state.tree.roles.get(roles.IDENTIFIERS, ())


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the person says for one of the questions, as it was typed."""

    pending: Pending
    typed: str

    @property
    def id(self) -> str:
        return self.pending.address


def spoken(session: Session, values: Values) -> tuple[Spoken, ...]:
    """What was said, of all that the form asked for."""
    return tuple(
        Spoken(pending, values[role])
        for role, pending in _questions(session).items()
        if values.get(role) and values.get(_sure_key(role), _YES) == _YES
    )


def _questions(session: Session) -> dict[str, Pending]:
    """The questions that are answered by saying who one is, by role: identifiers on path that
    whoever is on the line can tell.
    """
    if session.call is None:
        return {}
    party = session.call.respondents[-1].party
    ids = {role: session.state.tree.role(role) for role in _SPOKEN}
    answers = {
        role: session.state.answer(id) for role, id in ids.items() if id in identifiers(session)
    }
    return {
        role: Pending(answer.address, answer.question)
        for role, answer in answers.items()
        if answer.on_path and may_tell(party, answer.question)
    }


# the fields


def spoken_fields(session: Session, said_before: Values) -> tuple[Field, ...]:
    """A field for each, and after it whether an unlikely one is right."""
    return tuple(
        field
        for role, pending in _questions(session).items()
        for field in (
            _said_field(session, role, pending, said_before.get(role, "")),
            _sure_field(session, role, pending),
        )
    )


def _said_field(session: Session, role: str, pending: Pending, said_before: str) -> Field:
    question = pending.question
    answer = session.state.answer(pending.address)
    file = "on file to compare" if answer.text else "nothing on file"
    return Field(
        role,
        f"{question.title}, as the person says it ({file}; Enter if not said)",
        required=False,
        default=said_before,
        check=partial(_refusal, session, pending),
        meant=lambda typed: "" if spoken_state(typed, question) else typed,
    )


def _refusal(session: Session, pending: Pending, typed: str) -> str:
    found = session.tried(pending, typed) if typed else None
    return found.sentence if isinstance(found, NotTaken) else ""


def _sure_key(role: str) -> str:
    return f"{role}_sure"


def _sure_field(session: Session, role: str, pending: Pending) -> Field:
    """An unlikely answer is asked about once more, as at its question."""

    def doubts(values: Values) -> tuple[str, ...]:
        typed = values.get(role, "")
        if not typed or agrees(session, Spoken(pending, typed)):
            return ()
        found = session.tried(pending, typed)
        return found.sentences if isinstance(found, ToConfirm) else ()

    def worded(field: Field, values: Values) -> Field:
        return replace(field, title=f"{' '.join(doubts(values))} Keep “{values[role]}”?")

    return Field(
        _sure_key(role),
        "Keep it?",
        _SURE,
        asked_if=lambda values: bool(doubts(values)),
        in_light_of=worded,
    )


def matching_options(session: Session, values: Values) -> tuple[tuple[str, str], ...]:
    """(id, label) of each identifier: its title, what is on file, and how what was said stands
    to that.
    """
    said = {each.id: each for each in spoken(session, values)}
    return tuple(
        (id, f"{session.state.tree.question(id).title} – {_compared(session, id, said.get(id))}")
        for id in identifiers(session)
    )


def agreeing(session: Session, values: Values) -> str:
    """Keys of the identifiers that were said as they are on file, joined by commas."""
    return ",".join(each.id for each in spoken(session, values) if agrees(session, each))


def _compared(session: Session, id: str, said: Spoken | None) -> str:
    on_file = session.state.answer(id).text
    if said is None:
        return f"on file: {on_file}" if on_file else "not on file yet: compare with your chart"
    words = said.pending.question.kind.show(_value(session, said), said.pending.question)
    if not on_file:
        return f"said: {words}; not on file yet: compare with your chart"
    if agrees(session, said):
        return f"agrees with what is on file: {on_file}"
    return f"differs from what is on file: {on_file}; said: {words}"


# the comparison


def agrees(session: Session, said: Spoken) -> bool:
    """Whether it is what is on file; never where nothing is."""
    answer = session.state.answer(said.id)
    if not answer.text or answer.value is None:
        return False
    value = _value(session, said)
    if said.id == session.state.tree.role(roles.PATIENT_NAME):
        return _is_same_name(value, answer.value)
    return answer.question.kind.agree(value, answer.value)


def _is_same_name(one: str, other: str) -> bool:
    """“Ruiz, Ana” is Ana Ruiz: a family name may be said first."""
    return sorted(words_of_name(one)) == sorted(words_of_name(other))


def _value(session: Session, said: Spoken) -> Value:
    return session.read(said.typed, said.pending.question)


# what is kept


def keep(session: Session, said: Spoken) -> tuple[str, ...]:
    """Takes it as an ordinary answer, unless that adds nothing; returns what the operator should
    know.
    """
    if _adds_nothing(session, said):
        return ()
    title = title_of(session.state, said.id)
    outcome = session.answer_at(said.pending, said.typed)
    if isinstance(outcome, ToConfirm):  # The form has asked about it once more.
        outcome = session.answer_at(said.pending, said.typed, confirmed=True)
    hidden = outcome.hides if isinstance(outcome, ToPreview) else ()
    if hidden:
        outcome = session.answer_at(said.pending, said.typed, confirmed=True, accept=True)
    if not isinstance(outcome, Taken):
        return (f"{title} was not kept. Please ask for it again.",)
    lines = (outcome.shown, *outcome.remarks, *_hidden_lines(hidden))
    return tuple(f"{title}: {line}" for line in lines)


def _hidden_lines(hidden: tuple[Hidden, ...]) -> tuple[str, ...]:
    titles = ", ".join(each.title for each in hidden)
    return (f"This hides (kept, and back if it is changed again): {titles}.",) if hidden else ()


def _adds_nothing(session: Session, said: Spoken) -> bool:
    """The same person has said exactly this already, or it is what is on file in other words: then
    the file keeps its spelling, which letters print.
    """
    value = _value(session, said)
    if agrees(session, said) and value != session.state.answer(said.id).value:
        return True
    source, slot = default_source(session.call, said.pending.question), session.state.slot(said.id)
    standing = slot.standing() if slot is not None else []
    return any(entry.claim.source == source and entry.value == value for entry in standing)
