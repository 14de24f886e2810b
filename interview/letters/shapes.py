"""What a template's expressions stand for, as far as that can be told without a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from interview.core.tree import Question
from interview.letters.environment import LOOP
from interview.letters.letter import REASON_PARTS
from interview.letters.names import ROW_NAMES, TreeNames
from interview.letters.rights import RIGHTS


class ShapeOf(Enum):
    """Kinds of things a template can name."""

    value = auto()
    part = auto()
    """Name of a reason's template; its shape is named after the group of reasons that it is of."""
    list = auto()
    row = auto()
    branch = auto()
    """The beginning of a dotted name."""
    words = auto()
    """Text of the product's own, or worked out from values."""
    values = auto()
    truth = auto()
    exhibits = auto()
    exhibit = auto()
    reasons = auto()
    reason = auto()
    own = auto()
    """`letter`, with its title and so on."""
    rights = auto()
    """`rights`, with its texts."""
    right = auto()
    """One of them, which can be printed and tested for."""
    loop = auto()
    unknown = auto()
    """Already reported; nothing more is said about it."""


@dataclass(frozen=True)
class Shape:
    """One expression. `question` is the question or list behind it."""

    of: ShapeOf
    question: Question | None = None
    name: str = ""
    """As the template writes it."""
    is_reported: bool = False
    part: str = ""
    """Which template of a reason: a key of REASON_PARTS."""

    @property
    def address(self) -> str:
        """Id of the question, with its list for a column."""
        assert self.question is not None
        return (
            f"{self.question.list}/{self.question.id}" if self.question.list else self.question.id
        )

    @property
    def label(self) -> str:
        return self.name or f"a {self.of.name}"

    def each(self) -> Shape | None:
        """What a loop over this gives, or None."""
        match self.of:
            case ShapeOf.list:
                return replace(self, of=ShapeOf.row)
            case ShapeOf.exhibits:
                return Shape(ShapeOf.exhibit)
            case ShapeOf.reasons:
                return Shape(ShapeOf.reason, name=self.name)
            case ShapeOf.unknown:
                return self
        return None

    def attribute(self, names: TreeNames, name: str) -> Shape | None:
        """What `.name` of this is, or None when there is no such thing."""
        match self.of:
            case ShapeOf.branch:
                return shape_of_path(names, f"{self.name}.{name}")
            case ShapeOf.row:
                return self._column(name)
            case ShapeOf.value:
                return replace(self, name=f"{self.name}.{name}")
            case ShapeOf.rights:
                return (
                    Shape(ShapeOf.right, name=f"{self.name}.{name}")
                    if name in names.rights
                    else None
                )
            case ShapeOf.unknown:
                return self
        fixed = _FIXED.get(self.of, {})
        if name not in fixed:
            return None
        if fixed[name] is ShapeOf.part:
            return Shape(ShapeOf.part, name=self.name, part=name)
        return Shape(fixed[name])

    def _column(self, name: str) -> Shape | None:
        assert self.question is not None
        column = next((c for c in self.question.columns if c.id == name), None)
        if column is not None:
            return Shape(ShapeOf.value, column, f"row.{name}")
        return Shape(ShapeOf.words) if name in ROW_NAMES else None


_FIXED: dict[ShapeOf, dict[str, ShapeOf]] = {
    ShapeOf.exhibit: dict.fromkeys(("letter", "title", "why"), ShapeOf.words),
    ShapeOf.reason: dict.fromkeys(("label", "name"), ShapeOf.words)
    | dict.fromkeys(REASON_PARTS, ShapeOf.part),
    ShapeOf.own: dict.fromkeys(("title", "subject", "addressee"), ShapeOf.words),
    ShapeOf.loop: dict.fromkeys(LOOP, ShapeOf.truth) | {"index": ShapeOf.words},
}

EVERY_REASON = "reasons"
"""Name of the reasons of all groups."""
SIGNATURE = "signature"
"""Name of the signature block."""
_NAMES = {
    "today": ShapeOf.words,
    SIGNATURE: ShapeOf.words,
    "exhibits": ShapeOf.exhibits,
    "missing": ShapeOf.exhibits,
    EVERY_REASON: ShapeOf.reasons,
    "letter": ShapeOf.own,
    RIGHTS: ShapeOf.rights,
}


def _words(_: Shape) -> Shape:
    return Shape(ShapeOf.words)


def _same(shape: Shape) -> Shape:
    return shape


FUNCTIONS: dict[str, Callable[[Shape], Shape]] = {
    "true": lambda _: Shape(ShapeOf.truth),
    "false": lambda _: Shape(ShapeOf.truth),
    "unsure": lambda _: Shape(ShapeOf.truth),
    "needed": lambda _: Shape(ShapeOf.truth),
    "given": lambda _: Shape(ShapeOf.truth),
    "relevant": lambda _: Shape(ShapeOf.truth),
    "unknown": lambda _: Shape(ShapeOf.truth),
    "fresh": lambda _: Shape(ShapeOf.truth),
    "stale": lambda _: Shape(ShapeOf.truth),
    "all_fresh": lambda _: Shape(ShapeOf.truth),
    "passed_on": lambda _: Shape(ShapeOf.truth),
    "reasons_of": lambda _: Shape(ShapeOf.reasons),
    "incomplete": _words,
    "exhibit": _words,
    "reported": lambda shape: replace(shape, is_reported=True),
    "joined": _words,
    "where": _same,
    "strongest": _same,
    "column": lambda _: Shape(ShapeOf.values),
    "count": _words,
    "plural": _words,
    "weeks": _words,
    "months": _words,
    "age": _words,
}
"""What each function that templates can call gives, by the shape of its first argument."""

RESERVED_NAMES = frozenset({*_NAMES, *FUNCTIONS})
"""Names that mean something of their own in templates, so that no question's id may begin with
one.
"""


def shape_of_name(names: TreeNames, name: str) -> Shape | None:
    """What a bare name is: a helper, a question, a list, or the beginning of a longer name."""
    return Shape(_NAMES[name], name=name) if name in _NAMES else shape_of_path(names, name)


def shape_of_path(names: TreeNames, path: str) -> Shape | None:
    question = names.question(path)
    if question is not None:
        return Shape(ShapeOf.list if question.is_list else ShapeOf.value, question, path)
    if path in names.branches:
        return Shape(ShapeOf.branch, name=path)
    return None
