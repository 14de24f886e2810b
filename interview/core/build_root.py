"""Builds what the root says of a whole case: kinds of plan, truths, what answers are held to, who
gets letters.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interview.core.author_text import Node, Problem, Scalar
from interview.core.build_findings import expects_of, rating_of, supply_of, vague_of
from interview.core.build_recipients import recipients_of
from interview.core.build_recorded import recorded_of
from interview.core.build_situation import axes_of, presumptions_of
from interview.core.conditions import nodes as n
from interview.core.phrases import phrases_of
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.texts import Place
from interview.core.tree import Definition, PlanKind, Question, Section, Watch

_KNOWN = ("plan_kinds", "truths", "recorded", "recipients", "axes", "presumed")
_SENSE = ("watch", "vague", "filler", "expect", "supplies", "ratings")
OF_THE_CASE = (*_KNOWN, *_SENSE)
"""The keys of the root that are read here."""
_WATCH = dict.fromkeys(("words", "say", "letter"))
_PLAN_KIND = dict.fromkeys(("kind", "when"))


@dataclass(frozen=True, slots=True)
class RootBuilder:
    """Reads the root once all questions, modules and documents are known."""

    scope: Scope
    problems: list[Problem]
    nodes: Sequence[Question | Section]
    modules: Dict[str, int]
    documents: Sequence[str]

    def parts(self, root: Fields) -> dict[str, Any]:
        """By the names that a tree has for them."""
        return {
            "plan_kinds": self._plan_kinds(root),
            "truths": self._truths(root),
            **self._sense(root),
            **self._kept_and_told(root),
            **self._situation(root),
        }

    def _situation(self, root: Fields) -> dict[str, Any]:
        """What a case's early answers settle, and which words presume it."""
        return {
            "axes": axes_of(root, self._condition, self.problems),
            "presumptions": presumptions_of(root, self._condition, self.problems),
        }

    def _sense(self, root: Fields) -> dict[str, Any]:
        """What answers are held to: words that call for care, that say nothing, what goes
        together.
        """
        return {
            "watches": tuple(self._watch(node) for node in root.nodes("watch")),
            "vague": tuple(vague_of(node, self.problems) for node in root.nodes("vague")),
            "filler": phrases_of(word.text for word in root.scalars("filler")),
            "expect": tuple(
                expects_of(node, self._condition, self.problems) for node in root.nodes("expect")
            ),
            "supplies": tuple(
                supply_of(node, self.scope, self.problems) for node in root.nodes("supplies")
            ),
            "ratings": tuple(
                rating_of(node, self.scope, self.problems) for node in root.nodes("ratings")
            ),
        }

    def _kept_and_told(self, root: Fields) -> dict[str, Any]:
        """Where decisions are kept, and who gets letters."""
        return {
            "recorded": recorded_of(root, self.scope, self.problems),
            "recipients": recipients_of(
                root, self.scope, self.modules, self.documents, self.problems
            ),
        }

    def _watch(self, node: Node) -> Watch:
        fields = Fields(node, "A watch", _WATCH, self.problems)
        words = phrases_of(word.text for word in fields.scalars("words"))
        if not words:
            self._problem(
                node.place, "missing_key", "A watch needs `words:`. Please list at least one."
            )
        return Watch(
            words,
            fields.needed_text("say"),
            self._condition(fields.scalar("letter")),
            node.place,
        )

    def _plan_kinds(self, root: Fields) -> tuple[PlanKind, ...]:
        found: dict[str, PlanKind] = {}
        for node in root.nodes("plan_kinds"):
            fields = Fields(node, "A plan kind", _PLAN_KIND, self.problems)
            kind, text = fields.required("kind"), fields.scalar("when")
            when = self._condition(text)
            if text is None:
                fields.missing("when")
            elif kind.text in found:
                sentence = (
                    f"The plan kind {kind.text} stands twice. Please join their conditions with"
                    " `or`."
                )
                self._problem(kind.place, "duplicate_id", sentence)
            elif when is not None:
                found[kind.text] = PlanKind(kind.text, when, node.place, self._in_order(when))
        return tuple(found.values())

    def _truths(self, root: Fields) -> dict[str, Definition]:
        found: dict[str, Definition] = {}
        for key, value in root.pairs("truths"):
            if not isinstance(value, Scalar):
                self._problem(
                    value.place,
                    "shape",
                    f"{key.text} is one condition. Please write it on one line.",
                )
                continue
            condition = self._condition(value)
            if condition is not None:
                found[key.text] = Definition(key.text, condition, key.place)
        return found

    def _condition(self, when: Scalar | None) -> n.Condition | None:
        """A condition outside lists."""
        return self.scope.condition(when, None)

    def _in_order(self, condition: n.Condition) -> tuple[str, ...]:
        """The questions that a condition reads, in tree order."""
        read = {each.list or each.id for each in n.reads(condition)}
        return tuple(node.id for node in self.nodes if node.id in read)

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))
