"""Everything in a case that is not an answer: its events, calls, notes, documents, waivers,
safety stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from interview.core import events as ev

_ANSWERS = (ev.AnswerGiven, ev.RowAdded, ev.RowRemoved, ev.Settled)
"""What the slots and rows keep; nothing here depends on it."""


@dataclass(slots=True)
class Call:
    """One sitting. `respondents` lists who was on the line, the last one last."""

    number: int
    started: ev.CallStarted
    respondents: list[ev.Respondent]
    papers: tuple[str, ...]
    interpreter: str
    identity: ev.IdentityChecked | None = None
    ended: ev.CallEnded | None = None


@dataclass(slots=True)
class CaseRecord:
    """The events in order and what they add up to. Things taken back are left out everywhere but
    in `events`.
    """

    events: list[ev.AnyEvent] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    safety_open: ev.SafetyRaised | None = None
    """The safety stop that nobody has taken over yet."""
    latest: datetime | None = None
    """The latest moment at which any event was written, whatever the clock showed afterwards."""
    _gathered: _Gathered | None = None

    def add(self, event: ev.AnyEvent) -> None:
        self.events.append(event)
        if self.latest is None or event.at > self.latest:
            self.latest = event.at
        if isinstance(event, _ANSWERS):
            return
        self._gathered = None
        match event:
            case ev.Undone(target=target):
                self.undone.add(target)
            case ev.CallStarted():
                self.calls.append(
                    Call(event.call, event, [event.respondent], event.papers, event.interpreter)
                )
            case ev.RespondentChanged() if self.calls:
                call = self.calls[-1]
                call.respondents.append(event.respondent)
                call.papers, call.interpreter = event.papers, event.interpreter
            case ev.IdentityChecked() if self.calls:
                self.calls[-1].identity = event
            case ev.CallEnded() if self.calls:
                self.calls[-1].ended = event
            case ev.SafetyRaised():
                self.safety_open = event
            case ev.SafetyHandled():
                self.safety_open = None

    def event(self, seq: int) -> ev.AnyEvent | None:
        return self.events[seq - 1] if 0 < seq <= len(self.events) else None

    @property
    def opened(self) -> ev.CaseOpened | None:
        first = self.events[0] if self.events else None
        return first if isinstance(first, ev.CaseOpened) else None

    @property
    def call(self) -> Call | None:
        """The call that is going on; None between calls."""
        return self.calls[-1] if self.calls and self.calls[-1].ended is None else None

    @property
    def gathered(self) -> _Gathered:
        """Notes, waivers and documents, gathered once and again only after an event that changes
        them.
        """
        if self._gathered is None:
            self._gathered = _gather(e for e in self.events if e.seq not in self.undone)
        return self._gathered

    @property
    def notes(self) -> list[ev.NoteAdded]:
        return self.gathered.notes

    @property
    def parked(self) -> list[ev.NoteAdded]:
        """Notes caught in passing that nobody has filed yet."""
        return [note for note in self.gathered.notes if note.parked and not self.is_filed(note)]

    def is_filed(self, note: ev.NoteAdded) -> bool:
        """Whether somebody has taken a parked note over, or said that it needs nothing."""
        return note.seq in self.gathered.filed

    @property
    def waived(self) -> dict[str, ev.Waived]:
        """The last waiver for each address; whether it still holds depends on what stands there
        now.
        """
        return self.gathered.waived

    def waiver(self, address: str, seen: str) -> str:
        """The reason for which the signer lets go what stands at this address now; empty without
        a waiver for that.
        """
        found = self.gathered.waived.get(address)
        return found.reason if found is not None and found.saw == seen else ""

    @property
    def chosen(self) -> dict[str, ev.WordsChosen]:
        """What was decided last about a caller's words, by address; it is about one answer
        there.
        """
        return self.gathered.chosen

    @property
    def attachments(self) -> dict[str, ev.AttachmentAdded]:
        """Documents in hand by attachment address."""
        return self.gathered.attachments

    @property
    def renderings(self) -> list[ev.LetterRendered]:
        return self.gathered.renderings

    @property
    def approvals(self) -> dict[str, ev.LetterApproved]:
        """The last approval of each letter, by letter; whether it still holds depends on what
        the letter says now.
        """
        return self.gathered.approvals

    @property
    def signed(self) -> dict[int, ev.SignedCopyAdded]:
        """The signed copy of each rendering, by the rendering's sequence number; of several the
        last.
        """
        return self.gathered.signed

    @property
    def contacts(self) -> list[ev.ContactLogged]:
        return self.gathered.contacts

    @property
    def promises(self) -> list[ev.ContactLogged]:
        """Contacts with a promise that nobody has kept yet; a promised document keeps it by
        being there since.
        """
        done, there = self.gathered.kept, self.attachments
        return [
            each
            for each in self.gathered.contacts
            if each.promised
            and each.seq not in done
            and not (each.document in there and there[each.document].seq > each.seq)
        ]

    @property
    def course(self) -> list[ev.Sent | ev.DecisionReceived]:
        """What was sent and what was decided, in the order in which it was recorded."""
        return self.gathered.course

    @property
    def owner(self) -> str:
        """Who looks after the case; empty while nobody is named."""
        return self.gathered.owner

    @property
    def holders(self) -> dict[str, ev.HolderSet]:
        """Who has which document, as far as somebody has said so."""
        return self.gathered.holders

    def snapshot(self) -> object:
        calls = [
            (c.number, tuple(c.respondents), c.papers, c.interpreter, c.identity, c.ended)
            for c in self.calls
        ]
        return tuple(self.events), sorted(self.undone), calls


@dataclass(slots=True)
class _Gathered:
    notes: list[ev.NoteAdded] = field(default_factory=list)
    filed: set[int] = field(default_factory=set)
    waived: dict[str, ev.Waived] = field(default_factory=dict)
    chosen: dict[str, ev.WordsChosen] = field(default_factory=dict)
    attachments: dict[str, ev.AttachmentAdded] = field(default_factory=dict)
    renderings: list[ev.LetterRendered] = field(default_factory=list)
    approvals: dict[str, ev.LetterApproved] = field(default_factory=dict)
    signed: dict[int, ev.SignedCopyAdded] = field(default_factory=dict)
    contacts: list[ev.ContactLogged] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    course: list[ev.Sent | ev.DecisionReceived] = field(default_factory=list)
    owner: str = ""
    holders: dict[str, ev.HolderSet] = field(default_factory=dict)


def _gather(events: Iterable[ev.AnyEvent]) -> _Gathered:
    found = _Gathered()
    for event in events:
        match event:
            case ev.NoteAdded():
                found.notes.append(event)
            case ev.NoteFiled(note=note):
                found.filed.add(note)
            case ev.Waived(address=address):
                found.waived[address] = event
            case ev.WordsChosen(address=address):
                found.chosen[address] = event
            case ev.AttachmentAdded(attachment=attachment):
                found.attachments[attachment] = event
            case ev.AttachmentRemoved(attachment=attachment):
                found.attachments.pop(attachment, None)
            case ev.LetterRendered():
                found.renderings.append(event)
            case ev.LetterApproved(letter=letter):
                found.approvals[letter] = event
            case ev.SignedCopyAdded(rendering=rendering):
                found.signed[rendering] = event
            case _:
                _gather_course(event, found)
    return found


def _gather_course(event: ev.AnyEvent, found: _Gathered) -> None:
    """What concerns the way of the case through the plan."""
    match event:
        case ev.ContactLogged():
            found.contacts.append(event)
        case ev.PromiseKept(contact=contact):
            found.kept.add(contact)
        case ev.Sent() | ev.DecisionReceived():
            found.course.append(event)
        case ev.OwnerSet(owner=owner):
            found.owner = owner
        case ev.HolderSet(document=document):
            found.holders[document] = event
