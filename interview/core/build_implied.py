"""Builds what an answer follows from: an author's rules, one by one or as a table."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from interview.core.answers import AnswerState
from interview.core.author_text import Mapping, Node, Problem, Scalar, Sequence
from interview.core.conditions import nodes as n
from interview.core.conditions.nodes import Condition
from interview.core.kinds import Refused
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.texts import Place
from interview.core.tree import Implication, Question

NONE_WORD = "none"
"""The value of a rule from which it follows that there is none."""

_RULE = dict.fromkeys(("when", "value"))
_FROM = dict.fromkeys(("from", "table"))
_SHAPE = (
    "implied is a list of `{when: CONDITION, value: KEY}`, or `{from: QUESTION, table: TABLE}`."
    " Please write one of the two."
)


@dataclass(slots=True)
class ImpliedBuilder:
    """Reads `implied:` of questions, and the tables that the root gives names to."""

    scope: Scope
    problems: list[Problem]
    mean: Callable[..., None]
    """Takes words that a rule is made of into the tree's hash."""
    tables: dict[str, Dict[str, Scalar]] = field(default_factory=dict)

    def read_tables(self, root: Fields) -> None:
        """`tables:` of the root: by name, from the option of one question to that of another."""
        for name, node in root.pairs("tables"):
            entries = node.items if isinstance(node, Mapping) else ()
            self.tables[name.text] = {
                key.text: value for key, value in entries if isinstance(value, Scalar)
            }
            if len(self.tables[name.text]) != len(entries) or not entries:
                sentence = f"The table {name.text} takes `key: value` lines. Please write them."
                self._problem(name.place, "shape", sentence)

    def implied(self, node: Node, own: Question, of: Question | None) -> tuple[Implication, ...]:
        """The rules of one question; `of` is the list so far, for a column."""
        if isinstance(node, Mapping):
            return self._by_table(node, own, of)
        if not isinstance(node, Sequence):
            self._problem(node.place, "shape", _SHAPE)
            return ()
        found = (self._rule(each, own, of) for each in node.items)
        return tuple(rule for rule in found if rule is not None)

    def _rule(self, node: Node, own: Question, of: Question | None) -> Implication | None:
        fields = Fields(node, "An implied answer", _RULE, self.problems)
        when, value = fields.scalar("when"), fields.required("value")
        if when is None:
            fields.missing("when")
        condition = self.scope.condition(when, of)
        self.mean("implied", when.text if when is not None else "", value.text)
        if condition is None or not self._is_value(value, own):
            return None
        return _implication(condition, value.text, own, node.place)

    def _by_table(
        self, node: Mapping, own: Question, of: Question | None
    ) -> tuple[Implication, ...]:
        """One rule for each value of the table, true for all the options that lead to it."""
        fields = Fields(node, "An implied answer", _FROM, self.problems)
        base, name = fields.required("from"), fields.required("table")
        table = self.tables.get(name.text, {})
        if name.text and not table:
            known = did_you_mean(name.text, self.tables)
            self._problem(
                name.place, "unknown_table", f"The root has no table {name.text}. {known}"
            )
        read, options = self._base(base, of)
        if read is None or not table:
            return ()
        leading: dict[str, list[str]] = {}
        for key, value in table.items():
            if key not in options:
                sentence = f"{base.text} has no option {key}. {did_you_mean(key, options)}"
                self._problem(value.place, "unknown_option", sentence)
            elif self._is_value(value, own):
                leading.setdefault(value.text, []).append(key)
            self.mean("implied", base.text, key, value.text)
        return tuple(
            _implication(n.OneOf(read, tuple(keys)), value, own, node.place)
            for value, keys in leading.items()
        )

    def _base(self, base: Scalar, of: Question | None) -> tuple[n.Read | None, list[str]]:
        """The question that a table goes out from, which was asked before, and its options."""
        if base.text in self.scope.of_unknown_kind:
            return None, []
        column = base.text.removeprefix("row.") if of is not None else ""
        found = self.scope.question(base.text)
        read = n.Read(base.text)
        if of is not None and base.text.startswith("row."):
            found = next((each for each in of.columns if each.id == column), None)
            read = n.Read(column, of.id)
        if found is None or not found.options:
            known = did_you_mean(base.text, self.scope.questions)
            sentence = f"{base.text} is no question with options that is asked before. {known}"
            self._problem(base.place, "unknown_id", sentence)
            return None, []
        return read, [option.key for option in found.options]

    def _is_value(self, value: Scalar, own: Question) -> bool:
        """Whether it can be this question's answer: one of its options, or that there is none."""
        keys = [option.key for option in own.options if _fits(option.key, own)]
        if own.none is not None and NONE_WORD not in keys:
            keys.append(NONE_WORD)
        if value.text in keys or not value.text:
            return bool(value.text)
        if not keys:
            sentence = (
                f"{own.id} is {own.kind.name} and has no answer that could follow. Please leave"
                " `implied` to questions with options, or with `none:`."
            )
        else:
            sentence = f"{own.id} has no answer {value.text}. {did_you_mean(value.text, keys)}"
        self._problem(value.place, "unknown_option", sentence)
        return False

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))


def _fits(key: str, own: Question) -> bool:
    """Whether one option alone is an answer: not where several are chosen."""
    try:
        own.kind.load(key, own)
    except Refused:
        return False
    return True


def _implication(when: Condition, value: str, own: Question, place: Place) -> Implication:
    is_option = own.option(value) is not None
    state = AnswerState.answered if is_option else AnswerState.none
    return Implication(when, state, value if is_option else None, place)
