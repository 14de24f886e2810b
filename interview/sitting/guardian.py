"""Answers that the start of a call has given: the parent or guardian for the letters, when that
one is on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from interview.case.roles import GUARDIAN_NAME, GUARDIAN_RELATION
from interview.case.sources import spoken_by
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party
from interview.core.kinds import Refused
from interview.core.record import Call
from interview.core.state import State
from interview.core.texts import Option
from interview.core.tree import Question
from interview.sitting import answering

_WORD = re.compile(r"[^\W_]+")


def guardian_claims(state: State, call: Call | None, today: date) -> Iterator[tuple[str, Claim]]:
    """Claims for the guardian's name and relation, as far as nobody answered them and the call's
    record does.

    The person on the line must speak as parent or guardian: what allows it begins with one of the
    relations that the tree offers, as in "parent of a minor". A relation that is none of these is
    left to be asked.
    """
    if call is None or call.respondents[-1].party is not Party.proxy:
        return
    person, relation = call.respondents[-1], _open_question(state, call, GUARDIAN_RELATION)
    offered = state.tree.role(GUARDIAN_RELATION)
    if not offered or not _is_guardian(person.authority, state.tree.question(offered)):
        return
    name = _open_question(state, call, GUARDIAN_NAME)
    if name is not None and person.name:
        yield from _claims(name, person.name, call, today)
    if relation is not None and _option_of(person.relation, relation):
        yield from _claims(relation, _option_of(person.relation, relation), call, today)


def _open_question(state: State, call: Call, role: str) -> Question | None:
    """The question of this role where it is to be asked and was not filled in, or taken back, in
    this call before.
    """
    id = state.tree.role(role)
    answer = state.answer(id) if id else None
    if answer is None or not answer.on_path or answer.state is not None:
        return None
    given = (
        e for e in state.record.events if isinstance(e, ev.AnswerGiven) and e.call == call.number
    )
    return None if any(event.address == id for event in given) else answer.question


def _is_guardian(authority: str, relation: Question) -> bool:
    said = _words(authority)
    return any(said[: len(name)] == name for option in relation.options for name in _names(option))


def _option_of(words: str, question: Question) -> str:
    """The key of the option that these words are; empty where they are none, however near they
    come to one.
    """
    return next((option.key for option in question.options if _words(words) in _names(option)), "")


def _names(option: Option) -> tuple[list[str], list[str]]:
    return _words(option.key), _words(str(option.label))


def _words(text: str) -> list[str]:
    """In small letters, without punctuation."""
    return _WORD.findall(text.casefold())


def _claims(question: Question, typed: str, call: Call, today: date) -> Iterator[tuple[str, Claim]]:
    try:
        value: Any = question.kind.read(typed, question, today)
    except Refused:
        return
    source = spoken_by(call)
    yield (
        question.id,
        answering.claim_of(
            AnswerState.answered, source, value=value, question=question, typed=typed
        ),
    )
