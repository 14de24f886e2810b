"""What a template may not do: compute, repeat without end, nest without end. Each is refused in
a sentence, at once.
"""

from __future__ import annotations

from time import perf_counter

import pytest

from interview.core.author_text import AuthorError
from tests.letters.building import CaseFile, engine_of, markdown_of
from tests.letters.trees import SMALL

ENGINE = engine_of(SMALL)
IF, END_IF = "{% if true('answered(patient.name)') %}", "{% endif %}"
LONG_ENOUGH = 20.0
"""Seconds. What is refused takes a fraction of one; what is not would take hours."""


def case() -> CaseFile:
    """Thirty rows to go through."""
    found = CaseFile(ENGINE).say("patient.name", "Ana")
    for i in range(30):
        row = found.row("drugs")
        found.say(f"{row}/drug", f"drug {i}").say(f"{row}/required", "yes")
    return found.close("drugs")


def nested(count: int, what: str, inner: str) -> str:
    return (
        "".join(f"{{% for x{i} in {what} %}}" for i in range(count))
        + inner
        + "{% endfor %}" * count
    )


COMPUTED = "A template may not do this"
DEEP = "stand too deep inside one another here"
GROWS = "This letter grows beyond 400,000 characters"
REFUSED = [
    ("{{ 'a' * 10**9 }}", COMPUTED),
    ("{{ 'a' * 1000000000 }}", COMPUTED),
    ("{{ [1] * 10**9 }}", COMPUTED),
    ("{{ 9**9**9 }}", COMPUTED),
    ("{% if 10**10**10 > 1 %}a{% endif %}", COMPUTED),
    ("{{ 'x'|center(1000000000) }}", "There is no filter center"),
    ("{% for i in range(1000000000) %}x{% endfor %}", "range is not a function"),
    (nested(3, "range(100000)", "x"), "range is not a function"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", COMPUTED),
    ('{% include "sample.md.j2" %}', "sample.md.j2 includes itself"),
    ("{% extends 'sample.md.j2' %}", "sample.md.j2 includes itself"),
    ("{% block a %}{{ self.a() }}{% endblock %}", "Nothing is called self"),
    ("{{ " + "(" * 5000 + "patient.name" + ")" * 5000 + " }}", DEEP),
    ("{% if " + "not " * 5000 + "true('answered(patient.name)') %}a{% endif %}", DEEP),
    (IF * 60 + "a" + END_IF * 60, DEEP),
    (IF * 2000 + "a" + END_IF * 2000, DEEP),
    (nested(25, "exhibits", "x"), DEEP),
    (nested(6, "drugs", ""), GROWS),
    (nested(6, "exhibits", "x"), GROWS),
    ("x" * 300_000 + nested(1, "drugs", "y" * 100_000), GROWS),
]


@pytest.mark.parametrize(("body", "sentence"), REFUSED, ids=[body[:40] for body, _ in REFUSED])
def test_it_is_refused_at_once_with_its_place(body: str, sentence: str) -> None:
    given = case()
    begin = perf_counter()
    with pytest.raises(AuthorError) as caught:
        markdown_of(given, body)
    assert perf_counter() - begin < LONG_ENOUGH
    assert sentence in caught.value.sentence
    assert caught.value.sentence.startswith("sample.md.j2:")


def test_templates_that_include_one_another_a_thousand_million_times_are_refused() -> None:
    chain = {f"p{i}": f'{{% include "p{i + 1}.md.j2" %}}' * 10 for i in range(12)} | {"p12": "x"}
    with pytest.raises(AuthorError, match="takes in more than 2,000 templates"):
        markdown_of(case(), '{% include "p0.md.j2" %}', **chain)


def test_twelve_conditions_inside_one_another_are_taken() -> None:
    assert markdown_of(case(), IF * 12 + "words" + END_IF * 12) == "words\n"
