"""Opens a PDF whose pages can be taken over: whole, open to everybody, with nothing hidden."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from interview.packet.unfit import Unfit

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES = 2000
# Its words on a damaged file are for programmers.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())
_DAMAGED = (
    "is damaged or was cut off. Please save, scan or send it again; if it still opens, print it to"
    " a new PDF"
)
_REPRINT = "Please print it to a new PDF and attach that"


def open_pdf(path: Path) -> tuple[pikepdf.Pdf, bool]:
    """A PDF whose pages can be taken over, and whether it had to be mended for that. Raises
    Unfit.
    """
    with readable():
        pdf, is_mended = _opened(path)
    try:
        with readable():
            _check(pdf)
    except Unfit:
        pdf.close()
        raise
    return pdf, is_mended


def _opened(path: Path) -> tuple[pikepdf.Pdf, bool]:
    import pikepdf

    from interview.packet.mending import Lossy, is_without_its_last_change, mended, pages_told

    if is_without_its_last_change(path):
        raise Lossy
    try:
        told = pages_told(path)
        pdf, is_mended = pikepdf.open(path, attempt_recovery=False, suppress_warnings=True), False
    except pikepdf.PasswordError as error:
        raise Unfit(f"is locked with a password. {_REPRINT}") from error
    except pikepdf.PdfError:
        told = pages_told(path, attempt_recovery=True)
        pdf, is_mended = mended(path), True
    if len(pdf.pages) < told:
        pdf.close()
        raise Lossy
    return pdf, is_mended


@contextmanager
def readable() -> Iterator[None]:
    """Whatever reading a damaged PDF runs into is Unfit."""
    import pikepdf

    try:
        yield
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RuntimeError,
    ) as error:
        raise Unfit(_DAMAGED) from error


def _check(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted and not pdf.allow.print_lowres:
        raise Unfit(
            "is protected from being printed. Please ask whoever made it for one that may be"
            " printed"
        )
    if "/Collection" in pdf.Root:
        raise Unfit(
            "is a folder of several files inside one PDF. Please save these and attach them one"
            " by one"
        )
    if pdf.Root.get("/NeedsRendering", False):
        raise Unfit(f"is a form that only its own program can show. {_REPRINT}")
    if _has_hidden_layers(pdf):
        raise Unfit(f"has layers that are switched off and would show in the packet. {_REPRINT}")
    if not len(pdf.pages):
        raise Unfit(_DAMAGED)
    if len(pdf.pages) > MOST_PAGES:
        raise Unfit(f"has more than {MOST_PAGES:,} pages. Please attach only the pages that matter")
    for page in pdf.pages:
        _, _, right, top = visible(page)
        if not (right and top):
            raise Unfit(_DAMAGED)


def _has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    layers = pdf.Root.get("/OCProperties")
    shown = layers.get("/D") if layers is not None else None
    if shown is None:
        return False
    off = shown.get("/OFF")
    return bool(off is not None and len(off)) or str(shown.get("/BaseState", "")) == "/OFF"


def visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """What of a page shows before it is turned: left, bottom, width, height in its own units."""
    left, bottom, right, top = _box(page.mediabox)
    inner = _box(page.cropbox)
    cut = max(left, inner[0]), max(bottom, inner[1]), min(right, inner[2]), min(top, inner[3])
    if cut[0] < cut[2] and cut[1] < cut[3]:
        left, bottom, right, top = cut
    return left, bottom, right - left, top - bottom


def _box(array: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(each) for each in array)  # In any order of its corners.
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
