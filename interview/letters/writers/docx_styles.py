"""The styles of a DOCX letter. On a letterhead the clinic's own come first, and only what is
missing is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

FONT = "Times New Roman"
"""On every office computer, or with a font of the same widths in its place."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph style looks; sizes in points."""

    size: float | None = None
    bold: bool | None = None
    before: float = 0
    after: float = 6
    keep_next: bool = False
    left: float = 0
    """Inches that it stands in."""


_PARAGRAPHS = {
    "Normal": _Look(11.5, after=8),
    **{f"Heading {i}": _Look(12.5 if i == 1 else 11.5, True, 12, 4, True) for i in range(1, 7)},
    "List Bullet": _Look(after=3),
    "List Continue": _Look(after=3, left=0.25),
    "Quote": _Look(before=2, after=8, left=0.3),
    "Table Text": _Look(9.5, after=0),
    "Table Head": _Look(9.5, True, after=0, keep_next=True),
    "Table Note": _Look(9.5, before=3, after=8),
    "Letter Rule": _Look(4, after=8),
    "Signature Line": _Look(before=30, after=0, keep_next=True),
    "Signature Label": _Look(9.5, after=8),
    "Header": _Look(8.5, after=0),
    "Footer": _Look(8.5, after=0),
}
TABLE = "Letter Table"
_CHARACTERS = ("Strong", "Emphasis", "Open Item")
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="LetterTable">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{{borders}}</w:tblBorders><w:tblCellMar>
<w:top w:w="35" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
<w:bottom w:w="35" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr>
</w:style>"""
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
"""What follows borders in the properties of a paragraph."""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


class Styles:
    """The styles of one document by name. On a letterhead, and where they are set already, the
    known ones stay.
    """

    def __init__(self, document: Document, is_letterhead: bool) -> None:
        self.document = document
        self.is_letterhead = is_letterhead
        self.known: dict[str, Any] = {style.name: style for style in document.styles if style.name}
        for name, look in _PARAGRAPHS.items():
            if name not in self.known or not (is_letterhead or TABLE in self.known):
                self._paragraph(name, look)
        for name in _CHARACTERS:
            self._character(name)
        if TABLE not in self.known:
            self._table()
        self.ids: dict[str, str] = {name: style.style_id for name, style in self.known.items()}

    def id(self, name: str) -> str:
        return self.ids[name]

    def _paragraph(self, name: str, look: _Look) -> None:
        style = self.known.get(name) or self.document.styles.add_style(
            name, WD_STYLE_TYPE.PARAGRAPH
        )
        self.known[name] = style
        if name in ("List Bullet", "List Continue"):
            _drop(
                style.element, "w:pPr", "w:numPr", "w:contextualSpacing"
            )  # What the blank file has for them.
        font, form = style.font, style.paragraph_format
        if look.size is not None:
            font.size = Pt(look.size)
        if look.bold is not None:
            font.bold = look.bold
        font.italic = None
        font.color.rgb = RGBColor(0, 0, 0)
        if not self.is_letterhead:
            _set_font(style.element)
        form.space_before, form.space_after = Pt(look.before), Pt(look.after)
        form.line_spacing = 1.08
        form.keep_with_next = look.keep_next or None
        form.widow_control = True
        form.left_indent = Inches(look.left) if look.left else None
        self._special(name, style)

    def _special(self, name: str, style: Any) -> None:
        """Lines and tab stops that only one style has."""
        stops = style.paragraph_format.tab_stops
        if name == "Signature Line":
            stops.add_tab_stop(Inches(4), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            stops.add_tab_stop(Inches(4.4))
            stops.add_tab_stop(Inches(6.4), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        if name == "Signature Label":
            stops.add_tab_stop(Inches(4.4))
        if name == "Letter Rule":
            edge = '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="777777"/>'
            line = parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
            style.element.get_or_add_pPr().insert_element_before(line, *_AFTER_BORDERS)

    def _character(self, name: str) -> None:
        if name in self.known:
            return
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        self.known[name] = style
        style.font.bold = True if name != "Emphasis" else None
        style.font.italic = True if name == "Emphasis" else None
        if name == "Open Item":
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF0A0"/>'
            style.element.get_or_add_rPr().append(parse_xml(shade))

    def _table(self) -> None:
        edges = "".join(
            f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="777777"/>' for e in _EDGES
        )
        self.document.styles.element.append(parse_xml(_TABLE.format(borders=edges)))
        self.known[TABLE] = self.document.styles[TABLE]


def _set_font(style: Any) -> None:
    about = style.get_or_add_rPr()
    fonts = about.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _drop(style: Any, group: str, *tags: str) -> None:
    about = style.find(qn(group))
    for tag in tags:
        for found in about.findall(qn(tag)) if about is not None else ():
            about.remove(found)
