"""Choosing a case, or what to do first."""

from __future__ import annotations

from interview.case import roles
from interview.case.workplace import Workplace
from interview.caseload.examples import example_cases
from interview.caseload.overview import Overview, overview
from interview.plain.form_lines import fill
from interview.plain.terminal import Terminal
from interview.sitting.forms import Field, Form, Reply

BEGIN = "new"
MORE = "more"
LEAVE = "leave"
SHOWN = 6
"""Cases that a menu shows at once."""


def choose_case(workplace: Workplace, terminal: Terminal) -> str:
    """The id of a case chosen from the list, a page at a time; empty when none was chosen."""
    found = overview(workplace)
    if not found:
        terminal.show(
            f"There is no case in {workplace.store.where} yet. Begin one with: interview new"
        )
        return ""
    for start in range(0, len(found), SHOWN):
        page = found[start : start + SHOWN]
        options = [(each.case, each.line) for each in page]
        options += [(MORE, "Older cases")] if start + SHOWN < len(found) else []
        chosen = _choose(
            terminal,
            f"Cases in {workplace.store.where}",
            "Which case?",
            (*options, (LEAVE, "None")),
        )
        if chosen != MORE:
            return "" if chosen == LEAVE else chosen
    return ""


def choose_start(workplace: Workplace, terminal: Terminal) -> str:
    """BEGIN, the id of a case or of a worked example, or empty to leave."""
    found = overview(workplace)
    due = [each for each in found if each.is_unfinished]
    title = f"Cases in {workplace.store.where}"
    options = [(BEGIN, "New interview")]
    options += [(each.case, f"Go on with {each.line}") for each in due[: SHOWN - 1]]
    options += [(MORE, f"All cases ({len(found)})")] if len(found) > len(due[: SHOWN - 1]) else []
    options += [
        (id, f"Open a copy of a worked example: {words}")
        for id, words in _examples(workplace, found)
    ]
    chosen = _choose(terminal, title, "What would you like to do?", (*options, (LEAVE, "Leave")))
    if chosen == MORE:
        return choose_case(workplace, terminal)
    return "" if chosen == LEAVE else chosen


def _examples(workplace: Workplace, found: list[Overview]) -> list[tuple[str, str]]:
    """Worked examples are offered where no case exists."""
    if found:
        return []
    return [
        (each.case, f"{each.roles[roles.PATIENT_NAME]}, {each.roles[roles.DRUG]}")
        for each in example_cases(workplace)
    ]


def _choose(
    terminal: Terminal, title: str, question: str, options: tuple[tuple[str, str], ...]
) -> str:
    form = Form(title, (Field("what", question, options),), lambda _: Reply())
    filled = fill(terminal, form)
    return filled.values["what"] if filled is not None else LEAVE
