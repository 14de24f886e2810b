"""The office's list: every document and answer still to get, by whom to ask, by when and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from interview.case import roles
from interview.case.due_report import DueReport, due_report
from interview.case.missing import HAS, MissingReport, has_words, missing_report, to_get
from interview.case.summary import role_text
from interview.case.when import day_words
from interview.case.workplace import Workplace
from interview.core.answers import Party
from interview.core.attachments import AttachmentStatus
from interview.core.state import State
from interview.letters import blocks as b
from interview.papers.sheets.clinic import clinic_words
from interview.papers.sheets.pieces import boxes, heading, joined, own, para, said, strong
from interview.rights.known import is_urgent

TITLE = "What is still missing"
_LONGEST_LIST = 700
"""Characters of a list of answers or of documents that may be needed; the rest is counted."""


def office_blocks(workplace: Workplace, state: State, today: date) -> b.Blocks:
    """The list for whoever gathers what a case lacks."""
    report = missing_report(state, today)
    due = due_report(workplace, state)
    answers = to_get(state, today)
    by_party = [
        block
        for party in Party
        for block in _party(workplace, state, party, report, due, answers.get(party, []))
    ]
    holders = dict.fromkeys(s.holder for s in report.missing if s.holder)
    by_holder = [block for each in holders for block in _holder(state, each, report, due)]
    nothing = para("Nothing is missing: every document is here, and nothing is left to ask.")
    return (
        heading(1, TITLE),
        *_head(state, due),
        *((*by_party, *by_holder) or (nothing,)),
        *_perhaps(report.perhaps),
        *_waived(report.waived),
    )


def _head(state: State, due: DueReport) -> Iterator[b.Block]:
    names = (roles.PATIENT_NAME, roles.DRUG, roles.PLAN_NAME)
    found = [said(text, 60) for role in names if (text := role_text(state, role))]
    if found:
        yield joined(((strong(each),) for each in found), own(" · "))
    if due.filed:
        yield para("Nothing is to be filed now. ", said(due.filed), ".")
        return
    if due.day is None or due.working is None:
        yield para("The last day to file is not known yet. ", *_asks(due))
        return
    check = " (TO CHECK)" if due.is_to_check else ""
    yield para(
        strong(own(f"File by {_day(due.day, due.today)}{check}.")),
        f" Documents in by {_day(due.working.documents, due.today)}; "
        f"letter to the prescriber by {_day(due.working.prescriber, due.today)}.",
    )


def _asks(due: DueReport) -> tuple[b.Inline, ...]:
    return (own("Please ask: "), said("; ".join(due.asks)), own(".")) if due.asks else ()


def _day(day: date, today: date) -> str:
    return f"{day:%A}, {day_words(day)}" + (
        " (OVERDUE)" if day < today else " (today)" if day == today else ""
    )


def _party(
    workplace: Workplace,
    state: State,
    party: Party,
    report: MissingReport,
    due: DueReport,
    answers: Sequence[str],
) -> Iterator[b.Block]:
    """What one party has; nothing for a party that has nothing."""
    items = [_item(s, report.today) for s in report.missing if s.has is party and not s.holder]
    if not (items or answers):
        return
    phone = _phone(workplace, state, party)
    yield heading(
        2,
        f"Ask {HAS[party]}",
        *((", telephone ", said(phone, 60)) if phone else ()),
        _by(due, is_urgent(state)),
    )
    if items:
        yield boxes(items)
    if answers:
        count = len(answers)
        yield para(
            strong(own(f"{count} answer{'s' * (count != 1)}: ")),
            said(_listed(answers), _LONGEST_LIST),
        )


def _holder(state: State, holder: str, report: MissingReport, due: DueReport) -> Iterator[b.Block]:
    """What one office or person has that is none of the usual ones."""
    yield heading(2, "Ask ", said(holder, 60), _by(due, is_urgent(state)))
    yield boxes([_item(s, report.today) for s in report.missing if s.holder == holder])


def _by(due: DueReport, urgent: bool) -> str:
    if urgent:
        return ": urgent, today"
    return f", by {day_words(due.working.documents)}" if due.working is not None else ""


def _phone(workplace: Workplace, state: State, party: Party) -> str:
    if party in (Party.patient, Party.proxy):
        return role_text(state, roles.PHONE)
    return clinic_words(workplace, state).phone if party is Party.prescriber else ""


def _item(status: AttachmentStatus, today: date) -> b.Inlines:
    age = f" Not older than {status.attachment.months} months." if status.attachment.months else ""
    if status.is_too_old(today):
        is_dated = status.held is not None and status.held.document_date is not None
        age += f" The one held {'is too old' if is_dated else 'has no date'}."
    return (
        strong(said(status.title)),
        own(". "),
        said(status.why),
        own(f".{age} [{status.address}]"),
    )


def _perhaps(statuses: Sequence[AttachmentStatus]) -> Iterator[b.Block]:
    if statuses:
        yield heading(2, "May be needed too")
        titles = [f"{s.title} ({has_words(s)})" for s in statuses]
        yield para(
            said(_listed(titles), _LONGEST_LIST), ". What each depends on: ", own("/missing.")
        )


def _waived(statuses: Sequence[AttachmentStatus]) -> Iterator[b.Block]:
    if statuses:
        yield heading(2, "Waived by the signer")
        yield para(said(_listed([s.title for s in statuses]), _LONGEST_LIST), ".")


def _listed(titles: Sequence[str]) -> str:
    """As many as there is room for; the others are counted."""
    kept: list[str] = []
    for i, title in enumerate(titles):
        if sum(map(len, kept)) + len(title) > _LONGEST_LIST - 40:
            return f"{'; '.join(kept)}; and {len(titles) - i} more"
        kept.append(title)
    return "; ".join(kept)
