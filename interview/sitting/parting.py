"""What is said when a sitting ends: that everything is kept, where that is true; otherwise what
is not, and where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interview.core import events as ev
from interview.sitting.session import Session
from interview.sitting.undoing import event_words
from interview.storage.store import StoreProblem


@dataclass(frozen=True, slots=True)
class Parting:
    """The last words of a sitting."""

    lines: tuple[str, ...]
    is_kept: bool
    """Everything that was entered is on disk, where the case is kept."""


def parting(session: Session) -> Parting:
    """Looks at the case once more; to be asked before it is closed."""
    go_on = f"Go on with: {session.workplace.resume_words(session.case.case)}"
    displaced, lost = session.case.check(), list(_not_recorded(session))
    if not (displaced or lost):
        return Parting((f"Everything you entered is kept. {go_on}",), True)
    where = displaced or "Everything else is kept."
    return Parting(("NOT everything you entered is kept in the case.", *lost, where, go_on), False)


def _not_recorded(session: Session) -> Iterator[str]:
    """What the disk did not take, and for what was being typed whether it stands in the draft."""
    for event in session.writing.not_recorded:
        draft = (
            _draft_words(session, event)
            if isinstance(event, ev.AnswerGiven) and event.claim.typed
            else ""
        )
        yield f"Not recorded: {_words(session, event)}.{draft}"
    if session.writing.draft_not_kept:
        yield f"Half typed and kept nowhere: “{session.writing.draft_not_kept}”"


def _draft_words(session: Session, event: ev.AnswerGiven) -> str:
    draft, typed = session.case.load_draft(), event.claim.typed
    try:
        if draft is None or draft.address != event.address or typed not in draft.text:
            session.case.save_draft(event.address, typed)
    except StoreProblem:
        return " It stands nowhere else; please write it down now."
    return " It stands in the draft and is offered again."


def _words(session: Session, event: ev.AnyEvent) -> str:
    match event:
        case ev.CallStarted():
            return "the beginning of the call"
        case ev.CallEnded():
            return "the end of the call"
        case ev.IdentityChecked():
            return "that the person was identified"
    return event_words(session.state, event)
