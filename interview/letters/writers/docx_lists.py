"""Numbered and bulleted lists of a DOCX: one definition each, and a list of its own for each
numbered one.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from interview.letters.blocks import BOX

_BULLETS = ("•", "–", "·")
_BOXES = (BOX,) * 3
_STEP = 360
"""By how much each level stands in, in twentieths of a point."""


class Lists:
    """The lists of one document. A letterhead's own lists stay as they are."""

    DEEPEST = 2
    """Highest level number that has a look of its own."""

    def __init__(self, document: Document) -> None:
        self.root: Any = _numbering(document)
        first = 1 + max(
            (int(each.get(qn("w:abstractNumId"))) for each in self._all("w:abstractNum")), default=0
        )
        self.decimal, self._bullets, self._boxes = first + 1, 0, 0
        for id, signs in ((first, _BULLETS), (first + 1, ())):
            self._define(id, signs)

    def bullets(self) -> int:
        """The id of the bulleted list."""
        self._bullets = self._bullets or self._new(self.decimal - 1)
        return self._bullets

    def boxes(self) -> int:
        """The id of the list with boxes to tick, which only a document with such a list has."""
        if not self._boxes:
            self._define(self.decimal + 1, _BOXES)
            self._boxes = self._new(self.decimal + 1)
        return self._boxes

    def numbers(self, start: int) -> int:
        """The id of a new numbered list that begins with this number."""
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._new(self.decimal, override)

    def _new(self, abstract: int, inner: str = "") -> int:
        id = 1 + max((int(each.get(qn("w:numId"))) for each in self._all("w:num")), default=0)
        xml = (
            f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId'
            f' w:val="{abstract}"/>{inner}</w:num>'
        )
        last = self._all("w:num")[-1:] or self._all("w:abstractNum")[-1:]
        last[0].addnext(parse_xml(xml))
        return id

    def _define(self, id: int, signs: tuple[str, ...]) -> None:
        levels = "".join(_level(i, signs) for i in range(self.DEEPEST + 1))
        xml = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}"><w:multiLevelType'
            f' w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        last = self._all("w:abstractNum")[-1:]
        if last:
            last[0].addnext(parse_xml(xml))
        else:
            self.root.insert(0, parse_xml(xml))

    def _all(self, tag: str) -> list[Any]:
        return list(self.root.findall(qn(tag)))


def _level(i: int, signs: tuple[str, ...]) -> str:
    text = signs[i] if signs else f"%{i + 1}."
    return (
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt'
        f' w:val="{"bullet" if signs else "decimal"}"/><w:lvlText w:val="{text}"/><w:lvlJc'
        f' w:val="left"/><w:pPr><w:ind w:left="{_STEP * (i + 1)}"'
        f' w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )


def _numbering(document: Document) -> Any:
    """The part that holds the lists; a letterhead without one gets it."""
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]  # an XML part
    except KeyError:
        root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        new = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
        return root
