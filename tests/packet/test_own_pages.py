"""The pages that a packet adds of its own: whatever number of exhibits and requirements, ready
or not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest

from interview.packet.contents import Enclosure, Packet, Part, Pointer
from interview.packet.own_pages import frame
from tests.packet.making import packet

MOST_EXHIBITS, MOST_REQUIREMENTS = 45, 10


def listing(exhibits: int, requirements: int, is_ready: bool) -> Packet:
    """A packet whose index has so many rows in its two tables; none of the exhibits is in hand."""
    title = "Copies of what was sent to the plan and its answers, all pages"
    enclosures = [Enclosure(f"{number:02}", title) for number in range(1, exhibits + 1)]
    pointers = tuple(
        Pointer(f"Need {number}: eight weeks of it without success", "01", 0)
        for number in range(requirements)
    )
    return packet(enclosures, pointers=pointers, is_ready=is_ready)


def framed_words(given: Packet) -> list[str]:
    """The words of each page of the frame."""
    part = Part(1, True, ())
    file = pypdfium2.PdfDocument(frame(given, part, (part,), lambda *_: False))
    return [page.get_textpage().get_text_range() for page in file]


def sizes(step: int) -> Iterator[tuple[int, int]]:
    """Numbers of exhibits with the most requirements and with another number of them, so that
    all numbers come up.
    """
    for exhibits in range(1, MOST_EXHIBITS + 1, step):
        yield exhibits, MOST_REQUIREMENTS
        if exhibits % 3 == 1:
            yield exhibits, exhibits // 3 % MOST_REQUIREMENTS


@pytest.mark.parametrize(("is_ready", "step"), [(False, 1), (True, 4)])
def test_the_index_can_be_set_wherever_its_tables_part(is_ready: bool, step: int) -> None:
    """The mark of one that is not ready lies on every page, so it meets every place where a
    table goes on.
    """
    pages = set()
    for exhibits, requirements in sizes(step):
        _, _, _, *index = framed_words(listing(exhibits, requirements, is_ready))
        words = " ".join(index)
        assert words.count("Copies of what was sent") == exhibits
        assert [f"Need {number}" in words for number in range(MOST_REQUIREMENTS)].count(
            True
        ) == requirements
        assert all(("NOT READY" in page) is not is_ready for page in index)
        pages.add(len(index))
    assert pages >= {1, 2, 3}
