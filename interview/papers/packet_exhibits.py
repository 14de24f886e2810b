"""The exhibits of one letter as they go into its packet, and everything that keeps one out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from interview.case.problem import CaseProblem
from interview.core.attachments import AttachmentStatus, attachment_statuses
from interview.letters.document import Document
from interview.letters.exhibits import Exhibit
from interview.packet.contents import Enclosure, Pointer
from interview.packet.page_choice import chosen_pages
from interview.packet.papers import looked_over
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit
from interview.papers.attaching import unconfirmed
from interview.sitting.session import Session
from interview.storage.store import StoreProblem


@dataclass
class Gathered:
    """The exhibits, and in words what is missing and what may still be needed."""

    exhibits: tuple[Exhibit, ...]
    enclosures: list[Enclosure] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Each keeps the packet from being ready."""
    notes: list[str] = field(default_factory=list)


def gathered(session: Session, document: Document) -> Gathered:
    """The documents that go with this letter, under the exhibit letters that it gives them
    itself.
    """
    found = Gathered(document.exhibits)
    for exhibit in found.exhibits:
        _add(session, exhibit, found)
    found.notes += _undecided(attachment_statuses(session.state), document.letter.id)
    return found


def _add(session: Session, exhibit: Exhibit, found: Gathered) -> None:
    status = exhibit.status
    name = f"Exhibit {exhibit.letter}, {status.title} [{status.address}]"
    plain = Enclosure(exhibit.letter, status.title)
    if status.is_too_old(session.today):
        found.missing.append(
            f"{name}: older than {status.attachment.months} months, or without a date."
        )
    try:
        found.enclosures.append(_enclosed(session, status, plain))
    except (CaseProblem, StoreProblem) as problem:
        found.missing.append(f"{name}: {problem.sentence}")
        found.enclosures.append(plain)


def _enclosed(session: Session, status: AttachmentStatus, plain: Enclosure) -> Enclosure:
    """The exhibit with its file and pages. Raises CaseProblem or StoreProblem with what keeps it
    out.
    """
    held = status.held
    if held is None:
        raise CaseProblem("not in hand.")
    if to_confirm := unconfirmed(held):
        raise CaseProblem(f"left out. Please attach it again and {'; '.join(to_confirm)}.")
    path = session.case.attachment(held.sha256)
    try:
        paper = looked_over(path)
        if paper.sort is Sort.docx:
            raise Unfit("is a Word document. Please print it to PDF and attach that")
        pages = chosen_pages(held.pages, paper.pages)
    except Unfit as problem:
        raise CaseProblem(f"{held.name} {problem.why}.") from problem
    return replace(plain, path=path, sort=paper.sort, total=paper.pages, pages=pages)


def _undecided(statuses: Iterable[AttachmentStatus], letter: str) -> list[str]:
    return [
        f"Perhaps needed: {each.title} [{each.address}], depends on {each.depends}"
        for each in statuses
        if each.needed is None
        and each.held is None
        and (not each.attachment.letters or letter in each.attachment.letters)
    ]


def astray(pointers: Iterable[Pointer], enclosures: Iterable[Enclosure]) -> list[str]:
    """What the letter points to and the packet does not have: a page that was not chosen, or
    does not exist.
    """
    pages = {each.letter: each.pages for each in enclosures if each.path is not None}
    return [
        f"The letter points to page {each.page} of Exhibit {each.exhibit}, which is not among the"
        " pages that go in. Please either correct the letter's page or attach the exhibit with"
        " that page."
        for each in pointers
        if each.page and each.exhibit in pages and each.page not in pages[each.exhibit]
    ]
