"""The lines at the top: whose case, who is on the line and for how long, how far the interview
is.
"""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from interview.case import roles
from interview.case.dispositions import DESK
from interview.case.outline import SectionProgress
from interview.case.summary import role_text
from interview.sitting.session import Session
from interview.tui.literal import cells, clipped, joined, plain


def top_line(session: Session, now: datetime, width: int) -> Content:
    """Case, patient and reason at the left; respondent, call and elapsed time at the right."""
    right = _call_words(session, now)
    parts = [session.case.case, role_text(session.state, roles.PATIENT_NAME)]
    if not session.needs_identity:
        parts.append(role_text(session.state, roles.REASONS))
    left = clipped(" · ".join(part for part in parts if part), max(width - cells(right) - 4, 8))
    gap = max(width - cells(left) - cells(right) - 2, 1)
    return joined(plain(f" {left}", "bold"), Content(" " * gap), plain(f"{right} "))


def _call_words(session: Session, now: datetime) -> str:
    call = session.call
    if call is None:
        return "no call yet"
    seconds = max(int((now - call.started.at).total_seconds()), 0)
    elapsed = f"{seconds // 60:02}:{seconds % 60:02}"
    respondent = call.respondents[-1]
    if call.started.direction == DESK:
        return f"desk work · {elapsed}"
    who = (
        f"{respondent.name} ({respondent.relation})"
        if respondent.name and respondent.relation
        else ""
    )
    interpreter = " · interpreter" if call.interpreter else ""
    return (
        f"{who or respondent.name or respondent.party} on the line{interpreter} · call"
        f" {call.number} · {elapsed}"
    )


def progress_line(sections: list[SectionProgress], here: str, width: int) -> Content:
    """Sections with a tick where nothing is open, the one that is asked now set apart, and the
    share answered.
    """
    answered, total = sum(s.answered for s in sections), sum(s.total for s in sections)
    share = f" {100 * answered // total if total else 0} % "
    items = [(s.title == here, _section(s, s.title == here)) for s in sections]
    at = next((i for i, (is_here, _) in enumerate(items) if is_here), 0)
    first = _first_shown(items, at, width - cells(share))
    shown = joined(*(content for _, content in items[first:]))
    room = width - cells(share)
    if shown.cell_length > room:
        shown = shown.truncate(room, ellipsis=True)
    return joined(shown.pad_right(max(room - shown.cell_length, 0)), Content.styled(share, "bold"))


def _section(section: SectionProgress, is_here: bool) -> Content:
    if is_here:
        return joined(
            Content.styled(f" ▸{section.title} {section.answered}/{section.total} ", "bold reverse")
        )
    if section.is_done:
        return Content.styled(f" {section.title} ✓ ", "$text-muted")
    return plain(f" {section.title} ")


def _first_shown(items: list[tuple[bool, Content]], at: int, room: int) -> int:
    """Leaves out sections at the left until the present one and the next can be seen."""
    first = 0
    while first < at and sum(content.cell_length for _, content in items[first : at + 2]) > room:
        first += 1
    return first
