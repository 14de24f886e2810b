"""The command that shows by when to file, and the ladder of appeals."""

from __future__ import annotations

from argparse import Namespace

from interview.case.clock_behind import read_by_the_clock
from interview.case.due_report import due_report
from interview.case.due_words import due_json, due_lines
from interview.case.workplace import Workplace
from interview.cli.output import case_to_read, show_folder, show_json
from interview.cli.output import show as show_lines
from interview.cli.problems import DONE, WrongUsage
from interview.core.kinds.base import Refused
from interview.core.kinds.date_reader import read_days
from interview.core.measure import Days
from interview.core.state import State
from interview.rights.deadline import Notice


def due(workplace: Workplace, arguments: Namespace) -> int:
    """`interview due`: the last days of a case, with the rule behind each, and the next level."""
    show_folder(workplace)
    found = case_to_read(workplace, arguments.case)
    rung = arguments.level - 1 if arguments.level else None
    report = due_report(workplace, found.state, rung, _notice(workplace, found.state, arguments))
    if arguments.json:
        show_json({"case": found.case, "problem": found.problem or None, **due_json(report)})
    else:
        show_lines(due_lines(report))
    return DONE


def _notice(workplace: Workplace, state: State, arguments: Namespace) -> Notice | None:
    """The notice of the command line; None where it names none."""
    dated, received = (
        _days(workplace, state, each) for each in (arguments.notice, arguments.received)
    )
    return Notice(dated=dated, received=received) if dated or received else None


def _days(workplace: Workplace, state: State, typed: str) -> Days | None:
    if not typed:
        return None
    try:
        return read_by_the_clock(
            lambda now: read_days(typed, now.date(), False), state.record, workplace.clock()
        )
    except Refused as refused:
        raise WrongUsage(refused.sentence) from None
