"""Writers: what they escape, how they wrap, and that Markdown reads back as the same text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview.letters import blocks as b
from interview.letters.sanitise import one_line
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.text import to_text
from interview.letters.writers.text_lines import column_widths, width, wrap

HOSTILE = st.text(
    st.sampled_from("ab1 *_`#>|-+=.)([]{}<&~!\\\"'/:@$^%†é漢\ue000"), min_size=1, max_size=30
).map(one_line)
ANYTHING = st.text(max_size=60).map(one_line)
WORDS = (HOSTILE | ANYTHING).filter(bool)


def read_back(markdown: str) -> list[str]:
    """The texts of a document as a full CommonMark program with tables and HTML reads them."""
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(markdown)
    assert not [t for t in tokens if t.type in ("html_block", "fence", "code_block")], markdown
    return [_words(t.children or []) for t in tokens if t.type == "inline"]


def _words(tokens: list[Token]) -> str:
    found = []
    for token in tokens:
        assert token.type not in ("html_inline", "link_open", "image", "code_inline", "s_open"), (
            token
        )
        found.append("\n" if token.type in ("hardbreak", "softbreak") else token.content)
    return "".join(found)


def text(words: str) -> b.Text:
    return b.Text(words, is_value=True)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_paragraphs_read_back_as_the_same_text(paragraphs: list[str]) -> None:
    blocks = tuple(b.Paragraph((text(words),)) for words in paragraphs)
    assert read_back(to_markdown(blocks)) == [words.strip() for words in paragraphs]


@given(WORDS, WORDS, st.integers(1, 6))
def test_headings_and_items_read_back(heading: str, item: str, level: int) -> None:
    blocks = (
        b.Heading(level, (text(heading),)),
        b.BulletList(((b.Paragraph((text(item),)),), (b.Paragraph((text(heading),)),))),
        b.NumberedList(((b.Paragraph((text(item),)), b.Paragraph((text(heading),))),), 7),
        b.Quote((b.Paragraph((text(item),)),)),
    )
    assert read_back(to_markdown(blocks)) == [heading, item, heading, item, heading, item]


@given(st.lists(WORDS, min_size=4, max_size=4))
def test_cells_read_back(words: list[str]) -> None:
    one, two, three, four = ((text(w),) for w in words)
    assert read_back(to_markdown((b.Table((one, two), ((three, four),)),))) == [
        w.strip() for w in words
    ]


@given(WORDS, WORDS, WORDS)
def test_emphasis_never_changes_the_words(before: str, inside: str, after: str) -> None:
    for wrapped in (
        b.Strong((text(inside),)),
        b.Emphasis((text(inside),)),
        b.Strong((b.Emphasis((text(inside),)),)),
    ):
        markdown = to_markdown((b.Paragraph((text(before), wrapped, text(after))),))
        assert read_back(markdown) == [(before + inside + after).strip()]


@given(WORDS, WORDS)
def test_breaks_read_back(one: str, two: str) -> None:
    markdown = to_markdown((b.Paragraph((text(one), b.Break(), text(two))),))
    assert read_back(markdown) == [f"{one}\n{two}"]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("plain words, with a comma.", "plain words, with a comma."),
        ("5 * 3 * 2", r"5 \* 3 \* 2"),
        ("1. not a list", r"1\. not a list"),
        ("1986", "1986"),
        ("- not an item", r"\- not an item"),
        ("# not a heading", r"\# not a heading"),
        ("a < b & c", r"a \< b \& c"),
        ("O'Neil (MD), 15 mg/kg", "O'Neil (MD), 15 mg/kg"),
    ],
)
def test_only_what_needs_it_is_escaped(words: str, written: str) -> None:
    assert to_markdown((b.Paragraph((text(words),)),)) == written + "\n"


@pytest.mark.parametrize("columns", [72, 76, 40])
@given(words=WORDS)
def test_no_line_of_text_is_wider_than_the_page(columns: int, words: str) -> None:
    blocks = (
        b.Heading(2, (text(words),)),
        b.Paragraph((text(f"{words} {words * 9}"),)),
        b.BulletList(((b.Paragraph((text(words * 5),)),),)),
        b.Table(
            ((text("Medicine"),), (text("What happened"),)), (((text(words),), (text(words * 6),)),)
        ),
    )
    assert all(width(line) <= columns for line in to_text(blocks, columns).split("\n"))


@given(WORDS)
def test_wrapping_keeps_every_character(words: str) -> None:
    assert re.sub(r"\s", "", "".join(wrap(words, 9))) == re.sub(r"\s", "", words)


def test_narrow_tables_stand_in_columns() -> None:
    table = b.Table(
        ((text("Medicine"),), (text("From"),), (text("To"),)),
        (
            ((text("sertraline"),), (text("March 2024"),), (text("June 2024"),)),
            ((text("aspirin"),), (text("2020"),), ()),
        ),
    )
    assert to_text((table,)).split("\n") == [
        "Medicine   | From       | To",
        "-----------+------------+----------",
        "sertraline | March 2024 | June 2024",
        "           |            |",
        "aspirin    | 2020       |",
        "",
    ]


def test_a_table_with_long_cells_becomes_labelled_lines() -> None:
    story = "Nausea and vomiting that began on the second day, " * 8
    cells = [(text(f"drug {i}"),) + (text(story),) * (i > 0) for i in range(2)]
    header = (
        (text("Medicine"),),
        (text("Dose"),),
        (text("Dates"),),
        (text("Result"),),
        (text("Further"),),
    )
    row = (cells[0][:1], (text("50 mg daily"),), (text("2024 to 2025"),), (text(story),), ())
    written = to_text((b.Table(header, (row,)),)).split("\n")
    assert written[:3] == ["Medicine: drug 0", "  Dose: 50 mg daily", "  Dates: 2024 to 2025"]
    assert written[3].startswith("  Result: Nausea and vomiting")
    assert written[-2] == "  Further: -"


def test_columns_that_cannot_fit_have_no_widths() -> None:
    assert column_widths([["x" * 50, "y" * 50]], 76) is None
    assert column_widths([["a", "b"]], 76) == [1, 1]


def test_wide_and_combining_characters_are_measured() -> None:
    assert [width(w) for w in ("abc", "漢字", "Nguye\u0302\u0303n")] == [3, 4, 6]


def test_signature_and_lists_as_text() -> None:
    blocks = (
        b.Paragraph((text("Sincerely,"),)),
        b.SignatureLine(),
        b.NumberedList(((b.Paragraph((text("first " * 20),)),), (b.Paragraph((text("second"),)),))),
        b.Quote((b.Paragraph((text("their words"),)),)),
        b.Rule(),
    )
    lines = to_text(blocks).split("\n")
    assert lines[0] == "Sincerely,"
    assert lines[4] == "_" * 40 + "    " + "_" * 20
    assert lines[5].split() == ["Signature", "Date"]
    assert lines[7].startswith("  1. first first")
    assert lines[8].startswith("     first")
    assert "  2. second" in lines
    assert "    their words" in lines
    assert lines[-2] == "-" * 76
