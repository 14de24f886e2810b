"""What an author wrote, with the place of every word, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from interview.core.texts import Place


class Mark(Protocol):
    """A position as a YAML parser gives it; line and column count from 0."""

    @property
    def name(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def _place(at: Place | Mark) -> Place:
    # Places are made on demand: a big tree has ten times more words than places anybody asks for.
    return at if isinstance(at, Place) else Place(at.name, at.line + 1, at.column + 1)


class Scalar(NamedTuple):
    """One text, exactly as written; empty where the author wrote nothing, `~` or `null`.

    A named tuple because a big tree has 100,000 of them; scalars are equal when their texts are.
    """

    text: str
    at: Place | Mark

    @property
    def place(self) -> Place:
        return _place(self.at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and self.text == other.text

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the author's order; no key stands twice."""

    items: tuple[tuple[Scalar, Node], ...]
    at: Place | Mark = field(compare=False, repr=False)

    @property
    def place(self) -> Place:
        return _place(self.at)

    def get(self, key: str) -> Node | None:
        """The value of this key, or None. Looks through all keys: fine for the dozen a question
        has.
        """
        return next((value for name, value in self.items if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.items if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in the author's order."""

    items: tuple[Node, ...]
    at: Place | Mark = field(compare=False, repr=False)

    @property
    def place(self) -> Place:
        return _place(self.at)


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author should change."""

    place: Place | None
    code: str
    """Which problem of the catalogue it is, such as `duplicate_key`; stable, for tests and
    tools.
    """
    sentence: str
    """What is wrong, and "Please either … or …"."""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class AuthorError(Exception):
    """A tree, template or profile cannot be used as written. Carries every problem that was
    found.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    @property
    def sentence(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __str__(self) -> str:
        return self.sentence
