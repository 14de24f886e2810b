"""Templates as authors lay them out: an indented line goes on with the line above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from interview.letters.template_lines import joined

LAID_OUT = {
    "a sentence": ("It is\n  {{ a }}\n  today.", "It is A today."),
    "a condition": ("It is{% if a %} late\n  {% endif %}.", "It is late."),
    "a word after a condition": ("It\n  {% if a %}\n  is late\n  {% endif %}.", "It is late."),
    "a table row": ("| {{ a }}\n  | x\n  | {{ b }} |\n| y |", "| A | x | B |\n| y |"),
    "a list item": ("1. One\n   and more\n2. Two", "1. One and more\n2. Two"),
    "words in a tag": ("{% if\n  a %}late{% endif %}", "late"),
    "a name over two lines": ("{{\n  a\n}} and", "A and"),
    "a paragraph after an empty line": ("One.\n\n  Two.", "One.\n\n  Two."),
    "a line that was broken on purpose": ("One\\\n  Two", "One\\\n  Two"),
    "a line that is not indented": ("One\nTwo", "One\nTwo"),
    "blanks at the end of the line": ("One   \n  two", "One two"),
    "a comment": ("{# One\n   two #}Three", "Three"),
    "the first line": ("  One", "  One"),
}


@pytest.mark.parametrize(("source", "printed"), LAID_OUT.values(), ids=LAID_OUT)
def test_an_indented_line_goes_on_with_the_line_above(source: str, printed: str) -> None:
    page = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701  no page of a browser
    assert page.from_string(joined(source)).render(a="A", b="B") == printed


@given(st.text("ab |\\\n{}%#\"'", max_size=40))
def test_nothing_but_breaks_is_lost_and_lines_keep_their_number(source: str) -> None:
    kept = joined(source)
    assert kept.count("\n") == source.count("\n")
    plain = kept.replace("{#\n#}", "")
    assert plain.split() == source.split() or "{" in source
