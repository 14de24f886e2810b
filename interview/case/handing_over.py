"""What the next person must know of a case: who looks after it, where it stands with the plan,
what was promised.
"""

from __future__ import annotations

from interview.case.course_words import clock_lines
from interview.case.due_report import due_report
from interview.case.plan_words import contact_text, promise_text
from interview.case.when import far_words
from interview.case.workplace import Workplace
from interview.core.state import State

CONTACTS = 3
"""Contacts that are told, the last ones."""


def standing_lines(workplace: Workplace, state: State) -> list[str]:
    """Owner, clock, open promises, last contacts. Empty while nothing was recorded with the
    plan.
    """
    record = state.record
    lines = [f"{record.owner} looks after this case."] if record.owner else []
    if not record.course and not record.contacts:
        return lines
    today = workplace.clock().date()
    lines += clock_lines(due_report(workplace, state))
    for each in record.promises:
        far = f" – {far_words(each.promised_by, today)}" if each.promised_by else ""
        lines.append(f"Open promise: {promise_text(each)}{far}")
    return [
        *lines,
        *(f"{each.when:%b %d}: {contact_text(each)}" for each in record.contacts[-CONTACTS:]),
    ]
