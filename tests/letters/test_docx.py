"""Letters as DOCX: real styles and lists, a frame on every page, the clinic's letterhead, no
trace of the clock.
"""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import example, given, settings

from interview.letters import blocks as b
from interview.letters.writers.docx import to_docx
from interview.letters.writers.docx_frame import xml_of
from interview.letters.writers.page import Design
from interview.letters.writers.write_problem import CannotWrite
from tests.letters.paper import DAY, docx_runs, page, para, pdf_pages, runs, squeezed, text
from tests.letters.pictures import png
from tests.letters.test_hostile import REF, SAID, blocks_with
from tests.letters.worked import CASES, drawn_letter, drawn_letters

TABLE = b.Table(
    ((text("Drug"),), (text("Result"),)), (((text("A"),), (text("failed"),)), ((text("B"),), ()))
)


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def words_of(blocks: b.Blocks) -> list[str]:
    """What the file should say, paragraph by paragraph; the signature is a line to sign on and
    its labels.
    """
    found: list[str] = []
    for block in blocks:
        if isinstance(block, b.SignatureLine):
            found += ["\t\t\t", "Signature\tDate"]
        else:
            found += [""] if isinstance(block, b.Rule) else runs((block,))
    return found


@pytest.mark.parametrize("name", CASES)
def test_docx_has_every_word_of_the_letter_in_order(name: str) -> None:
    for document in drawn_letters(name):
        assert docx_runs(to_docx(page(*document.blocks))) == words_of(document.blocks)


@settings(max_examples=60)
@given(SAID)
@example("x" * 10_000)
@example("]]></w:t></w:r></w:p>")
def test_a_value_changes_neither_structure_nor_other_words(story: str) -> None:
    hostile, plain = (
        opened(to_docx(page(*blocks_with(s), running=(s,)))) for s in (story, "plain words")
    )
    assert _shape(hostile) == _shape(plain)
    assert hostile.paragraphs[-1].text == "Last."


def _shape(document: Any) -> list[str]:
    """Paragraphs, rows and cells in order, with their styles."""
    return [
        f"{each.tag.rpartition('}')[2]} {each.style or ''}"
        if each.tag == qn("w:p")
        else each.tag.rpartition("}")[2]
        for each in document.element.body.iter(qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"))
    ]


def test_blocks_have_real_styles() -> None:
    blocks = (
        b.Heading(2, (text("Head"),)),
        para("words"),
        b.Quote((para("their words"),)),
        b.BulletList(((para("item"), para("more of it")),)),
        b.Paragraph(
            (
                b.Strong((text("strong"),)),
                b.Emphasis((text("soft"),)),
                b.Hole("a", "Name", "the plan"),
            )
        ),
        TABLE,
        para("† Reported by the patient."),
    )
    document = opened(to_docx(page(*blocks)))
    styles = {each.text: each.style.name for each in document.paragraphs}
    assert styles == {
        "Head": "Heading 1",
        "words": "Normal",
        "their words": "Quote",
        "item": "List Bullet",
        "more of it": "List Continue",
        "strongsoft[TO COMPLETE: Name, the plan]": "Normal",
        "† Reported by the patient.": "Table Note",
    }
    strong, soft, hole = document.paragraphs[5].runs
    assert [each.style.name for each in (strong, soft, hole)] == ["Strong", "Emphasis", "Open Item"]
    (table,) = document.tables
    assert table.style.name == "Letter Table"
    first, second, third = xml_of(table).tr_lst
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert [row.trPr.find(qn("w:tblHeader")) for row in (second, third)] == [None, None]


def test_the_note_below_a_table_stays_with_its_last_row() -> None:
    for below, expected in (("† Reported by the patient.", True), ("Something else.", None)):
        (table,) = opened(to_docx(page(TABLE, para(below)))).tables
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept[1:] == [None, expected]


def test_every_numbered_list_begins_anew() -> None:
    one = b.NumberedList(((para("a"),), (para("b"),)))
    document = opened(to_docx(page(one, para("between"), b.NumberedList(((para("c"),),), 4))))
    numbers = [
        xml_of(p).pPr.numPr.numId.val if xml_of(p).pPr.numPr is not None else None
        for p in document.paragraphs
    ]
    assert numbers[0] == numbers[1]
    assert numbers[2] is None
    assert numbers[3] not in (None, numbers[0])
    root = document.part.numbering_part.element
    starts = {
        num.numId: num.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for num in root.num_lst
        if num.find(f".//{qn('w:startOverride')}") is not None
    }
    assert (starts[numbers[0]], starts[numbers[3]]) == ("1", "4")


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    section = opened(to_docx(page(para("x")))).sections[0]
    assert section.page_width.inches == 8.5
    assert section.page_height.inches == 11
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("Patient: Ana Ruiz · Reference: R-1\tPage ")
        fields = [each.get(qn("w:instr")) for each in xml_of(footer).iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == "Sample letter\tNovember 2, 2026"


def test_only_drafts_have_a_watermark_and_on_every_page() -> None:
    for word, expected in (("DRAFT", 1), ("INTERNAL", 1), ("", 0)):
        section = opened(to_docx(page(para("x"), watermark=word))).sections[0]
        for header in (section.header, section.first_page_header):
            xml = xml_of(header).xml
            assert xml.count("PowerPlusWaterMarkObject") == expected
            assert xml.count(f'string="{word}"') == expected


def test_the_file_is_dated_with_the_letter_and_is_the_same_each_time() -> None:
    data = to_docx(page(para("x"), TABLE, watermark="DRAFT", author="Lena Okoro"))
    assert data == to_docx(page(para("x"), TABLE, watermark="DRAFT", author="Lena Okoro"))
    about = opened(data).core_properties
    assert (about.created.date(), about.modified.date()) == (DAY, DAY)
    assert (about.title, about.author, about.language) == ("Sample letter", "Lena Okoro", "en-US")
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time[:3] for entry in file.infolist()} == {(2026, 11, 2)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_the_logo_has_words() -> None:
    header = (
        opened(to_docx(page(para("x"), design=Design(png(), "Example Clinic"))))
        .sections[0]
        .first_page_header
    )
    (about,) = xml_of(header).iter(qn("wp:docPr"))
    assert about.get("descr") == "Example Clinic"


# The clinic's letterhead


def letterhead(**changes: Any) -> bytes:
    """A clinic's file: header, footer, a style of its own, and a letter that somebody left in
    it.
    """
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    document.styles["Normal"].font.name = "Georgia"
    document.sections[0].header.paragraphs[0].text = changes.get("header", "EXAMPLE CLINIC")
    document.sections[0].footer.paragraphs[0].text = changes.get("footer", "1 Example Road")
    document.add_paragraph("Dear old friend")
    document.add_table(1, 1)
    if changes.get("sections"):
        document.add_section()
    if changes.get("no_lists"):
        part = document.part
        for key in [k for k, each in part.rels.items() if each.reltype.endswith("/numbering")]:
            del part.rels[key]
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_nothing_of_what_stood_on_the_letterhead_stays_in_the_file() -> None:
    old = docx.Document(BytesIO(letterhead()))
    old.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(png(30, 30)))
    old.paragraphs[0].add_run().add_picture(BytesIO(png(50, 50)))
    old.add_comment(old.paragraphs[0].runs, "Ask Mr. Old Patient about this")
    old.core_properties.comments = "Old Patient"
    file = BytesIO()
    old.save(file)
    data = to_docx(page(para("x"), design=Design(letterhead=file.getvalue())))
    with ZipFile(BytesIO(data)) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media")]
        everything = b"".join(map(parts.read, parts.namelist()))
    assert pictures == [png(30, 30)]
    assert b"Old Patient" not in everything
    assert b"Dear old friend" not in everything


SENDER = b.Paragraph((b.Text("Example Clinic", REF), b.Break(), b.Text("1 Example Road", REF)))


@pytest.mark.parametrize("changes", [{}, {"sections": True}, {"no_lists": True}])
def test_a_letter_stands_on_the_clinics_letterhead(changes: dict[str, Any]) -> None:
    design = Design(letterhead=letterhead(**changes))
    blocks = (SENDER, para("Dear plan"), b.NumberedList(((para("first"),),)), TABLE)
    data = to_docx(page(*blocks, design=design, sender=REF.address, watermark="DRAFT"))
    document = opened(data)
    assert docx_runs(data) == ["Dear plan", "first", "Drug", "Result", "A", "failed", "B", ""]
    assert len(document.sections) == 1
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "EXAMPLE CLINIC"
    assert "PowerPlusWaterMarkObject" in xml_of(section.header).xml
    first, second = section.footer.paragraphs
    assert first.text == "1 Example Road"
    assert second.text.startswith("Patient: Ana Ruiz · Reference: R-1\tPage ")
    assert (document.styles["Normal"].font.size, document.styles["Normal"].font.name) == (
        Pt(13),
        "Georgia",
    )


def test_the_font_is_the_letterheads_own_and_ours_without_one() -> None:
    heading = b.Heading(2, (b.Text("The plan's decision"),))
    fonts = {
        design.letterhead != b"": opened(to_docx(page(heading, design=design)))
        .styles["Heading 2"]
        .font.name
        for design in (Design(letterhead=letterhead()), Design())
    }
    assert fonts[False] == "Times New Roman" != fonts[True]


def test_the_senders_lines_stay_while_something_in_them_is_open() -> None:
    sender = b.Paragraph(
        (b.Text("Example Clinic", REF), b.Break(), b.Hole("x", "Phone", "this office"))
    )
    data = to_docx(page(sender, design=Design(letterhead=letterhead()), sender=REF.address))
    assert docx_runs(data) == ["Example Clinic\n[TO COMPLETE: Phone, this office]"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"not a Word file", "is not a Word document"),
        (b"", "is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", "is not a Word document"),
        (letterhead(header="", footer=""), "has nothing in its header and footer"),
    ],
)
def test_a_letterhead_that_cannot_be_used_is_named(file: bytes, sentence: str) -> None:
    design = Design(letterhead=file or b" ", letterhead_name="/clinic/paper.docx")
    with pytest.raises(CannotWrite) as caught:
        to_docx(page(para("x"), design=design))
    assert caught.value.sentence.startswith(f"/clinic/paper.docx {sentence}")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_every_word(tmp_path: Path) -> None:
    document = drawn_letter("depression", "appeal")
    (tmp_path / "letter.docx").write_bytes(to_docx(page(*document.blocks)))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "letter.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    pages = pdf_pages((tmp_path / "letter.pdf").read_bytes())
    assert 3 <= len(pages) <= 6
    whole = squeezed("".join(pages))
    for words in runs(document.blocks):
        for part in words.split("\n"):
            assert squeezed(part)[:40] in whole
    for number, words in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in words
        assert "Patient: Ana Ruiz · Reference: R-1" in words
