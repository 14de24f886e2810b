"""Looks names up while a condition is parsed, and says where and what is wrong with one that is
not there.
"""

from __future__ import annotations

import ast
from typing import NoReturn, Protocol

from interview.core.conditions import nodes as n
from interview.core.conditions.syntax import ConditionError, on_one_line
from interview.core.kinds.base import Kind
from interview.core.nearest import did_you_mean
from interview.core.tree import Definition, Question


class Names(Protocol):
    """What a condition may refer to."""

    def question(self, name: str) -> Question | None: ...
    def definition(self, name: str) -> Definition | n.DefinedAmount | None: ...
    def known(self) -> list[str]: ...
    def is_later(self, name: str) -> bool: ...


class Resolver:
    """One condition's text, the names it may use, and the list whose row it may look at."""

    def __init__(self, text: str, names: Names, row: Question | None, indent: int = 0) -> None:
        self.text = on_one_line(text).strip()
        self.indent = indent + len(text) - len(text.lstrip())
        self.names = names
        self.row = row

    def at(self, node: ast.expr) -> int:
        """Column in characters: `ast` counts bytes of UTF-8."""
        return self.indent + len(self.text.encode()[: node.col_offset].decode(errors="replace")) + 1

    def words(self, node: ast.expr) -> str:
        """What the author wrote there."""
        return ast.get_source_segment(self.text, node) or ""

    def fail(self, node: ast.expr, sentence: str) -> NoReturn:
        raise ConditionError(self.at(node), sentence)

    def dotted(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=id):
                return id
            case ast.Attribute(value=value, attr=attr):
                return f"{self.dotted(value)}.{attr}"
        self.fail(node, "The name of a question is needed here.")

    def find(self, name: str) -> Question | None:
        if self.row is not None and name.startswith("row."):
            return next((c for c in self.row.columns if c.id == name[4:]), None)
        return self.names.question(name)

    def looked_up(self, node: ast.expr) -> Question:
        name = self.dotted(node)
        question = self.find(name)
        if question is None:
            self.unknown(node, name)
        return question

    def read(self, node: ast.expr) -> n.Read:
        question = self.looked_up(node)
        return n.Read(question.id, question.list, self.at(node))

    def list_read(self, node: ast.expr) -> tuple[n.Read, Question]:
        question = self.looked_up(node)
        if not question.is_list:
            self.fail(node, f"{question.id} is not a list. Please name a list here.")
        return n.Read(question.id, "", self.at(node)), question

    def choice(self, node: ast.expr) -> Question | None:
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        question = self.find(self.dotted(node))
        return question if question is not None and question.options else None

    def measured(self, node: ast.expr) -> None:
        question = self.looked_up(node)
        if not question.kind.is_measured:
            kind = question.kind.name
            self.fail(
                node,
                f"{self.dotted(node)} is {kind}; only numbers, dates, doses, money and scores"
                " compare.",
            )

    def coded(self, node: ast.expr) -> n.Read:
        question = self.looked_up(node)
        if type(question.kind).code is Kind.code:
            self.fail(
                node,
                f"{self.dotted(node)} is {question.kind.name}: it has no code for starts(…) to"
                " test.",
            )
        return self.read(node)

    def prefix(self, node: ast.expr) -> str:
        found = self.string(node).replace(".", "").strip().upper()
        if not found:
            self.fail(node, "The beginning of a code is needed here, such as 'C50'.")
        return found

    def option(self, node: ast.expr, question: Question) -> str:
        key = node.id if isinstance(node, ast.Name) else ""
        keys = [o.key for o in question.options]
        if key not in keys:
            word = key or self.words(node)
            self.fail(node, f"{question.id} has no option {word}. {did_you_mean(word, keys)}")
        return key

    def unknown(self, node: ast.expr, name: str) -> NoReturn:
        if name.startswith("row.") and self.row is None:
            self.fail(
                node, "row. is known only inside a list's row. Please name the question in full."
            )
        if self.names.is_later(name):
            self.fail(node, f"{name} is asked only after this. Please move it up, or this down.")
        in_row = self.row is not None and name.startswith("row.")
        known = (
            [f"row.{c.id}" for c in self.row.columns] if self.row and in_row else self.names.known()
        )
        self.fail(node, f"There is no question {name}. {did_you_mean(name, known)}")

    def arguments(self, node: ast.expr, count: int) -> list[ast.expr]:
        assert isinstance(node, ast.Call)
        if len(node.args) != count or node.keywords:
            self.fail(
                node, f"{count} value{'s' if count > 1 else ''} between the brackets, please."
            )
        return node.args

    def string(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        self.fail(node, "Text in quotes is needed here, such as 'C50'.")
