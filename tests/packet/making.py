"""Documents of every sort, made here: PDFs with words at known places, pictures that say where
their top is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image

from interview.letters import blocks as b
from interview.letters.writers.page import Page
from interview.letters.writers.pdf import to_pdf
from interview.packet.contents import Cover, Enclosure, Packet
from interview.packet.papers import looked_over
from interview.packet.parts import made_parts

DAY = date(2026, 11, 20)
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "AA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNw"
    "AAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBhZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHB"
    "crAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAYAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAA"
    "AAABAAEEgQIDBAAAACJtZGF0AAAAFigBr1j4gZJf//rn66G0z/ynnWDIHGA="
)
"""A photo of 64 × 96 dots as a phone writes it: black above, white below."""


def pdf(path: Path, pages: int = 1, words: str = "Sheet") -> Path:
    """A PDF of US Letter pages with "Sheet 1", "Sheet 2" … near their upper left corners."""
    with pikepdf.new() as file:
        font = file.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        for number in range(1, pages + 1):
            page = file.add_blank_page(page_size=(612, 792))
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.Contents = file.make_stream(
                f"BT /F 20 Tf 72 700 Td ({words} {number}) Tj ET".encode()
            )
        file.save(path)
    return path


def changed(path: Path, change: object) -> Path:
    """The PDF after `change(pdf)`."""
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        assert callable(change)
        change(file)
        file.save(path)
    return path


def half_black(width: int = 120, height: int = 160, mode: str = "RGB") -> Image.Image:
    """A picture whose upper half is black."""
    image = Image.new(mode, (width, height), "white")
    image.paste(Image.new(mode, (width, height // 2), "black"))
    return image


@cache
def letter(pages: int = 2) -> bytes:
    """A tagged letter of so many pages."""
    each: list[b.Block] = [
        b.Heading(1, (b.Text("The reason"),)),
        *[b.Paragraph((b.Text("Please cover it. " * 30),))] * 6,
    ]
    blocks = [block for _ in range(pages) for block in each]
    data = to_pdf(Page(tuple(blocks), "Appeal", DAY, ("Patient: Ana Ruiz",)))
    assert page_count(data) == pages
    return data


def enclosure(name: str, path: Path, pages: tuple[int, ...] = ()) -> Enclosure:
    paper = looked_over(path)
    return Enclosure(
        name,
        f"Document {name}",
        path,
        paper.sort,
        paper.pages,
        pages or tuple(range(1, paper.pages + 1)),
    )


def packet(enclosures: Iterable[Enclosure], pages: int = 2, **more: object) -> Packet:
    """A packet that can be sent, unless `more` says otherwise."""
    cover = Cover(
        ("Example Plan", "Appeals"),
        "(202) 555-0143",
        ("Example Clinic",),
        "(202) 555-0100",
        "",
        "R-1",
        DAY,
    )
    given: dict[str, object] = {"is_ready": True, **more}
    return Packet("Appeal", cover, letter(pages), pages, tuple(enclosures), **given)  # type: ignore[arg-type]


def made(given: Packet) -> bytes:
    """The packet as the one file that it is."""
    (data,) = made_parts(given)
    return data


def page_count(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as file:
        return len(file.pages)


def texts(data: bytes) -> list[str]:
    """The words of each page, by an independent reader."""
    file = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in file]


def picture_of(data: bytes, page: int) -> Image.Image:
    """A page as it is seen, one dot a point, in grey."""
    file = pypdfium2.PdfDocument(data)
    image: Image.Image = file[page].render(scale=1).to_pil().convert("L")
    return image


def box_of(data: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Where words stand on a page: left, bottom, right, top in points."""
    found = pypdfium2.PdfDocument(data)[page].get_textpage()
    place = found.search(words).get_next()
    assert place is not None, words
    boxes = [found.get_charbox(i) for i in range(place[0], place[0] + place[1])]
    return (
        min(x[0] for x in boxes),
        min(x[1] for x in boxes),
        max(x[2] for x in boxes),
        max(x[3] for x in boxes),
    )


def shade(image: Image.Image, x: float, y: float) -> int:
    """How light a dot of a grey picture is: 0 is black, 255 white."""
    found = image.getpixel((int(x), int(y)))
    assert isinstance(found, int)
    return found
