"""The sandbox that templates run in. It can print, test conditions, go through lists and
include; nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from interview.letters.telling import Misuse
from interview.letters.values import (
    Printed,
    on_one_line,
    with_capital,
    with_page,
    with_preposition,
    with_quotation_marks,
    with_small,
)

FILTERS: dict[str, Callable[[Printed], Printed]] = {
    "capital": with_capital,
    "small": with_small,
    "one_line": on_one_line,
    "when": with_preposition,
    "quoted": with_quotation_marks,
    "page": with_page,
}
BEGIN, ENTER, LEAVE, FINISH, ROW = "_begin", "_enter", "_leave", "_finish", "_row"
"""Names of the calls that mark which conditions a stretch of text is there for."""


class Sources(BaseLoader):
    """Templates by name; the name stands in errors as the file. The template without a name is
    empty: what a reason has nothing to say of.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if not template:
            return "", template, lambda: True
        if template not in self.sources:
            raise TemplateNotFound(template)
        return self.sources[template], template, lambda: True


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 without its filters, tests and globals, whose attributes are the tree's names only."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(
            loader=Sources(sources),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            keep_trailing_newline=True,
        )
        self.filters = dict(FILTERS)
        self.tests = {}
        self.globals = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Scopes().visit(self.parsed(source, name, filename))
        return tree

    def parsed(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template as its author wrote it, for the checker."""
        tree: nodes.Template = _Truths().visit(super()._parse(source, name, filename))
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A question's column or part, or what a loop knows of itself."""
        get = getattr(obj, "get", None)
        if callable(get) and not isinstance(obj, dict):
            return get(attribute)
        if type(obj).__name__ == "LoopContext" and attribute in LOOP:
            return getattr(obj, attribute)
        raise Misuse(f".{attribute} cannot be used here.")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


LOOP = frozenset({"index", "first", "last"})


class _Truths(NodeTransformer):
    """Lets `true(…)` and `false(…)` be calls: to Jinja2 alone the words are constants."""

    def visit_Call(self, node: nodes.Call) -> nodes.Call:  # noqa: N802  # Jinja2 names it so
        self.generic_visit(node)
        target = node.node
        if isinstance(target, nodes.Const) and isinstance(target.value, bool):
            node.node = nodes.Name(str(target.value).lower(), "load", lineno=node.lineno)
        return node


class _Scopes(NodeTransformer):
    """Puts marks around the bodies of ifs and loops, so that text knows the conditions it is
    there for.
    """

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:  # noqa: N802  # Jinja2 names it so
        line = node.lineno
        for branch in (node, *node.elif_):
            branch.body = _within(self._visited(branch.body), ENTER, line)
        if node.else_:
            node.else_ = _within(self._visited(node.else_), ENTER, line)
        return [_call(BEGIN, line), node, _call(FINISH, line)]

    def _visited(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """The statements of one branch. The branches themselves are no ifs of their own, so they
        are not visited.
        """
        return [found for child in body for found in self.visit_list(child)]

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  # Jinja2 names it so
        self.generic_visit(node)
        if isinstance(node.target, nodes.Name):
            node.body = _within(
                node.body,
                ROW,
                node.lineno,
                nodes.Name(node.target.name, "load", lineno=node.lineno),
            )
        return node


def _within(
    body: list[nodes.Node], call: str, line: int, *arguments: nodes.Expr
) -> list[nodes.Node]:
    return [_call(call, line, *arguments), *body, _call(LEAVE, line)]


def _call(name: str, line: int, *arguments: nodes.Expr) -> nodes.Output:
    function = nodes.Name(name, "load", lineno=line)
    call = nodes.Call(function, list(arguments), [], None, None, lineno=line)
    return nodes.Output([call], lineno=line)
