"""Everything that can happen to a case, one frozen model each. A transcript is a sequence of
these.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter

from interview.core.answers import Claim, Model, Party
from interview.core.course_events import (
    ContactLogged,
    DecisionReceived,
    HolderSet,
    OwnerSet,
    PromiseKept,
    Sent,
)
from interview.core.event import Event

__all__ = [
    "ContactLogged",
    "DecisionReceived",
    "Event",
    "HolderSet",
    "OwnerSet",
    "PromiseKept",
    "Sent",
]
"""What stands in other modules and is one of these events as well."""


class CaseOpened(Event):
    """First line of a transcript."""

    type: Literal["case_opened"] = "case_opened"
    case: str
    """Random id such as c-7k3m9q; never derived from patient data."""
    tree: str
    tree_version: str
    tree_hash: str
    copied_from: str | None = None
    example: bool = False
    """A worked example with made-up people."""


class TreeChanged(Event):
    """The question tree is not the one the transcript was written with; answers were looked at
    again.
    """

    type: Literal["tree_changed"] = "tree_changed"
    tree_version: str
    tree_hash: str
    asked_again: tuple[str, ...] = ()
    """Addresses whose old answer no longer fits its question."""


class Respondent(Model):
    """Who is on the line."""

    party: Party
    name: str = ""
    relation: str = ""
    """For a proxy: mother, guardian, husband …"""
    authority: str = ""
    """For a proxy: what allows this person to speak for the patient."""


class CallStarted(Event):
    type: Literal["call_started"] = "call_started"
    direction: Literal["in", "out", "desk"]
    """`desk` is a sitting without a telephone, such as a chart review."""
    respondent: Respondent
    interpreter: str = ""
    """Name or number of the interpreter; empty when there is none."""
    papers: tuple[Party, ...] = ()
    """Whose papers lie on the desk: plan = the denial notice, prescriber = the chart, and so on."""


class RespondentChanged(Event):
    type: Literal["respondent_changed"] = "respondent_changed"
    respondent: Respondent
    interpreter: str = ""
    papers: tuple[Party, ...] = ()


class IdentityChecked(Event):
    """Two identifiers were spoken by the person called and compared, or the check failed."""

    type: Literal["identity_checked"] = "identity_checked"
    passed: bool
    identifiers: tuple[str, ...] = ()
    """Which questions' answers were compared; never the values."""


class CallEnded(Event):
    type: Literal["call_ended"] = "call_ended"
    disposition: str
    note: str = ""
    call_back: AwareDatetime | None = None


class AnswerGiven(Event):
    """A claim about one question, or (for a list) that the list is closed."""

    type: Literal["answer_given"] = "answer_given"
    address: str
    claim: Claim


class RowAdded(Event):
    type: Literal["row_added"] = "row_added"
    list: str
    row: Annotated[str, Field(pattern=r"^r[1-9][0-9]{0,6}$")]
    """r1, r2 …; never used again, even after removal."""


class RowRemoved(Event):
    type: Literal["row_removed"] = "row_removed"
    list: str
    row: str


class Settled(Event):
    """Sources disagreed; this party's claim is the one to use, and the others stay on record."""

    type: Literal["settled"] = "settled"
    address: str
    party: Party
    claim: int = 0
    """Number of the answer that is the right one; 0 for the party's weightiest. One party may
    have said two things.
    """
    reason: str = ""


class Undone(Event):
    """The event with this sequence number is taken back; it stays on record."""

    type: Literal["undone"] = "undone"
    target: int


class NoteAdded(Event):
    type: Literal["note_added"] = "note_added"
    text: str
    address: str = ""
    parked: bool = False
    """Caught in passing; must be filed before the case is complete."""


class NoteFiled(Event):
    type: Literal["note_filed"] = "note_filed"
    note: int
    """Sequence number of the parked note."""
    address: str = ""
    """Where it was taken over; empty when it needs nothing."""


class Waived(Event):
    """The signer lets one hole of the letter go, with a reason; its sentence is left out."""

    type: Literal["waived"] = "waived"
    address: str
    reason: str
    by: str
    saw: str = ""
    """What stood there: empty for nothing, else what `Answer.seen` or `AttachmentStatus.seen`
    gave. The waiver is about that alone, and another answer or document there is another matter.
    """


class WordsChosen(Event):
    """What becomes, in letters, of a caller's own words: somebody at the desk has read them."""

    type: Literal["words_chosen"] = "words_chosen"
    address: str
    claim: int
    """Number of the answer that was read; what the caller says later is to be read anew."""
    how: Literal["kept", "reworded", "left_out"]
    words: str = ""
    """For `reworded`: the same in words fit for a letter. The answer stays as it was said."""


class AttachmentAdded(Event):
    type: Literal["attachment_added"] = "attachment_added"
    attachment: str
    """Attachment id, with /row for one that is asked for per row."""
    name: str
    sha256: str
    size: int
    document_date: date | None = None
    pages: str = ""
    """The pages that go into a packet, such as 1-3,7; empty for all."""
    no_psychotherapy_notes: bool = False
    """Whether somebody has looked and found none."""
    substance_use: bool | None = None
    """Whether it holds records of substance use treatment; None while nobody has said."""
    consent: str = ""
    """For such records: the patient's consent to send them, in words."""


class AttachmentRemoved(Event):
    type: Literal["attachment_removed"] = "attachment_removed"
    attachment: str
    sha256: str
    reason: str = ""


class RenderedFile(Model):
    """One file of a final rendering."""

    format: str
    """Its suffix, such as `pdf`."""
    sha256: str


class LetterRendered(Event):
    """A final rendering: what was said, and by which hashes it is known."""

    type: Literal["letter_rendered"] = "letter_rendered"
    letter: str
    sha256: str
    """Of the Markdown bytes."""
    as_is: str = ""
    """Only in older transcripts: one reason for everything that was open. Now each hole is
    waived by itself.
    """
    content: str = ""
    """Hash of words and structure without the letter's date; the same on every computer."""
    day: date | None = None
    """The letter's date."""
    files: tuple[RenderedFile, ...] = ()
    profile: str = ""
    """Hash of the clinic's profile with its letterhead and logo."""
    said: str = ""
    """The letter as Markdown."""


class LetterApproved(Event):
    """Reviewer and prescriber agree with what the letter says now; any other content is not
    approved by this.
    """

    type: Literal["letter_approved"] = "letter_approved"
    letter: str
    content: str
    """Hash of what was approved, as in a rendering."""
    reviewer: str
    prescriber: str
    as_is: str = ""
    """Only in older transcripts: one reason for everything that was open."""


class SignedCopyAdded(Event):
    """A scan of the signed letter, for one final rendering of it."""

    type: Literal["signed_copy_added"] = "signed_copy_added"
    letter: str
    rendering: int
    """Sequence number of the rendering that was signed."""
    name: str
    sha256: str
    size: int


class SafetyRaised(Event):
    """Questions stopped because somebody may be in danger."""

    type: Literal["safety_raised"] = "safety_raised"
    address: str = ""
    """The question whose answer raised it; empty when the operator did."""


class SafetyNoted(Event):
    """One line of the safety steps, kept at once; what was noted last for a field counts."""

    type: Literal["safety_noted"] = "safety_noted"
    field: str
    """location, number, taken_over_by or taken_over_at."""
    text: str


class SafetyHandled(Event):
    """Who took over, and where the person is; only after this do questions go on."""

    type: Literal["safety_handled"] = "safety_handled"
    location: str
    call_back_number: str
    taken_over_by: str
    taken_over_at: str


class PacketMade(Event):
    """A packet was written that can be sent: which letter, where to, and by which hashes its
    parts are known.
    """

    type: Literal["packet_made"] = "packet_made"
    letter: str
    rendering: int
    """Sequence number of the rendering whose signed copy is in it."""
    fax: str = ""
    """Ten digits; empty when the cover sheet names no number."""
    pages: int
    parts: tuple[str, ...]
    """SHA-256 of each file, in order."""


AnyEvent = Annotated[
    CaseOpened
    | TreeChanged
    | CallStarted
    | RespondentChanged
    | IdentityChecked
    | CallEnded
    | AnswerGiven
    | RowAdded
    | RowRemoved
    | Settled
    | Undone
    | NoteAdded
    | NoteFiled
    | Waived
    | WordsChosen
    | AttachmentAdded
    | AttachmentRemoved
    | LetterRendered
    | LetterApproved
    | SignedCopyAdded
    | SafetyRaised
    | SafetyNoted
    | SafetyHandled
    | ContactLogged
    | PromiseKept
    | Sent
    | DecisionReceived
    | OwnerSet
    | HolderSet
    | PacketMade,
    Field(discriminator="type"),
]

EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent, config=ConfigDict(defer_build=True))
"""Reads and writes any event; `EVENTS.validate_python(data)`, `EVENTS.dump_python(event,
mode="json")`.
"""
