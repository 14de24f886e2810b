"""Which pages are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.packet.page_choice import chosen_pages, shown_pages
from interview.packet.unfit import Unfit


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("1-3,7", (1, 2, 3, 7)),
        (" 7, 1 – 3 ", (1, 2, 3, 7)),
        ("2 2 2-2", (2,)),
        ("9,", (9,)),
        ("3-5,4-6", (3, 4, 5, 6)),
    ],
)
def test_pages_as_people_type_them(typed: str, pages: tuple[int, ...]) -> None:
    assert chosen_pages(typed, 9) == pages


@pytest.mark.parametrize(
    ("typed", "total", "words"),
    [
        ("10", 9, "has the pages 1 to 9, and “10” asks for others"),
        ("0", 9, "has the pages 1 to 9"),
        ("2", 1, "has only one page"),
        ("7-3", 9, "like 3-7"),
        ("first", 9, "Please type them like 1-3,7"),
        ("1--3", 9, "Please type them like 1-3,7"),
        ("-3", 9, "Please type them like 1-3,7"),
        ("1-99999", 9, "asks for others"),
        ("9" * 400, 9, "Please type them like 1-3,7"),
    ],
)
def test_what_is_no_list_of_pages_is_said(typed: str, total: int, words: str) -> None:
    with pytest.raises(Unfit, match=words):
        chosen_pages(typed, total)


@given(st.sets(st.integers(1, 300), min_size=1))
def test_pages_are_read_back_as_they_are_shown(pages: set[int]) -> None:
    assert chosen_pages(shown_pages(sorted(pages)), 300) == tuple(sorted(pages))


@given(st.text(alphabet="0123456789-,– x", max_size=12), st.integers(1, 40))
def test_whatever_is_typed_gives_pages_of_the_document_or_a_sentence(
    typed: str, total: int
) -> None:
    try:
        pages = chosen_pages(typed, total)
    except Unfit as problem:
        said = problem.why
        pages = ()
    else:
        said = ""
    assert ("Please" in said) is (pages == ())
    assert pages == tuple(sorted(set(pages))) and all(1 <= page <= total for page in pages)
