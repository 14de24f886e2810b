"""The patient's checklist: what to send, how, to whom and by when, in words of US grade 6, and
no diagnosis.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from interview.case import roles
from interview.case.due_report import due_report
from interview.case.missing import missing_report
from interview.case.summary import role_text
from interview.case.when import day_words
from interview.case.workplace import Workplace
from interview.core.answers import Party
from interview.core.attachments import AttachmentStatus
from interview.core.read_aloud import worded
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.sanitise import lines_of
from interview.papers.sheets.clinic import ClinicWords, clinic_words
from interview.papers.sheets.pieces import boxes, heading, joined, own, para, said, strong
from interview.rights.known import REFUSED, holds, is_urgent

TITLE = "Papers we need from you"
_SAID_NO = "The health plan said no. We are asking it to say yes."
_ASKED = "We are asking the health plan to say yes."
_WHY = "For that we need these papers from you."
_ALL_HERE = "You do not need to send us any papers now. If that changes, we will call you."
_HOW = (
    "Keep your own paper. Make a copy, or take a clear photo of each page.",
    "Check that you can read each word.",
)
_SOON = "Please send them as soon as you can."
_URGENT = "This is urgent. Please send them today if you can."
_LATE = "Call us if you will be late, or if you cannot find a paper. We can help."


def patient_blocks(workplace: Workplace, state: State, today: date) -> b.Blocks:
    """The checklist for the patient or whoever speaks for the patient."""
    wanted = [
        s for s in missing_report(state, today).missing if s.has in (Party.patient, Party.proxy)
    ]
    clinic = clinic_words(workplace, state)
    name = role_text(state, roles.PATIENT_NAME)
    head = (heading(1, TITLE), *((para("For ", strong(said(name))),) if name else ()))
    if not wanted:
        return (*head, para(_ALL_HERE), *_clinic(clinic))
    by = due_report(workplace, state).working
    steps = b.NumberedList(tuple((para(step),) for step in (*_HOW, *_ways(clinic))))
    return (
        *head,
        para(_SAID_NO if holds(state, REFUSED) is True else _ASKED, " ", _WHY),
        boxes(_item(state, status, today) for status in wanted),
        heading(2, "By when"),
        para(*_when(by.documents if by is not None else None, today, is_urgent(state)), " ", _LATE),
        heading(2, "How to send them"),
        steps,
        *_clinic(clinic),
    )


def _item(state: State, status: AttachmentStatus, today: date) -> b.Inlines:
    """What the patient calls the paper, and why it is needed; with what is wrong with the one we
    have.
    """
    attachment = status.attachment
    if attachment.say is not None:
        words: tuple[b.Inline, ...] = _begun(
            worded(state, attachment.say, status.row, attachment.list)
        )
    else:
        words = (strong(said(status.title), own(".")), own(" "), said(status.why), own("."))
    return (*words, *(own(f" {sentence}") for sentence in _age(status, today)))


def _begun(words: str) -> tuple[b.Inline, ...]:
    """The first sentence, which names the paper, stands out."""
    first, stop, rest = words.partition(". ")
    return (
        strong(said(first + stop.rstrip(), 400)),
        *([own(" "), said(rest, 400)] if rest else []),
    )


def _age(status: AttachmentStatus, today: date) -> Iterator[str]:
    if status.attachment.months:
        yield f"It must be from the last {status.attachment.months} months."
    if status.is_too_old(today):
        has_date = status.held is not None and status.held.document_date is not None
        yield "The one we have is too old." if has_date else "The one we have has no date."


def _when(by: date | None, today: date, urgent: bool) -> tuple[b.Inline, ...]:
    """The last day of a long time to appeal is no day to wait for, least of all where a fast
    review is asked for.
    """
    if urgent:
        return (strong(own(_URGENT)),)
    if by is None or by <= today:
        return (own(_SOON),)
    return (own(f"{_SOON} We need them by "), strong(own(f"{by:%A}, {day_words(by)}")), own("."))


def _ways(clinic: ClinicWords) -> Iterator[str]:
    ways = [
        *(["fax them"] if clinic.fax else []),
        *(["mail them"] if clinic.address else []),
        "bring them to us",
    ]
    yield f"Then {', '.join(ways[:-1])}{' or ' if ways[1:] else ''}{ways[-1]}."


def _clinic(clinic: ClinicWords) -> Iterator[b.Block]:
    numbers = (("Phone: ", clinic.phone), ("Fax: ", clinic.fax))
    found: list[b.Inlines] = [
        (said(line),) for line in (clinic.name, *lines_of(clinic.address)) if line
    ]
    found += [(own(label), said(words)) for label, words in numbers if words]
    if found:
        yield heading(2, "Where to send them")
        yield joined(found, b.Break())
