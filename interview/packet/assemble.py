"""Puts one part of a packet together: the frame's pages, the letter with its tags, the exhibits
with their stamps.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from interview.packet.contents import Chunk, Packet, Part, SignedCopy
from interview.packet.leaves import Box, Leaves
from interview.packet.own_pages import frame
from interview.packet.tags import join_tags, set_apart

_PAGE = (612.0, 792.0)
"""US Letter in points."""
_SIDE, _TOP, _FOOT = 14.0, 14.0, 34.0
"""What stays free around a page of an exhibit, in points; the stamp stands in the foot."""
_FOREIGN = ("/AA", "/AF", "/EF", "/JS", "/Metadata", "/OPI", "/PieceInfo", "/Alternates", "/Thumb")
"""What pictures and drawings of other programs may carry along and nobody would see."""

Sources = Mapping[Path, Leaves]


def assembled(packet: Packet, part: Part, parts: tuple[Part, ...], sources: Sources) -> bytes:
    """One part of the packet as PDF, the same bytes for the same input. Raises Unfit,
    CannotWrite.
    """
    framed = frame(packet, part, parts, lambda chunk, page: _leaves(sources, chunk).is_wide(page))
    start = BytesIO(packet.letter) if part.has_letter else None
    with (
        pikepdf.open(BytesIO(framed)) as cover,
        pikepdf.open(start) if start else pikepdf.new() as out,
    ):
        links = _links_taken(cover)
        set_apart(cover, out)
        _Binding(packet, part, sources, cover, out).bind()
        join_tags(cover, out)
        _link(out, links)
        _outline(out, packet, part, len(cover.pages))
        _sweep(out)
        _describe(out, packet, part, parts)
        result = BytesIO()
        out.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return result.getvalue()


def _leaves(sources: Sources, chunk: Chunk) -> Leaves:
    assert chunk.enclosure.path is not None  # Only what is in hand is ever put into a part.
    return sources[chunk.enclosure.path]


class _Binding:
    """Lays the pages of one part in order; `cover` has one page for each of them."""

    def __init__(
        self, packet: Packet, part: Part, sources: Sources, cover: pikepdf.Pdf, out: pikepdf.Pdf
    ) -> None:
        self.packet = packet
        self.part = part
        self.sources = sources
        self.cover = cover
        self.out = out

    def bind(self) -> None:
        self.out.pages.insert(0, self.cover.pages[0])
        if self.part.has_letter:
            self._letter()
        first_exhibit = len(self.cover.pages) - sum(chunk.count + 1 for chunk in self.part.chunks)
        for index in range(len(self.out.pages), first_exhibit):
            self.out.pages.append(self.cover.pages[index])
        for chunk in self.part.chunks:
            self._exhibit(chunk)

    def _letter(self) -> None:
        for index in range(1, self.packet.letter_pages + 1):
            page = self.out.pages[index]
            if self.packet.signed is not None:
                self._sign(page, index, self.packet.signed)
            if not self.packet.is_ready:
                self._over(page, index)

    def _sign(self, page: pikepdf.Page, number: int, signed: SignedCopy) -> None:
        """The scan lies on white paper over the letter, whose words stay there for whoever
        cannot see it.
        """
        width, height = _PAGE
        form, drawing = self.sources[signed.path].draw(
            self.out, number, "/Signed", Box(0, 0, width, height)
        )
        page.add_resource(form, Name.XObject, Name.Signed)
        page.contents_add(b"q", prepend=True)
        page.contents_add(
            b"Q /Artifact BMC q 1 g 0 0 %d %d re f Q %s EMC" % (width, height, drawing)
        )

    def _over(self, page: pikepdf.Page, index: int) -> None:
        """Lays the frame's page over one of the letter, under a name that is the same each time."""
        page.add_resource(self._frame_form(index), Name.XObject, Name.Frame)
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q /Artifact BMC q /Frame Do Q EMC")

    def _frame_form(self, index: int) -> pikepdf.Object:
        return self.out.copy_foreign(self.cover.pages[index].as_form_xobject())

    def _exhibit(self, chunk: Chunk) -> None:
        self.out.pages.append(self.cover.pages[len(self.out.pages)])
        leaves = _leaves(self.sources, chunk)
        for number in chunk.pages:
            width, height = _PAGE[::-1] if leaves.is_wide(number) else _PAGE
            room = Box(_SIDE, _FOOT, width - 2 * _SIDE, height - _FOOT - _TOP)
            form, drawing = leaves.draw(self.out, number, "/Exhibit", room)
            stamp = self._frame_form(len(self.out.pages))
            page = self.out.add_blank_page(page_size=(width, height))
            page.obj.Resources = Dictionary(XObject=Dictionary(Exhibit=form, Stamp=stamp))
            page.obj.Contents = self.out.make_stream(
                b"/Artifact BMC\n" + drawing + b"\nq /Stamp Do Q\nEMC"
            )


Link = tuple[int, int, int]
"""Index of a page, of one of its annotations, and of the page that this leads to."""


def _links_taken(cover: pikepdf.Pdf) -> list[Link]:
    """Where the links of the frame lead to; they lead nowhere until they are in the packet."""
    places = {page.obj.objgen: index for index, page in enumerate(cover.pages)}
    found: list[Link] = []
    for index, page in enumerate(cover.pages):
        for at, each in enumerate(page.obj.get("/Annots", [])):
            goes = each.get("/Dest") or each.A.D
            found.append((index, at, places[goes[0].objgen]))
            for key in ("/Dest", "/A"):
                if key in each:
                    del each[key]
    return found


def _link(out: pikepdf.Pdf, links: list[Link]) -> None:
    for index, at, target in links:
        out.pages[index].obj.Annots[at].Dest = Array([out.pages[target].obj, Name.Fit])


def _outline(out: pikepdf.Pdf, packet: Packet, part: Part, pages: int) -> None:
    at = 1
    with out.open_outline() as outline:
        inside = list(outline.root)
        outline.root.clear()
        outline.root.append(OutlineItem("Fax cover sheet", 0, "Fit"))
        if part.has_letter:
            letter = OutlineItem(f"Letter: {packet.title}", at, "Fit")
            letter.children.extend(inside)
            outline.root.append(letter)
            at += packet.letter_pages
        outline.root.append(OutlineItem("Exhibits", at, "Fit"))
        at = pages - sum(chunk.count + 1 for chunk in part.chunks)
        for chunk in part.chunks:
            more = " (continued)" if chunk.is_continued else ""
            title = f"Exhibit {chunk.enclosure.letter}: {chunk.enclosure.title}{more}"
            outline.root.append(OutlineItem(title, at, "Fit"))
            at += chunk.count + 1


def _sweep(out: pikepdf.Pdf) -> None:
    own = out.Root.objgen
    for each in out.objects:
        if isinstance(each, Dictionary | pikepdf.Stream) and each.objgen != own:
            for key in _FOREIGN:
                if key in each:
                    del each[key]


def _describe(out: pikepdf.Pdf, packet: Packet, part: Part, parts: tuple[Part, ...]) -> None:
    of = f", part {part.number} of {len(parts)}" if len(parts) > 1 else ""
    title = f"{packet.title} with exhibits{of}"
    stamp = f"D:{packet.cover.day:%Y%m%d}120000Z"
    for key in list(out.docinfo.keys()):
        del out.docinfo[key]
    out.docinfo["/Title"], out.docinfo["/CreationDate"], out.docinfo["/ModDate"] = (
        title,
        stamp,
        stamp,
    )
    # It claims PDF/UA, which is true of the letter alone: scans are pictures.
    if "/Metadata" in out.Root:
        del out.Root.Metadata
    with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        data["dc:title"] = title
    out.Root.Lang = pikepdf.String("en-US")
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    out.Root.PageMode = Name.UseOutlines
