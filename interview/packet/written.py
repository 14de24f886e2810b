"""What people wrote and marked on the pages of a PDF becomes part of the pages, as a viewer shows
it.

Source: ISO 32000-1, 12.5 (annotations). What only some viewers would show is refused, and nothing
is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from interview.packet.boxes import Place, Words, draw_words
from interview.packet.filled_forms import Form, font_size, size_of
from interview.packet.unfit import Unfit

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_LINES = {"/Highlight": 0.0, "/Underline": 0.08, "/Squiggly": 0.08, "/StrikeOut": 0.45}
"""Marks along lines of words, and how high above the line's foot they run, as a part of its
height.
"""
_STROKE = 0.07
"""How thick such a stroke is, as a part of the line's height."""
_THROUGH = "/Through"
_NO_PICTURE = frozenset({
    "/Link", "/Popup", "/PrinterMark", "/TrapNet", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D",
    "/RichMedia", "/Text",
})  # fmt: skip
"""Nothing is lost where these have no picture of their own."""
_COMMENTED = frozenset(
    {"/Text", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Ink", "/Caret", *_LINES}
)
"""What people hang comments on that are read only after a click."""
_REPRINT = "Please open it, print it to a new PDF and attach that"


def show_what_was_written(pdf: pikepdf.Pdf) -> None:
    """Draws fields, highlights and notes onto their pages, and takes them away. Raises Unfit."""
    form = Form(pdf)
    places = [
        place
        for annotation in _annotations(pdf)
        if (place := _place(pdf, annotation, form)) is not None
    ]
    draw_words(pdf, places)
    pdf.flatten_annotations("screen")


def _annotations(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from (each for each in page.obj.get("/Annots", ()) if isinstance(each, Dictionary))


def _place(pdf: pikepdf.Pdf, annotation: Any, form: Form) -> Place | None:
    """The words that still have to be drawn into an annotation, if any. Raises Unfit for what
    cannot be shown.
    """
    kind = str(annotation.get("/Subtype", ""))
    _refuse_secrets(kind, annotation)
    if int(annotation.get("/F", 0)) & (_HIDDEN | _NO_VIEW) or not all(size_of(annotation)):
        return None
    if kind == "/Widget":
        return form.place(annotation)
    if "/N" in annotation.get("/AP", Dictionary()):
        if kind == "/Highlight":
            _let_words_through(annotation)
        return None
    if kind == "/FreeText":
        return annotation, _note(annotation), 0
    if kind in _LINES and len(annotation.get("/QuadPoints", ())) >= 8:
        _draw_lines(pdf, annotation, kind)
    elif kind not in _NO_PICTURE:
        raise Unfit(f"has a drawing or a stamp that only some programs show. {_REPRINT}")
    return None


def _refuse_secrets(kind: str, annotation: Any) -> None:
    """What whoever receives the document would see against all intent, or never see."""
    if kind == "/Redact":
        raise Unfit(
            "has passages that were marked to be blacked out and still are there to read. "
            "Please apply the redaction, save it and attach that"
        )
    has_comment = (
        bool(str(annotation.get("/Contents", "")).strip()) and "/StateModel" not in annotation
    )
    if has_comment and kind in _COMMENTED:
        raise Unfit(
            "has comments that open only on a click and would be lost. "
            "Please print it to a new PDF, with the comments or without them, and attach that"
        )


def _note(annotation: Any) -> Words:
    width, height = size_of(annotation)
    words = "\n".join(str(annotation.get("/Contents", "")).splitlines())
    return Words(words, width, height, font_size(annotation.get("/DA", "")), wraps=True)


def _let_words_through(highlight: Any) -> None:
    """A highlight darkens what it lies on and never covers it, even where the file does not say
    so.
    """
    picture = highlight.AP.N
    if not isinstance(picture, Stream):
        return
    resources = _copied(picture.get("/Resources"))
    resources.ExtGState = _copied(resources.get("/ExtGState"))
    resources.ExtGState[_THROUGH] = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
    picture.Resources = resources
    if "/Group" in picture:  # Within a group of its own it would be mixed with nothing.
        del picture.Group
    picture.write(f"{_THROUGH} gs\n".encode() + picture.read_bytes())


def _copied(found: Any) -> Any:
    return Dictionary(dict(found.items())) if isinstance(found, Dictionary) else Dictionary()


def _draw_lines(pdf: pikepdf.Pdf, mark: Any, kind: str) -> None:
    """Draws a mark along lines of words: a bar over all of each, or a stroke through or below
    it.
    """
    colour = " ".join(f"{float(each):.3f}" for each in mark.get("/C", (0,)))
    operator = {1: "g", 3: "rg", 4: "k"}.get(len(mark.get("/C", (0,))), "g")
    bars = " ".join(
        _bar([float(each) for each in quad], _LINES[kind]) for quad in _quads(mark.QuadPoints)
    )
    picture = pdf.make_stream(f"{colour or 0} {operator} {bars}".encode())
    picture.Type, picture.Subtype, picture.BBox = Name.XObject, Name.Form, mark.Rect
    mark.AP = Dictionary(N=picture)
    if kind == "/Highlight":
        _let_words_through(mark)


def _quads(points: Any) -> Iterator[list[Any]]:
    numbers = list(points)
    yield from (numbers[at : at + 8] for at in range(0, len(numbers) - 7, 8))


def _bar(quad: list[float], height: float) -> str:
    """A line of words as a filled rectangle; all of it, or a thin part at this height."""
    left, right = min(quad[::2]), max(quad[::2])
    bottom, top = min(quad[1::2]), max(quad[1::2])
    if height:
        bottom, top = bottom + (top - bottom) * height, bottom + (top - bottom) * (height + _STROKE)
    return f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f"
