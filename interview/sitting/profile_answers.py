"""Answers that the clinic's profile gives, once the case says which prescriber signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from interview.case.roles import SIGNER
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.kinds import Refused
from interview.core.state import State
from interview.core.tree import Question
from interview.storage.profile import Profile


def profile_claims(
    state: State, profile: Profile, address: str, today: date
) -> Iterator[tuple[str, Claim]]:
    """Claims for open questions that name a key of the profile, when `address` is the signer's
    name.
    """
    if address != state.tree.role(SIGNER):
        return
    number = signer_number(profile, state.answer(address).text)
    for node in state.tree.nodes:
        if (
            isinstance(node, Question)
            and node.profile
            and node.id != address
            and not state.answer(node.id).is_sure
        ):
            claim = _claim(node, profile, number, today)
            if claim is not None:
                yield node.id, claim


def signer_number(profile: Profile, name: str) -> int | None:
    """Position of the prescriber of this name; None when the profile does not have that one."""
    wanted = plain_name(name)
    return next(
        (i for i, p in enumerate(profile.prescribers) if plain_name(p.name) == wanted), None
    )


def _claim(question: Question, profile: Profile, number: int | None, today: date) -> Claim | None:
    if question.profile.startswith("prescriber.") and number is None:
        return None
    text = profile.text(question.profile, number or 0)
    try:
        value = question.kind.read(text, question, today) if text else None
    except Refused:
        return None
    if value is None:
        return None
    return Claim(
        state=AnswerState.answered,
        source=Source(party=Party.coordinator, how=How.imported),
        value=question.kind.dump(value),
        kind=question.kind.name,
        typed=text,
        label=question.kind.show(value, question),
    )


_TITLES = frozenset(
    {"dr", "md", "do", "np", "pa", "pa-c", "phd", "dnp", "aprn", "fnp", "mr", "ms", "mrs"}
)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names differ in no more than titles and the letters after a name."""
    return words_of_name(one) == words_of_name(other)


def words_of_name(name: str) -> list[str]:
    """The words of a name for comparing, without titles and the letters after it."""
    words = plain_name(name).replace(",", " ").split()
    return [word for word in words if word not in _TITLES]


def plain_name(name: str) -> str:
    """For comparing: without case, full stops and extra blanks."""
    return " ".join(name.replace(".", " ").casefold().split())
