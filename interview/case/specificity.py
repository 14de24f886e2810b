"""The specificity check of a case: for each letter what is open, what fails a rule, and what
says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from interview.case.letters import letters_for, render_letter
from interview.case.missing import HAS
from interview.core.attachments import attachment_statuses
from interview.core.state import State
from interview.letters.document import Document, LetGo
from interview.letters.letter import Letter
from interview.letters.shortcomings import Finding, FindingKind, findings_of

_GROUPS = (
    (FindingKind.open, "Open"),
    (FindingKind.rule, "Not specific enough"),
    (FindingKind.vague, "Words that say nothing"),
    (FindingKind.document, "Documents not in hand"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One letter and what was found in it; nothing where everything is answered well."""

    letter: Letter
    findings: tuple[Finding, ...]
    let_go: tuple[LetGo, ...] = ()
    """What it goes without because its signer said so."""


def check_letters(
    letters: Sequence[Letter], state: State, today: date, wanted: str = ""
) -> tuple[Checked, ...]:
    """The letters that the case calls for, or the one wanted, each with its findings.

    A sheet for the office has only those of the authors' rules that are about what no letter reads,
    and stands here only where one of these fails. Raises CaseProblem when there is no such letter,
    and AuthorError when a template breaks a rule.
    """
    documents = [
        render_letter(letter, state, today) for letter in letters_for(tuple(letters), state, wanted)
    ]
    sent = [document for document in documents if not document.letter.is_internal]
    read = frozenset[str]().union(*(document.concerns for document in sent))
    found = [check_document(document, state) for document in sent]
    for sheet in (document for document in documents if document.letter.is_internal):
        left = tuple(
            f for f in check_document(sheet, state).findings if f.rule and f.address not in read
        )
        found += [Checked(sheet.letter, left)] if left else []
        read |= sheet.concerns
    return tuple(found)


def check_document(document: Document, state: State) -> Checked:
    """The findings of a letter that is drawn already."""
    return Checked(
        document.letter, findings_of(document, state, attachment_statuses(state)), document.let_go
    )


def checked_lines(checked: Sequence[Checked]) -> list[str]:
    """The report as plain lines."""
    lines: list[str] = []
    for each in checked:
        lines += [""] * bool(lines) + [f"{each.letter.title} [{each.letter.id}]"]
        lines += [
            f"  {line}" for line in (*finding_lines(each.findings), *let_go_lines(each.let_go))
        ]
    return lines or ["No letter applies yet, so there is nothing to check."]


def let_go_lines(let_go: Sequence[LetGo]) -> list[str]:
    """What a letter goes without, each with the signer's reason."""
    if not let_go:
        return []
    return [
        f"Let go by the signer ({len(let_go)}):",
        *(f"  - {g.what}  [{g.address}]: {g.reason}" for g in let_go),
    ]


def let_go_json(let_go: Sequence[LetGo]) -> JsonValue:
    """The same for programs."""
    return [{"address": each.address, "title": each.what, "reason": each.reason} for each in let_go]


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """What was found in one letter, by sort, each with the question to go back to."""
    if not findings:
        return ["Nothing found: every answer that it needs is there and to the point."]
    return [
        line
        for kind, title in _GROUPS
        for line in _group(title, [f for f in findings if f.kind is kind])
    ]


def wording_lines(document: Document, state: State) -> list[str]:
    """Of one letter only what its openings do not say: rules that fail, and words that say
    nothing.
    """
    wanted = (FindingKind.rule, FindingKind.vague)
    findings = [
        finding for finding in check_document(document, state).findings if finding.kind in wanted
    ]
    return finding_lines(findings) if findings else []


def _group(title: str, findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield f"{title} ({len(findings)}):"
    for finding in findings:
        yield f"  - {finding.title}  [{finding.address}]: {finding.say}"
        blocks = "; keeps the letter from being final" if finding.is_blocking else ""
        yield f"    ask: {finding.holder or HAS[finding.party]}{blocks}"


def checked_json(checked: Sequence[Checked]) -> JsonValue:
    """The report for programs."""
    return [
        {
            "letter": each.letter.id,
            "title": each.letter.title,
            "findings": [_json(finding) for finding in each.findings],
            "let_go": let_go_json(each.let_go),
        }
        for each in checked
    ]


def _json(finding: Finding) -> JsonValue:
    return {
        "kind": finding.kind.value,
        "address": finding.address,
        "title": finding.title,
        "party": finding.party.value,
        "say": finding.say,
        "blocking": finding.is_blocking,
        "rule": finding.rule or None,
    }
