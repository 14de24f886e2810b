"""Sets words into boxes on a page: what was typed into a form or onto a page and has no picture
of its own yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary

from interview.letters.writers.typst import pdf_from
from interview.letters.writers.write_problem import CannotWrite
from interview.packet.unfit import Unfit

LARGEST = 12.0
"""Points of words whose size is left to the program."""
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
_ANY_DAY = date(2000, 1, 1)
"""Stands inside a file of which only the drawings are kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words and the box that they fill, in black: a fax has nothing else."""

    words: str
    width: float
    """Points, as the words are read; so is `height`."""
    height: float
    size: float = LARGEST
    """Points; smaller where the words need it."""
    wraps: bool = False
    """Whether they go over several lines."""
    side: int = 0
    """Where the words begin, as forms count: 0 is at the left, 1 in the middle, 2 at the right."""
    cells: int = 0
    """Boxes of one sign each; 0 for a line."""


Place = tuple[pikepdf.Object, Words, int]
"""An annotation, what it says, and by how many degrees to the left that is turned."""


def draw_words(pdf: pikepdf.Pdf, places: Sequence[Place]) -> None:
    """Gives every annotation a picture of its words. Raises Unfit when some cannot be seen as a
    whole.
    """
    if not places:
        return
    try:
        data = pdf_from("boxes.typ", {"boxes": [asdict(words) for _, words, _ in places]}, _ANY_DAY)
    except CannotWrite as problem:
        raise Unfit(
            "has words in a form or a note that do not fit into their box or that no font on this"
            " computer has. Please open it, print it to a new PDF and attach that"
        ) from problem
    with pikepdf.open(BytesIO(data)) as drawn:
        for (annotation, _, turn), page in zip(places, drawn.pages, strict=True):
            picture = pdf.copy_foreign(page.as_form_xobject())
            picture.Matrix = Array([*_TURNS[turn], 0, 0])
            annotation.AP = Dictionary(N=picture)
