"""One page of an exhibit at a time, as something that can be drawn on a page of the packet.

Only what is drawn is taken over: no scripts, actions, forms, links, embedded files or data of
programs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name

from interview.packet.opened import open_pdf, readable, visible
from interview.packet.pictures import Picture, picture, picture_size
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit
from interview.packet.written import show_what_was_written

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_BOXES = ("/TrimBox", "/BleedBox", "/ArtBox")
_COARSEST = 100.0
"""Dots per inch of a picture; a small one is not blown up beyond that."""
_WIDE = 1.1
"""A page that is so many times as wide as high lies on its side …"""
_UPRIGHT_WIDTH = 580.0
"""… unless it fits into an upright one as it is; in points."""
_LARGEST = 1_000_000.0
"""Points of a page's side; more is a mistake in the file."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def fitting(self, width: float, height: float) -> Box:
        """Something of this size within, in the middle, made smaller where it must be."""
        scale = min(self.width / width, self.height / height, 1.0)
        wide, high = width * scale, height * scale
        return Box(
            self.left + (self.width - wide) / 2, self.bottom + (self.height - high) / 2, wide, high
        )


class Leaves(ABC):
    """The pages of one document."""

    @abstractmethod
    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points as the page is looked at, at its largest."""

    @abstractmethod
    def draw(
        self, out: pikepdf.Pdf, page: int, name: str, within: Box
    ) -> tuple[pikepdf.Object, bytes]:
        """What goes among the page's resources under this name, and what draws it. Raises Unfit."""

    @abstractmethod
    def weight(self, page: int, seen: set[object]) -> int:
        """About how many bytes the page adds to a file that has everything in `seen`."""

    def is_wide(self, page: int) -> bool:
        width, height = self.size(page)
        return width > height * _WIDE and width > _UPRIGHT_WIDTH

    @abstractmethod
    def close(self) -> None:
        """Lets the file go."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def leaves_of(path: Path, sort: Sort) -> Leaves:
    """The pages of a document. Raises Unfit when it is not what it was when it was attached."""
    return _Printed(path) if sort is Sort.pdf else _Pictured(path, sort)


def drawable_pages(path: Path) -> tuple[int, bool]:
    """How many pages a PDF has, each of them tried, and whether the file had to be mended.
    Raises Unfit.
    """
    with _Printed(path) as leaves:
        return leaves.try_all(), leaves.is_mended


class _Printed(Leaves):
    def __init__(self, path: Path) -> None:
        self._pdf, self.is_mended = open_pdf(path)
        self._forms: dict[int, pikepdf.Object] = {}
        try:
            with readable():
                show_what_was_written(self._pdf)
        except Unfit:
            self.close()
            raise

    def try_all(self) -> int:
        """How many pages there are. Raises Unfit when one of them cannot be drawn."""
        with readable():
            for number in range(1, len(self._pdf.pages) + 1):
                width, height = self.size(number)
                if not (0 < width < _LARGEST and 0 < height < _LARGEST):
                    raise ValueError
                self._form(number).read_bytes()  # What draws it can be unpacked.
            return len(self._pdf.pages)

    def size(self, page: int) -> tuple[float, float]:
        form = self._form(page)  # Its matrix turns the page upright and knows its unit.
        left, bottom, right, top = (float(side) for side in form.BBox)
        a, b, c, d, _, _ = (float(number) for number in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        width, height = right - left, top - bottom
        return abs(a) * width + abs(c) * height, abs(b) * width + abs(d) * height

    def draw(
        self, out: pikepdf.Pdf, page: int, name: str, within: Box
    ) -> tuple[pikepdf.Object, bytes]:
        form = out.copy_foreign(self._form(page))
        box = within.fitting(*self.size(page))
        target = pikepdf.Rectangle(
            box.left, box.bottom, box.left + box.width, box.bottom + box.height
        )
        any_page = self._pdf.pages[page - 1]
        return form, any_page.calc_form_xobject_placement(
            form,
            Name(name),
            target,
            invert_transformations=False,
            allow_shrink=True,
            allow_expand=False,
        )

    def weight(self, page: int, seen: set[object]) -> int:
        return _stream_bytes(self._form(page), seen, id(self))

    def _form(self, number: int) -> pikepdf.Object:
        if number not in self._forms:
            page = self._pdf.pages[number - 1]
            left, bottom, width, height = visible(page)
            page.obj.MediaBox = page.obj.CropBox = pikepdf.Array(
                [left, bottom, left + width, bottom + height]
            )
            for key in _BOXES:
                if key in page.obj:
                    del page.obj[key]
            # A list shared by all pages would bring the other pages' pictures.
            page.remove_unreferenced_resources()
            self._forms[number] = self._pdf.make_indirect(page.as_form_xobject())
        return self._forms[number]

    def close(self) -> None:
        self._pdf.close()


def _stream_bytes(start: pikepdf.Object, seen: set[object], owner: int) -> int:
    total, open_ = 0, [start]
    while open_:
        each = open_.pop()
        if not isinstance(each, pikepdf.Object):
            continue
        if each.is_indirect:
            if (owner, each.objgen) in seen:
                continue
            seen.add((owner, each.objgen))
        if isinstance(each, pikepdf.Stream):
            total += int(each.stream_dict.get("/Length", 0))
            open_ += [value for _, value in each.stream_dict.items()]
        elif isinstance(each, Dictionary):
            open_ += [value for _, value in each.items()]
        elif isinstance(each, pikepdf.Array):
            open_ += list(each)
    return total


class _Pictured(Leaves):
    def __init__(self, path: Path, sort: Sort) -> None:
        self._path = path
        self._sort = sort

    def size(self, page: int) -> tuple[float, float]:
        width, height = picture_size(self._path, self._sort, page)
        return width * 72.0 / _COARSEST, height * 72.0 / _COARSEST

    def draw(
        self, out: pikepdf.Pdf, page: int, name: str, within: Box
    ) -> tuple[pikepdf.Object, bytes]:
        found = picture(self._path, self._sort, page)
        box = within.fitting(*self.size(page))
        matrix = " ".join(
            f"{number:.4f}".rstrip("0").rstrip(".") for number in upright(found.orientation, box)
        )
        return _image(out, found), f"q {matrix} cm {name} Do Q".encode()

    def weight(self, page: int, seen: set[object]) -> int:
        return len(picture(self._path, self._sort, page).data)

    def close(self) -> None:
        pass  # Each picture is opened when it is drawn.


def _image(out: pikepdf.Pdf, found: Picture) -> pikepdf.Object:
    return out.make_stream(
        found.data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=found.width,
        Height=found.height,
        ColorSpace=Name(found.colours),
        BitsPerComponent=found.bits,
        Filter=Name(found.filter),
    )


def upright(orientation: int, box: Box) -> tuple[float, float, float, float, float, float]:
    """The matrix that draws a picture upright into the box, for the orientations of EXIF (1 to
    8).
    """
    x, y, w, h = box.left, box.bottom, box.width, box.height
    return {
        2: (-w, 0, 0, h, x + w, y),
        3: (-w, 0, 0, -h, x + w, y + h),
        4: (w, 0, 0, -h, x, y + h),
        5: (0, -h, -w, 0, x + w, y + h),
        6: (0, -h, w, 0, x, y + h),
        7: (0, h, w, 0, x, y),
        8: (0, h, -w, 0, x + w, y),
    }.get(orientation, (w, 0, 0, h, x, y))
