"""The placeholder language of spoken texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.spoken import Fill, Misspoken, Spoken, fill, names, parse_spoken

ANSWERS = {"patient.call_name": "Ana", "row.drug": "methotrexate", "plan.name": ""}

FILLED = {
    "no braces": ("How are you?", "How are you?"),
    "an answer": ("Hello {{ patient.call_name }}.", "Hello Ana."),
    "without blanks": ("Hello {{patient.call_name}}.", "Hello Ana."),
    "a column": ("When did {{ row.drug }} stop?", "When did methotrexate stop?"),
    "other words are not needed": ("{{ patient.call_name or 'you' }}", "Ana"),
    "other words": ("How is {{ patient.name or 'the patient' }}?", "How is the patient?"),
    "an empty answer is none": ("{{ plan.name or 'the plan' }}", "the plan"),
    "double quotes": ('{{ a or "the patient\'s" }}', "the patient's"),
    "no other words": ("How is {{ patient.name }}?", "How is …?"),
    "no words at all": ("A{{ a or '' }}B", "AB"),
    "two": ("{{ row.drug }} and {{ row.drug }}", "methotrexate and methotrexate"),
    "single braces are plain": ("Use {this} or } that", "Use {this} or } that"),
}


@pytest.mark.parametrize(("text", "spoken"), FILLED.values(), ids=FILLED)
def test_fills(text: str, spoken: str) -> None:
    parsed = parse_spoken(text)
    assert isinstance(parsed, Spoken)
    assert fill(parsed, ANSWERS.get) == spoken


REFUSED = {
    "a filter": ("{{ a|upper }}", 1),
    "an expression": ("It is {{ a + b }}", 7),
    "a call": ("{{ a() }}", 1),
    "words without quotes": ("{{ a or b }}", 1),
    "words first": ("{{ 'x' or a }}", 1),
    "capitals": ("{{ A.b }}", 1),
    "nothing": ("So {{ }} it is", 4),
    "not closed": ("So {{ a it is", 4),
    "not opened": ("So a }} it is", 6),
    "a tag": ("{% if a %}x", 1),
    "a comment": ("a {# b #}", 3),
    "the second one": ("{{ a }} {{ a! }}", 9),
    "a list item": ("{{ a.0 }}", 1),
}


@pytest.mark.parametrize(("text", "column"), REFUSED.values(), ids=REFUSED)
def test_refuses_anything_else_with_its_place(text: str, column: int) -> None:
    parsed = parse_spoken(text)
    assert isinstance(parsed, Misspoken)
    assert parsed.column == column
    assert "Please either" in parsed.sentence


def test_names_each_once_in_order() -> None:
    parsed = parse_spoken("{{ b }} {{ a or 'x' }} {{ b or 'y' }}")
    assert isinstance(parsed, Spoken)
    assert names(parsed) == ("b", "a")
    assert parsed.parts[0] == Fill("b")


@given(st.text(alphabet="ab{}%# '|.or", max_size=30))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    parsed = parse_spoken(text)
    if isinstance(parsed, Misspoken):
        assert 1 <= parsed.column <= len(text)
    else:
        assert "{{" not in "".join(part for part in parsed.parts if isinstance(part, str))


@given(st.text(max_size=20))
def test_what_somebody_said_is_never_read_again(words: str) -> None:
    parsed = parse_spoken("<{{ a }}>")
    assert isinstance(parsed, Spoken)
    assert fill(parsed, {"a": words}.get) == f"<{words or '…'}>"
