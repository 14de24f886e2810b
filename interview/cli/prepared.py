"""`interview new --answers FILE`: a prepared interview, run without a screen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from interview.authors.answers_file import read_answers
from interview.authors.prepared import interview_prepared
from interview.case.missing import missing_lines, missing_report
from interview.case.workplace import Workplace
from interview.cli.output import show, show_folder
from interview.cli.problems import DONE
from interview.sitting.opening import read_state
from interview.storage.yaml_source import read_yaml


def run_prepared(workplace: Workplace, file: str, old: str = "") -> int:
    """Runs the file, in a new case for the person of `old` if that is given.

    Prints what was not taken or is off path, the case, and what is missing.
    """
    show_folder(workplace)
    path = Path(file).expanduser()
    answers = read_answers(read_yaml(path), workplace.tree)
    session, report = interview_prepared(workplace, answers, path.parent, old=old)
    with closing(session):
        show([*report, f"Case: {session.case.case}"])
    state = read_state(workplace, session.case.case)
    show(missing_lines(missing_report(state, workplace.clock().date())))
    return DONE
