"""Places to fill in of a DOCX: content controls, which Word keeps to their place and shows what
they ask for.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from interview.letters.blocks import BOX
from interview.letters.sanitise import written_out

Element = Any
"""An element of the document's XML; lxml has no types."""

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_TICKED = "2612"
_LONGEST = 60
"""Characters that Word takes for a tag or a title."""
_TICK_FONT = "MS Gothic"
"""What Word itself sets these boxes in."""
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What follows borders in the properties of a paragraph."""
_LINE = 15
"""Points of one line to write on."""


def text_control(id: str, asked: str) -> Element:
    """A control for words, empty but for a space."""
    return _control(id, asked, "<w:text/>", " ")


def tick_control(id: str, asked: str) -> Element:
    """A box that is ticked by a click."""
    box = (
        f'<w14:checkbox {_W14}><w14:checked w14:val="0"/>'
        f'<w14:checkedState w14:val="{_TICKED}" w14:font="{_TICK_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(BOX):04X}" w14:font="{_TICK_FONT}"/></w14:checkbox>'
    )
    return _control(id, asked, box, BOX)


def _control(id: str, asked: str, kind: str, words: str) -> Element:
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val=""/><w:tag'
        f' w:val=""/>{kind}</w:sdtPr><w:sdtContent><w:r><w:t'
        f' xml:space="preserve">{words}</w:t></w:r></w:sdtContent></w:sdt>'
    )
    about = control.find(qn("w:sdtPr"))
    about.find(qn("w:alias")).set(qn("w:val"), written_out(asked)[:_LONGEST])
    about.find(qn("w:tag")).set(qn("w:val"), written_out(id)[-_LONGEST:])
    return control


def id_run(run: Element) -> Element:
    """The run, set small and grey."""
    about = run.get_or_add_rPr()
    about.get_or_add_color().val = RGBColor(0x55, 0x55, 0x55)
    about.get_or_add_sz().val = Pt(7)
    return run


def ruled(paragraph: Element, lines: int) -> None:
    """Gives the paragraph the height of some lines, with a rule below."""
    about = paragraph.get_or_add_pPr()
    edge = '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
    about.insert_element_before(border, *_AFTER_BORDERS)
    about.spacing_before, about.spacing_after = Pt(_LINE * lines - 9), Pt(6)
