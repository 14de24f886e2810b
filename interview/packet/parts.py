"""Divides a packet into parts that the way of sending takes, and makes them."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pikepdf

from interview.packet.assemble import Sources, assembled
from interview.packet.contents import NO_LIMITS, Chunk, Enclosure, Limits, Packet, Part
from interview.packet.leaves import leaves_of
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit

_OWN_PAGES = 2
"""Cover sheet and index of a part, where the index has one page."""
_OWN_BYTES = 150_000
"""Fonts and pages of the frame, about."""
_TRIES = 8


def made_parts(packet: Packet, limits: Limits = NO_LIMITS) -> list[bytes]:
    """The packet as one PDF, or as several within the limits, in order. Raises Unfit, CannotWrite.

    Unfit says so when one page, or the letter alone, is more than the limits allow.
    """
    with ExitStack() as stack:
        sources = {
            path: stack.enter_context(leaves_of(path, sort))
            for path, sort in _files(packet).items()
        }
        division = _Division(packet, limits, sources)
        tighter = limits
        for _ in range(_TRIES):
            parts = division.into(tighter)
            made = [assembled(packet, part, parts, sources) for part in parts]
            over = [_over(data, limits) for data in made]
            if not any(pages or size for pages, size in over):
                return made
            # The index had more pages, or the frame more bytes, than was reckoned.
            more_pages, more_bytes = max(pages for pages, _ in over), max(size for _, size in over)
            tighter = Limits(
                tighter.pages and tighter.pages - more_pages,
                tighter.bytes and tighter.bytes - more_bytes,
            )
        raise Unfit("cannot be divided so finely. Please allow more pages or a larger size at once")


def _files(packet: Packet) -> dict[Path, Sort]:
    files = {each.path: each.sort for each in packet.enclosures if each.path is not None}
    return files | ({packet.signed.path: packet.signed.sort} if packet.signed is not None else {})


def _over(data: bytes, limits: Limits) -> tuple[int, int]:
    """By how many pages and bytes a part is too large."""
    if not (limits.pages or limits.bytes):
        return 0, 0
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = len(pdf.pages) - limits.pages if limits.pages else 0
    return max(pages, 0), max(len(data) - limits.bytes, 0) if limits.bytes else 0


class _Division:
    """Fills one part after the other: an exhibit stays whole where it fits into a part of its
    own.
    """

    def __init__(self, packet: Packet, limits: Limits, sources: Sources) -> None:
        self.packet = packet
        self.sources = sources
        self.weighs = bool(limits.bytes)

    def into(self, limits: Limits) -> tuple[Part, ...]:
        filling = _Filling(self, limits)
        for each in self.packet.enclosures:
            if each.path is not None:
                filling.add(each)
        return filling.parts()

    def weight(self, enclosure: Enclosure, page: int, seen: set[object]) -> int:
        if not self.weighs or enclosure.path is None:
            return 0
        return self.sources[enclosure.path].weight(page, seen)


class _Filling:
    def __init__(self, division: _Division, limits: Limits) -> None:
        self.division = division
        self.limits = limits
        self.done: list[list[Chunk]] = []
        self.chunks: list[Chunk] = []
        self.seen: set[object] = set()
        packet = division.packet
        self.pages = _OWN_PAGES + packet.letter_pages
        self.bytes = _OWN_BYTES + len(packet.letter)
        if packet.signed is not None and division.weighs:
            leaves = division.sources[packet.signed.path]
            self.bytes += sum(
                leaves.weight(number, self.seen) for number in range(1, packet.letter_pages + 1)
            )
        self._refuse_unless(self._fits(0, 0), "The letter with its cover sheet alone")

    def add(self, enclosure: Enclosure) -> None:
        if not self._has_room(enclosure, 0, len(enclosure.pages)) and self.chunks:
            self._next_part()
        first = 0
        while first < len(enclosure.pages):
            count = self._fitting(enclosure, first)
            if not count:
                self._refuse_unless(
                    bool(self.chunks) or not self.done,
                    f"Page {first + 1} of Exhibit {enclosure.letter}",
                )
                self._next_part()
                count = self._fitting(enclosure, first)
                self._refuse_unless(count > 0, f"Page {first + 1} of Exhibit {enclosure.letter}")
            self._take(enclosure, first, count)
            first += count

    def _has_room(self, enclosure: Enclosure, first: int, count: int) -> bool:
        seen = set(self.seen)
        size = sum(
            self.division.weight(enclosure, page, seen)
            for page in enclosure.pages[first : first + count]
        )
        return self._fits(count + 1, size)

    def _fitting(self, enclosure: Enclosure, first: int) -> int:
        """How many pages from there fit into the part."""
        seen, size, count = set(self.seen), 0, 0
        for page in enclosure.pages[first:]:
            size += self.division.weight(enclosure, page, seen)
            if not self._fits(count + 2, size):
                break
            count += 1
        return count

    def _take(self, enclosure: Enclosure, first: int, count: int) -> None:
        for page in enclosure.pages[first : first + count]:
            self.bytes += self.division.weight(enclosure, page, self.seen)
        self.pages += count + 1
        self.chunks.append(Chunk(enclosure, first, count))

    def _fits(self, pages: int, size: int) -> bool:
        limits = self.limits
        return (not limits.pages or self.pages + pages <= limits.pages) and (
            not limits.bytes or self.bytes + size <= limits.bytes
        )

    def _next_part(self) -> None:
        self.done.append(self.chunks)
        self.chunks, self.seen = [], set()
        self.pages, self.bytes = _OWN_PAGES, _OWN_BYTES

    def _refuse_unless(self, fits: bool, what: str) -> None:
        if not fits:
            raise Unfit(
                f"cannot be sent so: {what} is more than is allowed at once. Please allow more, or"
                " attach less"
            )

    def parts(self) -> tuple[Part, ...]:
        lists = [*self.done, self.chunks]
        return tuple(Part(i + 1, i == 0, tuple(chunks)) for i, chunks in enumerate(lists))
