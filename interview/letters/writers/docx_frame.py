"""What stands around a DOCX letter: letterhead, header and footer, watermark, and what the file
says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph

from interview.letters.functions import shown_date
from interview.letters.sanitise import written_out
from interview.letters.writers.docx_styles import Styles
from interview.letters.writers.docx_watermark import watermark
from interview.letters.writers.page import LANGUAGE, TEXT_SIZE, Page
from interview.letters.writers.write_problem import CannotWrite

BASE_TABLE = "Normal Table"
_OF_THE_PAPER = (
    "/styles",
    "/numbering",
    "/settings",
    "/fontTable",
    "/theme",
    "/header",
    "/footer",
    "/webSettings",
)
"""What of a letterhead file is kept; each may have pictures of its own."""
_WORD_2013 = "15"
"""The way of setting a page since that version; with an older one Word says that it is in
compatibility mode.
"""
_UNUSED = ("/stylesWithEffects", "/customXml")


def opened(page: Page) -> Document:
    """A document without text: the clinic's letterhead, or a blank US Letter page. Raises
    CannotWrite.
    """
    if page.design.letterhead:
        return _letterhead(page)
    document = docx.Document(BytesIO(_blank()))
    if page.size != TEXT_SIZE or page.margin != 1:
        _sized(document, page)
    return document


def _sized(document: Document, page: Page) -> None:
    """Gives the page the margins it asks for, and every style its size in proportion."""
    for style in document.styles:
        size = style.font.size if style.type is WD_STYLE_TYPE.PARAGRAPH else None
        if size is not None:
            style.font.size = Pt(round(2 * size.pt * page.size / TEXT_SIZE) / 2)
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(page.margin)
    section.top_margin = section.bottom_margin = Inches(page.margin)


@cache
def _blank() -> bytes:
    """The library's blank file with our page and styles, and without the many styles that no
    letter uses.
    """
    document = docx.Document()
    for style in [
        each
        for each in document.styles
        if each.type is WD_STYLE_TYPE.TABLE and each.name != BASE_TABLE
    ]:
        style.delete()
    for key in [key for key, each in document.part.rels.items() if each.reltype.endswith(_UNUSED)]:
        del document.part.rels[key]
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = (
        Inches(1)
    )
    section.header_distance = section.footer_distance = Inches(0.5)
    section.different_first_page_header_footer = True
    Styles(document, is_letterhead=False)
    for setting in xml_of(document.settings).iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def xml_of(proxy: Any) -> Any:
    """The XML element behind one of the library's objects, which has no public name for it."""
    return proxy._element  # noqa: SLF001


def _letterhead(page: Page) -> Document:
    name = page.design.letterhead_name
    try:
        document = docx.Document(BytesIO(page.design.letterhead))
    except (ValueError, KeyError, BadZipFile, PackageNotFoundError, SyntaxError) as error:
        raise CannotWrite(
            f"{name} is not a Word document that can be opened. Please save the letterhead as .docx"
            " (not as a template or .doc, and without a password) and name that file in the"
            " profile."
        ) from error
    _take_over_frames(document)
    body = document.element.body
    for element in [each for each in body if each is not body.sectPr]:
        body.remove(element)
    _forget(document)
    if not any(_has_content(frame) for frame in _frames(document.sections[0])):
        raise CannotWrite(
            f"{name} has nothing in its header and footer, so nothing of it would be in the letter."
            " Please move what every letter shall show into the header or footer of that file."
        )
    return document


def _forget(document: Document) -> None:
    """Takes out what belonged to the text that stood on the letterhead: its pictures, comments,
    notes, properties.
    """
    for key in [
        key for key, each in document.part.rels.items() if not each.reltype.endswith(_OF_THE_PAPER)
    ]:
        del document.part.rels[key]
    package = document.part.package
    assert package is not None
    for key in [
        key for key, each in package.rels.items() if each.reltype.endswith("/custom-properties")
    ]:
        del package.rels[key]


def _take_over_frames(document: Document) -> None:
    """Gives the last section, the only one that is kept, the first one's headers, footers and
    first page.
    """
    last = document.element.body.get_or_add_sectPr()
    first = next(iter(document.element.body.iter(qn("w:sectPr"))))
    if first is last:
        return
    for old in [*last.findall(qn("w:headerReference")), *last.findall(qn("w:footerReference"))]:
        last.remove(old)
    references = [*first.findall(qn("w:headerReference")), *first.findall(qn("w:footerReference"))]
    for i, reference in enumerate(references):
        last.insert(i, deepcopy(reference))
    last.titlePg_val = first.titlePg_val


def _frames(section: Section) -> Iterator[Any]:
    yield from (section.header, section.footer)
    if section.different_first_page_header_footer:
        yield from (section.first_page_header, section.first_page_footer)


def _has_content(frame: Any) -> bool:
    return not frame.is_linked_to_previous and bool(
        any(p.text.strip() for p in frame.paragraphs)
        or frame.tables
        or any(
            True for tag in ("w:drawing", "w:pict", "w:sdt") for _ in xml_of(frame).iter(qn(tag))
        )
    )


def set_frame(document: Document, page: Page, styles: Styles) -> None:
    """Puts patient, reference and page number on every page, the draft's watermark, and the
    file's own data.
    """
    section = document.sections[0]
    is_letterhead = bool(page.design.letterhead)
    if not is_letterhead:
        _line(_free(section.header), page.title, shown_date(page.day), section, styles, "Header")
        _logo(_free(section.first_page_header), page)
    for number, (header, footer) in enumerate(_pairs(document), 1):
        _numbered(_free(footer, is_letterhead), page, section, styles)
        if page.watermark:
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            xml_of(paragraph).append(watermark(page.watermark, number))
    _properties(document, page)


def _pairs(document: Document) -> Iterator[tuple[Any, Any]]:
    """Header and footer of every kind of page that the document has."""
    section = document.sections[0]
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _free(frame: Any, is_after: bool = False) -> Paragraph:
    """An empty paragraph: the one that is there, or a new one at the end."""
    frame.is_linked_to_previous = False
    last: Paragraph | None = frame.paragraphs[-1] if frame.paragraphs else None
    if last is not None and not is_after and not xml_of(last).r_lst:
        return last
    paragraph: Paragraph = frame.add_paragraph()
    return paragraph


def _numbered(paragraph: Paragraph, page: Page, section: Section, styles: Styles) -> None:
    _line(paragraph, " · ".join(page.running), "Page ", section, styles, "Footer")
    for name, following in (("PAGE", " of "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        run = OxmlElement("w:r")
        run.text = "1"
        field.append(run)
        xml_of(paragraph).append(field)
        if following:
            paragraph.add_run(following)


def _line(
    paragraph: Paragraph, left: str, right: str, section: Section, styles: Styles, style: str
) -> None:
    """One line with words at both ends."""
    paragraph.style = styles.known[style]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    stops = paragraph.paragraph_format.tab_stops
    for stop in list(paragraph.style.paragraph_format.tab_stops):
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{written_out(left)}\t{right}")


def _logo(paragraph: Paragraph, page: Page) -> None:
    if not page.design.logo:
        return
    paragraph.add_run().add_picture(BytesIO(page.design.logo), height=Inches(0.8))
    about = next(xml_of(paragraph).iter(qn("wp:docPr")))
    about.set("descr", written_out(page.design.logo_words))
    about.set("name", "Logo")


def _properties(document: Document, page: Page) -> None:
    about = document.core_properties
    moment = datetime.combine(page.day, time(12), UTC)
    about.title, about.author, about.last_modified_by = (
        page.title[:255],
        page.author[:255],
        page.author[:255],
    )
    about.subject = about.keywords = about.comments = about.category = ""
    about.language, about.revision = LANGUAGE, 1
    about.created = about.modified = moment
    _drop_thumbnail(document)


def _drop_thumbnail(document: Document) -> None:
    """Takes out the small picture of another document that a blank file or a letterhead brings
    along.
    """
    package = document.part.package
    assert package is not None
    for key in [
        key
        for key, relation in package.rels.items()
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del package.rels[key]
