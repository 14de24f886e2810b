"""Runs a command line: finds out where to work and calls the command's own module, loaded only
then.
"""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from interview.case.workplace import Workplace
from interview.cli.arguments import parser
from interview.cli.hang_up import hang_up_is_noticed
from interview.cli.problems import WrongUsage, guarded

Command = Callable[[Workplace, Namespace], int]


def run(argv: Sequence[str]) -> int:
    """Runs the words of a command line and returns the exit status. Nothing that a user can
    cause raises.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # What the terminal's encoding lacks must not stop an interview.
            stream.reconfigure(errors="replace")
    return guarded(lambda: _run(argv))


def _run(argv: Sequence[str]) -> int:
    arguments = parser().parse_args(list(argv))
    command = _command(arguments.command)
    with (
        hang_up_is_noticed()
    ):  # So that a kind request to end leaves no half-written file anywhere.
        return command(_workplace(arguments), arguments)


def _workplace(arguments: Namespace) -> Workplace:
    operator = getattr(arguments, "operator", "")
    if not operator.isprintable():
        raise WrongUsage(
            "The operator's name holds something that cannot be printed. Please type it again."
        )
    return Workplace(
        transcripts=getattr(arguments, "transcripts", None),
        trees=_folder(arguments, "trees"),
        templates=_folder(arguments, "templates"),
        operator_name=operator,
    )


def _folder(arguments: Namespace, name: str) -> Path | None:
    given = getattr(arguments, name, None)
    return Path(given).expanduser() if given else None


def _command(name: str | None) -> Command:
    if name in (None, "new", "resume"):
        from interview.cli import sittings

        return {None: sittings.start, "new": sittings.new, "resume": sittings.resume}[name]
    if name == "due":
        from interview.cli.due import due

        return due
    if name in ("calendar", "export", "import"):
        from interview.cli import moving

        return {"calendar": moving.calendar, "export": moving.export, "import": moving.take_in}[
            name
        ]
    if name in ("log", "sent", "decision", "kept", "holder", "owner"):
        from interview.cli.plan import record

        return record
    if name in ("list", "show", "compare", "missing", "attach"):
        from interview.cli import cases

        return {
            "list": cases.list_cases,
            "show": cases.show,
            "compare": cases.compare,
            "missing": cases.missing,
            "attach": cases.attach,
        }[name]
    if name in ("render", "check", "approve", "waive"):
        from interview.cli import letters

        of_letters = {"render": letters.render, "check": letters.check, "approve": letters.approve}
        return {**of_letters, "waive": letters.waive}[name]
    if name == "sheet":
        from interview.cli.sheets import sheet

        return sheet
    if name == "packet":
        from interview.cli.packets import packet

        return packet
    if name == "tree":
        from interview.cli.trees import tree

        return tree
    from interview.cli.profile import profile

    return profile
