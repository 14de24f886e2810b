"""Changes made at random to the code, one at a time: `make mutants RANDOM=200 SEED=7`.

Each change turns over one comparison, one word of logic, one number, one yes or no, or one branch.
First the tests run that import the changed module, then all of the folder that is named like the
module's own.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "interview"
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_NOT_RUN = frozenset({"__all__", "TYPE_CHECKING"})


@dataclass(frozen=True)
class Change:
    """One expression and what stands in its place."""

    file: str
    """From the project's folder."""
    line: int
    start: int
    """Of the expression in the file's text, in characters."""
    end: int
    old: str
    new: str

    def applied(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {_short(self.old)} → {_short(self.new)}"


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 70 else f"{line[:69]}…"


def changes_in(file: str, text: str) -> list[Change]:
    """Every change that can be made to this file, in the order of its lines."""
    starts = _line_starts(text)
    found: list[Change] = []
    for node in _live(ast.parse(text)):
        for part, new in _replacements(node):
            start, end = _span(part, starts, text)
            found.append(Change(file, part.lineno, start, end, text[start:end], new))
    return sorted(set(found), key=lambda each: (each.start, each.end, each.new))


def chosen(changes: list[Change], most: int, seed: int) -> list[Change]:
    """So many of them, the same for the same seed. No two change the same expression."""
    mixed = sorted(changes, key=str)
    random.Random(seed).shuffle(mixed)  # noqa: S311  a sample, and no secret
    by_place = {(each.file, each.start, each.end): each for each in reversed(mixed)}
    return [each for each in mixed if by_place[each.file, each.start, each.end] is each][:most]


def _live(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: no annotations, no doc strings, nothing that only the type checker
    reads.
    """
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "type_params"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and not _is_still(node):
                yield node
                yield from _live(node)


def _is_still(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert):
        return True
    if isinstance(node, ast.Assign):
        return any(
            isinstance(target, ast.Name) and target.id in _NOT_RUN for target in node.targets
        )
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id in _NOT_RUN


def _replacements(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """The node, or the part of it that decides, with the code that could stand in its place."""
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in _COMPARED:
            yield (
                node,
                f"({ast.unparse(ast.Compare(left, [_COMPARED[type(operator)]()], [right]))})",
            )
        case ast.BoolOp(ast.And(), values):
            yield node, f"({ast.unparse(ast.BoolOp(ast.Or(), values))})"
        case ast.BoolOp(ast.Or(), values):
            yield node, f"({ast.unparse(ast.BoolOp(ast.And(), values))})"
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Constant(bool() as value):
            yield node, str(not value)
        case ast.Constant(int() as value):
            yield node, str(value + 1)
        case ast.IfExp(test, body, other):
            yield node, f"({ast.unparse(ast.IfExp(test, other, body))})"
        case ast.If(test) | ast.While(test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.BinOp(left, ast.Add(), right) if _is_number(left) or _is_number(right):
            yield node, f"({ast.unparse(ast.BinOp(left, ast.Sub(), right))})"
        case ast.BinOp(left, ast.Sub(), right) if _is_number(left) or _is_number(right):
            yield node, f"({ast.unparse(ast.BinOp(left, ast.Add(), right))})"


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _span(node: ast.expr, starts: list[int], text: str) -> tuple[int, int]:
    """Where the node stands, in characters; the parser counts bytes within a line."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return _at(node.lineno, node.col_offset, starts, text), _at(
        node.end_lineno, node.end_col_offset, starts, text
    )


def _at(line: int, column: int, starts: list[int], text: str) -> int:
    whole = text[starts[line - 1] : starts[line]]
    return starts[line - 1] + len(whole.encode()[:column].decode())


def tests_of(project: Path, file: str) -> tuple[tuple[str, ...], ...]:
    """What is run one after the other: the test files that import the module, then the folder
    named like its own.
    """
    path = Path(file)
    folder, module = project / "tests" / path.parts[1], ".".join(path.with_suffix("").parts)
    tests = sorted(folder.rglob("test_*.py")) if folder.is_dir() else []
    naming = tuple(
        str(each.relative_to(project))
        for each in tests
        if module in each.read_text(encoding="utf-8")
    )
    whole = (str(folder.relative_to(project)),) if tests else ("tests",)
    return (naming, whole) if naming else (whole,)


def all_changes(project: Path, words: list[str]) -> list[Change]:
    """Every change to the package, or to its files whose path contains one of `words`."""
    files = sorted((project / PACKAGE).rglob("*.py"))
    names = [str(each.relative_to(project)) for each in files]
    wanted = [name for name in names if not words or any(word in name for word in words)]
    return [
        change
        for name in wanted
        for change in changes_in(name, (project / name).read_text(encoding="utf-8"))
    ]
