"""What a change does to the rest of the case: what it hides, whom it contradicts, what it
confirms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.case import roles
from interview.case.plan_words import PLAN_EVENTS, event_text
from interview.case.prompts import row_title, title_of
from interview.case.sources import source_words
from interview.case.state_words import STATE_WORDS
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim
from interview.core.record import CaseRecord
from interview.core.state import Answer, State
from interview.core.watch import watched
from interview.sitting.outcome import Hidden, ToPreview
from interview.sitting.profile_answers import is_same_person

if TYPE_CHECKING:
    from interview.sitting.session import Session

_ANSWERS = (ev.AnswerGiven, ev.RowAdded, ev.RowRemoved, ev.Settled)
_UNDOABLE = (*_ANSWERS, ev.Waived, ev.WordsChosen, ev.NoteAdded, ev.NoteFiled, *PLAN_EVENTS)


def last_undoable(record: CaseRecord) -> ev.AnyEvent | None:
    """The last answer, row or decision that stands; None when there is nothing to take back."""
    return next(
        (
            e
            for e in reversed(record.events)
            if isinstance(e, _UNDOABLE) and e.seq not in record.undone
        ),
        None,
    )


def preview(session: Session, address: str, claim: Claim, typed: str) -> ToPreview | None:
    """What would go off path if this claim were taken; None when it replaces nothing or hides
    nothing.
    """
    if session.state.answer(address).state is None or not session.state.is_read(address):
        return None
    after = session.state.copy()
    event = ev.AnswerGiven(
        seq=len(after.record.events) + 1,
        at=session.workplace.clock(),
        operator=session.workplace.operator,
        address=address,
        claim=claim,
    )
    after.apply(event)
    hidden = tuple(hides(session.state, after))
    return ToPreview(typed, hidden, session.sentences_lost(after)) if hidden else None


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
    now, slot = state.answer(address), state.slot(address)
    found = []
    if not now.on_path:
        found.append("Kept. It is not relevant so far, and comes in by itself when it is.")
    if now.conflict and slot is not None and slot.entry is not None:
        which = "counts now" if slot.entry.claim == claim else f"still counts: {now.text}"
        found.append(
            f"This differs from another source ({_other(state, address, claim)}). "
            f"The stronger source {which}. See /review."
        )
    elif before.to_confirm:
        found += (
            []
            if now.text == before.text
            else [f"Changed from what {_case_of(before)} says: {before.text}."]
        )
    elif (
        before.is_known
        and now.is_known
        and before.claim is not None
        and before.claim.source != claim.source
    ):
        found.append(f"Confirmed: it agrees with {source_words(before.claim.source)}.")
    if now.question.alarm is not None and claim.state in (
        AnswerState.dont_know,
        AnswerState.refused,
    ):
        found.append("If you worry about this person's safety now, type /safety.")
    return found + watched(state.tree, claim.label)


def _case_of(answer: Answer) -> str:
    return answer.claim.source.case if answer.claim is not None else ""


def notices(session: Session, address: str) -> list[str]:
    """What an answer gives cause to look at: an unknown code, a signer who did not recommend the
    treatment.
    """
    answer, tree = session.state.answer(address), session.state.tree
    found = []
    code = (
        answer.question.kind.code(answer.value)
        if answer.is_known and answer.value is not None
        else None
    )
    if code and answer.question.kind.name == "diagnosis":
        catalogue = session.workplace.catalogue
        if not catalogue.knows_code(code):
            found.append(
                f"{code} is not a billable code of {catalogue.edition}. Please check it; it is kept"
                " as typed."
            )
    signer, recommended = (tree.role(role) for role in (roles.SIGNER, roles.RECOMMENDED_BY))
    if signer and recommended and address in (signer, recommended):
        names = [session.state.answer(id).text for id in (signer, recommended)]
        if all(names) and not is_same_person(*names):
            found.append(
                f"{names[1]} recommended the treatment, so {names[1]} should sign, not {names[0]}."
            )
    return found


def _other(state: State, address: str, claim: Claim) -> str:
    slot = state.slot(address)
    others = [e.claim for e in (slot.standing() if slot else []) if e.settles and e.claim != claim]
    return " and the ".join(dict.fromkeys(source_words(c.source) for c in others)) or "other source"


def event_words(state: State, event: ev.AnyEvent) -> str:
    """An event in a few words, for "taken back: …"."""
    match event:
        case ev.AnswerGiven(address=address, claim=claim):
            return f"{title_of(state, address)}: {claim.label or STATE_WORDS[claim.state]}"
        case ev.RowAdded(list=name):
            return f"new entry in {state.tree.question(name).title}"
        case ev.RowRemoved(list=name, row=row):
            return (
                f"removal of {row_title(state, name, row)} from {state.tree.question(name).title}"
            )
        case ev.Settled(address=address):
            return f"decision on {title_of(state, address)}"
        case ev.Waived(address=address):
            return f"waiver of {address}"
        case ev.WordsChosen(address=address):
            return f"choice of words for {title_of(state, address)}"
        case ev.NoteAdded(text=text):
            return f"note “{text}”"
        case _ if isinstance(event, PLAN_EVENTS):
            return event_text(event)
    return "the last step"
