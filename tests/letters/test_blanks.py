"""Places to fill in and boxes to tick, in every format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings

from interview.letters import blocks as b
from interview.letters.writers.docx import to_docx
from interview.letters.writers.html import to_html
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.pdf import to_pdf
from interview.letters.writers.text import to_text
from interview.letters.writers.write_problem import CannotWrite
from tests.letters.paper import page, para, pdf_pages, squeezed, text
from tests.letters.test_hostile import HOSTILE
from tests.letters.test_pdf import faults

WORDS = b.Blank("mood.score", (b.Text("Score of the mood"),))
LONG = b.Blank("drugs/r1/trouble", (b.Text("What happened"),), 2)
BOXES = b.Blank("end.fast", (b.Text("Fast review"),), 0, (("yes", "Yes"), ("no", "No")))
BOTH = b.Blank("drugs/r1/dose", (b.Text("Dose"),), 1, (("same", "The same"), ("other", "No, but:")))
FORM = (para("Please fill in."), WORDS, LONG, b.Quote((para("A sentence."),)), BOXES, BOTH)
TICKS = b.BulletList(((para("First"),), (para("Second"),)), boxes=True)


def fields(data: bytes) -> list[Any]:
    """Each field of the form as (full name, kind, what is asked, whether it takes several
    lines).
    """
    with pikepdf.open(BytesIO(data)) as file:
        found = []
        for sheet in file.pages:
            for each in sheet.get("/Annots", ()):
                name, above = str(each.T), each.get("/Parent")
                while above is not None:
                    name, above = f"{above.T}.{name}", above.get("/Parent")
                found.append(
                    (name, str(each.FT), str(each.TU), bool(int(each.get("/Ff", 0)) & 1 << 12))
                )
        return found


def test_a_pdf_has_a_field_for_each_place_in_the_order_of_the_page() -> None:
    assert fields(to_pdf(page(*FORM))) == [
        ("mood.score", "/Tx", "Score of the mood", False),
        ("drugs/r1/trouble", "/Tx", "What happened", True),
        ("end.fast.yes", "/Btn", "Fast review: Yes", False),
        ("end.fast.no", "/Btn", "Fast review: No", False),
        ("drugs/r1/dose.same", "/Btn", "Dose: The same", False),
        ("drugs/r1/dose.other", "/Btn", "Dose: No, but:", False),
        ("drugs/r1/dose.words", "/Tx", "Dose", False),
    ]


def test_the_fields_are_tagged_and_reached_in_the_order_of_the_page() -> None:
    with pikepdf.open(BytesIO(to_pdf(page(*FORM)))) as file:
        assert [str(each.Tabs) for each in file.pages] == ["/S"]
        tags = [
            str(each.S)
            for each in file.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each
        ]
        assert tags.count("/Form") == 7
        assert "/Link" not in tags
        assert not any(
            "/URI" in each for each in file.objects if isinstance(each, pikepdf.Dictionary)
        )


def test_an_independent_checker_finds_no_fault(tmp_path: Path) -> None:
    assert faults(to_pdf(page(*FORM, TICKS)), tmp_path) == []


def test_another_program_sees_the_form_and_fills_it_in() -> None:
    document = pypdfium2.PdfDocument(to_pdf(page(*FORM)))
    assert document.get_formtype() == 1
    with pikepdf.open(BytesIO(to_pdf(page(*FORM)))) as file:
        for each in file.pages[0].Annots:
            if str(each.T) == "yes":
                each.V = each.AS = pikepdf.Name.Yes
                assert "/Yes" in each.AP.N
        out = BytesIO()
        file.save(out)
    assert pypdfium2.PdfDocument(out.getvalue()).get_formtype() == 1


@pytest.mark.parametrize("write", [to_pdf, to_docx])
def test_the_same_bytes_every_time(write: Any) -> None:
    assert write(page(*FORM, TICKS)) == write(page(*FORM, TICKS))


def test_a_letter_without_places_has_no_form() -> None:
    with pikepdf.open(BytesIO(to_pdf(page(para("x"))))) as file:
        assert "/AcroForm" not in file.Root


def test_a_docx_has_a_control_for_each_place() -> None:
    body = docx.Document(BytesIO(to_docx(page(*FORM)))).element.body
    tags = [each.get(qn("w:val")) for each in body.iter(qn("w:tag"))]
    assert tags == [
        *("mood.score", "drugs/r1/trouble", "end.fast.yes", "end.fast.no"),
        *("drugs/r1/dose.same", "drugs/r1/dose.other", "drugs/r1/dose"),
    ]


def test_places_as_text() -> None:
    assert to_text((BOTH, TICKS), 40) == (
        "Dose [drugs/r1/dose]\n  [ ] The same\n  [ ] No, but:\n\n  "
        + "_" * 36
        + "\n\n  [ ] First\n  [ ] Second\n"
    )


def test_places_as_markdown() -> None:
    line = r"\_" * 40
    assert (
        to_markdown((BOTH, TICKS))
        == f"Dose \\[drugs/r1/dose\\]\\\n☐ The same   ☐ No, but:\\\n{line}\n\n- [ ] First\n- [ ]"
        " Second\n"
    )


def test_places_as_html() -> None:
    written = to_html(page(BOTH, TICKS))
    assert (
        'Dose <small>drugs/r1/dose</small><br>☐ The same &emsp; ☐ No, but:<span class="line">'
        in written
    )
    assert '<ul class="boxes">\n<li>First</li>' in written


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("x" * 3_000)
@example('#panic("code") ]]> </w:sdt> & "')
def test_a_hostile_label_stays_a_label(words: str) -> None:
    from interview.letters.sanitise import one_line

    safe = one_line(words)
    blank = b.Blank("a.b", (text(safe),), 1, (("k", safe[:60]),))
    try:
        data = to_pdf(page(para("Before."), blank, para("After.")))
    except CannotWrite:
        return
    shown = squeezed("".join(pdf_pages(data)))
    assert shown.startswith("Before.")
    assert "After." in shown
    assert [name for name, *_ in fields(data)] == ["a.b.k", "a.b.words"]
    body = docx.Document(
        BytesIO(to_docx(page(para("Before."), blank, para("After."))))
    ).element.body
    assert len(list(body.iter(qn("w:sdt")))) == 2
    assert "<script" not in to_html(page(blank))
    assert to_text((blank,)).endswith("_\n")
