"""What a case still lacks: documents held, missing and perhaps needed; and what is still to get,
by party.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from interview.case.prompts import title_of
from interview.core.answers import Party
from interview.core.attachments import AttachmentStatus, attachment_statuses
from interview.core.flow import party_to_ask
from interview.core.freshness import is_fresh
from interview.core.state import State

HAS = {
    Party.patient: "the patient",
    Party.proxy: "the patient's family",
    Party.prescriber: "the prescriber's office",
    Party.plan: "the health plan",
    Party.pharmacy: "the pharmacy",
    Party.laboratory: "the laboratory",
    Party.coordinator: "this office",
}


def has_words(status: AttachmentStatus) -> str:
    """Who has a document: the office or person that is known to, else the usual one."""
    return status.holder or HAS[status.has]


@dataclass(frozen=True, slots=True)
class MissingReport:
    """The documents of a case. `waived` ones were let go by the signer, with a reason."""

    held: tuple[AttachmentStatus, ...]
    missing: tuple[AttachmentStatus, ...]
    perhaps: tuple[AttachmentStatus, ...]
    waived: tuple[AttachmentStatus, ...]
    today: date

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.perhaps


def missing_report(state: State, today: date) -> MissingReport:
    """Sorts every document of the case by whether it is needed and held."""
    statuses = attachment_statuses(state)
    missing = [s for s in statuses if s.is_missing(today)]
    return MissingReport(
        tuple(s for s in statuses if s.held is not None and not s.is_too_old(today)),
        tuple(s for s in missing if not s.is_let_go),
        tuple(s for s in statuses if s.needed is None and s.held is None),
        tuple(s for s in missing if s.is_let_go),
        today,
    )


def missing_lines(report: MissingReport) -> list[str]:
    """The report as plain lines."""
    lines: list[str] = []
    lines += _group("Still missing", [_line(s, report.today) for s in report.missing])
    lines += _group(
        "May be needed",
        [f"{_line(s, report.today)}\n    depends on: {s.depends}" for s in report.perhaps],
    )
    lines += _group("Waived by the signer", [_waived(s, report.today) for s in report.waived])
    lines += _group("Held", [_held(s) for s in report.held])
    return lines or ["No documents are needed so far."]


def missing_json(report: MissingReport) -> dict[str, JsonValue]:
    """The report for programs."""
    return {
        "complete": report.is_complete,
        "missing": [_json(s, report.today) for s in report.missing],
        "perhaps": [_json(s, report.today) for s in report.perhaps],
        "waived": [_json(s, report.today) for s in report.waived],
        "held": [_json(s, report.today) for s in report.held],
    }


def addresses_to_get(state: State, today: date | None) -> dict[Party, list[str]]:
    """Addresses of everything on path that is not known, only from an earlier case, or too old, by
    the party to ask.

    Whom anybody has asked today already does not matter here. Without a day nothing is too old: an
    index that is kept knows none.
    """
    found: dict[Party, list[str]] = {}
    for answer in state.answers():
        is_old = today is not None and is_fresh(state, answer.address, today) is False
        if answer.on_path and (is_old or not answer.is_sure):
            found.setdefault(party_to_ask(state, answer), []).append(answer.address)
    return found


def to_get(state: State, today: date) -> dict[Party, list[str]]:
    """Titles of everything on path that is not known, to be confirmed or too old, by the party
    to ask.
    """
    found = addresses_to_get(state, today)
    return {
        party: [title_to_get(state, address, today) for address in addresses]
        for party, addresses in found.items()
    }


def title_to_get(state: State, address: str, today: date) -> str:
    """The question's short name; with what is to be confirmed of it, or is too old."""
    answer, title = state.answer(address), title_of(state, address)
    if answer.to_confirm:
        return f"{title}: {answer.text} (to confirm)"
    return (
        f"{title}: newer than {answer.text}" if is_fresh(state, address, today) is False else title
    )


def to_get_lines(state: State, today: date) -> list[str]:
    """What is still to get, grouped by who can tell."""
    return [
        line
        for party, titles in to_get(state, today).items()
        for line in _group(f"From {HAS[party]}", titles)
    ]


def _group(title: str, items: list[str]) -> list[str]:
    return [f"{title} ({len(items)}):", *(f"  - {item}" for item in items)] if items else []


def _line(status: AttachmentStatus, today: date) -> str:
    age = (
        f"\n    not older than {status.attachment.months} months"
        if status.attachment.months
        else ""
    )
    undated = status.held is not None and status.held.document_date is None
    old = (
        f"\n    the one held {'has no date' if undated else 'is too old'}"
        if status.is_too_old(today)
        else ""
    )
    return (
        f"{status.title}  [{status.address}]\n    who has it: {has_words(status)}\n    why:"
        f" {status.why}{age}{old}"
    )


def _waived(status: AttachmentStatus, today: date) -> str:
    return f"{_line(status, today)}\n    let go: {status.waived}"


def _held(status: AttachmentStatus) -> str:
    assert status.held is not None
    dated = f", dated {status.held.document_date}" if status.held.document_date else ""
    return f"{status.title}  [{status.address}]: {status.held.name}{dated}"


def _json(status: AttachmentStatus, today: date) -> JsonValue:
    held = status.held
    return {
        "id": status.address,
        "title": status.title,
        "why": status.why,
        "who_has_it": status.has.value,
        "holder": status.holder or None,
        "not_older_than_months": status.attachment.months or None,
        "depends_on": status.depends or None,
        "too_old": status.is_too_old(today),
        "waived": status.waived or None,
        "held": None
        if held is None
        else {"name": held.name, "sha256": held.sha256, "date": str(held.document_date or "")},
    }
