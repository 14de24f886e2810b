"""Looks a document over before it is taken: whole, open to everybody, of a size that can be
sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interview.packet.recognise import Sort, recognised


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be used."""

    sort: Sort
    pages: int
    """0 for one that has no pages before it is printed."""
    is_mended: bool = False
    """Whether the file is damaged, and yet could be read as a whole."""


def looked_over(path: Path) -> Paper:
    """What the document is and how many pages it has. Raises Unfit, OSError."""
    sort = recognised(path)
    if sort is Sort.docx:
        return Paper(sort, 0)
    if sort is Sort.pdf:
        from interview.packet.leaves import drawable_pages

        pages, is_mended = drawable_pages(path)
        return Paper(sort, pages, is_mended)
    from interview.packet.pictures import frames

    return Paper(sort, frames(path, sort))
