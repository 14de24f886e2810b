"""Commands beside the questions: notes, and what the case says so far."""

from __future__ import annotations

from interview.case.due_report import due_report
from interview.case.history import history_lines
from interview.case.missing import missing_lines, missing_report, to_get_lines
from interview.core import events as ev
from interview.core.watch import watched
from interview.sitting.forms import Field, Form, Reply, say
from interview.sitting.session import Session


def note(session: Session, argument: str) -> Reply:
    return _noted(session, argument, False)


def park(session: Session, argument: str) -> Reply:
    return _noted(session, argument, True)


def _noted(session: Session, text: str, parked: bool) -> Reply:
    if not text:
        title = "Park" if parked else "Note"
        return Reply(
            form=Form(
                title,
                (Field("text", title),),
                lambda values: _noted(session, values["text"], parked),
            )
        )
    pending = session.pending()
    address = pending.address if pending is not None and not parked else ""
    session.append(ev.NoteAdded, text=text, address=address, parked=parked)
    return say(
        "Parked; it is filed under /review." if parked else "Noted.",
        *watched(session.state.tree, text),
    )


def missing(session: Session, _: str) -> Reply:
    lines = missing_lines(missing_report(session.state, session.today))
    return say(
        "Documents",
        *lines,
        "Answers still to get",
        *(to_get_lines(session.state, session.today) or ["  none"]),
    )


def show(session: Session, _: str) -> Reply:
    return say(*history_lines(session.state))


def due(session: Session, _: str) -> Reply:
    from interview.case.due_words import due_lines

    return say(*due_lines(due_report(session.workplace, session.state)))
