"""The command that writes sheets for people: patient, office, prescriber, chart."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from interview.case.workplace import Workplace
from interview.cli.letters import chosen_formats
from interview.cli.output import case_to_read, show, show_folder
from interview.cli.problems import DONE, WrongUsage
from interview.core.nearest import did_you_mean
from interview.papers.rendering import write_files
from interview.papers.sheets.making import SHEETS, make_sheet


def sheet(workplace: Workplace, arguments: Namespace) -> int:
    """`interview sheet`: one sheet of a case, printed or as files."""
    if arguments.sheet not in SHEETS:
        raise WrongUsage(
            f"There is no sheet {arguments.sheet}. {did_you_mean(arguments.sheet, SHEETS)}"
        )
    suffixes = chosen_formats(arguments.to, bool(arguments.out))
    show_folder(workplace)
    found = case_to_read(workplace, arguments.case)
    made = make_sheet(workplace, found.state, found.case, arguments.sheet)
    if arguments.out:
        show(str(path) for path in write_files([made], suffixes, Path(arguments.out).expanduser()))
    else:
        show(made.text(suffix) for suffix in suffixes)
    return DONE
