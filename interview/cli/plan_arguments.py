"""The words of the commands that record what happens with the plan."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from typing import TypeVar

P = TypeVar("P", bound=ArgumentParser)
Options = tuple[tuple[str, str, str], ...]
"""Name, placeholder, help."""
_LOG: Options = (
    ("party", "WHO", "plan (default), patient, prescriber, pharmacy …"),
    ("person", "NAME", "who it was"),
    ("number", "NUMBER", "telephone number, or the portal"),
    ("reference", "NUMBER", "their number for this contact"),
    ("when", "TIME", "when it was (default: now)"),
    ("said", "TEXT", "what was said"),
    ("confirms", "y", "the plan confirmed that it has what was sent"),
    ("logged-on", "DATE", "the day on which it got it"),
    ("promised", "TEXT", "what was promised"),
    ("promised-by", "DATE", "by when"),
    ("document", "ATTACHMENT", "the missing document that was promised, as `missing` names it"),
    ("spoke", "NAME", "who spoke for us (default: whoever is working)"),
)
_SENT: Options = (
    ("what", "WHAT", "packet (default: the request or appeal itself), papers or other"),
    ("asks", "WHAT", "request, exception or appeal, where the case does not say it"),
    ("letter", "L", "which of the final letters"),
    ("way", "WAY", "fax (default), portal, certified_mail, mail or hand"),
    ("to", "WHERE", "fax number, portal or address"),
    ("proof", "NUMBER", "confirmation, or number of the certified mail"),
    ("when", "TIME", "when it went out (default: now)"),
)
_DECISION: Options = (
    ("outcome", "WHAT", "approved, partly, upheld or dismissed"),
    ("asked", "WHAT", "request, exception or appeal, where nothing was recorded as sent"),
    ("dated", "DATE", "date on it"),
    ("received", "DATE", "day it came (default: today)"),
    ("reference", "NUMBER", "number of the decision"),
    ("authorization", "NUMBER", "of what was approved"),
    ("quantity", "TEXT", "what was approved"),
    ("expires", "DATE", "last day of what was approved"),
    ("said", "TEXT", "its reason, in its own words"),
    ("goes-on", "y", "approved in part or dismissed: the case goes on to the next level"),
    ("file-by", "DATE", "last day for the next step, by the decision"),
)
_KEPT: Options = (
    ("promise", "N", "which of the open promises, counted from 1"),
    ("note", "TEXT", "what became of it"),
)
_HOLDER: Options = (
    ("document", "ATTACHMENT", "the missing document, as `missing` names it"),
    ("has", "WHO", "patient, prescriber, plan, pharmacy, laboratory …"),
    ("name", "NAME", "which office or person, such as another doctor's"),
)
COMMANDS: dict[str, tuple[str, Options]] = {
    "log": ("record a word with the plan or others; without options it asks", _LOG),
    "sent": ("record what went out; without options it asks", _SENT),
    "decision": ("record a decision; without options it asks", _DECISION),
    "kept": ("record that a promise was kept", _KEPT),
    "holder": ("record who has a missing document; without options it asks", _HOLDER),
}


def add_plan_commands(commands: _SubParsersAction[P], shared: P) -> None:
    """`log`, `sent`, `decision`, `kept`, `holder` and `owner`."""
    for name, (words, options) in COMMANDS.items():
        command = commands.add_parser(name, parents=[shared], help=words)
        command.add_argument("case", metavar="CASE")
        for option, placeholder, about in options:
            command.add_argument(f"--{option}", default="", metavar=placeholder, help=about)
    owner = commands.add_parser("owner", parents=[shared], help="who looks after a case")
    owner.add_argument("case", metavar="CASE")
    owner.add_argument("owner", metavar="NAME")


def add_moving_commands(commands: _SubParsersAction[P], shared: P) -> None:
    """`calendar`, `export` and `import`."""
    calendar = commands.add_parser(
        "calendar", parents=[shared], help="the dates of all cases for a calendar program"
    )
    calendar.add_argument(
        "--out", default="", metavar="FILE", help="an .ics file; without it the calendar is printed"
    )
    calendar.add_argument("--details", action="store_true", help="with names, drugs and cases")
    export = commands.add_parser(
        "export", parents=[shared], help="a case with its documents as one file"
    )
    export.add_argument("case", metavar="CASE")
    export.add_argument("--out", required=True, metavar="FILE", help="a new .zip file")
    export.add_argument(
        "--owner", default="", metavar="NAME", help="who looks after the case from now on"
    )
    taking = commands.add_parser(
        "import", parents=[shared], help="take in a case that was exported elsewhere"
    )
    taking.add_argument("file", metavar="FILE")
