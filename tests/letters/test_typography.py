"""How a page, a day of the week, a unit and the end of what was said stand in a letter."""

from __future__ import annotations

import pytest

from interview.core.kinds.amounts import in_print
from interview.letters import blocks as b
from interview.letters.edit import kept
from interview.letters.typography import keeps_its_capital, page_words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2", "page 2"),
        ("page 2", "page 2"),
        ("p. 2", "page 2"),
        ("1 to 24", "pages 1 to 24"),
        ("pages 3-5", "pages 3-5"),
        ("2 and 6", "pages 2 and 6"),
        ("recommendation 3.1", "recommendation 3.1"),
    ],
)
def test_a_page_is_named_once(typed: str, printed: str) -> None:
    assert page_words(typed) == printed


@pytest.mark.parametrize(
    ("word", "kept_so"), [("Monday", True), ("Mondays,", True), ("Oct.", True), ("Daily,", False)]
)
def test_days_and_months_keep_their_capital(word: str, kept_so: bool) -> None:
    assert keeps_its_capital(word) == kept_so


@pytest.mark.parametrize(
    ("typed", "printed"), [("1.45 m2", "1.45 m²"), ("375 mg/m2", "375 mg/m²"), ("CHRm2", "CHRm2")]
)
def test_square_meters_have_their_sign(typed: str, printed: str) -> None:
    assert in_print(typed) == printed


@pytest.mark.parametrize(
    ("said", "after", "read"),
    [
        ("It was sent.", " (Exhibit H).", "It was sent (Exhibit H)."),
        ("It was sent.", ".", "It was sent."),
        ("Example Inc.", " (Exhibit H).", "Example Inc. (Exhibit H)."),
        ("From 8 a.m. to 4 p.m.", ", and on Friday.", "From 8 a.m. to 4 p.m., and on Friday."),
    ],
)
def test_what_was_said_ends_where_the_sentence_ends(said: str, after: str, read: str) -> None:
    assert b.plain(kept((b.Text(said, is_value=True), b.Text(after)))) == read
