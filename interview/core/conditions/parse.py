"""Reads a condition's text. Python's `ast` serves as the parser only; what it gives is turned into our own nodes.

The grammar stands in docs/authoring.md. Every error says where (column, in characters) and what to write instead.
"""

from __future__ import annotations

import ast
import re
import warnings
from typing import NoReturn, Protocol

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.kinds.base import Kind
from interview.core.measure import days_from_iso
from interview.core.nearest import did_you_mean
from interview.core.tree import Definition, Question

LONGEST = 600
"""Characters in one condition."""
DEEPEST = 20
"""Brackets inside brackets."""


class ConditionError(Exception):
    """A condition that cannot be understood: the column (characters, from 1) and a sentence for its author."""

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


class Names(Protocol):
    """What a condition may refer to."""

    def question(self, name: str) -> Question | None: ...
    def definition(self, name: str) -> Definition | n.DefinedAmount | None: ...
    def known(self) -> list[str]: ...
    def is_later(self, name: str) -> bool: ...


def parse_condition(text: str, names: Names, row: Question | None = None) -> n.Condition:
    """The condition that `text` writes; `row` is the list whose columns `row.` means. Raises ConditionError."""
    return _Parser(text, names, row).condition(_parse(text))


def parse_definition(text: str, names: Names) -> n.Condition | n.Amount:
    """A condition, or an amount such as `years(a, b)`. Raises ConditionError."""
    parser, tree = _Parser(text, names, None), _parse(text)
    return parser.amount(tree) if parser.is_amount(tree) else parser.condition(tree)


def _parse(text: str) -> ast.expr:
    _refuse_length(text)
    _refuse_depth(text)
    if "#" in text:
        raise ConditionError(text.index("#") + 1, "A # cannot stand in a condition: what follows would be lost.")
    flat = _flat(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        column = len(flat) - len(flat.lstrip()) + (error.offset or len(flat.strip()) + 1)
        raise ConditionError(min(column, len(text) + 1), _UNREADABLE) from None
    except (ValueError, MemoryError, RecursionError):
        raise ConditionError(1, _UNREADABLE) from None


def _flat(text: str) -> str:
    """The text on one line, each character at its place."""
    return text.replace("\n", " ").replace("\r", " ")


_HELP = "Please write tests such as `plan.type == employer` joined by and, or, not."
_UNREADABLE = "This cannot be read as a condition. " + _HELP


def _refuse_length(text: str) -> None:
    if len(text) > LONGEST:
        sentence = f"This condition is longer than {LONGEST} characters. Please split it with `define`."
        raise ConditionError(LONGEST + 1, sentence)


def _refuse_depth(text: str) -> None:
    depth = 0
    for column, letter in enumerate(text, 1):
        depth += (letter in "([") - (letter in ")]")
        if depth > DEEPEST:
            raise ConditionError(column, "Too many brackets inside one another. Please split it with `define`.")
    if text.count("not ") + text.count("-") + text.count("~") > 3 * DEEPEST:
        raise ConditionError(1, "Too many nots and signs. Please split it with `define`.")


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


class _Parser:
    def __init__(self, text: str, names: Names, row: Question | None) -> None:
        self.text = _flat(text).strip()
        self.indent = len(text) - len(text.lstrip())
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

    # conditions

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
        self.fail(node, "This is not a test. " + _HELP)

    def named(self, node: ast.expr) -> n.Condition:
        name = self.dotted(node)
        definition = self.names.definition(name)
        if isinstance(definition, Definition):
            return n.Defined(name, definition.condition)
        question = self.names.question(name)
        if question is not None:
            self.fail(node, f"{name} is a question, not a test. Please compare it, as in `{_sample(question)}`.")
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
            self.fail(left, f"Please write the question first, as in `{self.dotted(right)} == option`.")
        first, second = self.amount(left), self.amount(right)
        self.one_unit(left, first, second)
        return n.Compare(symbol, first, second)  # type: ignore[arg-type]  # _OPERATORS holds just these six

    def choice_test(self, left: ast.expr, question: Question, symbol: str, right: ast.expr) -> n.Condition:
        if symbol not in ("==", "!="):
            self.fail(left, f"{self.dotted(left)} has options; please compare it with == or != or in [ ].")
        if question.kind.name == "choices":
            self.fail(left, f"Several options can be chosen here. Please write `option in {self.dotted(left)}`.")
        return n.OneOf(self.read(left), (self.option(right, question),), symbol == "!=")

    def membership(self, left: ast.expr, right: ast.expr, negated: bool) -> n.Condition:
        if isinstance(right, ast.List | ast.Tuple):
            question = self.choice(left)
            if question is None or question.kind.name == "choices":
                self.fail(left, "`in [ ]` needs a question with one choice before it. Please name one.")
            if not right.elts:
                self.fail(right, "No option stands between the brackets. Please name at least one.")
            return n.OneOf(self.read(left), tuple(self.option(o, question) for o in right.elts), negated)
        read, question = self.read(right), self.looked_up(right)
        if question.kind.name != "choices":
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
            case ast.Name(id="starts"):
                name, prefix = self.arguments(node, 2)
                return n.Starts(self.coded(name), self.prefix(prefix))
            case ast.Name(id="any" | "all" as quantifier):
                name, inner = self.arguments(node, 2)
                read, question = self.list_read(name)
                return n.Each(quantifier, read, self.inside(question).condition(inner))
        self.fail(node, "This is not a test. Known ones are answered(…), state(…), starts(…), any(…), all(…).")

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
        self.fail(node, "A number, a date or a question is needed here, such as 6, date('2025-03') or plan.copay.")

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
        return isinstance(amount, n.Day) or (question is not None and question.kind.name == "date")

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
        """Refuses what could never be told: a date beside a number, and a bare number that could mean several units."""
        if self.is_date(one) is not self.is_date(other):
            self.fail(node, "A date compares with a date only, such as date('2025-03') or a date question.")
        for amount, bare in ((one, other), (other, one)):
            question = self.find(str(amount)) if isinstance(amount, n.Read) else None
            if isinstance(bare, n.Number) and question is not None and len(question.units) > 1:
                self.fail(node, f"{amount} can be given in {' or '.join(question.units)}; a bare number is unclear.")

    # names

    def inside(self, question: Question) -> _Parser:
        parser = _Parser.__new__(_Parser)
        parser.text, parser.indent, parser.names, parser.row = self.text, self.indent, self.names, question
        return parser

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
        if question.kind.name not in MEASURED:
            kind = question.kind.name
            self.fail(node, f"{self.dotted(node)} is {kind}; only numbers, dates, doses, money and scores compare.")

    def coded(self, node: ast.expr) -> n.Read:
        question = self.looked_up(node)
        if type(question.kind).code is Kind.code:
            self.fail(node, f"{self.dotted(node)} is {question.kind.name}: it has no code for starts(…) to test.")
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
            self.fail(node, "row. is known only inside a list's row. Please name the question in full.")
        if self.names.is_later(name):
            self.fail(node, f"{name} is asked only after this. Please move it up, or this down.")
        in_row = self.row is not None and name.startswith("row.")
        known = [f"row.{c.id}" for c in self.row.columns] if self.row and in_row else self.names.known()
        self.fail(node, f"There is no question {name}. {did_you_mean(name, known)}")

    def arguments(self, node: ast.expr, count: int) -> list[ast.expr]:
        assert isinstance(node, ast.Call)
        if len(node.args) != count or node.keywords:
            self.fail(node, f"{count} value{'s' if count > 1 else ''} between the brackets, please.")
        return node.args

    def string(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        self.fail(node, "Text in quotes is needed here, such as 'C50'.")


MEASURED = frozenset({"number", "date", "money", "score", "dose"})
"""Kinds whose values have an order."""


def _is_call(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _sample(question: Question) -> str:
    if question.is_list:
        return f"count({question.id}) >= 1"
    if question.options:
        key = question.options[0].key
        return f"{key} in {question.id}" if question.kind.name == "choices" else f"{question.id} == {key}"
    return f"answered({question.id})"


