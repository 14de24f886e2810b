"""PDFs whose table of contents is wrong or missing, as transfers by mail and old scanners leave
them.

Every viewer reads such a file from its beginning instead. That is done here too, but only where
nothing was lost: a file that was cut off would otherwise lose its last pages, or its last changes,
without anybody noticing.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

_HARMLESS = (
    "file is damaged",
    "can't find startxref",
    "xref not found",
    "startxref was more than",
    "Attempting to reconstruct cross-reference table",
)
"""What is said about a file of which nothing but the table is wrong. Everything else may have
cost a page.
"""
_START, _OBJECT, _END = re.compile(rb"%PDF-\d"), re.compile(rb"\d\s+obj\b"), b"%%EOF"


class Lossy(ValueError):
    """A PDF of which something would be missing."""


def pages_told(path: Path, attempt_recovery: bool = False) -> int:
    """How many pages the file says that it has. Raises pikepdf.PdfError.

    Looking at the pages corrects that number where something else stands in place of a page; so it
    is read apart.
    """
    with pikepdf.open(
        path,
        attempt_recovery=attempt_recovery,
        suppress_warnings=True,
        inherit_page_attributes=False,
    ) as pdf:
        return int(pdf.Root.Pages.Count)


def mended(path: Path) -> pikepdf.Pdf:
    """The PDF with a new table of contents; the file stays as it is. Raises Lossy,
    pikepdf.PdfError.
    """
    with _looked_at(path) as data:
        if sum(1 for _ in _START.finditer(data)) != 1:
            raise Lossy
    pdf = pikepdf.open(path, attempt_recovery=True, suppress_warnings=True)
    try:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                each.read_raw_bytes()
        # A length that is wrong counts as lost: damaged data may be unpacked to other words without
        # an error.
        if not all(any(words in said for words in _HARMLESS) for said in pdf.get_warnings()):
            raise Lossy
    except BaseException:
        pdf.close()
        raise
    return pdf


def is_without_its_last_change(path: Path) -> bool:
    """Whether the file goes on behind its end: a change was saved there and cut off, so that an
    older state shows.
    """
    with _looked_at(path) as data:
        end = data.rfind(_END)
        return end >= 0 and _OBJECT.search(data, end) is not None


@contextmanager
def _looked_at(path: Path) -> Iterator[mmap.mmap]:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data
