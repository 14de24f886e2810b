"""What holds for every kind: any text is read or refused, and what was read survives storing and
showing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.kinds import KINDS, Refused
from interview.core.tree import Question
from tests.core.kinds.asking import TODAY, question, refusal

OPTIONS = {
    "failed": "It did not work",
    "intolerant": "It caused side effects",
    "other": "Other, or unknown; please note",
}
QUESTIONS: dict[str, Question] = {
    **{name: question(name) for name in KINDS},
    "yes_no": question("yes_no", {"yes": "Yes", "no": "No"}),
    "choice": question("choice", OPTIONS),
    "choices": question("choices", OPTIONS),
    "number": question("number", units=("kg", "lb", "in"), high="2000"),
    "date": question("date", future=True),
}
BITS = [
    "15", "0.5", "1,000", "½", "mg", "mg/kg", "tablets", "weekly", "every 2 weeks", "bid", "over 40 minutes", "subcut",
    "F33.2", "MO5.79", "(", ")", "J9999", "12345-678-90", "1234567893", "202-555-0143", "ext 5", "$", "1.2k", "cents",
    "PHQ-9", "21", "on", "/27", "March", "2025", "3/4/25", "about", "failed", "side", "1", "3", "all", "yes", "kg",
    "5'4\"",
    ",", ";", " ", "\n", "-", "and", "\u202e", "Nguyễn", "O'Neil", "İ", "ß", "٣", "²", "x" * 600,
]  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(BITS), max_size=7).map(" ".join))
every_kind = pytest.mark.parametrize("name", list(KINDS))


def check_sentence(sentence: str) -> None:
    assert sentence[-1] in ".?"
    assert sentence.isprintable()
    assert len(sentence) < 300


@every_kind
@given(typed=TYPED)
def test_any_text_is_read_or_refused_with_one_printable_sentence(name: str, typed: str) -> None:
    kind, asked = KINDS[name], QUESTIONS[name]
    try:
        value = kind.read(typed, asked, TODAY)
    except Refused as refused:
        check_sentence(refused.sentence)
        return
    hash(value)
    assert kind.load(json.loads(json.dumps(kind.dump(value))), asked) == value
    assert kind.agree(value, value)
    if name != "pick":
        assert kind.read(kind.show(value, asked), asked, TODAY) == value
    assert all(isinstance(part(asked), str) for part in kind.parts(value).values())
    kind.measure(value, asked)
    kind.code(value)


FIELDS = (
    "first",
    "last",
    "about",
    "amount",
    "amounts",
    "unit",
    "words",
    "joined",
    "code",
    "system",
    "value",
    "on",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=8,
)


@every_kind
@given(data=JSON)
def test_any_stored_data_is_loaded_or_refused(name: str, data: Any) -> None:
    try:
        value = KINDS[name].load(data, QUESTIONS[name])
    except Refused:
        return
    assert KINDS[name].dump(value) == data


@every_kind
def test_knows_its_name_and_its_own_example(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert kind.fhir in {
        "string",
        "text",
        "boolean",
        "choice",
        "open-choice",
        "quantity",
        "decimal",
        "date",
        "group",
    }
    if kind.example and name not in ("choice", "choices"):
        kind.read(kind.example, question(name), TODAY)


@pytest.mark.parametrize("name", [name for name in KINDS if name != "list"])
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t", id="blanks"),
        pytest.param("\x1b[A", id="an arrow key"),
        pytest.param("\x00", id="a null"),
        pytest.param("\ud800", id="half a character"),
        pytest.param("9" * 10_001, id="far too long"),
    ],
)
def test_refuses_what_nobody_meant_to_answer(name: str, typed: str) -> None:
    assert refusal(name, typed, options=OPTIONS).isprintable()
