"""What a change does to the rest of the case: what it hides, whom it contradicts, what it
confirms.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.case import roles
from interview.case.following import following_line
from interview.case.prompts import title_of
from interview.case.sources import source_words
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import AnswerState, Claim
from interview.core.author_text import AuthorError
from interview.core.kinds.base import DIAGNOSES
from interview.core.state import State
from interview.core.tree import Implication
from interview.core.watch import watched
from interview.sitting.outcome import Hidden, ToPreview
from interview.sitting.profile_answers import is_same_person
from interview.storage.catalogue import Catalogue


def preview(
    workplace: Workplace, state: State, address: str, claim: Claim, typed: str
) -> ToPreview | None:
    """What would go off path if this claim were taken; None when it replaces nothing or hides
    nothing.
    """
    if state.answer(address).state is None or not state.is_read(address):
        return None
    after = state.copy()
    event = ev.AnswerGiven(
        seq=len(after.record.events) + 1,
        at=workplace.clock(),
        operator=workplace.operator,
        address=address,
        claim=claim,
    )
    after.apply(event)
    hidden = tuple(hides(state, after))
    return ToPreview(typed, hidden, _sentences_lost(workplace, state, after)) if hidden else None


def _sentences_lost(workplace: Workplace, before: State, after: State) -> tuple[str, ...]:
    """What the letters would no longer say."""
    # Slow to import, and only needed when a change hides something.
    from interview.case import letters

    today = workplace.clock().date()
    try:
        return letters.sentences_lost(workplace.letters, before, after, today)
    except AuthorError as error:
        # A mistake in a template must not keep an answer from being taken.
        return (f"(The letters cannot be compared: {error.sentence})",)


def hides(before: State, after: State) -> list[Hidden]:
    """Answers that count before and are off path after."""
    return [
        Hidden(old.address, title_of(before, old.address), old.text)
        for old in before.answers()
        if old.is_known
        and after.find(old.address) is not None
        and not after.answer(old.address).on_path
    ]


def remarks(state: State, address: str, before: Answer, claim: Claim) -> list[str]:
    """What the operator should know about an answer just taken."""
    now = state.answer(address)
    found = [] if now.on_path else [_OFF_PATH]
    about_sources = _about_sources(state, address, before, claim)
    found += [about_sources] if about_sources else []
    declines = claim.state in (AnswerState.dont_know, AnswerState.refused)
    if now.question.alarm is not None and declines:
        found.append("If you worry about this person's safety now, type /safety.")
    return found + watched(state.tree, claim.label)


_OFF_PATH = "Kept. It is not relevant so far, and comes in by itself when it is."


def _about_sources(state: State, address: str, before: Answer, claim: Claim) -> str:
    """How the answer stands to what others said: against it, in place of a copy, or the same."""
    now, slot = state.answer(address), state.slot(address)
    if now.conflict and slot is not None and slot.entry is not None:
        which = "counts now" if slot.entry.claim == claim else f"still counts: {now.text}"
        other = _other(state, address, claim)
        return (
            f"This differs from another source ({other}). The stronger source {which}. See /review."
        )
    if before.to_confirm:
        is_same = now.text == before.text
        return "" if is_same else f"Changed from what {_case_of(before)} says: {before.text}."
    if before.claim is None or not (before.is_known and now.is_known):
        return ""
    told_by = before.claim.source
    if told_by == claim.source:
        return ""
    return f"Confirmed: it agrees with {source_words(told_by)}."


def _case_of(answer: Answer) -> str:
    return answer.claim.source.case if answer.claim is not None else ""


def now_follows(state: State, before: Mapping[str, Implication]) -> list[str]:
    """What follows from the answers now that did not before, and what does not any more."""
    now = state.implied()
    fresh = [each for each, rule in now.items() if before.get(each) is not rule]
    gone = [each for each in before if each not in now and state.find(each) is not None]
    lines = [f"Not asked: {following_line(state, state.answer(each))}." for each in fresh]
    open_again = (each for each in gone if not state.answer(each).is_known)
    return [*lines, *(f"{title_of(state, each)} is open again." for each in open_again)]


def notices(workplace: Workplace, state: State, address: str) -> list[str]:
    """What an answer gives cause to look at: an unknown code, a signer who did not recommend the
    treatment.
    """
    found = (
        _unknown_code(workplace.catalogue, state.answer(address)),
        _wrong_signer(state, address),
    )
    return [sentence for sentence in found if sentence]


def _unknown_code(catalogue: Catalogue, answer: Answer) -> str:
    if not answer.is_known or answer.value is None or answer.question.kind.catalogue != DIAGNOSES:
        return ""
    code = answer.question.kind.code(answer.value)
    if not code or catalogue.knows_code(code):
        return ""
    edition = catalogue.edition
    return f"{code} is not a billable code of {edition}. Please check it; it is kept as typed."


def _wrong_signer(state: State, address: str) -> str:
    signer, recommended = (state.tree.role(role) for role in (roles.SIGNER, roles.RECOMMENDED_BY))
    if not (signer and recommended) or address not in (signer, recommended):
        return ""
    signs, wanted = (state.answer(id).text for id in (signer, recommended))
    if not (signs and wanted) or is_same_person(signs, wanted):
        return ""
    return f"{wanted} recommended the treatment, so {wanted} should sign, not {signs}."


def _other(state: State, address: str, claim: Claim) -> str:
    slot = state.slot(address)
    others = [e.claim for e in (slot.standing() if slot else []) if e.settles and e.claim != claim]
    return " and the ".join(dict.fromkeys(source_words(c.source) for c in others)) or "other source"
