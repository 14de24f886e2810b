"""The command line: its words, options and help."""

from __future__ import annotations

import argparse
import contextlib
from typing import NoReturn

from interview import __version__
from interview.cli.plan_arguments import add_moving_commands, add_plan_commands
from interview.cli.problems import WrongUsage

GROUPS = """exit status:
  0  done
  1  a problem with the case
  2  wrong usage, or a mistake in a question tree, template, profile or answers file
  3  `missing`: something is missing or not decided yet; `check`: a letter is not specific enough yet;
     `packet`: written, and not ready to be sent"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message[:1].upper()}{message[1:]}.\n{self.format_usage().strip()}")


def parser() -> argparse.ArgumentParser:
    """The whole command line. Options for all commands may stand before or after the command."""
    shared = _shared()
    words = (
        "Interview a patient by phone about a health plan's refusal, and write the letter that"
        " answers it."
    )
    root = _Parser(
        prog="interview",
        description=words,
        epilog=GROUPS,
        parents=[shared],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"interview {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _sittings(commands, shared)
    _cases(commands, shared)
    add_plan_commands(commands, shared)
    add_moving_commands(commands, shared)
    _letters(commands, shared)
    _packet(commands, shared)
    _trees(commands, shared)
    commands.add_parser(
        "profile", parents=[shared], help="write down clinic, prescribers and crisis steps once"
    )
    return root


_Commands = argparse._SubParsersAction  # noqa: SLF001  argparse has no public name for what add_subparsers returns


def _shared() -> _Parser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group("for all commands")
    group.add_argument("--transcripts", metavar="DIR", help="folder of the cases")
    group.add_argument(
        "--trees", metavar="DIR", help="your own question trees, over the shipped ones"
    )
    group.add_argument("--templates", metavar="DIR", help="your own letters, over the shipped ones")
    group.add_argument("--operator", metavar="NAME", help="who is working")
    group.add_argument("--plain", action="store_true", help="line mode")
    group.add_argument(
        "--screen-reader", action="store_true", help="plain lines, numbered choices, nothing moves"
    )
    return shared


def _sittings(commands: _Commands[_Parser], shared: _Parser) -> None:
    new = commands.add_parser("new", parents=[shared], help="begin an interview")
    new.add_argument(
        "--from",
        dest="from_case",
        metavar="CASE",
        help=(
            "another refusal of the same patient: take over person, plan and history, to be"
            " confirmed"
        ),
    )
    new.add_argument("--answers", metavar="FILE", help="run a prepared interview from a YAML file")
    resume = commands.add_parser("resume", parents=[shared], help="go on with an interview")
    resume.add_argument(
        "case", nargs="?", metavar="CASE", help="such as c-7k3m9q; without it, choose from a list"
    )


def _cases(commands: _Commands[_Parser], shared: _Parser) -> None:
    cases = commands.add_parser("list", parents=[shared], help="all cases")
    show = commands.add_parser("show", parents=[shared], help="the conversation as it went")
    show.add_argument("case", metavar="CASE")
    show.add_argument(
        "--trace", action="store_true", help="for each sentence of the letters: where it comes from"
    )
    compare = commands.add_parser(
        "compare", parents=[shared], help="what only a case says, or only a copy of it"
    )
    compare.add_argument("case", metavar="CASE")
    missing = commands.add_parser(
        "missing", parents=[shared], help="documents and answers still missing"
    )
    missing.add_argument("case", metavar="CASE")
    check = commands.add_parser(
        "check", parents=[shared], help="what keeps the letters from being specific"
    )
    check.add_argument("case", metavar="CASE")
    check.add_argument("--letter", default="", metavar="L", help="this letter only")
    due = commands.add_parser("due", parents=[shared], help="by when to file, and what comes next")
    due.add_argument("case", metavar="CASE")
    due.add_argument(
        "--level",
        type=_level,
        default=0,
        metavar="N",
        help="another level of appeal than the one on record",
    )
    due.add_argument(
        "--notice", default="", metavar="DATE", help="another date of the notice that it answers"
    )
    due.add_argument("--received", default="", metavar="DATE", help="day on which that notice came")
    for each in (cases, show, missing, check, due):
        each.add_argument("--json", action="store_true", help="for programs")
    attach = commands.add_parser("attach", parents=[shared], help="put a document into a case")
    attach.add_argument("case", metavar="CASE")
    attach.add_argument(
        "attachment", metavar="ATTACHMENT", help="as `missing` names it, or signed_copy"
    )
    attach.add_argument("file", metavar="FILE")
    attach.add_argument("--date", default="", help="the document's own date")
    attach.add_argument(
        "--pages", default="", metavar="1-3,7", help="the pages that go to the plan (default: all)"
    )
    attach.add_argument(
        "--no-psychotherapy-notes",
        action="store_true",
        help="somebody has looked, and it holds no psychotherapy notes",
    )
    substance = attach.add_mutually_exclusive_group()
    substance.add_argument(
        "--no-substance-use",
        action="store_true",
        help="it holds no records of substance use treatment",
    )
    substance.add_argument(
        "--consent",
        default="",
        metavar="WORDS",
        help="it holds such records, and the patient's consent to send them",
    )
    attach.add_argument(
        "--letter",
        default="",
        metavar="L",
        help="for `signed_copy`: the final letter that was signed",
    )


def _level(typed: str) -> int:
    """A level of appeal, counted from 1."""
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= _MOST_LEVELS:
        return int(typed)
    raise argparse.ArgumentTypeError(f"it is a number from 1 to {_MOST_LEVELS}")


_MOST_LEVELS = 5
"""Medicare has five."""


def _letters(commands: _Commands[_Parser], shared: _Parser) -> None:
    render = commands.add_parser("render", parents=[shared], help="write the letters")
    render.add_argument("case", nargs="+", metavar="CASE")
    render.add_argument("--letter", default="", metavar="L", help="this letter only")
    render.add_argument(
        "--to", default="txt", metavar="FORMATS", help="md,txt,html,docx,pdf (default: txt)"
    )
    render.add_argument(
        "--out", metavar="DIR", help="folder for the files; without it they are printed"
    )
    render.add_argument(
        "--final", action="store_true", help="not a draft; refused while something is open"
    )
    sheet = commands.add_parser(
        "sheet", parents=[shared], help="a sheet for patient, office, prescriber or chart"
    )
    sheet.add_argument("case", metavar="CASE")
    sheet.add_argument(
        "sheet", metavar="SHEET", help="missing (for the patient), office, prescriber or call"
    )
    sheet.add_argument(
        "--to", default="txt", metavar="FORMATS", help="md,txt,html,docx,pdf (default: txt)"
    )
    sheet.add_argument(
        "--out", metavar="DIR", help="folder for the files; without it they are printed"
    )
    waive = commands.add_parser(
        "waive", parents=[shared], help="the signer lets one open thing go, with a reason"
    )
    waive.add_argument("case", metavar="CASE")
    waive.add_argument(
        "address", metavar="ADDRESS", help="what is open, as `check` names it in brackets"
    )
    waive.add_argument(
        "reason", nargs="?", default="", metavar="REASON", help="why the letter may go without it"
    )
    waive.add_argument(
        "--by", default="", metavar="NAME", help="who decides (default: who signs the letter)"
    )
    waive.add_argument("--take-back", action="store_true", help="it is wanted again")
    approve = commands.add_parser(
        "approve", parents=[shared], help="reviewer and prescriber agree with a letter"
    )
    approve.add_argument("case", metavar="CASE")
    approve.add_argument("letter", metavar="LETTER")
    approve.add_argument(
        "--reviewer", default="", metavar="NAME", help="default: whoever is working"
    )
    approve.add_argument(
        "--prescriber", default="", metavar="NAME", help="default: who signs the letter"
    )


def _packet(commands: _Commands[_Parser], shared: _Parser) -> None:
    packet = commands.add_parser(
        "packet", parents=[shared], help="cover sheet, letter and exhibits in one PDF"
    )
    packet.add_argument("case", metavar="CASE")
    packet.add_argument("--letter", default="", metavar="L", help="the letter it is for")
    packet.add_argument("--out", default="", metavar="FILE", help="the PDF, or a folder for it")
    packet.add_argument(
        "--fax",
        action="append",
        default=[],
        metavar="NUMBER",
        help="once more, as the notice has it",
    )
    packet.add_argument(
        "--fax-pages", type=_pages, default=0, metavar="N", help="pages that can be sent at once"
    )
    packet.add_argument(
        "--max-mb",
        type=_megabytes,
        default=0.0,
        metavar="M",
        help="megabytes that can be sent at once",
    )


def _pages(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) < 100_000:
        return int(typed)
    raise argparse.ArgumentTypeError("it is a number of pages, such as 50")


def _megabytes(typed: str) -> float:
    with contextlib.suppress(ValueError):
        if 0.01 <= float(typed) <= 100_000:
            return float(typed)
    raise argparse.ArgumentTypeError("it is a number of megabytes, such as 10 or 0.5")


def _trees(commands: _Commands[_Parser], shared: _Parser) -> None:
    tree = commands.add_parser(
        "tree", parents=[shared], help="check, show or walk the question tree"
    )
    tree.add_argument("what", choices=("check", "show", "walk", "reasons"))
    tree.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="a folder of question trees; default: the shipped ones",
    )
    tree.add_argument(
        "--scores", action="store_true", help="with show: reading grades of what is read aloud"
    )
    tree.add_argument("--json", action="store_true", help="with reasons: for programs")
