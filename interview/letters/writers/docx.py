"""Writes a letter as a DOCX that an office can edit: real styles, lists and table headers, on
its own letterhead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, assert_never

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from interview.letters import blocks as b
from interview.letters.sanitise import written_out
from interview.letters.writers.docx_controls import id_run, ruled, text_control, tick_control
from interview.letters.writers.docx_frame import opened, set_frame
from interview.letters.writers.docx_lists import Lists
from interview.letters.writers.docx_package import packed
from interview.letters.writers.docx_styles import TABLE, Styles
from interview.letters.writers.page import (
    Led,
    Page,
    introducing,
    is_note,
    is_short,
    kept_together,
    levelled,
    shares,
    without_sender,
)

Element = Any
"""An element of the document's XML; lxml has no types."""

_NARROW, _WIDE = 4.7, 5.6
"""Points that a character of a table takes in our own font, and in any that a clinic may have
chosen.
"""
_BELOW_TABLE = Pt(6)


def to_docx(page: Page) -> bytes:
    """The letter as DOCX. Raises CannotWrite when the clinic's letterhead cannot be used."""
    document = opened(page)
    writer = _Writer(document, bool(page.design.letterhead))
    blocks = without_sender(page) if page.design.letterhead else page.blocks
    body = document.element.body
    end = body.sectPr
    for piece in kept_together(levelled(blocks)):
        for element in writer.piece(piece):
            end.addprevious(element)
    set_frame(document, page, writer.styles)
    return packed(document, page.day)


@dataclass(frozen=True, slots=True)
class _Where:
    """What a block stands in."""

    level: int = 0
    """How many lists."""
    list_id: int | None = None
    """Of the list whose next item the paragraph begins."""
    is_quote: bool = False
    keep_next: bool = False


class _Writer:
    """Turns blocks into the elements of one document."""

    def __init__(self, document: Document, is_letterhead: bool) -> None:
        self.styles = Styles(document, is_letterhead)
        self.lists = Lists(document)
        section = document.sections[-1]
        sizes = section.page_width, section.left_margin, section.right_margin
        wide, left, right = (int(size) if size is not None else 0 for size in sizes)
        self.width = (wide - left - right) // 635
        """Of a line, in twentieths of a point."""
        self.sign = _WIDE if is_letterhead else _NARROW
        self.is_below_table = False

    def piece(self, piece: tuple[Led, ...]) -> Iterator[Element]:
        """A part of the letter whose blocks stay on one page."""
        for i, (block, is_lead) in enumerate(piece):
            yield from self.block(block, _Where(keep_next=is_lead or i < len(piece) - 1))

    def block(self, block: b.Block, where: _Where) -> Iterator[Element]:
        match block:
            case b.Heading(level, inlines):
                yield self.paragraph(f"Heading {level}", inlines, where)
            case b.Paragraph(inlines):
                yield self.paragraph(_style(block, where), inlines, where)
            case b.Quote(blocks):
                yield from self.inner(introducing(blocks), replace(where, is_quote=True))
            case b.BulletList(items, boxes):
                yield from self.items(
                    items, self.lists.boxes() if boxes else self.lists.bullets(), where
                )
            case b.NumberedList(items, start):
                yield from self.items(items, self.lists.numbers(start), where)
            case b.Table():
                yield self.table(block, where.keep_next)
            case b.Rule():
                yield self.paragraph("Letter Rule", (), where)
            case b.SignatureLine():
                yield self.paragraph(
                    "Signature Line", (b.Text("\t\t\t"),), replace(where, keep_next=True)
                )
                yield self.paragraph("Signature Label", (b.Text("Signature\tDate"),), where)
            case b.Blank():
                yield from self.blank(block, where)
            case _:
                assert_never(block)

    def blank(self, blank: b.Blank, where: _Where) -> Iterator[Element]:
        """What is asked, then its boxes and its line, which Word fills in as controls that keep
        the answer's id.
        """
        together = replace(where, keep_next=True)
        label = self.paragraph("Table Text", (*blank.label, b.Text("   ")), together)
        label.append(id_run(self.run(blank.id, "")))
        yield label
        if blank.options:
            boxes = self.paragraph("Table Text", (), together if blank.lines else where)
            boxes.get_or_add_pPr().spacing_after = Pt(0 if blank.lines else 6)
            for key, words in blank.options:
                boxes.append(tick_control(f"{blank.id}.{key}", words))
                boxes.append(self.run(f" {words}     ", ""))
            yield boxes
        if blank.lines:
            line = self.paragraph("Table Text", (), where)
            ruled(line, blank.lines)
            line.append(text_control(blank.id, b.plain(blank.label)))
            yield line

    def inner(self, led: Iterable[Led], where: _Where) -> Iterator[Element]:
        for block, is_lead in led:
            yield from self.block(block, replace(where, keep_next=where.keep_next or is_lead))
            where = replace(where, list_id=None)

    def items(self, items: tuple[b.Blocks, ...], list_id: int, where: _Where) -> Iterator[Element]:
        for item in items:
            inside = replace(where, level=where.level + 1, list_id=list_id, keep_next=False)
            if not item or not isinstance(item[0], b.Paragraph):
                yield self.paragraph("List Bullet", (), inside)
                inside = replace(inside, list_id=None)
            yield from self.inner(introducing(item), inside)

    def paragraph(self, style: str, inlines: b.Inlines, where: _Where) -> Element:
        element = OxmlElement("w:p")
        about = element.get_or_add_pPr()
        about.style = self.styles.id(style)
        if where.keep_next:
            about.get_or_add_keepNext()
        if where.list_id is not None:
            numbering = about.get_or_add_numPr()
            numbering.get_or_add_ilvl().val = min(where.level - 1, self.lists.DEEPEST)
            numbering.get_or_add_numId().val = where.list_id
        elif where.level > 1:
            about.ind_left = 360 * 635 * where.level
        if self.is_below_table and style == "Normal":
            about.spacing_before = _BELOW_TABLE
        self.is_below_table = False
        element.extend(self.runs(inlines, ""))
        return element

    def runs(self, inlines: b.Inlines, style: str) -> Iterator[Element]:
        for inline in inlines:
            match inline:
                case b.Text(text):
                    yield self.run(text, style)
                case b.Hole():
                    yield self.run(inline.text, "Open Item")
                case b.Break():
                    run = OxmlElement("w:r")
                    run.add_br()
                    yield run
                case b.Strong(inner) | b.Emphasis(inner):
                    yield from self.runs(inner, type(inline).__name__)

    def run(self, text: str, style: str) -> Element:
        run = OxmlElement("w:r")
        if style:
            run.style = self.styles.id(style)
        run.text = "\t".join(written_out(part) for part in text.split("\t"))
        return run

    def table(self, table: b.Table, keep_next: bool) -> Element:
        widths = [round(self.width * share) for share in shares(table, self.width / 20 / self.sign)]
        element = OxmlElement("w:tbl")
        element.append(self._table_properties(sum(widths)))
        grid = OxmlElement("w:tblGrid")
        for width in widths:
            _add(grid, "w:gridCol", w=width)
        element.append(grid)
        element.append(self._row(table.header, widths, is_header=True))
        for i, row in enumerate(table.rows):
            element.append(self._row(row, widths, keep_next=keep_next and i == len(table.rows) - 1))
        self.is_below_table = True
        return element

    def _table_properties(self, width: int) -> Element:
        about = OxmlElement("w:tblPr")
        _add(about, "w:tblStyle", val=self.styles.id(TABLE))
        _add(about, "w:tblW", w=width, type="dxa")
        _add(about, "w:tblInd", w=0, type="dxa")
        _add(about, "w:tblLayout", type="fixed")
        _add(
            about,
            "w:tblLook",
            val="0020",
            firstRow=1,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
        return about

    def _row(
        self,
        cells: tuple[b.Inlines, ...],
        widths: list[int],
        is_header: bool = False,
        keep_next: bool = False,
    ) -> Element:
        row = OxmlElement("w:tr")
        about = row.get_or_add_trPr()
        if is_header or is_short(cells):
            _add(about, "w:cantSplit")
        if is_header:
            _add(about, "w:tblHeader")
        for inlines, width in zip(cells, widths, strict=True):
            cell = OxmlElement("w:tc")
            _add(cell.get_or_add_tcPr(), "w:tcW", w=width, type="dxa")
            style = "Table Head" if is_header else "Table Text"
            cell.append(self.paragraph(style, inlines, _Where(keep_next=is_header or keep_next)))
            row.append(cell)
        return row


def _style(block: b.Paragraph, where: _Where) -> str:
    if where.list_id is not None:
        return "List Bullet"
    if where.level:
        return "List Continue"
    if is_note(block):
        return "Table Note"
    return "Quote" if where.is_quote else "Normal"


def _add(parent: Element, tag: str, **values: object) -> None:
    element = OxmlElement(tag)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
