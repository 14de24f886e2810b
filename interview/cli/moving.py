"""Commands that write and read whole files: the calendar, and a case on its way to another
computer.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from interview.case.handing_over import standing_lines
from interview.case.workplace import Workplace
from interview.cli.output import show as show_lines
from interview.cli.output import show_folder
from interview.cli.problems import DONE
from interview.core import events as ev
from interview.sitting.opening import read_state, resume_session
from interview.storage.disk import Disk, replace_file

_CAME = {
    "new": "It is new here.",
    "continued": "It was here already and went on elsewhere; steps added: {events}.",
    "known": "Everything in it was here already; nothing was changed.",
}


def calendar(workplace: Workplace, arguments: Namespace) -> int:
    """`interview calendar`: the dates of all cases for a calendar program."""
    from interview.caseload.calendar import calendar_file

    data, count = calendar_file(workplace, arguments.details)
    if not arguments.out:
        sys.stdout.write(data.decode().replace("\r\n", "\n"))
        return DONE
    target = Path(arguments.out).expanduser()
    replace_file(Disk(), target, data, sync=True)
    lines = [f"{count} {'date' if count == 1 else 'dates'} written to {target}"]
    show_lines(
        [
            *lines,
            *(
                ["It names patients: keep it where only you can read it."]
                if arguments.details
                else []
            ),
        ]
    )
    return DONE


def export(workplace: Workplace, arguments: Namespace) -> int:
    """`interview export`: one case with its documents as one file."""
    show_folder(workplace)
    case, target = workplace.store.resolve(arguments.case), Path(arguments.out).expanduser()
    if arguments.owner:
        with closing(resume_session(workplace, case)) as session:
            session.append(ev.OwnerSet, owner=arguments.owner, call=0)
    workplace.store.export(case, target)
    show_lines(
        [f"{case} exported to {target}", *standing_lines(workplace, read_state(workplace, case))]
    )
    show_lines(
        [
            (
                "It holds everything about the patient: send it by a safe way only. The case stays here"
                " as well."
            )
        ]
    )
    return DONE


def take_in(workplace: Workplace, arguments: Namespace) -> int:
    """`interview import`: a case from a file that `export` wrote."""
    show_folder(workplace)
    found = workplace.store.take_in(Path(arguments.file).expanduser())
    show_lines([f"{found.case} taken in. {_CAME[found.came].format(events=found.events)}"])
    show_lines(standing_lines(workplace, read_state(workplace, found.case)))
    return DONE
