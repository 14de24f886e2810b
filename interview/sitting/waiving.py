"""Holes that the signer lets go: one at a time, each with its own reason, and taken back again."""

from __future__ import annotations

from interview.case import roles
from interview.case.letters import letters_for, render_letter
from interview.case.problem import CaseProblem
from interview.case.summary import role_text
from interview.core import events as ev
from interview.core.attachments import attachment_status, attachment_statuses
from interview.core.nearest import did_you_mean
from interview.sitting.session import Session

_BLOCKS = (
    "{what} cannot be let go: the letter rests on it. Please close it first (/check says what is"
    " open and whom to ask)."
)
_NOTHING = "Nothing is open at {address}, so there is nothing to let go."


def waivable(session: Session) -> dict[str, str]:
    """What is open and can wait, in the letters that the case calls for: what it is, by address."""
    return {
        address: what for address, (what, is_blocking) in _open(session).items() if not is_blocking
    }


def standing(session: Session) -> dict[str, ev.Waived]:
    """The waivers that nobody has taken back, by address."""
    return dict(session.state.record.waived)


def waive(session: Session, address: str, reason: str, by: str = "") -> str:
    """The signer does without this one thing. Returns a sentence.

    `by` is who signs the letter unless given. Raises CaseProblem for what is not open, what blocks,
    and what is said without a reason or a name.
    """
    found = _open(session)
    if address not in found:
        known = f" {did_you_mean(address, found)}" if found else ""
        raise CaseProblem(f"{_NOTHING.format(address=address)}{known}")
    what, is_blocking = found[address]
    if is_blocking:
        raise CaseProblem(_BLOCKS.format(what=what))
    signer = by.strip() or role_text(session.state, roles.SIGNER)
    if not reason.strip():
        raise CaseProblem("Please say why, in a few words that a colleague will understand.")
    if not signer:
        raise CaseProblem("Nobody is known who signs. Please say who decides: --by NAME")
    session.append(
        ev.Waived, address=address, reason=reason.strip(), by=signer, saw=_seen(session, address)
    )
    return (
        f"Let go: {what} [{address}], by {signer}. The letter goes without it; whatever else is"
        " open stays open."
    )


def take_back(session: Session, address: str) -> str:
    """What was let go is wanted again. Returns a sentence. Raises CaseProblem when it was not
    let go.
    """
    waivers = standing(session)
    if address not in waivers:
        known = did_you_mean(address, waivers) if waivers else "Nothing was let go so far."
        raise CaseProblem(f"{address} was not let go. {known}")
    for event in session.state.record.events:
        if (
            isinstance(event, ev.Waived)
            and event.address == address
            and event.seq not in session.state.record.undone
        ):
            session.append(ev.Undone, target=event.seq)
    return f"Taken back: {address} is wanted again."


def _open(session: Session) -> dict[str, tuple[str, bool]]:
    """Everything open by address: what it is, and whether any letter cannot do without it."""
    found: dict[str, tuple[str, bool]] = {}
    for letter in letters_for(session.workplace.letters, session.state):
        for opening in render_letter(letter, session.state, session.today).keeps_from_final:
            is_blocking = opening.blocking or found.get(opening.address, ("", False))[1]
            found[opening.address] = opening.what, is_blocking
    for status in attachment_statuses(session.state):
        if status.is_missing(session.today) and not status.is_let_go:
            found.setdefault(status.address, (status.title, status.attachment.blocking))
    return found


def _seen(session: Session, address: str) -> str:
    if session.state.find(address) is not None:
        return session.state.answer(address).seen
    status = attachment_status(session.state, address)
    assert status is not None  # It is one of the open ones.
    return status.seen
