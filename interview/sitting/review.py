"""Chart review: facts a letter states that nobody has checked, sources that disagree, notes not
filed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview.case.prompts import title_of
from interview.case.sources import from_papers, source_words
from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import Party
from interview.core.state import State
from interview.core.tree import Question
from interview.sitting.session import Session

Open = Literal["conflict", "disagrees", "unverified", "blocked"]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One answer to look at."""

    address: str
    what: Open
    title: str
    shown: str
    claims: tuple[tuple[int, str], ...]
    """Every claim that stands, by its number, in words, for a conflict."""


def review_items(state: State) -> tuple[ReviewItem, ...]:
    """Conflicts, what verified answers speak against, answers whose check fails, then clinical facts on
    the patient's word alone; in tree order.
    """
    items = [item for answer in state.answers() if (item := _item(state, answer)) is not None]
    order = ("conflict", "disagrees", "blocked", "unverified")
    return tuple(sorted(items, key=lambda item: order.index(item.what)))


def _item(state: State, answer: Answer) -> ReviewItem | None:
    address = answer.address
    # What follows is looked at where it follows from.
    if not answer.is_known or answer.is_implied:
        return None
    what: Open
    if answer.conflict:
        what = "conflict"
    elif answer.disagrees:
        what = "disagrees"
    elif answer.blocked:
        what = "blocked"
    elif not answer.verified and _wants_proof(answer.question):
        what = "unverified"
    else:
        return None
    slot = state.slot(address)
    standing = slot.standing() if slot is not None else []
    claims = tuple(
        (e.seq, f"{source_words(e.claim.source)}: {e.claim.label or e.claim.state}")
        for e in standing
    )
    return ReviewItem(address, what, title_of(state, address), answer.text or "entered", claims)


def _wants_proof(question: Question) -> bool:
    return question.verify or (not question.administrative and Party.prescriber in question.ask)


def verify(session: Session, address: str) -> str:
    """The chart says the same: records that as a claim of its own. Returns a sentence."""
    answer = session.state.answer(address)
    if answer.claim is None or not answer.is_known:
        return "There is no answer here that could be verified."
    if answer.verified:
        return "This is verified already."
    claim = answer.claim.model_copy(
        update={"source": from_papers(Party.prescriber), "typed": "", "said": "", "confirmed": ()}
    )
    session.append(ev.AnswerGiven, address=address, claim=claim)
    return (
        f"Verified against the chart: {title_of(session.state, address)}: {session.shown(address)}."
    )


def settle(session: Session, address: str, claim: int, reason: str) -> str:
    """The claim with this number is the right one. Returns a sentence."""
    given = session.state.record.event(claim)
    assert isinstance(given, ev.AnswerGiven)
    session.append(
        ev.Settled, address=address, party=given.claim.source.party, claim=claim, reason=reason
    )
    return f"Settled: {title_of(session.state, address)} is {session.shown(address)}."
