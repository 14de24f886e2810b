"""Builds what an answer is held to: checks, expectations, alarms, the key of a list's rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interview.core.author_text import Mapping, Node, Problem, Scalar
from interview.core.build_findings import expects_of, row_key_of
from interview.core.meaning import Meaning
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.texts import ENGLISH, Text
from interview.core.tree import Check, Question

_CHECK = dict.fromkeys(("test", "say"))


@dataclass(slots=True)
class CheckBuilder:
    """Reads checks once their question stands, since they may read its answer."""

    scope: Scope
    problems: list[Problem]
    meaning: Meaning

    def with_checks(self, own: Question, fields: Fields, of: Question | None) -> Question:
        """A check may read its own question, so it is read when the question stands."""
        if "key" in fields:
            own = replace(own, key=row_key_of(fields.values["key"], own, self.scope, self.problems))
        if not {"check", "confirm", "alarm", "expect"} & fields.keys.keys():
            return own
        row = replace(of, columns=(*of.columns, own)) if of is not None else None
        itself = own if of is None else None
        expect = tuple(
            expects_of(node, lambda when: self.scope.condition(when, row, itself), self.problems)
            for node in self._check_nodes(fields, "expect")
        )
        checks = [
            self._check(node, True, row, itself) for node in self._check_nodes(fields, "check")
        ]
        checks += [
            self._check(node, False, row, itself) for node in self._check_nodes(fields, "confirm")
        ]
        alarm = self.scope.condition(fields.scalar("alarm"), row, itself)
        self.meaning.add("alarm", fields.string("alarm"))
        return replace(
            own, checks=tuple(c for c in checks if c is not None), alarm=alarm, expect=expect
        )

    def _check_nodes(self, fields: Fields, key: str) -> tuple[Node, ...]:
        value = fields.values.get(key)
        return (value,) if isinstance(value, Mapping | Scalar) else fields.nodes(key)

    def _check(
        self, node: Node, hard: bool, row: Question | None, own: Question | None
    ) -> Check | None:
        if isinstance(node, Scalar):
            fields = Fields(Mapping((), node.place), "A check", _CHECK, [])
            test, sentence = (
                node,
                Text({ENGLISH: f"That does not fit: {node.text} must hold."}, node.place),
            )
        else:
            fields = Fields(node, "A check", _CHECK, self.problems)
            test, sentence = fields.required("test"), fields.needed_text("say")
        condition = self.scope.condition(test, row, own)
        self.meaning.add("hard" if hard else "soft", test.text)
        if condition is None:
            return None
        return Check(condition, sentence, hard, test.place, " ".join(test.text.split()))
