"""Letters as HTML: the same words, nothing that loads or runs, and nothing that a value could
change.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings

from interview.letters import blocks as b
from interview.letters.writers.html import to_html
from interview.letters.writers.page import Design
from tests.letters.paper import HtmlRuns, page, para, runs, text
from tests.letters.test_hostile import SAID, blocks_with
from tests.letters.worked import CASES, drawn_letters


@pytest.mark.parametrize("name", CASES)
def test_html_has_every_word_of_the_letter_in_order(name: str) -> None:
    for document in drawn_letters(name):
        found = HtmlRuns(to_html(page(*document.blocks)))
        assert found.runs == runs(document.blocks)


def elements(found: HtmlRuns) -> list[str]:
    """The elements in order, without those that depend on a value: its lines, its direction, a
    column's width.
    """
    return [tag for tag in found.tags if tag.partition(" ")[0] not in ("bdi", "br", "col")]


@settings(max_examples=150)
@given(SAID)
@example("x" * 10_000)
@example("</style></main><script>alert(1)</script>")
def test_a_value_changes_neither_elements_nor_other_words(story: str) -> None:
    hostile = HtmlRuns(to_html(page(*blocks_with(story), running=(story,))))
    plain = HtmlRuns(to_html(page(*blocks_with("plain words"))))
    assert elements(hostile) == elements(plain)
    assert hostile.runs[-1] == "Last."
    assert len(hostile.runs) == len(plain.runs)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    source = to_html(page(para("https://example.org/<script>")))
    assert "<script" not in source
    assert not re.search(r"(src|href)=(?!\"data:)|url\(|@import", source)
    assert "default-src 'none'" in source


def test_the_foot_of_a_printed_page_cannot_end_its_own_text() -> None:
    source = to_html(page(para("x"), running=('Patient: "; } body { display: none } </style>',)))
    assert source.count("</style>") == 1
    assert "body { display: none }" not in source


def test_headings_go_down_without_a_gap() -> None:
    blocks = (
        b.Heading(2, (text("One"),)),
        b.Heading(4, (text("Two"),)),
        b.Heading(2, (text("Three"),)),
    )
    assert [
        tag for tag in HtmlRuns(to_html(page(*blocks))).tags if re.fullmatch("h[1-6]", tag)
    ] == ["h1", "h2", "h1"]


def test_holes_and_drafts_are_marked() -> None:
    hole = b.Paragraph((b.Hole("plan.name", "Plan", "the patient"),))
    assert "<mark>[TO COMPLETE: Plan, the patient]</mark>" in to_html(page(hole))
    assert 'class="watermark"' not in to_html(page(hole))
    assert '<main>\n<div class="watermark">DRAFT</div>' in to_html(page(hole, watermark="DRAFT"))


def luminance(colour: str) -> float:
    """Of a colour such as #c00 or #cc0000, from 0 to 1, as WCAG 2 reckons it."""
    digits = colour.removeprefix("#")
    pairs = (
        [digit * 2 for digit in digits]
        if len(digits) == 3
        else [digits[at : at + 2] for at in (0, 2, 4)]
    )
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def styled(source: str, selector: str) -> dict[str, str]:
    """What the style says of a selector."""
    found = re.search(rf"^{re.escape(selector)} {{(.*?)}}", source, re.DOTALL | re.MULTILINE)
    assert found is not None
    pairs = (entry.split(":", 1) for entry in found[1].split(";") if ":" in entry)
    return {name.strip(): value.strip() for name, value in pairs}


def test_the_mark_of_a_draft_is_seen_by_weak_eyes_and_so_are_the_words_on_it() -> None:
    """WCAG 2.1, 1.4.3: 3 to 1 for large letters, 4.5 to 1 for others."""
    source = to_html(page(para("x"), watermark="DRAFT"))
    mark = styled(source, ".watermark")
    assert "opacity" not in mark
    for paper in (styled(source, "main"), styled(source, "html")):
        assert contrast(mark["color"], paper["background"]) >= 3
    assert contrast(mark["color"], styled(source, "body")["color"]) >= 4.5


def test_every_colour_of_words_is_strong_enough_on_its_paper() -> None:
    source = to_html(page(para("x"), watermark="DRAFT"))
    papers = re.findall(r"background: (#[0-9a-f]+)", source)
    words = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]+)", source)) - {
        styled(source, ".watermark")["color"]
    }
    assert words
    assert all(contrast(colour, paper) >= 4.5 for colour in words for paper in papers)


def test_right_to_left_words_are_set_apart() -> None:
    assert "<p>a <bdi>שלום</bdi> b</p>" in to_html(
        page(b.Paragraph((text("a "), text("שלום"), text(" b"))))
    )


def test_the_logo_is_in_the_file_and_says_what_it_shows() -> None:
    logo = Design(logo=b"\x89PNG\r\n\x1a\n...", logo_words='The "Example" Clinic')
    found = HtmlRuns(to_html(page(para("x"), design=logo)))
    (image,) = (tag for tag in found.tags if tag.startswith("img "))
    assert image.startswith("img src=data:image/png;base64,iVBOR")
    assert image.endswith('alt=The "Example" Clinic')


def test_closing_signature_and_name_stay_together() -> None:
    source = to_html(
        page(
            para("words"),
            para("Sincerely,"),
            b.SignatureLine(),
            para("Ana Ruiz"),
            para("Enclosures"),
        )
    )
    kept = re.findall(r'<div class="kept">(.*?)</div>\s*<p>Ana', source, re.DOTALL)
    assert len(kept) == 1
    assert "Sincerely," in kept[0]
    assert "words" not in kept[0]
