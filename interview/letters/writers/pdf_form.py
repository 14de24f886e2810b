"""Turns the places of a tagged PDF that were set as links `field:N` into fields of a form that can
be filled in.

Where each stands, its place in the reading order and its tag are then Typst's own, so the form goes
through its fields in the order of the page. Source: ISO 32000-1, 12.7 (forms), 14.8.4.5 (the
structure type Form).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from interview.letters.writers.form_field import FormField

_SCHEME = "field:"
_MULTILINE = 1 << 12
_LOOK = "/Helv 10 Tf 0 g"
_TICK_LOOK = "/ZaDb 0 Tf 0 g"
_ON = Name("/Yes")


def with_fields(data: bytes, fields: Sequence[FormField]) -> bytes:
    """The same file with a form; the link `field:N` becomes `fields[N]`. The same bytes for the
    same input.
    """
    with Pdf.open(BytesIO(data)) as file:
        form = _Form(file)
        for link in list(_links(file)):
            form.add(link, fields[int(str(link.A.URI).removeprefix(_SCHEME))])
        for element in list(_elements(file.Root.StructTreeRoot)):
            if any(_is_field(each) for each in _kids(element)):
                element.S = Name.Form
        result = BytesIO()
        file.save(result, static_id=False, deterministic_id=True)
        return result.getvalue()


def _links(file: Pdf) -> Iterator[Any]:
    for page in file.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A", Dictionary())
            if str(action.get("/URI", "")).startswith(_SCHEME):
                yield annotation


def _elements(node: Any) -> Iterator[Any]:
    for each in _kids(node):
        if isinstance(each, Dictionary) and "/S" in each:
            yield each
            yield from _elements(each)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", ())
    return list(kids) if isinstance(kids, Array | tuple) else [kids]


def _is_field(kid: Any) -> bool:
    return (
        isinstance(kid, Dictionary) and kid.get("/Obj", Dictionary()).get("/Subtype") == Name.Widget
    )


class _Form:
    """The form of one file. A name with periods is a field inside groups, since no name of one
    may hold a period.
    """

    def __init__(self, file: Pdf) -> None:
        self.file = file
        self.groups: dict[str, Any] = {}
        self.root = Dictionary(
            Fields=Array(),
            NeedAppearances=True,
            DA=String(_LOOK),
            DR=Dictionary(
                Font=Dictionary(Helv=self._font("/Helvetica"), ZaDb=self._font("/ZapfDingbats"))
            ),
        )
        file.Root.AcroForm = self.root

    def _font(self, name: str) -> Any:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(name))
        if name == "/Helvetica":
            font.Encoding = Name.WinAnsiEncoding
        return self.file.make_indirect(font)

    def add(self, link: Any, field: FormField) -> None:
        """Makes the link a field: a box to tick, or a line to write on."""
        group, _, last = field.name.rpartition(".")
        for key in ("/A", "/Border", "/Contents"):
            if key in link:
                del link[key]
        link.Subtype, link.T, link.TU = Name.Widget, String(last), String(field.tooltip)
        if group:
            link.Parent = self._group(group)
        self._siblings(group).append(link)
        left, bottom, right, top = (float(each) for each in link.Rect)
        blank = self._picture(right - left, top - bottom, b"")
        if field.is_box:
            link.FT, link.V, link.AS, link.DA = Name.Btn, Name.Off, Name.Off, String(_TICK_LOOK)
            link.MK = Dictionary(CA=String("8"))
            ticked = self._picture(right - left, top - bottom, _cross(right - left, top - bottom))
            link.AP = Dictionary(N=Dictionary({str(_ON): ticked, "/Off": blank}))
        else:
            link.FT, link.DA, link.AP = Name.Tx, String(_LOOK), Dictionary(N=blank)
            if field.is_long:
                link.Ff = _MULTILINE

    def _group(self, name: str) -> Any:
        if name not in self.groups:
            above, _, last = name.rpartition(".")
            group = self.file.make_indirect(Dictionary(T=String(last), Kids=Array()))
            if above:
                group.Parent = self._group(above)
            self.groups[name] = group
            self._siblings(above).append(group)
        return self.groups[name]

    def _siblings(self, group: str) -> Any:
        return self.groups[group].Kids if group else self.root.Fields

    def _picture(self, width: float, height: float, drawn: bytes) -> Any:
        picture = self.file.make_stream(drawn)
        picture.Type, picture.Subtype, picture.BBox = (
            Name.XObject,
            Name.Form,
            Array([0, 0, width, height]),
        )
        picture.Resources = Dictionary()
        return picture


def _cross(width: float, height: float) -> bytes:
    """Two strokes from corner to corner, drawn and not taken from a font, so that no font need
    be embedded.
    """
    right, top = width - 2, height - 2
    return f"q 1.2 w 2 2 m {right:.2f} {top:.2f} l 2 {top:.2f} m {right:.2f} 2 l S Q".encode()
