"""Which pages of a document are meant: "1-3,7" as numbers, and numbers as "1-3,7"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.packet.unfit import Unfit

_PART = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")
_DASHES = str.maketrans("‐‑‒–—", "-----")


def chosen_pages(typed: str, total: int) -> tuple[int, ...]:
    """Page numbers from 1 in the order of the document, each once; all of them when nothing was
    typed.

    Raises Unfit for what is no list of pages, and for pages that the document does not have.
    """
    words = re.sub(r"\s*-\s*", "-", typed.translate(_DASHES)).strip().strip(",")
    if not words:
        return tuple(range(1, total + 1))
    chosen: set[int] = set()
    for part in re.split(r"\s*,\s*|\s+", words):
        chosen.update(_pages(part, typed, total))
    return tuple(sorted(chosen))


def _pages(part: str, typed: str, total: int) -> range:
    match = _PART.fullmatch(part)
    if match is None:
        raise Unfit(f"cannot be cut down to the pages “{typed}”. Please type them like 1-3,7")
    first = int(match[1])
    last = int(match[2] or first)
    if first > last:
        raise Unfit(
            f"cannot be cut down to the pages “{part}”. Please put the smaller number first, like"
            f" {last}-{first}"
        )
    if not first or last > total:
        has = "only one page" if total == 1 else f"the pages 1 to {total}"
        raise Unfit(f"has {has}, and “{part}” asks for others. Please correct the pages")
    return range(first, last + 1)


def shown_pages(pages: Iterable[int]) -> str:
    """Sorted page numbers in as few words as possible; `chosen_pages` reads them back."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
