"""What keeps the code and the templates readable: how long, how wide, how many branches."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
CODE = ("interview", "tests", "scripts", "benchmarks")
LONGEST_MODULE = 400
LONGEST_TEST = 500
LONGEST_TEMPLATE_LINE = 120
MOST_BRANCHES = 12
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.IfExp,
    ast.ExceptHandler,
    ast.match_case,
    ast.Assert,
)
# What the engine and the law decide is one rule a branch, and reads better whole.
DECIDING = {"core/decide.py", "core/slot.py", "core/engine.py", "rights/clock.py"}


def test_modules_stay_short() -> None:
    """Tables of cases, one case a line, may run longer than code."""
    lines = {
        path.relative_to(PROJECT): path.read_text(encoding="utf-8").count("\n")
        for folder in CODE
        for path in (PROJECT / folder).rglob("*.py")
    }
    long = {
        str(name): length
        for name, length in lines.items()
        if length > (LONGEST_TEST if name.parts[0] == "tests" else LONGEST_MODULE)
    }
    assert not long


def test_templates_can_be_read_without_scrolling_sideways() -> None:
    long = [
        f"{path.relative_to(PROJECT)}:{number}: {len(line)} characters"
        for path in sorted((PROJECT / "templates").rglob("*.j2"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert not long


def branches(function: ast.AST) -> int:
    """Branches as a reader meets them: each condition, loop, handler and case, each operand of
    `and` and `or` after the first, each loop and condition of a comprehension.
    """
    count = 0
    for part in ast.walk(function):
        match part:
            case ast.BoolOp():
                count += len(part.values) - 1
            case ast.comprehension():
                count += 1 + len(part.ifs)
            case _:
                count += isinstance(part, BRANCHES)
    return count


def functions_of(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("pass", 0),
        ("if a: pass", 1),
        ("return a and b and c", 2),
        ("return [x for x in xs if x if y]", 3),
        ("match a:\n  case 1: pass\n  case _: pass", 2),
        ("return a if b else c", 1),
        ("try: pass\n except ValueError: pass", 1),
        ("for x in xs:\n  while x: pass", 2),
    ],
)
def test_branches_are_counted_as_a_reader_meets_them(body: str, count: int) -> None:
    assert branches(ast.parse(f"def f():\n {body}")) == count


def test_functions_are_read_in_one_go() -> None:
    package = PROJECT / "interview"
    crowded = {
        f"{name} {function.name}"
        for path in sorted(package.rglob("*.py"))
        if (name := path.relative_to(package).as_posix()) not in DECIDING
        for function in functions_of(ast.parse(path.read_text(encoding="utf-8")))
        if branches(function) > MOST_BRANCHES
    }
    assert not crowded


SAME_THING = {
    "card.py": "how each front end shows a question",
    "commands.py": "what can be typed: in a call, and at the shell",
    "history.py": "what happened in a case, and its pane",
    "keys.py": "the keys of each front end",
    "letters.py": "the letters of a case, and their commands",
    "moving.py": "cases taken out and in, and the commands for it",
    "prepared.py": "prepared answers, and their command",
    "profile.py": "the clinic's profile, and its command",
    "row_table.py": "a table of rows, and its widget",
}
"""A file name may stand in two rooms only where both hold the same thing, and why."""


def test_a_file_name_says_one_thing() -> None:
    names = Counter(
        path.name
        for path in (PROJECT / "interview").rglob("*.py")
        if not path.name.startswith("__")
    )
    twice = {name for name, count in names.items() if count > 1}
    assert twice == SAME_THING.keys()
