"""Documents put into a case: which one it is, a copy of the file, its own date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from interview.core import events as ev
from interview.core.attachments import AttachmentStatus, attachment_statuses
from interview.core.kinds import Refused
from interview.core.kinds.date_reader import read_days
from interview.core.nearest import did_you_mean
from interview.session.problem import CaseProblem
from interview.session.session import Session


def attach(session: Session, address: str, file: Path, dated: str = "") -> list[str]:
    """Copies a document into the case and records its hash and date; what the operator should know about it.

    Raises CaseProblem for a document that the tree does not know and for an unclear date, StoreProblem for the file.
    """
    status = find_attachment(session, address)
    document_date = read_document_date(dated, session.today)
    stored = session.case.attach(file)
    held = status.held
    if held is not None and (held.sha256, held.document_date) == (stored.sha256, document_date):
        return [f"{status.title} is held already: {held.name}. Nothing was changed."]
    session.append(
        ev.AttachmentAdded,
        attachment=status.address,
        name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        document_date=document_date,
    )
    return _said(find_attachment(session, address), session.today, replaced=held is not None)


def find_attachment(session: Session, address: str) -> AttachmentStatus:
    """The document of this address. Raises CaseProblem with the nearest ones there are."""
    known = {status.address: status for status in attachment_statuses(session.state)}
    if address in known:
        return known[address]
    rows = [each for each in known if each.startswith(f"{address}/")]
    if rows:
        raise CaseProblem(f"{address} is asked for once per entry. Please name one of: {', '.join(rows)}.")
    raise CaseProblem(f"This case knows no document {address}. {did_you_mean(address, known)}")


def read_document_date(typed: str, today: date) -> date | None:
    """The day that stands on a document; None when nothing was typed. Raises CaseProblem."""
    if not typed:
        return None
    try:
        days = read_days(typed, today, False)
    except Refused as refused:
        raise CaseProblem(refused.sentence) from refused
    if days.first != days.last or days.about:
        raise CaseProblem(f"“{typed}” is no single day. Please give the day that stands on the document.")
    return days.first


def _said(status: AttachmentStatus, today: date, replaced: bool) -> list[str]:
    assert status.held is not None
    dated = f", dated {status.held.document_date}" if status.held.document_date else ""
    lines = [f"{'Replaced' if replaced else 'Attached'}: {status.title}: {status.held.name}{dated}."]
    if status.needed is False:
        lines.append("It is not needed in this case so far; it is kept.")
    if status.is_too_old(today):
        months = f"It is older than {status.attachment.months} months"
        reason = months if status.held.document_date else "Its date is not known (add --date)"
        lines.append(f"{reason}, so it is still listed as missing.")
    return lines
