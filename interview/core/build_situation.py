"""Builds the axes of a situation, and the words with which letters presume something on them."""

from __future__ import annotations

from collections.abc import Callable

from interview.core.author_text import Node, Problem, Scalar
from interview.core.axes import Axis, AxisValue, Presumption
from interview.core.conditions.nodes import Condition
from interview.core.phrases import phrases_of
from interview.core.reading import Fields

_AXIS = dict.fromkeys(("axis", "title", "values"))
_VALUE = dict.fromkeys(("value", "label", "when"))
_PRESUMPTION = dict.fromkeys(("presumes", "words", "what", "when"))

ReadCondition = Callable[[Scalar | None], Condition | None]


def axes_of(root: Fields, condition: ReadCondition, problems: list[Problem]) -> tuple[Axis, ...]:
    found: dict[str, Axis] = {}
    for node in root.nodes("axes"):
        fields = Fields(node, "An axis", _AXIS, problems)
        id = fields.required("axis")
        values = [_value(each, condition, problems) for each in fields.nodes("values")]
        if id.text in found:
            sentence = f"The axis {id.text} stands twice. Please rename one of the two."
            problems.append(Problem(id.place, "duplicate_id", sentence))
        found[id.text] = Axis(
            id.text, fields.needed_text("title"), tuple(filter(None, values)), node.place
        )
    return tuple(found.values())


def _value(node: Node, condition: ReadCondition, problems: list[Problem]) -> AxisValue | None:
    fields = Fields(node, "A value of an axis", _VALUE, problems)
    id, label = fields.required("value"), fields.needed_text("label")
    when = condition(fields.required("when"))
    return AxisValue(id.text, label, when, node.place) if when is not None else None


def presumptions_of(
    root: Fields, condition: ReadCondition, problems: list[Problem]
) -> tuple[Presumption, ...]:
    found = (_presumption(node, condition, problems) for node in root.nodes("presumed"))
    return tuple(filter(None, found))


def _presumption(
    node: Node, condition: ReadCondition, problems: list[Problem]
) -> Presumption | None:
    fields = Fields(node, "What is presumed", _PRESUMPTION, problems)
    id = fields.required("presumes")
    words = phrases_of(word.text for word in fields.scalars("words"))
    what, when = fields.needed_text("what"), condition(fields.required("when"))
    if not words:
        sentence = "What is presumed needs `words:`. Please list at least one."
        problems.append(Problem(node.place, "missing_key", sentence))
    return (
        Presumption(id.text, words, what, when, node.place) if words and when is not None else None
    )
