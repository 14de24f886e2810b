"""The hash of what a letter says: what changes it, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from interview.letters import blocks as b
from interview.letters.content import content_hash
from interview.letters.functions import shown_date
from tests.letters.paper import DAY, para, text
from tests.letters.test_hostile import REF


def letter(*more: b.Block, day: date = DAY, name: b.Text | None = None) -> tuple[b.Blocks, date]:
    words = b.Paragraph((b.Text("Please cover it for "), name or text("Ana"), b.Text(".")))
    return (b.Paragraph((text(shown_date(day)),)), words, *more), day


BASE = content_hash(*letter())


@pytest.mark.parametrize(
    ("what", "blocks", "day"),
    [
        ("another day", *letter(day=date(2026, 12, 3))),
        ("where the words come from", *letter(name=b.Text("Ana", REF, is_value=True))),
        (
            "conditions read on the way",
            *letter(name=b.Text("Ana", readings=(b.Reading("a == b", True),))),
        ),
    ],
)
def test_it_says_the_same_with(what: str, blocks: b.Blocks, day: date) -> None:
    assert content_hash(blocks, day) == BASE, what


def test_it_says_the_same_however_the_words_are_divided() -> None:
    whole = (letter()[0][0], b.Paragraph((b.Text("Please cover it for Ana."),)))
    assert content_hash(whole, DAY) == BASE


@pytest.mark.parametrize(
    ("what", "blocks", "day"),
    [
        ("another name", *letter(name=text("Eva"))),
        ("a paragraph more", *letter(para("x"))),
        ("something open", *letter(b.Paragraph((b.Hole("a", "x", "y"),)))),
        (
            "who reported it",
            *letter(b.Paragraph((text("Ana"), b.Text(" (reported by the patient)")))),
        ),
        ("another kind of block", *letter(b.Heading(1, (text("x"),)))),
        ("emphasis", *letter(b.Paragraph((b.Strong((text("x"),)),)))),
        (
            "the same date told by somebody",
            (b.Paragraph((b.Text(shown_date(DAY), REF),)), *letter()[0][1:]),
            DAY,
        ),
    ],
)
def test_it_says_something_else_with(what: str, blocks: b.Blocks, day: date) -> None:
    assert content_hash(blocks, day) != BASE, what


def test_no_two_kinds_of_content_are_taken_for_one_another() -> None:
    cells = ((text("a"),), (text("b"),))
    blocks: list[b.Block] = [
        para("x"),
        b.Heading(1, (text("x"),)),
        b.Heading(2, (text("x"),)),
        b.Quote((para("x"),)),
        b.BulletList(((para("x"),),)),
        b.NumberedList(((para("x"),),)),
        b.NumberedList(((para("x"),),), 2),
        b.BulletList(((para("x"), para("x")),)),
        b.BulletList(((para("x"),), (para("x"),))),
        b.Table(cells, ()),
        b.Table(cells, (cells,)),
        b.Rule(),
        b.SignatureLine(),
        b.Paragraph((b.Emphasis((text("x"),)),)),
        b.Paragraph((text("x"), b.Break())),
    ]
    assert len({content_hash((block,), DAY) for block in blocks}) == len(blocks)
