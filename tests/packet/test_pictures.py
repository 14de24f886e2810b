"""Photos and scans on the pages of a packet: upright, as high as they are, every one of them, as
a viewer shows it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.packet.making import (
    HEIC,
    enclosure,
    half_black,
    made,
    packet,
    page_count,
    picture_of,
    shade,
)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("sort", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_photos_are_upright(orientation: int, sort: str, tmp_path: Path) -> None:
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = half_black(600, 800)  # Its upper half is black, and so is its lower left corner.
    image.paste("black", (0, 600, 300, 800))
    turned = image.transpose(stored[orientation]) if orientation in stored else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned.save(tmp_path / "photo", sort, exif=exif)
    seen = picture_of(made(packet([enclosure("A", tmp_path / "photo")])), 5)
    width, height = 600 * 0.72, 800 * 0.72
    left, top = (612 - width) / 2, 14 + (792 - 48 - height) / 2
    at = {
        (x, y): shade(seen, int(left + width * x), int(top + height * y))
        for x in (0.2, 0.8)
        for y in (0.2, 0.9)
    }
    assert {place for place, value in at.items() if value < 60} == {
        (0.2, 0.2),
        (0.8, 0.2),
        (0.2, 0.9),
    }
    assert at[0.8, 0.9] > 200


def test_a_photo_keeps_its_dots_and_loses_what_the_camera_added(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    half_black().save(tmp_path / "photo.jpg", exif=exif, comment=b"SecretComment", quality=90)
    with (tmp_path / "photo.jpg").open("ab") as stream:
        stream.write(b"SecretTrailer")
    data = made(packet([enclosure("A", tmp_path / "photo.jpg")]))
    with pikepdf.open(BytesIO(data)) as file:
        stored = bytes(file.pages[5].obj.Resources.XObject.Exhibit.read_raw_bytes())
    assert b"Secret" not in stored
    with Image.open(BytesIO(stored)) as mine, Image.open(tmp_path / "photo.jpg") as theirs:
        assert mine.tobytes() == theirs.tobytes()


PICTURES = {
    "black and white": ("1", "TIFF"),
    "grey": ("L", "PNG"),
    "a palette": ("P", "PNG"),
    "see-through": ("RGBA", "PNG"),
    "sixteen bits": ("I;16", "PNG"),
    "for print": ("CMYK", "JPEG"),
    "for print, as a scan": ("CMYK", "TIFF"),
    "progressive": ("RGB", "JPEG"),
    "a GIF": ("P", "GIF"),
    "a see-through GIF": ("RGBA", "GIF"),
    "a BMP": ("RGB", "BMP"),
    "a WebP": ("RGB", "WEBP"),
    "a see-through WebP": ("RGBA", "WEBP"),
    "an AVIF": ("RGB", "AVIF"),
    "a see-through AVIF": ("RGBA", "AVIF"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_sort_of_picture_is_seen_as_it_is(name: str, tmp_path: Path) -> None:
    mode, sort = PICTURES[name]
    image = half_black(600, 800, "L")
    if mode == "RGBA":
        clear = Image.new("RGBA", image.size, (0, 0, 0, 0))
        clear.paste((0, 0, 0, 255), (0, 0, 600, 400))
        image = clear
    elif mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = image.convert(mode)
    image.save(tmp_path / "scan", sort, **({"progressive": True} if name == "progressive" else {}))
    seen = picture_of(made(packet([enclosure("A", tmp_path / "scan")])), 5)
    assert shade(seen, 306, 250) < 60
    assert shade(seen, 306, 560) > 200


@pytest.mark.parametrize("grey", [0, 30_000, 65_535])
@pytest.mark.parametrize("sort", ["PNG", "TIFF"])
def test_a_page_of_one_grey_keeps_it(grey: int, sort: str, tmp_path: Path) -> None:
    Image.new("I;16", (600, 800), grey).save(tmp_path / "scan", sort)
    seen = picture_of(made(packet([enclosure("A", tmp_path / "scan")])), 5)
    assert abs(shade(seen, 306, 400) - grey // 257) <= 1


@pytest.mark.parametrize(
    ("dpi", "across", "down"),
    [
        ((204, 98), 1728, 1078),
        ((204, 196), 1728, 2156),
        ((98, 204), 830, 2244),
        ((0, 0), 850, 1100),
        ((1, 99), 850, 1100),
    ],
)
def test_a_fax_is_as_high_as_it_says(
    dpi: tuple[int, int], across: int, down: int, tmp_path: Path
) -> None:
    image = Image.new("1", (across, down), 1)
    image.paste(0, (0, 0, across, down // 2))
    image.save(tmp_path / "fax.tif", dpi=dpi, compression="group3")
    seen = picture_of(made(packet([enclosure("A", tmp_path / "fax.tif")])), 5)
    width, height = extent(seen)
    assert 0.98 < 2 * height / width / (11 / 8.5) < 1.02


def extent(seen: Image.Image) -> tuple[int, int]:
    """Width and height of what is black above the stamp."""
    box = (
        seen.point(lambda value: 255 if value < 128 else 0)
        .crop((0, 0, seen.width, seen.height - 34))
        .getbbox()
    )
    assert box is not None
    return box[2] - box[0], box[3] - box[1]


def test_each_page_of_a_fax_has_its_own_measure(tmp_path: Path) -> None:
    coarse, fine = Image.new("1", (864, 539), 0), Image.new("1", (864, 1078), 0)
    coarse.encoderinfo = {"dpi": (102, 49)}
    fine.encoderinfo = {"dpi": (102, 98)}
    coarse.save(tmp_path / "fax.tif", save_all=True, append_images=[fine], dpi=(102, 49))
    data = made(packet([enclosure("A", tmp_path / "fax.tif")]))
    for page in (5, 6):
        width, height = extent(picture_of(data, page))
        assert 0.98 < height / width / (11 / 8.5) < 1.02


def test_a_fax_that_lies_on_its_side_is_upright_and_as_high_as_it_says(tmp_path: Path) -> None:
    Image.new("1", (1078, 1728), 0).save(tmp_path / "fax.tif", dpi=(98, 204), tiffinfo={0x0112: 6})
    width, height = extent(picture_of(made(packet([enclosure("A", tmp_path / "fax.tif")])), 5))
    assert 0.98 < height / width / (11 / 8.5) < 1.02


def test_a_heic_photo_is_seen(tmp_path: Path) -> None:
    (tmp_path / "photo.heic").write_bytes(HEIC)
    seen = picture_of(made(packet([enclosure("A", tmp_path / "photo.heic")])), 5)
    middle = 14 + (792 - 48) // 2
    assert shade(seen, 306, middle - 25) < 60
    assert shade(seen, 306, middle + 25) > 200


def test_every_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    pages = [half_black(mode="1"), Image.new("1", (100, 100), 1), half_black(mode="1")]
    pages[0].save(
        tmp_path / "scan.tif", save_all=True, append_images=pages[1:], compression="group4"
    )
    data = made(packet([enclosure("A", tmp_path / "scan.tif", (2, 3))]))
    assert page_count(data) == 1 + 2 + 1 + 1 + 2
    assert picture_of(data, 5).crop((0, 0, 612, 750)).getextrema() == (255, 255)
    assert picture_of(data, 6).crop((0, 0, 612, 750)).getextrema() == (0, 255)
