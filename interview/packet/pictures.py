"""Photos and scans as they are put on a page: unharmed where that is possible, upright, without
what a camera adds.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from interview.packet.jpeg import DAMAGED, without_metadata
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000
"""Of one picture: US Letter at 800 dots per inch."""
_MOST_FRAMES = 500
_QUALITY = 90
"""Of a photo of another sort written as JPEG."""
_TOO_LARGE = (
    f"has more than {MOST_PIXELS // 1_000_000} million dots. Please save it with a lower resolution"
)
_ORIENTATION = 0x0112
_HEIC_HEAD = 1 << 16
"""Bytes at the start of a HEIC file within which it describes its pictures."""
_UPRIGHT = 1
_TURNED = (5, 6, 7, 8)
"""Orientations in which the stored width is the height that is looked at."""
_X_DOTS, _Y_DOTS = 0x011A, 0x011B
"""Tags of a TIFF that say how many dots there are to an inch, or to a centimetre."""
_TALLEST = 4.0
"""Dots that are higher or wider are a mistake in the file."""
_LOSSY = (Sort.heic, Sort.avif, Sort.webp)
"""Photos that are made smaller anyway; without loss they would be many times as large."""
_GREYS = 65_535
"""The lightest of sixteen bits."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, encoded as a PDF holds it."""

    width: int
    height: int
    data: bytes
    filter: str
    colours: str
    bits: int
    orientation: int = _UPRIGHT
    """As EXIF counts: 1 is upright, 6 is to be turned to the right."""
    tallness: float = 1.0
    """Height of a dot by its width: fax machines make dots that are no squares."""

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as it is looked at, in widths of a dot."""
        width, height = self.width, self.height * self.tallness
        return (height, width) if self.orientation in _TURNED else (width, height)


def frames(path: Path, sort: Sort) -> int:
    """How many pictures the file holds, each of them decoded to see that it is whole. Raises
    Unfit.
    """
    with _opened(path, sort) as image:
        number = _number(image, sort)
        if number > _MOST_FRAMES:
            raise Unfit(
                f"holds more than {_MOST_FRAMES} pictures. Please attach only the pages that matter"
            )
        for index in range(number):
            _seek(image, index)
            # A JPEG is read through, and kept small.
            image.draft("L", (image.width // 8, image.height // 8))
            image.load()
        return number


def _number(image: Image.Image, sort: Sort) -> int:
    """How many pages the pictures of a file make."""
    found = int(getattr(image, "n_frames", 1))
    # What cameras put behind the photo is the same one, smaller or from beside.
    if sort is Sort.jpeg:
        return 1
    if found > 1 and sort is not Sort.tiff:
        raise Unfit(
            f"holds {found} pictures that are shown one after the other, and a page has room for"
            " one. Please save the ones that matter as PNG or print them to PDF, and attach these"
        )
    return found


def picture(path: Path, sort: Sort, number: int) -> Picture:
    """The picture with this number, from 1. Raises Unfit."""
    with _opened(path, sort) as image:
        _seek(image, number - 1)
        turned, tallness = _orientation(image, sort), _tallness(image, sort)
        if sort is Sort.jpeg and image.mode in ("L", "RGB"):
            data = without_metadata(path.read_bytes())
            return Picture(
                image.width, image.height, data, "/DCTDecode", _colours(image.mode), 8, turned
            )
        plain = _plain(image)
        if sort in _LOSSY:
            out = BytesIO()
            plain.save(out, "JPEG", quality=_QUALITY)
            return Picture(
                plain.width,
                plain.height,
                out.getvalue(),
                "/DCTDecode",
                _colours(plain.mode),
                8,
                turned,
            )
        return _packed(plain, turned, tallness)


def picture_size(path: Path, sort: Sort, number: int) -> tuple[float, float]:
    """Width and height of a picture as it is looked at, in widths of a dot. Raises Unfit."""
    with _opened(path, sort) as image:
        _seek(image, number - 1)
        turned, tallness = _orientation(image, sort), _tallness(image, sort)
        return Picture(image.width, image.height, b"", "", "", 0, turned, tallness).shown


def _packed(image: Image.Image, turned: int, tallness: float) -> Picture:
    import zlib

    bits = 1 if image.mode == "1" else 8
    data = zlib.compress(image.tobytes(), 6)
    return Picture(
        image.width,
        image.height,
        data,
        "/FlateDecode",
        _colours(image.mode),
        bits,
        turned,
        tallness,
    )


def _colours(mode: str) -> str:
    return "/DeviceRGB" if mode == "RGB" else "/DeviceGray"


@contextmanager
def _opened(path: Path, sort: Sort) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError, features

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Its own limits; ours are lower.
            if sort is Sort.avif and not features.check("avif"):
                raise Unfit(
                    "is an AVIF photo, which this computer cannot read. Please save it as JPEG and"
                    " attach that"
                )
            with (
                _heic(path)
                if sort is Sort.heic
                else Image.open(path, formats=[sort.value]) as image
            ):
                _check_size(image)
                yield image
    except Image.DecompressionBombError as error:
        raise Unfit(_TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise Unfit(DAMAGED) from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        MemoryError,
        RuntimeError,
        IndexError,
        KeyError,
    ) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # The disk's, not the picture's.
        raise Unfit(DAMAGED) from error


def _heic(path: Path) -> Image.Image:
    """A photo of a phone. The file format turns it upright itself; what EXIF says counts only
    where it does not.
    """
    try:
        import pi_heif
    except ImportError as error:
        raise Unfit(
            "is a HEIC photo, and the program was installed without the part that reads these."
            " Please either save it as JPEG and attach that, or install it: pip install"
            " 'denial-interview[heic]'"
        ) from error
    found = pi_heif.open_heif(path)
    if found.size[0] * found.size[1] > MOST_PIXELS:
        raise Unfit(_TOO_LARGE)
    if len(found) > 1:
        raise Unfit(
            "holds several photos. Please save the ones that matter as JPEG and attach these one"
            " by one"
        )
    image: Image.Image = found.to_pillow()
    if not any(turn in path.read_bytes()[:_HEIC_HEAD] for turn in (b"irot", b"imir")):
        image.getexif()[_ORIENTATION] = image.info.get("original_orientation") or _UPRIGHT
    return image


def _seek(image: Image.Image, index: int) -> None:
    if index:
        image.seek(index)
    _check_size(image)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Unfit(_TOO_LARGE)


def _orientation(image: Image.Image, sort: Sort) -> int:
    # A TIFF is read upright.
    found = _UPRIGHT if sort is Sort.tiff else image.getexif().get(_ORIENTATION, _UPRIGHT)
    return found if isinstance(found, int) and 1 <= found <= 8 else _UPRIGHT


def _tallness(image: Image.Image, sort: Sort) -> float:
    """How high a dot is by its width, in the picture as it is read. Viewers go by it in a TIFF
    alone.
    """
    tags = getattr(image, "tag_v2", {}) if sort is Sort.tiff else {}
    across, down = float(tags.get(_X_DOTS, 1)), float(tags.get(_Y_DOTS, 1))
    if not (across > 0 and down > 0 and 1 / _TALLEST <= across / down <= _TALLEST):
        return 1.0
    return down / across if tags.get(_ORIENTATION) in _TURNED else across / down


def _plain(image: Image.Image) -> Image.Image:
    """The same picture in black and white, grey or colour; what is see-through becomes white
    paper.
    """
    from PIL import Image

    image.load()
    if image.mode in ("1", "L", "RGB") and not image.has_transparency_data:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _grey(image)
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(see_through, mask=see_through.getchannel("A"))
        return paper
    return image.convert("RGB")


def _grey(image: Image.Image) -> Image.Image:
    """More than 256 greys in 256: of sixteen bits as they are, else from the darkest to the
    lightest there is.
    """
    low, high = image.getextrema()
    assert isinstance(low, int | float) and isinstance(high, int | float)
    if image.mode != "F" and low >= 0 and high <= _GREYS:
        low, high = 0, _GREYS
    wide = image.convert("F")
    span = float(high - low) or 1.0
    return wide.point(lambda value: value * (255.0 / span) - low * (255.0 / span)).convert("L")
