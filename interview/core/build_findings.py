"""Builds what holds answers to the point: rules about a case, phrases that say nothing."""

from __future__ import annotations

from collections.abc import Callable

from interview.core.author_text import Node, Problem, Scalar
from interview.core.conditions import nodes as n
from interview.core.conditions.nodes import Condition
from interview.core.kinds.base import Kind
from interview.core.kinds.typed import bare
from interview.core.nearest import did_you_mean
from interview.core.phrases import phrases_of
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.sense import Expect, Rating, RowKey, Supply
from interview.core.tree import FindingRule, Question, Specific, Vague

_FINDING = dict.fromkeys(("id", "when", "about", "list", "in", "words", "say"))
_VAGUE = dict.fromkeys(("words", "say"))
_SPECIFIC = dict.fromkeys(("than", "say"))
_TESTS = ("words", "letters", "digits", "one_thing", "unlike", "sundays")
_EXPECT = dict.fromkeys((*_TESTS, "when", "say"))
_SUPPLY = dict.fromkeys(("strength", "dose", "quantity", "say"))
_RATING = dict.fromkeys(("words", "of", "most", "say"))
_KEY = dict.fromkeys(("column", "apart", "say", "unlike", "unlike_say"))


def finding_of(
    node: Node, module: str, scope: Scope, problems: list[Problem]
) -> FindingRule | None:
    """One rule under `findings:`. It may read every question, so the scope must be complete."""
    fields = Fields(node, "A finding", _FINDING, problems)
    about = fields.required("about")
    if not about.text:
        return None
    list_, column = _target(about, scope, problems)
    listed = fields.scalar("list")
    if listed is not None:
        list_ = _a_list(listed, list_, scope, problems)
    when = scope.condition(fields.required("when"), list_)
    question = about.text if column is None else f"{column.list}/{column.id}"
    if (
        list_ is not None and question == list_.id
    ):  # a rule about a row as such leads to what the row is about
        question = f"{list_.id}/{list_.columns[0].id}" if list_.columns else question
    say = fields.needed_text("say")
    name = fields.string("id") or question
    reads = _read(fields, scope, problems)
    words = _words(fields, "words") if reads else ()
    in_list = list_.id if list_ else ""
    return FindingRule(
        name, when or n.Or(()), question, in_list, say, about.place, module, reads, words
    )


def _read(fields: Fields, scope: Scope, problems: list[Problem]) -> str:
    """The question that `in:` names, whose words the rule looks at."""
    named = fields.scalar("in")
    if named is None:
        return ""
    found = scope.question(named.text)
    if found is None or found.is_list:
        known = did_you_mean(named.text, [q.id for q in scope.questions.values() if q.kind.is_free])
        problems.append(
            Problem(
                named.place, "unknown_id", f"in: names {named.text}, which is no question. {known}"
            )
        )
    return named.text


def _target(
    about: Scalar, scope: Scope, problems: list[Problem]
) -> tuple[Question | None, Question | None]:
    """The list and the column that `list.column` means; (None, None) for a plain question."""
    if scope.question(about.text) is not None:
        return None, None
    before, _, last = about.text.rpartition(".")
    list_ = scope.question(before)
    if list_ is not None and list_.is_list:
        column = next((each for each in list_.columns if each.id == last), None)
        if column is not None:
            return list_, column
        known = did_you_mean(last, [each.id for each in list_.columns])
        problems.append(
            Problem(about.place, "unknown_id", f"{before} has no column {last}. {known}")
        )
        return list_, None
    known = did_you_mean(about.text, list(scope.questions))
    problems.append(
        Problem(
            about.place, "unknown_id", f"about: names {about.text}, which is no question. {known}"
        )
    )
    return None, None


def _a_list(
    listed: Scalar, own: Question | None, scope: Scope, problems: list[Problem]
) -> Question | None:
    found = scope.question(listed.text)
    if found is None or not found.is_list:
        known = did_you_mean(listed.text, [q.id for q in scope.questions.values() if q.is_list])
        problems.append(Problem(listed.place, "unknown_id", f"{listed.text} is no list. {known}"))
        return own
    if own is not None and own.id != found.id:
        sentence = (
            f"about: names a column of {own.id} and list: names {found.id}. Please name one list."
        )
        problems.append(Problem(listed.place, "two_lists", sentence))
    return found


def vague_of(node: Node, problems: list[Problem]) -> Vague:
    """One entry of root.yaml's `vague:`."""
    fields = Fields(node, "An entry of vague", _VAGUE, problems)
    return Vague(_words(fields, "words"), fields.needed_text("say"), node.place)


def specific_of(node: Node, kind: Kind, problems: list[Problem]) -> Specific:
    """A question's `specific:`."""
    fields = Fields(node, "specific", _SPECIFIC, problems)
    if not kind.is_free:
        sentence = (
            f"specific: looks at somebody's own words, and this is {kind.name}. Please remove it."
        )
        problems.append(Problem(node.place, "specific_unused", sentence))
    return Specific(_words(fields, "than"), fields.needed_text("say"), node.place)


def expects_of(
    node: Node, condition: Callable[[Scalar | None], Condition | None], problems: list[Problem]
) -> Expect:
    """One entry of a question's `expect:`."""
    fields = Fields(node, "expect", _EXPECT, problems)
    digits = fields.flag("digits") if "digits" in fields else None
    tests = [
        " ".join((key, *(each.text for each in fields.scalars(key))))
        for key in _TESTS
        if key in fields
    ]
    if not tests and fields.is_mapping:
        sentence = (
            f"expect needs one of {', '.join(_TESTS)}. Please say what a sensible answer has."
        )
        problems.append(Problem(node.place, "missing_key", sentence))
    return Expect(
        fields.needed_text("say"),
        node.place,
        fields.whole("words"),
        fields.whole("letters"),
        digits,
        tuple(bare(word.text) for word in fields.scalars("unlike")),
        fields.flag("one_thing"),
        fields.flag("sundays") if "sundays" in fields else True,
        condition(fields.scalar("when")),
        ", ".join(tests),
    )


def supply_of(node: Node, scope: Scope, problems: list[Problem]) -> Supply:
    """One entry of root.yaml's `supplies:`."""
    fields = Fields(node, "A supply", _SUPPLY, problems)
    named = [fields.required(key) for key in ("strength", "dose", "quantity")]
    for each in named:
        if each.text and scope.question(each.text) is None:
            known = did_you_mean(each.text, list(scope.questions))
            problems.append(
                Problem(each.place, "unknown_id", f"{each.text} is no question. {known}")
            )
    strength, dose, quantity = (each.text for each in named)
    return Supply(strength, dose, quantity, fields.needed_text("say"), node.place)


def rating_of(node: Node, scope: Scope, problems: list[Problem]) -> Rating:
    """One entry of root.yaml's `ratings:`."""
    fields = Fields(node, "A rating", _RATING, problems)
    targets = [(each, *_target(each, scope, problems)) for each in fields.scalars("of")]
    of = tuple(
        each.text if column is None else f"{column.list}/{column.id}" for each, _, column in targets
    )
    return Rating(
        _words(fields, "words"), of, fields.whole("most"), fields.needed_text("say"), node.place
    )


def row_key_of(node: Node, list_: Question, scope: Scope, problems: list[Problem]) -> RowKey:
    """A list's `key:`; its columns are read when the list stands."""
    fields = Fields(node, "key", _KEY, problems)
    for name in (fields.required("column"), fields.scalar("apart")):
        if name is not None and name.text and name.text not in [each.id for each in list_.columns]:
            known = did_you_mean(name.text, [each.id for each in list_.columns])
            problems.append(
                Problem(name.place, "unknown_id", f"{list_.id} has no column {name.text}. {known}")
            )
    unlike = fields.scalar("unlike")
    if unlike is not None and scope.question(unlike.text) is None:
        known = did_you_mean(unlike.text, list(scope.questions))
        problems.append(
            Problem(
                unlike.place, "unknown_id", f"{unlike.text} is no question asked before. {known}"
            )
        )
    return RowKey(
        fields.string("column"),
        fields.needed_text("say"),
        fields.string("apart"),
        fields.string("unlike"),
        fields.needed_text("unlike_say") if unlike is not None else None,
    )


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    words = phrases_of(scalar.text for scalar in fields.scalars(key))
    if not words:
        fields.missing(key)
    return words
