"""What each kind is like stands in the kind, and nobody else asks for its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import interview
from interview.core.kinds import KINDS, Refused
from interview.core.kinds.base import Kind
from tests.core.kinds.asking import question

CODE = Path(interview.__file__).parent
TRAITS: dict[str, frozenset[str]] = {
    "is_free": frozenset({"text", "long_text"}),
    "is_long": frozenset({"long_text"}),
    "is_worded": frozenset({"text", "long_text", "person", "drug", "address"}),
    "no_is_none": frozenset(
        {"text", "long_text", "person", "member_id", "address", "phone", "procedure"}
    ),
    "is_misheard": frozenset(
        {"drug", "dose", "date", "phone", "number", "money"}
        | {"member_id", "npi", "score", "procedure", "diagnosis"}
    ),
    "is_measured": frozenset({"number", "date", "money", "score", "dose"}),
    "is_date": frozenset({"date"}),
    "is_phone": frozenset({"phone"}),
    "is_yes_no": frozenset({"yes_no"}),
    "has_options": frozenset({"choice", "choices"}),
    "takes_several": frozenset({"choices"}),
    "one_key": frozenset({"yes_no", "choice", "pick"}),
}


@pytest.mark.parametrize("trait", list(TRAITS))
def test_these_kinds_are_like_that(trait: str) -> None:
    assert {name for name, kind in KINDS.items() if getattr(kind, trait)} == TRAITS[trait]


def test_every_trait_has_its_row() -> None:
    assert TRAITS.keys() == {name for name, value in vars(Kind).items() if value is False}


@pytest.mark.parametrize("name", list(KINDS))
def test_what_compares_has_a_measure(name: str) -> None:
    kind = KINDS[name]
    assert kind.is_measured is (type(kind).measure is not Kind.measure)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.hint])
def test_a_hint_begins_with_what_may_be_typed(name: str) -> None:
    if name not in ("choices", "npi"):
        first = KINDS[name].hint.split(", ")[0]
        try:
            KINDS[name].read(first, question(name), date(2026, 3, 14))
        except Refused as refused:
            pytest.fail(refused.sentence)


def _names_asked_for(code: str) -> Iterator[int]:
    """Lines that compare a kind's name with something, or look something up by it."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Compare(left=left, comparators=others):
                asked = [left, *others]
            case ast.Subscript(slice=key):
                asked = [key]
            case ast.Call(func=ast.Attribute(attr="get"), args=args):
                asked = list(args)
            case ast.Call(func=ast.Name(id="isinstance"), args=[ast.expr() as value, _]):
                asked = [ast.Attribute(value, "name")]
            case ast.Match(subject=subject):
                asked = [subject]
            case _:
                continue
        if any(_is_name_of_kind(each) for each in asked):
            yield node.lineno


def _is_name_of_kind(node: ast.expr) -> bool:
    if not (isinstance(node, ast.Attribute) and node.attr == "name"):
        return False
    return isinstance(node.value, ast.Attribute) and node.value.attr == "kind"


@pytest.mark.parametrize(
    "code",
    [
        'question.kind.name == "date"',
        "answer.question.kind.name in FREE",
        "HINTS.get(question.kind.name, '')",
        "HINTS[question.kind.name]",
        "isinstance(question.kind, DateKind)",
    ],
)
def test_asking_for_a_name_is_noticed(code: str) -> None:
    assert list(_names_asked_for(code)) == [1]


def test_nobody_decides_by_a_kinds_name() -> None:
    kinds = CODE / "core" / "kinds"
    asked = [
        f"{path.relative_to(CODE)}:{line}"
        for path in sorted(CODE.rglob("*.py"))
        if kinds not in path.parents
        for line in _names_asked_for(path.read_text(encoding="utf-8"))
    ]
    # The reader of question trees turns names into kinds, and nobody else does.
    assert [each for each in asked if not each.startswith("core/build_question.py")] == []
