"""The tags of the frame and of the letter as one tree: cover sheet, letter, index, and a heading
for each exhibit.

The pages of exhibits are pictures to it: only the headings before them are read. Source: ISO
32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_OWN = "frame-"
"""Before the names of the frame's cells, so that they differ from the letter's."""


def set_apart(cover: pikepdf.Pdf, out: pikepdf.Pdf) -> None:
    """Gives the tags of the frame numbers and names that those of `out` do not have, before any
    page is copied.
    """
    root = cover.Root.StructTreeRoot
    first = _next_number(out)
    root.ParentTree = Dictionary(
        Nums=Array(_flat((number + first, kids) for number, kids in _numbers(cover)))
    )
    for page in cover.pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents += first
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent += first
    for element in _elements(root):
        if Name.ID in element:
            element.ID = String(_OWN + str(element.ID))
        for attributes in element.get("/A", ()):
            if "/Headers" in attributes:
                attributes.Headers = Array(
                    [String(_OWN + str(each)) for each in attributes.Headers]
                )


def join_tags(cover: pikepdf.Pdf, out: pikepdf.Pdf) -> None:
    """Puts the letter's tags, if it has any, behind those of the cover sheet, once all pages are
    in `out`.
    """
    frame = out.copy_foreign(cover.Root.StructTreeRoot)
    document = frame.K[0]
    if "/StructTreeRoot" in out.Root:
        letter = out.Root.StructTreeRoot.K[0]
        letter.S, letter.P = Name.Part, document
        kids = list(document.K)
        before = next(
            (at for at, kid in enumerate(kids) if _page(kid) != out.pages[0].objgen), len(kids)
        )
        document.K = Array([*kids[:before], letter, *kids[before:]])
        frame.ParentTree = Dictionary(
            Nums=Array(_flat([*_numbers(out), *_pairs(frame.ParentTree)]))
        )
    named = {str(element.ID): element for element in _elements(frame) if Name.ID in element}
    frame.IDTree = Dictionary(Names=Array(_flat((String(id), named[id]) for id in sorted(named))))
    frame.ParentTreeNextKey = max(number for number, _ in _pairs(frame.ParentTree)) + 1
    out.Root.StructTreeRoot = frame
    out.Root.MarkInfo = Dictionary(Marked=True)


def _next_number(pdf: pikepdf.Pdf) -> int:
    return max((number for number, _ in _numbers(pdf)), default=-1) + 1


def _numbers(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """What the numbers on pages and annotations stand for."""
    return _pairs(pdf.Root.StructTreeRoot.ParentTree) if "/StructTreeRoot" in pdf.Root else iter(())


def _pairs(node: Any) -> Iterator[tuple[int, Any]]:
    listed = list(node.get("/Nums", ()))
    yield from ((int(number), kids) for number, kids in zip(listed[::2], listed[1::2], strict=True))
    for each in node.get("/Kids", ()):
        yield from _pairs(each)


def _flat(pairs: Any) -> list[Any]:
    return [each for pair in pairs for each in pair]


def _elements(node: Any) -> Iterator[Any]:
    for each in node.get("/K", ()):
        if isinstance(each, Dictionary) and "/S" in each:
            yield each
            yield from _elements(each)


def _page(element: Any) -> tuple[int, int]:
    """The page that an element stands on, or the first one within it."""
    for each in (element, *_elements(element)):
        if "/Pg" in each:
            return tuple(each.Pg.objgen)
    return 0, 0
