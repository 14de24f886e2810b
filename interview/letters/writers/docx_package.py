"""The file that a DOCX is: a zip archive, the same bytes for the same document."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_FIRST = "[Content_Types].xml"


def packed(document: Document, day: date) -> bytes:
    """The document as a file whose parts stand in order and are dated with the day of the
    letter.
    """
    loose, result = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return result.getvalue()
