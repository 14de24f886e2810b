"""Photos and scans as they are put on a page: unharmed where that is possible, upright, without what a camera adds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from interview.packet.problem import Unfit
from interview.packet.recognise import Sort

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000
"""Of one picture: US Letter at 800 dots per inch."""
_MOST_FRAMES = 500
_QUALITY = 90
"""Of a HEIC photo written as JPEG."""
_DAMAGED = "is damaged or was cut off. Please take, scan or send the picture again"
_TOO_LARGE = f"has more than {MOST_PIXELS // 1_000_000} million dots. Please save it with a lower resolution"
_ORIENTATION = 0x0112
_HEIC_HEAD = 1 << 16
"""Bytes at the start of a HEIC file within which it describes its pictures."""
_UPRIGHT = 1
_END, _SCAN, _COLOURS, _COMMENT = 0xD9, 0xDA, 0xEE, 0xFE
"""Markers inside a JPEG."""


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

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as it is looked at."""
        return (self.height, self.width) if self.orientation in (5, 6, 7, 8) else (self.width, self.height)


def frames(path: Path, sort: Sort) -> int:
    """How many pictures the file holds, each of them decoded to see that it is whole. Raises Unfit."""
    with _opened(path, sort) as image:
        number = int(getattr(image, "n_frames", 1)) if sort is Sort.tiff else 1
        if number > _MOST_FRAMES:
            raise Unfit(f"holds more than {_MOST_FRAMES} pictures. Please attach only the pages that matter")
        for index in range(number):
            _seek(image, index)
            image.draft("L", (image.width // 8, image.height // 8))  # A JPEG is read through, and kept small.
            image.load()
        return number


def picture(path: Path, sort: Sort, number: int) -> Picture:
    """The picture with this number, from 1. Raises Unfit."""
    with _opened(path, sort) as image:
        _seek(image, number - 1)
        turned = _orientation(image)
        if sort is Sort.jpeg and image.mode in ("L", "RGB"):
            data = without_metadata(path.read_bytes())
            return Picture(image.width, image.height, data, "/DCTDecode", _colours(image.mode), 8, turned)
        plain = _plain(image)
        if sort is Sort.heic:
            out = BytesIO()
            plain.save(out, "JPEG", quality=_QUALITY)
            return Picture(plain.width, plain.height, out.getvalue(), "/DCTDecode", _colours(plain.mode), 8, turned)
        return _packed(plain, turned)


def picture_size(path: Path, sort: Sort, number: int) -> tuple[int, int]:
    """Width and height of a picture as it is looked at, in dots. Raises Unfit."""
    with _opened(path, sort) as image:
        _seek(image, number - 1)
        turned = _orientation(image)
        return Picture(image.width, image.height, b"", "", "", 0, turned).shown


def _packed(image: Image.Image, turned: int) -> Picture:
    import zlib

    bits = 1 if image.mode == "1" else 8
    data = zlib.compress(image.tobytes(), 6)
    return Picture(image.width, image.height, data, "/FlateDecode", _colours(image.mode), bits, turned)


def _colours(mode: str) -> str:
    return "/DeviceRGB" if mode == "RGB" else "/DeviceGray"


@contextmanager
def _opened(path: Path, sort: Sort) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Its own limits; ours are lower.
            with _heic(path) if sort is Sort.heic else Image.open(path, formats=[sort.value]) as image:
                _check_size(image)
                yield image
    except Image.DecompressionBombError as error:
        raise Unfit(_TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise Unfit(_DAMAGED) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, RuntimeError, IndexError, KeyError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # The disk's, not the picture's.
        raise Unfit(_DAMAGED) from error


def _heic(path: Path) -> Image.Image:
    """A photo of a phone. The file format turns it upright itself; what EXIF says counts only where it does not."""
    try:
        import pi_heif
    except ImportError as error:
        raise Unfit(
            "is a HEIC photo, and the program was installed without the part that reads these. "
            "Please either save it as JPEG and attach that, or install it: pip install 'denial-interview[heic]'"
        ) from error
    found = pi_heif.open_heif(path)
    if found.size[0] * found.size[1] > MOST_PIXELS:
        raise Unfit(_TOO_LARGE)
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


def _orientation(image: Image.Image) -> int:
    found = image.getexif().get(_ORIENTATION, _UPRIGHT)
    return found if isinstance(found, int) and 1 <= found <= 8 else _UPRIGHT


def _plain(image: Image.Image) -> Image.Image:
    """The same picture in black and white, grey or colour; what is see-through becomes white paper."""
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
    """More than 256 greys in 256, from the darkest to the lightest there is."""
    low, high = image.getextrema()
    assert isinstance(low, int | float) and isinstance(high, int | float)
    wide = image.convert("F")
    span = float(high - low) or 1.0
    return wide.point(lambda value: value * (255.0 / span) - low * (255.0 / span)).convert("L")


def without_metadata(jpeg: bytes) -> bytes:
    """The same JPEG without place, time, camera, comments and further pictures behind it.

    What says how to read its colours stays. Raises Unfit when its parts cannot be told from one another.
    """
    kept, at = [jpeg[:2]], 2
    while at + 2 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:  # Filling.
            at += 1
            continue
        if marker == _END:
            return b"".join((*kept, jpeg[at : at + 2]))
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == _SCAN:
            end = _after_scan(jpeg, end)
        if not (0xE0 <= marker <= 0xEF and marker != _COLOURS) and marker != _COMMENT:
            kept.append(jpeg[at:end])
        at = end
    if jpeg[at:] == b"":  # Some cameras leave the end mark out.
        return b"".join((*kept, bytes((0xFF, _END))))
    raise Unfit(_DAMAGED)


def _after_scan(jpeg: bytes, at: int) -> int:
    """Where the next marker stands. Inside a scan 0xFF is followed by zero or a restart mark."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] and not 0xD0 <= jpeg[at + 1] <= 0xD7:
            return at
        at += 2
    return len(jpeg)
