"""A packet in parts: every part within the limits, every page there once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from interview.packet.contents import Limits, Packet, Pointer
from interview.packet.parts import made_parts
from interview.packet.unfit import Unfit
from tests.packet.making import enclosure, packet, page_count, pdf, texts


def three(folder: Path, pages: tuple[int, int, int] = (3, 14, 2)) -> Packet:
    """Exhibits A, B and C with so many pages."""
    names = zip("ABC", pages, strict=True)
    enclosures = [
        enclosure(name, pdf(folder / f"{name}{count}.pdf", count, f"Doc-{name}"))
        for name, count in names
    ]
    return packet(enclosures, pointers=(Pointer("Eight weeks", "B", 12), Pointer("Now", "A", 1)))


def test_parts_are_numbered_and_have_covers(tmp_path: Path) -> None:
    parts = made_parts(three(tmp_path), Limits(pages=12))
    assert len(parts) == 3
    for number, data in enumerate(parts, 1):
        pages = texts(data)
        assert len(pages) <= 12
        assert f"{number} of 3" in pages[0] and f"{len(pages)}, this sheet included" in pages[0]
    second, third = texts(parts[1]), texts(parts[2])
    assert "in this part: pages 1 to 9" in second[2]
    assert "Document B (continued)" in third[2] and "in this part: pages 10 to 14" in third[2]
    assert "Exhibit B – page 12 of 14" in third[5]


def test_the_index_of_each_part_says_where_the_rest_is(tmp_path: Path) -> None:
    parts = made_parts(three(tmp_path), Limits(pages=12))
    first = texts(parts[0])[3]
    assert first.count("in part 2") == 1 and first.count("in part 3") == 2
    assert "Eight weeks" in first
    assert "Eight weeks" not in texts(parts[2])[1]


def test_an_exhibit_stays_whole_where_it_fits(tmp_path: Path) -> None:
    parts = made_parts(three(tmp_path, (6, 6, 6)), Limits(pages=12))
    assert [page_count(data) for data in parts] == [11, 9, 9]


@settings(max_examples=15)
@given(pages=st.tuples(*[st.integers(1, 12)] * 3), most=st.integers(7, 30))
def test_every_page_is_sent_once_whatever_the_limit(
    tmp_path_factory: pytest.TempPathFactory, pages: tuple[int, int, int], most: int
) -> None:
    given_packet = three(tmp_path_factory.mktemp("parts"), pages)
    parts = made_parts(given_packet, Limits(pages=most))
    words = [page for data in parts for page in texts(data)]
    assert all(page_count(data) <= most for data in parts)
    for each in given_packet.enclosures:
        for number in range(1, each.total + 1):
            stamp = f"Exhibit {each.letter} – page {number} of {each.total}"
            assert (
                sum(stamp in page and f"Doc-{each.letter} {number}\r\n" in page for page in words)
                == 1
            )


def noisy(path: Path, seed: int) -> Path:
    """A photo that cannot be made smaller."""
    dots = random.Random(seed).randbytes(300 * 400 * 3)
    Image.frombytes("RGB", (300, 400), dots).save(path, "JPEG", quality=95)
    return path


def test_parts_keep_to_the_size(tmp_path: Path) -> None:
    enclosures = [enclosure(name, noisy(tmp_path / name, i)) for i, name in enumerate("ABCDEF")]
    whole = made_parts(packet(enclosures))
    assert len(whole[0]) > 700_000
    parts = made_parts(packet(enclosures), Limits(bytes=500_000))
    assert 2 <= len(parts) <= 3
    assert all(len(data) <= 500_000 for data in parts)
    assert sum("– page 1 of 1" in page for data in parts for page in texts(data)) == 6


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(pages=3), "The letter with its cover sheet alone is more"),
        (Limits(bytes=1000), "The letter with its cover sheet alone is more"),
        (Limits(bytes=220_000), "Page 1 of Exhibit A is more"),
    ],
)
def test_what_cannot_be_divided_is_said(tmp_path: Path, limits: Limits, words: str) -> None:
    given_packet = packet([enclosure("A", noisy(tmp_path / "a.jpg", 1))])
    with pytest.raises(Unfit, match=words):
        made_parts(given_packet, limits)


def test_the_same_parts_again(tmp_path: Path) -> None:
    assert made_parts(three(tmp_path), Limits(pages=9)) == made_parts(
        three(tmp_path), Limits(pages=9)
    )
