"""Letters as PDF: every word, tags and bookmarks, fonts inside, names of many languages, and
what may not part.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pdfua
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, reject, settings

from interview.letters import blocks as b
from interview.letters.writers.fonts import font_to_install
from interview.letters.writers.formats import WRITERS
from interview.letters.writers.page import Design
from interview.letters.writers.pdf import to_pdf
from interview.letters.writers.write_problem import CannotWrite
from tests.letters.paper import DAY, page, para, pdf_body, pdf_pages, runs, squeezed, text
from tests.letters.pictures import png
from tests.letters.test_hostile import SAID, blocks_with
from tests.letters.worked import CASES, drawn_letters

TABLE = b.Table(
    ((text("Drug"),), (text("Result"),)), (((text("A"),), (text("failed"),)), ((text("B"),), ()))
)


@pytest.mark.parametrize("name", CASES)
def test_pdf_has_every_word_of_the_letter_in_order(name: str) -> None:
    for document in drawn_letters(name):
        found = pdf_body(to_pdf(page(*document.blocks)))
        at = 0
        for words in runs(document.blocks):
            for line in filter(None, map(squeezed, words.split("\n"))):
                assert line in found[at:], line
                at = found.index(line, at) + len(line)
        signs = set(found) - set(squeezed("".join(runs(document.blocks))))
        assert signs <= set(list_marks(document.blocks))


def list_marks(blocks: b.Blocks) -> str:
    """The bullets and numbers before the items of all lists, one after the other."""
    marks = ""
    for block in blocks:
        match block:
            case b.BulletList(items):
                marks += "•" * len(items) + "".join(map(list_marks, items))
            case b.NumberedList(items, start):
                marks += "".join(f"{start + i}.{list_marks(item)}" for i, item in enumerate(items))
            case b.Quote(inner):
                marks += list_marks(inner)
    return marks


@pytest.mark.parametrize("name", CASES)
def test_pdf_is_tagged_and_says_what_it_is(name: str, tmp_path: Path) -> None:
    for document in drawn_letters(name):
        data = to_pdf(page(*document.blocks, author="Lena Okoro"))
        assert not faults(data, tmp_path)
        with pikepdf.open(BytesIO(data)) as file:
            root: Any = file.Root
            assert str(root.Lang).lower() == "en-us"
            assert bool(root.MarkInfo.Marked)
            assert bool(root.ViewerPreferences.DisplayDocTitle)
            assert (str(file.docinfo.Title), str(file.docinfo.Author)) == (
                "Sample letter",
                "Lena Okoro",
            )
            assert str(file.docinfo.CreationDate).startswith("D:20261102")
            assert "pdfuaid:part" in str(file.open_metadata())
            assert {tuple(map(int, each.MediaBox)) for each in file.pages} == {(0, 0, 612, 792)}
            assert all(
                _is_embedded(font) for each in file.pages for font in each.Resources.Font.values()
            )


def faults(data: bytes, folder: Path) -> list[str]:
    """What an independent checker of PDF/UA-1 has to say."""
    path = folder / "letter.pdf"
    path.write_bytes(data)
    return list(map(str, pdfua.validate(str(path)).findings))


def _is_embedded(font: Any) -> bool:
    below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return "/FontFile3" in below.FontDescriptor or "/FontFile2" in below.FontDescriptor


def test_headings_are_bookmarks() -> None:
    blocks = (
        b.Heading(2, (text("One"),)),
        para("x"),
        b.Heading(3, (text("Two"),)),
        b.Heading(2, (text("Three"),)),
    )
    toc = [
        (each.level, each.get_title())
        for each in pypdfium2.PdfDocument(to_pdf(page(*blocks))).get_toc()
    ]
    assert toc == [(0, "One"), (1, "Two"), (0, "Three")]


def tags(data: bytes) -> list[str]:
    """The kinds of the structure elements, depth first."""
    with pikepdf.open(BytesIO(data)) as file:
        return list(_tags(file.Root.StructTreeRoot))


def _tags(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from _tags(node.K)


def test_blocks_have_their_tags() -> None:
    blocks = (
        b.Heading(2, (text("Head"),)),
        b.BulletList(((para("item"),),)),
        b.Quote((para("said"),)),
        TABLE,
        b.Rule(),
    )
    found = tags(to_pdf(page(*blocks)))
    assert [
        tag
        for tag in found
        if tag in ("/H1", "/L", "/LI", "/BlockQuote", "/Table", "/TR", "/TH", "/TD")
    ] == [
        *("/H1", "/L", "/LI", "/BlockQuote", "/Table", "/TR", "/TH", "/TH"),
        *("/TR", "/TD", "/TD", "/TR", "/TD", "/TD"),
    ]


@settings(max_examples=60)
@given(SAID)
@example("x" * 10_000)
@example('#panic("code") $x$ @ref <label> *b* \\u{41}')
def test_a_value_changes_neither_structure_nor_other_words(story: str) -> None:
    try:
        hostile = to_pdf(page(*blocks_with(story), running=("Patient: Ana",)))
    except CannotWrite:
        reject()  # A drawn character may be one that no font of this computer has.
    plain = to_pdf(page(*blocks_with("plain words"), running=("Patient: Ana",)))
    kept = ("/H1", "/P", "/L", "/LI", "/BlockQuote", "/Table", "/TR", "/TH", "/TD")
    assert [t for t in tags(hostile) if t in kept] == [t for t in tags(plain) if t in kept]
    body = pdf_body(hostile)
    assert body.startswith("About")
    assert body.endswith("Last.")


NAMES = [
    "Nguyễn Thị Ánh Tuyết Đặng ằẵặỗợ",
    "Łukasz Żółć-Wiśniewska ąęśćźń",
    "Ελένη Παπαδοπούλου Ώ",
    "Владимир Щукин",
    "Øystein Ærø, Ğülşen İşçi, Þórður",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_languages_are_right(name: str) -> None:
    assert pdf_body(to_pdf(page(para(name)))) == squeezed(name)


def test_letters_written_as_two_characters_are_joined() -> None:
    assert pdf_body(to_pdf(page(para("Nguye\u0302\u0303n")))) == "Nguyễn"


def test_a_character_without_a_font_is_named() -> None:
    with pytest.raises(CannotWrite) as caught:
        to_pdf(page(para("Ana \u2fe0 Ruiz")))
    assert "no font on this computer has “\u2fe0”" in caught.value.sentence
    assert "U+2FE0" in caught.value.sentence
    assert "Please either install" in caught.value.sentence


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("☐ Ana \u2fe0", "has “\u2fe0”"),
        ("☐\u2fe0", "has “\u2fe0”"),
        ("☐\u20e3 \u2fe0", "has “\u2fe0”"),
        ("\u2fe0\u0301", "has “\u2fe0”"),
        ("\U00093456☐", "has “\U00093456”"),
        (
            "☐\u0301",
            "can put “☐\u0301” together (BALLOT BOX, U+2610, COMBINING ACUTE ACCENT, U+0301)",
        ),
        ("1\u20e3", "can put “1\u20e3” together"),
    ],
)
def test_the_character_that_is_lacking_is_named_and_not_the_one_beside_it(
    words: str, reason: str
) -> None:
    with pytest.raises(CannotWrite) as caught:
        to_pdf(page(para(words)))
    assert f"no font on this computer {reason}" in caught.value.sentence


TOGETHER = ["Nguye\u0302\u0303n", "q\u0301 x\u0323", "שָׁלוֹם", "☐\ufe0f yes", "е\u0301", "a\u200db"]


@pytest.mark.parametrize("words", TOGETHER)
def test_signs_that_a_font_can_put_together_are_all_there(words: str) -> None:
    assert set(pdf_body(to_pdf(page(para(words))))) == set(squeezed(normalize("NFC", words)))


@pytest.mark.parametrize(
    ("sign", "package"),
    [
        ("漢", "fonts-noto-cjk"),
        ("한", "fonts-noto-cjk"),
        ("ภ", "pip install fontpkg-noto-sans-thai"),
        ("😀", "fonts-noto-color-emoji"),
        ("ꯀ", "fonts-noto-core"),
    ],
)
def test_the_font_package_to_install_is_named(sign: str, package: str) -> None:
    assert package in font_to_install(sign)


@pytest.mark.parametrize("lines", range(28, 46, 2))
def test_closing_signature_and_name_are_on_one_page_with_words_above(lines: int) -> None:
    filler = [para(f"line {i}") for i in range(lines // 2)]
    name = b.Paragraph((text("Lena Okoro"), b.Break(), text("NPI 1234567893")))
    blocks: b.Blocks = (
        *filler,
        para("These are the last words above."),
        para("Sincerely,"),
        b.SignatureLine(),
        name,
    )
    (found,) = [each for each in pdf_pages(to_pdf(page(*blocks))) if "Sincerely," in each]
    assert "last words above" in found
    assert "Signature" in found
    assert "NPI 1234567893" in found


@pytest.mark.parametrize("rows", [1, 30, 60])
def test_what_a_mark_means_stands_on_every_page_of_its_table(rows: int, tmp_path: Path) -> None:
    header = (text("Drug"),), (text("Result"),)
    table = b.Table(
        header, tuple(((text(f"drug {i}†"),), (text("failed " * 15),)) for i in range(rows))
    )
    data = to_pdf(
        page(*[para("line")] * 12, table, para("† Reported by the patient."), para("after"))
    )
    assert not faults(data, tmp_path)
    for each in pdf_pages(data):
        assert ("† Reported by the patient." in each) == ("drug " in each)


def test_no_page_has_a_single_line_of_a_paragraph() -> None:
    words = para(
        "A paragraph of some length that goes over a few lines of the page, as paragraphs in"
        " letters do. " * 5
    )
    for pages in range(3):
        blocks = [para("short")] * pages + [words] * 14
        for each in pdf_pages(to_pdf(page(*blocks)))[:-1]:
            lines = each.strip().splitlines()[:-1]
            assert len(lines) > 30
            assert not lines[-1].startswith("A paragraph")


def test_the_logo_has_words(tmp_path: Path) -> None:
    data = to_pdf(page(para("x"), design=Design(png(), "Example Clinic")))
    assert not faults(data, tmp_path)
    with pikepdf.open(BytesIO(data)) as file:
        elements = [
            each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
        assert [(str(each.S), str(each.Alt)) for each in elements] == [
            ("/Figure", "Example Clinic")
        ]


def test_drafts_say_so_on_every_page() -> None:
    blocks = [para("words " * 200)] * 8
    draft, final = (pdf_pages(to_pdf(page(*blocks, watermark=word))) for word in ("DRAFT", ""))
    assert len(draft) == len(final) > 1
    assert all("DRAFT" in each for each in draft)
    assert not any("DRAFT" in each for each in final)


PROGRAM = """
import hashlib
from tests.letters.test_pdf import every_format
for suffix, data in every_format().items():
    print(suffix, hashlib.sha256(data).hexdigest())
"""


def every_format() -> dict[str, bytes]:
    blocks = (
        b.Heading(2, (text("Head"),)),
        para("Nguyễn"),
        TABLE,
        b.NumberedList(((para("one"),),)),
        b.SignatureLine(),
    )
    whole = page(*blocks, watermark="DRAFT", design=Design(png(), "Clinic"))
    return {suffix: write(whole) for suffix, write in WRITERS.items()}


def test_every_format_has_the_same_bytes_in_another_process_time_zone_and_locale() -> None:
    expected = {suffix: hashlib.sha256(data).hexdigest() for suffix, data in every_format().items()}
    for environment in (
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Denver", "LC_ALL": "C"},
    ):
        command = [sys.executable, "-c", PROGRAM]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=os.environ | environment
        )
        assert dict(line.split() for line in done.stdout.splitlines()) == expected


def test_the_date_inside_is_the_letters() -> None:
    assert (
        pypdfium2.PdfDocument(to_pdf(page(para("x"))))
        .get_metadata_dict()["ModDate"]
        .startswith(f"D:{DAY:%Y%m%d}")
    )
