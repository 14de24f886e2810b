"""Documents put into a case: which one it is, a copy of the file, its own date, what was
confirmed about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from interview.case.clock_behind import read_by_the_clock
from interview.case.problem import CaseProblem
from interview.core import events as ev
from interview.core.attachments import AttachmentStatus, attachment_statuses
from interview.core.kinds import Refused
from interview.core.kinds.date_reader import read_days
from interview.core.nearest import did_you_mean
from interview.packet.page_choice import chosen_pages, shown_pages
from interview.packet.papers import Paper, looked_over
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit
from interview.sitting.session import Session
from interview.storage.store import StoredFile

_ASK_NOTES = "confirm that it holds no psychotherapy notes: --no-psychotherapy-notes"
_ASK_SUBSTANCE = (
    "say whether it holds records of substance use treatment: --no-substance-use, "
    "or --consent WORDS with the patient's consent to send them"
)


@dataclass(frozen=True, slots=True)
class Filing:
    """What the operator says about a document besides the file itself; the defaults say nothing."""

    dated: str = ""
    pages: str = ""
    """Such as 1-3,7; empty for all."""
    no_psychotherapy_notes: bool = False
    substance_use: bool | None = None
    consent: str = ""


NOTHING_SAID = Filing()


def attach(session: Session, address: str, file: Path, filing: Filing = NOTHING_SAID) -> list[str]:
    """Copies a document into the case and records its hash, date and pages; what the operator
    should know about it.

    What was said earlier about the very same file stays unless something else is said now. Raises
    CaseProblem for a document that the tree does not know, an unclear date, pages that are not
    there and a file that cannot be used, StoreProblem for one that cannot be copied.
    """
    status = find_attachment(session, address)
    document_date = read_document_date(filing.dated, session)
    stored, paper = copied_in(session, file)
    facts = _facts(file, filing, document_date, paper)
    held = status.held
    if held is not None and held.sha256 == stored.sha256:
        facts = _with_earlier(facts, held)
        if all(getattr(held, name) == fact for name, fact in facts.items()):
            unchanged = f"{status.title} is held already: {held.name}. Nothing was changed."
            return [unchanged, *_to_do(held, paper)]
    session.append(
        ev.AttachmentAdded,
        attachment=status.address,
        name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        **facts,
    )
    return _said(find_attachment(session, address), session.today, paper, replaced=held is not None)


def _facts(file: Path, filing: Filing, document_date: date | None, paper: Paper) -> dict[str, Any]:
    """What is said about the document now, by the fields of its event."""
    return {
        "document_date": document_date,
        "pages": _pages(file, filing.pages, paper) if filing.pages else "",
        "no_psychotherapy_notes": filing.no_psychotherapy_notes,
        "substance_use": filing.substance_use,
        "consent": filing.consent,
    }


def _with_earlier(facts: dict[str, Any], held: ev.AttachmentAdded) -> dict[str, Any]:
    """What is said now, and what was said earlier about the same file where nothing is."""
    completed = {name: fact or getattr(held, name) for name, fact in facts.items()}
    # A consent belongs to what was said of such records: the two stay or are replaced together.
    says_of_records = facts["substance_use"] is not None
    for name in ("substance_use", "consent"):
        completed[name] = facts[name] if says_of_records else getattr(held, name)
    return completed


def copied_in(session: Session, file: Path) -> tuple[StoredFile, Paper]:
    """Copies a file into the case after a look at what it is. Raises CaseProblem when it cannot
    be used.
    """
    found: list[Paper] = []
    try:
        stored = session.case.attach(file, lambda copy: found.append(looked_over(copy)))
    except Unfit as problem:
        raise CaseProblem(f"{file.name} {problem.why}.") from problem
    return stored, found[0]


def _pages(file: Path, typed: str, paper: Paper) -> str:
    if paper.sort is Sort.docx:
        raise CaseProblem(
            f"{file.name} is a Word document. Please print it to PDF first; then its pages can be"
            " chosen."
        )
    try:
        return shown_pages(chosen_pages(typed, paper.pages))
    except Unfit as problem:
        raise CaseProblem(f"{file.name} {problem.why}.") from problem


def find_attachment(session: Session, address: str) -> AttachmentStatus:
    """The document of this address. Raises CaseProblem with the nearest ones there are."""
    known = {status.address: status for status in attachment_statuses(session.state)}
    if address in known:
        return known[address]
    rows = [each for each in known if each.startswith(f"{address}/")]
    if rows:
        raise CaseProblem(
            f"{address} is asked for once per entry. Please name one of: {', '.join(rows)}."
        )
    raise CaseProblem(f"This case knows no document {address}. {did_you_mean(address, known)}")


def read_document_date(typed: str, session: Session) -> date | None:
    """The day that stands on a document; None when nothing was typed. Raises CaseProblem."""
    if not typed:
        return None
    try:
        clock = session.workplace.clock()
        days = read_by_the_clock(
            lambda now: read_days(typed, now.date(), False), session.state.record, clock
        )
    except Refused as refused:
        raise CaseProblem(refused.sentence) from refused
    if days.first != days.last or days.about:
        raise CaseProblem(
            f"“{typed}” is no single day. Please give the day that stands on the document."
        )
    return days.first


def unconfirmed(held: ev.AttachmentAdded) -> list[str]:
    """What has to be confirmed about a document before it may go to anybody, as instructions."""
    is_cleared = held.substance_use is False or (held.substance_use is True and bool(held.consent))
    return [
        *([] if held.no_psychotherapy_notes else [_ASK_NOTES]),
        *([] if is_cleared else [_ASK_SUBSTANCE]),
    ]


def _to_do(held: ev.AttachmentAdded, paper: Paper) -> list[str]:
    lines = [f"Before it goes into a packet, please {each}" for each in unconfirmed(held)]
    if paper.is_mended:
        lines.append(
            f"The file is damaged; {paper.pages} pages could be read. Please compare them in the"
            " packet."
        )
    if paper.sort is Sort.docx:
        lines.append(
            "It is a Word document: for the packet please print it to PDF and attach that."
        )
    return lines


def _said(status: AttachmentStatus, today: date, paper: Paper, replaced: bool) -> list[str]:
    assert status.held is not None
    dated = f", dated {status.held.document_date}" if status.held.document_date else ""
    pages = f", pages {status.held.pages} of {paper.pages}" if status.held.pages else ""
    lines = [
        (
            f"{'Replaced' if replaced else 'Attached'}: {status.title}:"
            f" {status.held.name}{dated}{pages}."
        )
    ]
    if status.needed is False:
        lines.append("It is not needed in this case so far; it is kept.")
    if status.is_too_old(today):
        months = f"It is older than {status.attachment.months} months"
        reason = months if status.held.document_date else "Its date is not known (add --date)"
        lines.append(f"{reason}, so it is still listed as missing.")
    return [*lines, *_to_do(status.held, paper)]
