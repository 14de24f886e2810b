"""What conditions may refer to while a tree is being built: the questions so far, and
definitions by name.
"""

from __future__ import annotations

import re

from interview.core.author_text import Mapping, Node, Problem, Scalar, Sequence
from interview.core.conditions import nodes as n
from interview.core.conditions.parse import ConditionError, parse_condition, parse_definition
from interview.core.texts import Place
from interview.core.tree import Definition, Question


class Scope:
    """Grows with the tree, so that a condition sees earlier questions only. Definitions are read
    when first used.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.questions: dict[str, Question] = {}
        self.announced: dict[str, Place] = {}
        self.defined: dict[str, tuple[Scalar, Scalar]] = {}
        self.definitions: dict[str, Definition | n.DefinedAmount] = {}
        self.reading: set[str] = set()
        self.prefixes: set[str] = set()
        self.of_unknown_kind: set[str] = set()
        """Names of questions and, as `row.column`, of columns whose kind is misspelt."""

    def announce(self, node: Node) -> None:
        """Notes the ids of the questions below this node without reading anything else."""
        if not isinstance(node, Mapping):
            return
        id = node.get("id")
        if isinstance(id, Scalar) and node.get("section") is None:
            self.announced.setdefault(id.text, id.place)
        inner = node.get("questions")
        for item in inner.items if isinstance(inner, Sequence) else ():
            self.announce(item)

    def define(self, name: Scalar, text: Scalar) -> None:
        if name.text in self.defined:
            self.problems.append(
                Problem(
                    name.place,
                    "duplicate_id",
                    f"{name.text} is defined twice. Please rename one of the two.",
                )
            )
        self.defined[name.text] = (name, text)

    def add(self, question: Question) -> None:
        self.questions[question.id] = question
        self.prefixes.update(prefixes_of(question.id))

    def encloses(self, id: str) -> bool:
        """Whether this id is the beginning of another's path, or another is of this one's."""
        return id in self.prefixes or any(p in self.questions for p in prefixes_of(id))

    def question(self, name: str) -> Question | None:
        return self.questions.get(name)

    def known(self) -> list[str]:
        return [*self.questions, *self.defined]

    def is_later(self, name: str) -> bool:
        return name in self.announced and name not in self.questions

    def definition(self, name: str) -> Definition | n.DefinedAmount | None:
        if name in self.definitions or name not in self.defined:
            return self.definitions.get(name)
        key, text = self.defined[name]
        if name in self.reading:
            self.problems.append(
                Problem(key.place, "circle", f"{name} is defined by itself. Please write it out.")
            )
            return Definition(name, n.Or(()), key.place)
        self.reading.add(name)
        try:
            meaning = parse_definition(text.text, self)
        except ConditionError as error:
            self._report(text, error)
            meaning = n.Or(())
        self.reading.discard(name)
        amount = isinstance(
            meaning, n.Number | n.Day | n.Count | n.Elapsed | n.DefinedAmount | n.Read
        )
        self.definitions[name] = (
            n.DefinedAmount(name, meaning) if amount else Definition(name, meaning, key.place)  # type: ignore[arg-type]
        )
        return self.definitions[name]

    def all_definitions(self) -> dict[str, Definition]:
        """Every named condition, now that all questions are known."""
        found = {name: self.definition(name) for name in self.defined}
        return {name: d for name, d in found.items() if isinstance(d, Definition)}

    def condition(
        self, text: Scalar | None, row: Question | None, own: Question | None = None
    ) -> n.Condition | None:
        """The condition that a scalar holds; None where there is none. `own` may be read too
        (for checks).
        """
        if text is None:
            return None
        if not text.text.strip():
            sentence = "No condition stands here. Please write or remove it."
            self.problems.append(Problem(text.place, "empty_condition", sentence))
            return None
        if own is not None:
            self.questions[own.id] = own
        try:
            return parse_condition(text.text, self, row)
        except ConditionError as error:
            self._report(text, error)
            return n.Or(())
        finally:
            if own is not None:
                del self.questions[own.id]

    def _report(self, text: Scalar, error: ConditionError) -> None:
        if self.of_unknown_kind.intersection(_NAME.findall(text.text)):
            return  # The misspelt kind is told already, and what fits it nobody can say.
        place = text.place
        if "\n" not in text.text:
            place = Place(place.file, place.line, place.column + error.column - 1)
        self.problems.append(Problem(place, "condition", error.sentence))


_NAME = re.compile(r"[a-z][a-z0-9_.]*")


def prefixes_of(id: str) -> list[str]:
    """a and a.b for a.b.c."""
    parts = id.split(".")
    return [".".join(parts[:i]) for i in range(1, len(parts))]
