"""What sort of document a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from interview.packet.unfit import Unfit

_HEAD = 1024
_WORD = "word/document.xml"
_MACROS = "word/vbaProject.bin"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
"""Lengths of the second header of a BMP; its first two letters alone say too little."""
ACCEPTED = "PDF, JPEG, PNG, TIFF, GIF, BMP, WebP, AVIF, HEIC or DOCX"


class Sort(StrEnum):
    """The documents that a case takes."""

    pdf = "PDF"
    jpeg = "JPEG"
    png = "PNG"
    tiff = "TIFF"
    gif = "GIF"
    bmp = "BMP"
    webp = "WEBP"
    avif = "AVIF"
    heic = "HEIC"
    docx = "DOCX"


_STARTS = (
    (b"\xff\xd8\xff", Sort.jpeg),
    (b"\x89PNG\r\n\x1a\n", Sort.png),
    (b"II*\x00", Sort.tiff),
    (b"MM\x00*", Sort.tiff),
    (b"GIF87a", Sort.gif),
    (b"GIF89a", Sort.gif),
)


def recognised(path: Path) -> Sort:
    """The sort of document. Raises Unfit for everything that a case does not take."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise Unfit("is empty. Please scan or save the document again")
    for start, sort in _STARTS:
        if head.startswith(start):
            return sort
    picture = _picture(head)
    if picture is not None:
        return picture
    if b"%PDF-" in head:  # Readers allow for something before it.
        return Sort.pdf
    if head.startswith(b"PK"):
        return _zipped(path)
    raise Unfit(_other(head))


def _picture(head: bytes) -> Sort | None:
    """The sort of picture that a container holds, or None."""
    if head[4:8] == b"ftyp":
        listed = head[16 : int.from_bytes(head[:4])]
        brands = {head[8:12], *(listed[at : at + 4] for at in range(0, len(listed), 4))}
        return (
            Sort.avif
            if brands & _AVIF_BRANDS
            else Sort.heic
            if head[8:12] in _HEIC_BRANDS
            else None
        )
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Sort.webp
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return Sort.bmp
    return None


def _zipped(path: Path) -> Sort:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unfit("is damaged. Please save or send it again") from error
    if _MACROS in names:
        raise Unfit(
            "is a Word document that holds a program. Please print it to PDF and attach that"
        )
    if _WORD in names:
        return Sort.docx
    raise Unfit(
        "is a ZIP archive, whatever its name says. Please unpack it and attach the documents in it"
        " one by one"
    )


def _other(head: bytes) -> str:
    if head.startswith(_OLD_OFFICE):
        return (
            "is an old Office file, or one locked with a password. Please print it to PDF and"
            " attach that"
        )
    return f"is no {ACCEPTED}, whatever its name says. Please print it to PDF and attach that"
