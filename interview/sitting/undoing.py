"""What can be taken back, what goes back with it, and which answers /back walks through."""

from __future__ import annotations

from collections.abc import Iterator

from interview.case.plan_words import PLAN_EVENTS, event_text
from interview.case.prompts import row_title, title_of
from interview.case.state_words import STATE_WORDS
from interview.core import events as ev
from interview.core.answers import How
from interview.core.record import CaseRecord
from interview.core.state import State

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


def taken_along(record: CaseRecord, event: ev.AnyEvent) -> Iterator[int]:
    """Numbers of the events that go back with this one, the last first.

    With a sending or a decision, those that put it into its row; with the first answer of a row,
    the row.
    """
    number = event.seq - 1
    if isinstance(event, ev.AnswerGiven):
        added = record.event(number)
        if isinstance(added, ev.RowAdded) and event.address.startswith(
            f"{added.list}/{added.row}/"
        ):
            yield number
        return
    if not isinstance(event, ev.Sent | ev.DecisionReceived):
        return
    while event.row and (each := record.event(number)) is not None and _is_of_row(each, event.row):
        yield number
        number -= 1


def _is_of_row(event: ev.AnyEvent, row: str) -> bool:
    if isinstance(event, ev.RowAdded):
        return f"{event.list}/{event.row}" == row
    return isinstance(event, ev.AnswerGiven | ev.Settled) and event.address.startswith(f"{row}/")


def standing_answers(state: State) -> Iterator[str]:
    """Addresses that somebody answered, the last one first; what the profile filled in is not
    among them.
    """
    for event in reversed(state.record.events):
        if not isinstance(event, ev.AnswerGiven) or event.seq in state.record.undone:
            continue
        is_typed = event.claim.source.how is not How.imported
        if is_typed and state.find(event.address) is not None:
            yield event.address


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
