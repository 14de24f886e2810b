"""Reads a template's expressions: which names and tests they use, and what they may not do."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import nodes

from interview.core.author_text import Problem
from interview.core.conditions import Condition
from interview.core.nearest import did_you_mean
from interview.core.texts import Place
from interview.core.tree import Question
from interview.letters.environment import FILTERS, LOOP
from interview.letters.letter import Letter
from interview.letters.names import ROW_NAMES, UNKNOWN
from interview.letters.shapes import FUNCTIONS, SIGNATURE, Shape, ShapeOf, shape_of_name
from interview.letters.telling import Misuse, may_be_reported
from interview.letters.values import PRESCRIBER, unreported

_OF_COLUMN = ("column", "all_fresh")
"""Functions that take a list and the name of a column."""
Scope = dict[str, Shape]
"""Names that loops have given to things."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test in a template."""

    text: str
    condition: Condition
    list_id: str
    """The list whose rows it looks at; empty outside rows."""
    place: Place
    around: tuple[Condition, ...] = ()
    """What must hold for the template to come to it, as far as conditions outside rows can say
    so.
    """
    asks: str = "true"
    """The function that asks: true, false, unsure or where."""


@dataclass
class Uses:
    """What a letter's templates use."""

    printed: dict[str, Place] = field(default_factory=dict)
    """Questions printed or gone through, by id (`list/column` for a cell), with the first place."""
    tests: list[Tested] = field(default_factory=list)
    relevant: dict[str, Place] = field(default_factory=dict)
    """Questions of which the templates ask whether they are relevant, with the first place."""
    files: dict[str, None] = field(default_factory=dict)
    """Templates that take part."""
    problems: list[Problem] = field(default_factory=list)


class Expressions:
    """Reads expressions of one letter's templates; `file` is the template being read."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.names = letter.templates.names
        self.uses = Uses()
        self.file = letter.file
        self.around: list[Condition] = []

    def output(self, node: nodes.Expr, scope: Scope) -> None:
        shape = self.shape(node, scope)
        if shape.of is ShapeOf.value and shape.question is not None:
            self.printable(shape.question, shape, node)
        elif shape.of in (ShapeOf.branch, ShapeOf.rights, ShapeOf.row, ShapeOf.truth, ShapeOf.part):
            self.refuse(node, "this is nothing that can be printed")

    def printable(self, question: Question, shape: Shape, node: nodes.Node) -> None:
        if question.confidential:
            self.refuse(node, f"{shape.name} was told in confidence and goes into no letter")
        elif (
            self.letter.voice == PRESCRIBER and may_be_reported(question) and not shape.is_reported
        ):
            self.problem(self.at(node), unreported(shape.name))

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        """What an expression stands for; problems are noted on the way."""
        match node:
            case nodes.Const():
                return Shape(ShapeOf.words)
            case nodes.Name():
                return self.name(node, scope)
            case nodes.Getattr():
                return self.attribute(node, self.shape(node.node, scope))
            case nodes.Call():
                return self.call(node, scope)
            case nodes.Filter():
                return self.filter(node, scope)
            case nodes.List() | nodes.Tuple():
                for item in node.items:
                    self.output(item, scope)
                return Shape(ShapeOf.values)
        self.refuse(
            node,
            "values are tested with true('…') and printed as they are; nothing is computed here",
        )
        return Shape(ShapeOf.unknown)

    def name(self, node: nodes.Name, scope: Scope) -> Shape:
        found = scope.get(node.name) or shape_of_name(self.names, node.name)
        if found is None:
            known = [*scope, *FUNCTIONS, *self.names.known()]
            self.problem(
                self.at(node), f"Nothing is called {node.name}. {did_you_mean(node.name, known)}"
            )
            return Shape(ShapeOf.unknown)
        self.note(found, node)
        if node.name == SIGNATURE and self.letter.is_internal:
            self.refuse(node, "a sheet of the office is not signed")
        return found

    def note(self, shape: Shape, node: nodes.Node) -> None:
        if shape.question is not None and shape.of in (ShapeOf.value, ShapeOf.list):
            self.uses.printed.setdefault(shape.address, self.at(node))

    def attribute(self, node: nodes.Getattr, shape: Shape) -> Shape:
        found = shape.attribute(self.names, node.attr)
        if found is None:
            known = did_you_mean(node.attr, self.known(shape))
            self.problem(self.at(node), f"{shape.label} has no {node.attr}. {known}")
            return Shape(ShapeOf.unknown)
        self.note(found, node)
        return found

    def known(self, shape: Shape) -> list[str]:
        if shape.of is ShapeOf.row and shape.question is not None:
            return [*(column.id for column in shape.question.columns), *ROW_NAMES]
        if shape.of is ShapeOf.loop:
            return list(LOOP)
        if shape.of is ShapeOf.rights:
            return sorted(self.names.rights)
        ids = self.names.known()
        return [
            id.removeprefix(f"{shape.name}.") for id in ids if id.startswith(f"{shape.name}.")
        ] or ids

    def filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        if node.name not in FILTERS or node.node is None:
            self.problem(
                self.at(node), f"There is no filter {node.name}. {did_you_mean(node.name, FILTERS)}"
            )
            return Shape(ShapeOf.unknown)
        return self.shape(node.node, scope)

    def call(self, node: nodes.Call, scope: Scope) -> Shape:
        target, arguments = node.node, node.args
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.refuse(node, "arguments have no names here")
        if isinstance(target, nodes.Getattr):
            return self.row_call(node, target, scope)
        if not isinstance(target, nodes.Name) or target.name not in FUNCTIONS:
            name = target.name if isinstance(target, nodes.Name) else "this"
            self.problem(
                self.at(node), f"{name} is not a function. {did_you_mean(name, FUNCTIONS)}"
            )
            return Shape(ShapeOf.unknown)
        return self.function(node, target.name, arguments, scope)

    def row_call(self, node: nodes.Call, target: nodes.Getattr, scope: Scope) -> Shape:
        row = self.shape(target.node, scope)
        if row.of is not ShapeOf.row or target.attr not in ROW_NAMES or row.question is None:
            self.refuse(node, "only a row has such tests, as in row.true('…')")
            return Shape(ShapeOf.unknown)
        if target.attr in ("true", "false", "unsure"):
            return self.condition(node, node.args, row.question.id, target.attr)
        if target.attr == UNKNOWN:
            return self.unknown_cell(node, node.args, row)
        if target.attr in ("needed", "exhibit"):
            return self.attachment(node, target.attr, node.args, row.question.id)
        self.refuse(node, f"row.{target.attr} takes no brackets")
        return Shape(ShapeOf.words)

    def function(
        self, node: nodes.Call, name: str, arguments: list[nodes.Expr], scope: Scope
    ) -> Shape:
        if name in ("true", "false", "unsure"):
            return self.condition(node, arguments, "", name)
        if name in ("needed", "exhibit"):
            return self.attachment(node, name, arguments, "")
        if name in ("relevant", UNKNOWN):
            return self.relevance(node, arguments, name)
        if name == "given":
            return self.given(node, arguments, scope)
        if name == "passed_on":
            return self.passed_on(node, arguments)
        if name == "reasons_of":
            return self.reasons_of(node, arguments)
        shapes = [self.shape(argument, scope) for argument in arguments]
        if not shapes:
            self.refuse(node, f"{name}(…) needs to be told of what")
            return Shape(ShapeOf.unknown)
        self.about(node, name, arguments, shapes[0])
        return FUNCTIONS[name](shapes[0])

    def given(self, node: nodes.Call, arguments: list[nodes.Expr], scope: Scope) -> Shape:
        """Asks of a question whether there is one; that prints nothing."""
        shape = self.named(arguments[0], scope) if len(arguments) == 1 else None
        if shape is None or shape.question is None:
            self.refuse(node, "given(…) takes one question, as in given(request.duration)")
            return Shape(ShapeOf.truth)
        question = shape.question
        name = f"row.{question.id}" if question.list else question.id
        text = f"state({name}) == none"
        parsed = self.names.parse(text, question.list)
        around = tuple(self.around)
        self.uses.tests.append(
            Tested(text, parsed, question.list, self.at(node), around, asks="false")
        )
        return Shape(ShapeOf.truth)

    def named(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """What a name stands for, where it is only asked about and not printed."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name) or shape_of_name(self.names, node.name)
        if isinstance(node, nodes.Getattr):
            of = self.named(node.node, scope)
            return of.attribute(self.names, node.attr) if of is not None else None
        return None

    def about(self, node: nodes.Call, name: str, arguments: list[nodes.Expr], first: Shape) -> None:
        """What a function asks of the value that it is about, and of what is said beside it."""
        is_written_out = len(arguments) == 1 or isinstance(arguments[-1], nodes.Const)
        if name == "reported" and not is_written_out:
            self.refuse(node, "the words in reported(name, 'words') are written out")
        question = first.question
        if name in ("fresh", "stale") and (question is None or not question.no_older_than):
            self.refuse(node, f"{name}(…) takes a date that has no_older_than")
        if question is None:
            return
        if name == "where" and len(arguments) == 2:
            self.condition(node, arguments[1:], question.id, name)
        if name in _OF_COLUMN and isinstance(arguments[-1], nodes.Const):
            self.column(node, first, str(arguments[-1].value))

    def column(self, node: nodes.Call, of: Shape, name: str) -> None:
        cell = Shape(ShapeOf.row, of.question).attribute(self.names, name)
        if cell is None:
            self.problem(self.at(node), f"{of.name} has no column {name}.")
        else:
            self.note(cell, node)

    def condition(
        self, node: nodes.Call, arguments: list[nodes.Expr], list_id: str, asks: str
    ) -> Shape:
        text = _written_out(arguments)
        if text is None:
            self.refuse(
                node, "a test is one text, written out, as in true('plan.type == employer')"
            )
            return Shape(ShapeOf.truth)
        try:
            parsed = self.names.parse(text, list_id)
            self.uses.tests.append(
                Tested(text, parsed, list_id, self.at(node), tuple(self.around), asks)
            )
        except Misuse as misuse:
            self.problem(self.at(node), misuse.sentence)
        return Shape(ShapeOf.truth)

    def relevance(self, node: nodes.Call, arguments: list[nodes.Expr], asks: str) -> Shape:
        id = _written_out(arguments) or ""
        if self.names.question(id) is None:
            self.problem(
                self.at(node),
                f"No question is called {id}. {did_you_mean(id, self.names.known())}",
            )
        elif asks == "relevant":
            self.uses.relevant.setdefault(id, self.at(node))
        return Shape(ShapeOf.truth)

    def unknown_cell(self, node: nodes.Call, arguments: list[nodes.Expr], row: Shape) -> Shape:
        name = _written_out(arguments) or ""
        if row.attribute(self.names, name) is None or name in ROW_NAMES:
            known = did_you_mean(name, self.known(row))
            self.problem(self.at(node), f"{row.label} has no column {name}. {known}")
        return Shape(ShapeOf.truth)

    def passed_on(self, node: nodes.Call, arguments: list[nodes.Expr]) -> Shape:
        name = _written_out(arguments) or ""
        known = self.names.tree.recipients
        if name not in known:
            self.problem(
                self.at(node), f"No recipient is called {name}. {did_you_mean(name, known)}"
            )
        return Shape(ShapeOf.truth)

    def reasons_of(self, node: nodes.Call, arguments: list[nodes.Expr]) -> Shape:
        group = _written_out(arguments) or ""
        known = list(
            dict.fromkeys(module.group for module in self.names.tree.modules if module.is_reason)
        )
        if group not in known:
            self.problem(
                self.at(node), f"No reason is in a group {group}. {did_you_mean(group, known)}"
            )
        return Shape(ShapeOf.reasons, name=group)

    def attachment(
        self, node: nodes.Call, name: str, arguments: list[nodes.Expr], list_id: str
    ) -> Shape:
        id = _written_out(arguments) or ""
        known = [a.id for a in self.names.tree.attachments if a.list == list_id]
        if id not in known:
            self.problem(
                self.at(node), f"No attachment is called {id} here. {did_you_mean(id, known)}"
            )
        return Shape(ShapeOf.truth if name == "needed" else ShapeOf.words)

    def refuse(self, node: nodes.Node, what: str) -> None:
        self.problem(self.at(node), f"A template may not do this: {what}.")

    def at(self, node: nodes.Node) -> Place:
        return Place(self.file, node.lineno, 1)

    def problem(self, place: Place, sentence: str) -> None:
        self.uses.problems.append(Problem(place, "template", sentence))


def _written_out(arguments: list[nodes.Expr]) -> str | None:
    """The one text between the brackets; None where there is anything else."""
    if len(arguments) != 1 or not isinstance(arguments[0], nodes.Const):
        return None
    value = arguments[0].value
    return value if isinstance(value, str) else None
