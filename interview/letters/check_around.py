"""What must hold of a case for a template to come to a place inside {% if %} and an included
reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from interview.core.conditions import Condition
from interview.core.conditions.nodes import Not, Or
from interview.core.recipient import Recipient
from interview.core.tree import Tree
from interview.letters.names import TreeNames
from interview.letters.telling import Misuse


def holding(test: nodes.Node, names: TreeNames) -> Iterator[Condition]:
    """Conditions that are true wherever this test of an {% if %} is passed, as far as conditions
    can say so.

    Tests of rows and rights say nothing here, and neither does `or`.
    """
    match test:
        case nodes.And(left=left, right=right):
            yield from holding(left, names)
            yield from holding(right, names)
        case nodes.Not(node=inner):
            yield from turned(inner, names)
        case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(text))]):
            yield from _called(name, text, names)
        case nodes.Call(node=nodes.Name(name="given"), args=[asked]):
            name = _dotted(asked)
            if names.question(name) is not None:
                yield from _tested(False, f"state({name}) == none", names)


def turned(test: nodes.Node, names: TreeNames) -> Iterator[Condition]:
    """A condition that is true only where this test is not passed; none where no single
    condition says so.
    """
    found = list(holding(test, names))
    if len(found) == 1 and isinstance(test, nodes.Call):
        yield Not(found[0])


def _called(name: str, text: str, names: TreeNames) -> Iterator[Condition]:
    tree = names.tree
    if name in ("true", "false"):
        yield from _tested(name == "true", text, names)
    elif name == "passed_on" and text in tree.recipients:
        yield from _consented(tree.recipients[text])
    elif name == "relevant" and text in tree.positions:
        yield from on_path(tree, tree.positions[text])
    elif name == "needed":
        documents = (each for each in tree.attachments if each.id == text and not each.list)
        for document in documents:
            yield from on_path(tree, tree.module_positions[document.module])
            if document.when is not None:
                yield document.when


def _dotted(node: nodes.Node) -> str:
    """The name that an expression writes, such as request.duration; empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (of := _dotted(node.node)):
        return f"{of}.{node.attr}"
    return ""


def _tested(is_true: bool, text: str, names: TreeNames) -> Iterator[Condition]:
    try:
        condition = names.parse(text)
    except Misuse:  # It is told of where the test itself is read.
        return
    yield condition if is_true else Not(condition)


def _consented(recipient: Recipient) -> Iterator[Condition]:
    """That a consent for this recipient reaches as far as the whole letter."""
    whole = tuple(each.when for each in recipient.consents if each.is_all)
    if whole:
        yield whole[0] if len(whole) == 1 else Or(whole)


def on_path(tree: Tree, position: int) -> Iterator[Condition]:
    """The conditions of a question or section and of all that it stands in."""
    while position >= 0:
        when = tree.nodes[position].when
        if when is not None:
            yield when
        position = tree.parents[position]
