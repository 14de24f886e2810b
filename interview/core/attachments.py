"""Which documents a case needs: held, missing, or perhaps, with what an undecided one depends
on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from interview.core.answer import Answer
from interview.core.answers import AnswerState, Party
from interview.core.events import AttachmentAdded
from interview.core.explain import depends_on
from interview.core.measure import Truth, months_between
from interview.core.read_aloud import worded
from interview.core.state import State
from interview.core.tree import Attachment, Holder

_PERSON = {Party.proxy: Party.patient}
"""Whoever speaks for the patient has the patient's papers."""


@dataclass(frozen=True, slots=True)
class AttachmentStatus:
    """One document of one case, once per row where it is asked for per row."""

    attachment: Attachment
    row: str
    """Row id; empty outside lists."""
    address: str
    """The attachment's id, with /row for one of a row."""
    needed: Truth
    """None: may be needed; `depends` says what that hangs on."""
    held: AttachmentAdded | None
    title: str
    why: str
    depends: str
    has: Party
    """Who has it."""
    holder: str = ""
    """Which office or person of that party, where it is another one than usual; empty for the
    usual.
    """
    waived: str = ""
    """Why the signer takes the letter without it, or with the one held as it is; empty when not
    waived.
    """

    @property
    def seen(self) -> str:
        """What a waiver of it is about: the very document held, empty while there is none."""
        return self.held.sha256 if self.held is not None else ""

    @property
    def is_let_go(self) -> bool:
        """Nobody can let go what somebody's authority rests on."""
        return bool(self.waived) and not self.attachment.blocking

    def is_too_old(self, today: date) -> bool:
        """Whether the document held is older than it may be, or cannot be known not to be for
        want of a date.
        """
        if self.held is None or not self.attachment.months:
            return False
        dated = self.held.document_date
        if dated is None:
            return True
        return months_between(dated, today) >= self.attachment.months

    def is_missing(self, today: date) -> bool:
        return self.needed is True and (self.held is None or self.is_too_old(today))


def attachment_statuses(state: State) -> tuple[AttachmentStatus, ...]:
    """Every document the tree knows for this case, in tree order; off-path ones have `needed`
    False.
    """
    return tuple(
        status for attachment in state.tree.attachments for status in _each(state, attachment)
    )


def attachment_status(state: State, address: str) -> AttachmentStatus | None:
    """One of them; None where the tree knows no such document, or the case no such row."""
    id, _, row = address.partition("/")
    for attachment in state.tree.attachments:
        if attachment.id == id and bool(attachment.list) == bool(row):
            return (
                _status(state, attachment, row)
                if not row or row in state.rows(attachment.list)
                else None
            )
    return None


def _each(state: State, attachment: Attachment) -> Iterator[AttachmentStatus]:
    if not attachment.list:
        yield _status(state, attachment, "")
        return
    for row in state.rows(attachment.list):
        yield _status(state, attachment, row)


def _status(state: State, attachment: Attachment, row: str) -> AttachmentStatus:
    address = f"{attachment.id}/{row}" if row else attachment.id
    needed, depends = _needed(state, attachment, row)
    status = AttachmentStatus(
        attachment,
        row,
        address,
        needed,
        state.record.attachments.get(address),
        worded(state, attachment.title, row, attachment.list),
        worded(state, attachment.why, row, attachment.list),
        depends,
        *holder_of(state, attachment, row, address),
    )
    waived = state.record.waiver(address, status.seen)
    return replace(status, waived=waived) if waived else status


def holder_of(state: State, attachment: Attachment, row: str, address: str) -> tuple[Party, str]:
    """Who has a document, and which office or person: as somebody said, else as the answers
    show, else as usual.
    """
    said = state.record.holders.get(address)
    if said is not None:
        return said.party, said.name
    if attachment.here is not None and state.truth(attachment.here, row, attachment.list) is True:
        return Party.coordinator, ""
    for each in attachment.holders:
        if _has_it(state, attachment, each, row):
            return each.party, ""
    maker = _read(state, attachment, attachment.made_by, row)
    return (
        attachment.has,
        maker.text if maker is not None and maker.state is AnswerState.answered else "",
    )


def _has_it(state: State, attachment: Attachment, holder: Holder, row: str) -> bool:
    if holder.when is not None:
        return state.truth(holder.when, row, attachment.list) is True
    told = _read(state, attachment, holder.told, row)
    if told is None or told.state is not AnswerState.answered or told.claim is None:
        return False
    return _PERSON.get(told.claim.source.party, told.claim.source.party) is holder.party


def _read(state: State, attachment: Attachment, name: str, row: str) -> Answer | None:
    """The answer to a question, or to a column of the document's row; None for no name and what
    does not apply here.
    """
    column = name.removeprefix("row.")
    answer = (
        state.answer(name if column == name else f"{attachment.list}/{row}/{column}")
        if name
        else None
    )
    return answer if answer is not None and answer.on_path else None


def _needed(state: State, attachment: Attachment, row: str) -> tuple[Truth, str]:
    """A document of a module or list that is not relevant is not needed; of one not decided yet,
    perhaps.
    """
    gate = _gate(state, attachment)
    if gate is not True:
        return gate, _waits(state, attachment) if gate is None else ""
    if attachment.when is None:
        return True, ""
    truth = state.truth(attachment.when, row, attachment.list)
    return truth, depends_on(state, attachment.when, row, attachment.list) if truth is None else ""


def _gate(state: State, attachment: Attachment) -> Truth:
    result: Truth = True
    for position in _sections(state, attachment):
        condition = state.tree.nodes[position].when
        truth = True if condition is None else state.truth(condition)
        if truth is False:
            return False
        result = None if truth is None else result
    return result


def _waits(state: State, attachment: Attachment) -> str:
    for position in _sections(state, attachment):
        condition = state.tree.nodes[position].when
        if condition is not None and state.truth(condition) is None:
            return depends_on(state, condition)
    return ""


def _sections(state: State, attachment: Attachment) -> list[int]:
    """Positions of the list and all sections around it, outermost first; of the module for one
    outside lists.
    """
    position = (
        state.tree.positions[attachment.list]
        if attachment.list
        else state.tree.module_positions[attachment.module]
    )
    found = []
    while position >= 0:
        found.append(position)
        position = state.tree.parents[position]
    return found[::-1]
