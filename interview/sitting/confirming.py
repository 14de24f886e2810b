"""Confirms what was copied from an earlier case, a section or an entry of a list at a time."""

from __future__ import annotations

from interview.case.prompts import pending_at, row_title, section_title, title_of
from interview.case.sources import may_tell
from interview.sitting.copying import to_confirm
from interview.sitting.forms import Field, Form, Reply, say
from interview.sitting.outcome import NotTaken
from interview.sitting.session import Session

_ALL, _ONE_BY_ONE, _LEAVE = "all", "ask", "leave"


def confirm(session: Session, _: str) -> Reply:
    """Walks the copied answers that whoever is here can tell."""
    return _after(session, frozenset())


def _after(session: Session, seen: frozenset[str]) -> Reply:
    groups = {title: found for title, found in _groups(session).items() if title not in seen}
    if groups:
        title, addresses = next(iter(groups.items()))
        return Reply(form=_group_form(session, title, addresses, seen))
    left = len(to_confirm(session.state))
    return say(
        f"{left} copied answers are left for others, or for later."
        if left
        else "Everything is confirmed."
    )


def _groups(session: Session) -> dict[str, list[str]]:
    """Addresses by section, and by entry inside lists."""
    found: dict[str, list[str]] = {}
    for address in to_confirm(session.state):
        pending = pending_at(session.state, address)
        assert pending is not None
        if any(may_tell(party, pending.question) for party in session.parties):
            section, list_id = section_title(session.state, address), pending.question.list
            row = f" – {row_title(session.state, list_id, pending.row)}" if pending.row else ""
            found.setdefault(section + row, []).append(address)
    return found


def _group_form(session: Session, title: str, addresses: list[str], seen: frozenset[str]) -> Form:
    options = (
        (_ALL, "Yes, all of it"),
        (_ONE_BY_ONE, "Not all of it: ask one by one"),
        (_LEAVE, "Leave it for later"),
    )
    lines = tuple(f"  {title_of(session.state, a)}: {session.shown(a)}" for a in addresses)

    def done(values: dict[str, str]) -> Reply:
        if values["what"] == _ONE_BY_ONE:
            session.cursor = addresses[0]
            return say(
                "Enter alone confirms an answer, typing corrects it. /confirm goes on with the next"
                " section."
            )
        line = _confirm_all(session, addresses) if values["what"] == _ALL else ""
        reply = _after(session, seen | {title})
        return Reply((line, *reply.lines) if line else reply.lines, form=reply.form)

    return Form(
        f"Still right? {title}",
        (Field("what", "Is all of this still right?", options),),
        done,
        lines,
    )


def _confirm_all(session: Session, addresses: list[str]) -> str:
    """Takes each as said now; what does not fit other answers any more stays open."""
    refused = 0
    for address in addresses:
        pending = pending_at(session.state, address)
        assert pending is not None
        refused += isinstance(session.answer_at(pending, ""), NotTaken)
    words = f"Confirmed: {len(addresses) - refused}."
    return (
        f"{words} {refused} no longer agree with other answers and are asked again."
        if refused
        else words
    )
