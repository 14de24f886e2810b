"""What commands print: lines that cannot steer a terminal, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import JsonValue

from interview.case.workplace import Workplace
from interview.cli.problems import complain
from interview.plain.terminal_text import printable
from interview.sitting.opening import CaseRead, read_case


def show(lines: Iterable[str]) -> None:
    """Prints lines, some of which may hold several."""
    for line in lines:
        for each in line.split("\n"):
            print(printable(each))


def show_json(value: JsonValue) -> None:
    print(_escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def _escaped(text: str) -> str:
    """JSON that means the same, with an escape for whatever a terminal or an eye could take for
    something else.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def show_folder(workplace: Workplace) -> None:
    """The folder of cases, on standard error so that it never mixes with what is printed for a
    program.
    """
    complain(f"Cases: {workplace.store.where}")


def case_to_read(workplace: Workplace, typed: str) -> CaseRead:
    """The case that was named, to be looked at. What is wrong with its transcript goes to standard
    error.

    Raises StoreProblem when nothing of it can be read.
    """
    found = read_case(workplace, workplace.store.resolve(typed))
    for remark in found.remarks:
        complain(remark)
    return found
