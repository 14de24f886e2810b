"""Reads a condition's text. Python's `ast` serves as the parser only; what it gives is turned into
our own nodes.

The grammar stands in docs/authoring.md. Every error says where (column, in characters) and what to
write instead.
"""

from __future__ import annotations

import ast
import re

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.conditions.resolve import Names, Resolver
from interview.core.conditions.syntax import HELP, ConditionError, syntax_of
from interview.core.measure import days_from_iso
from interview.core.tree import Definition, Question


def parse_condition(text: str, names: Names, row: Question | None = None) -> n.Condition:
    """The condition that `text` writes; `row` is the list whose columns `row.` means. Raises
    ConditionError.
    """
    return _Parser(text, names, row).condition(syntax_of(text))


def parse_definition(text: str, names: Names) -> n.Condition | n.Amount:
    """A condition, or an amount such as `years(a, b)`. Raises ConditionError."""
    parser, tree = _Parser(text, names, None), syntax_of(text)
    return parser.amount(tree) if parser.is_amount(tree) else parser.condition(tree)


_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UNITS = ("days", "weeks", "months", "years")


class _Parser(Resolver):
    """Turns syntax into nodes: first the conditions, then the amounts they compare."""

    def condition(self, node: ast.expr) -> n.Condition:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return n.And(tuple(self.condition(v) for v in values))
            case ast.BoolOp(values=values):
                return n.Or(tuple(self.condition(v) for v in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return n.Not(self.condition(operand))
            case ast.Compare(ops=[operator], comparators=[right]):
                return self.comparison(node.left, operator, right)
            case ast.Compare():
                self.fail(node, "One comparison at a time. Please join two tests with and.")
            case ast.Call():
                return self.call(node)
            case ast.Name() | ast.Attribute():
                return self.named(node)
        self.fail(node, "This is not a test. " + HELP)

    def named(self, node: ast.expr) -> n.Condition:
        name = self.dotted(node)
        definition = self.names.definition(name)
        if isinstance(definition, Definition):
            return n.Defined(name, definition.condition)
        question = self.names.question(name)
        if question is not None:
            self.fail(
                node,
                f"{name} is a question, not a test. Please compare it, as in"
                f" `{_sample(question)}`.",
            )
        self.unknown(node, name)

    def comparison(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> n.Condition:
        if isinstance(operator, ast.In | ast.NotIn):
            return self.membership(left, right, isinstance(operator, ast.NotIn))
        symbol = _OPERATORS.get(type(operator))
        if symbol is None:
            self.fail(left, "Please compare with ==, !=, <, <=, > or >=.")
        if _is_call(left, "state"):
            return self.state_test(left, symbol, right)
        question = self.choice(left)
        if question is not None:
            return self.choice_test(left, question, symbol, right)
        if self.choice(right) is not None:
            self.fail(
                left, f"Please write the question first, as in `{self.dotted(right)} == option`."
            )
        first, second = self.amount(left), self.amount(right)
        self.one_unit(left, first, second)
        return n.Compare(symbol, first, second)  # type: ignore[arg-type]  # _OPERATORS holds just these six

    def choice_test(
        self, left: ast.expr, question: Question, symbol: str, right: ast.expr
    ) -> n.Condition:
        if symbol not in ("==", "!="):
            self.fail(
                left, f"{self.dotted(left)} has options; please compare it with == or != or in [ ]."
            )
        if question.kind.takes_several:
            self.fail(
                left,
                "Several options can be chosen here. Please write `option in"
                f" {self.dotted(left)}`.",
            )
        return n.OneOf(self.read(left), (self.option(right, question),), symbol == "!=")

    def membership(self, left: ast.expr, right: ast.expr, negated: bool) -> n.Condition:
        if isinstance(right, ast.List | ast.Tuple):
            question = self.choice(left)
            if question is None or question.kind.takes_several:
                self.fail(
                    left, "`in [ ]` needs a question with one choice before it. Please name one."
                )
            if not right.elts:
                self.fail(right, "No option stands between the brackets. Please name at least one.")
            return n.OneOf(
                self.read(left), tuple(self.option(o, question) for o in right.elts), negated
            )
        read, question = self.read(right), self.looked_up(right)
        if not question.kind.takes_several:
            self.fail(right, f"{read} takes one answer only. Please write `{read} == option`.")
        return n.Contains(read, self.option(left, question), negated)

    def state_test(self, left: ast.expr, symbol: str, right: ast.expr) -> n.Condition:
        states = [s.value for s in AnswerState]
        key = right.id if isinstance(right, ast.Name) else ""
        if symbol != "==" or key not in states:
            self.fail(right, f"Please write state(…) == one of {', '.join(states)}.")
        return n.HasState(self.read(self.arguments(left, 1)[0]), AnswerState(key))

    def call(self, node: ast.Call) -> n.Condition:
        match node.func:
            case ast.Name(id="answered"):
                return n.Answered(self.read(self.arguments(node, 1)[0]))
            case ast.Name(id="given"):
                read = self.read(self.arguments(node, 1)[0])
                return n.And((n.Answered(read), n.Not(n.HasState(read, AnswerState.none))))
            case ast.Name(id="starts"):
                name, prefix = self.arguments(node, 2)
                return n.Starts(self.coded(name), self.prefix(prefix))
            case ast.Name(id="any" | "all" as quantifier):
                name, inner = self.arguments(node, 2)
                read, question = self.list_read(name)
                return n.Each(quantifier, read, self.inside(question).condition(inner))
        self.fail(
            node,
            "This is not a test. Known ones are answered(…), given(…), state(…), starts(…), any(…), all(…).",
        )

    # amounts

    def is_amount(self, node: ast.expr) -> bool:
        return any(_is_call(node, unit) for unit in (*_UNITS, "count"))

    def amount(self, node: ast.expr) -> n.Amount:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self.number(node, self.words(node))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float()) as operand):
                return self.number(node, f"-{self.words(operand)}")
            case ast.Call(func=ast.Name(id="date")):
                return self.day(node)
            case ast.Call(func=ast.Name(id="count")):
                return self.count(node)
            case ast.Call(func=ast.Name(id="days" | "weeks" | "months" | "years" as unit)):
                start, end = self.arguments(node, 2)
                return n.Elapsed(unit, self.date(start, unit), self.date(end, unit))
            case ast.Name() | ast.Attribute():
                definition = self.names.definition(self.dotted(node))
                if isinstance(definition, n.DefinedAmount):
                    return definition
                self.measured(node)
                return self.read(node)
        self.fail(
            node,
            "A number, a date or a question is needed here, such as 6, date('2025-03') or"
            " plan.copay.",
        )

    def number(self, node: ast.expr, text: str) -> n.Number:
        # Not whatever Fraction reads: 1e999999999 would take all memory.
        if not _NUMBER.fullmatch(text):
            self.fail(node, "Please write this number in plain digits, such as 6 or 2.5.")
        return n.Number(text)

    def date(self, node: ast.expr, unit: str) -> n.Amount:
        amount = self.amount(node)
        if not self.is_date(amount):
            self.fail(node, f"{unit}(…) counts from one date to another. Please name two dates.")
        return amount

    def is_date(self, amount: n.Amount) -> bool:
        question = self.find(str(amount)) if isinstance(amount, n.Read) else None
        return isinstance(amount, n.Day) or (question is not None and question.kind.is_date)

    def day(self, node: ast.Call) -> n.Day:
        argument = self.arguments(node, 1)[0]
        text = self.string(argument)
        try:
            days_from_iso(text)
        except ValueError:
            self.fail(argument, "Please write the date as '2025', '2025-03' or '2025-03-14'.")
        return n.Day(text)

    def count(self, node: ast.Call) -> n.Count:
        if not 1 <= len(node.args) <= 2:
            self.fail(node, "count needs a list, and perhaps a test of its rows.")
        read, question = self.list_read(node.args[0])
        condition = self.inside(question).condition(node.args[1]) if len(node.args) == 2 else None
        return n.Count(read, condition)

    def one_unit(self, node: ast.expr, one: n.Amount, other: n.Amount) -> None:
        """Refuses what could never be told: a date beside a number, and a bare number that could
        mean several units.
        """
        if self.is_date(one) is not self.is_date(other):
            self.fail(
                node,
                "A date compares with a date only, such as date('2025-03') or a date question.",
            )
        for amount, bare in ((one, other), (other, one)):
            question = self.find(str(amount)) if isinstance(amount, n.Read) else None
            if isinstance(bare, n.Number) and question is not None and len(question.units) > 1:
                self.fail(
                    node,
                    f"{amount} can be given in {' or '.join(question.units)}; a bare number is"
                    " unclear.",
                )

    def inside(self, question: Question) -> _Parser:
        """The same text, read inside a row of this list."""
        return _Parser(self.text, self.names, question, self.indent)


def _is_call(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _sample(question: Question) -> str:
    if question.is_list:
        return f"count({question.id}) >= 1"
    if question.options:
        key = question.options[0].key
        return (
            f"{key} in {question.id}" if question.kind.takes_several else f"{question.id} == {key}"
        )
    return f"answered({question.id})"


__all__ = ["ConditionError", "Names", "parse_condition", "parse_definition"]
