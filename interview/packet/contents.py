"""What a packet is made of, before any page of it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from interview.packet.recognise import Sort


@dataclass(frozen=True, slots=True)
class Cover:
    """The fax cover sheet. Nothing on it may name a diagnosis or a treatment."""

    to: tuple[str, ...]
    """Lines that say where it goes."""
    to_fax: str
    """Empty when no number was confirmed: a line is left to write it on."""
    sender: tuple[str, ...]
    phone: str
    fax: str
    reference: str
    """By which the plan knows the case."""
    day: date
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One exhibit that is in hand, or was asked for and is not."""

    letter: str
    title: str
    path: Path | None = None
    """None while it is missing or cannot go in; then only the index names it, and the packet is
    not ready.
    """
    sort: Sort = Sort.pdf
    total: int = 0
    """Pages of the whole document."""
    pages: tuple[int, ...] = ()
    """The pages that go in, by their number in the document."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """One line of the letter that says which page of which exhibit shows something."""

    words: str
    exhibit: str
    page: int
    """By its number in the document; 0 when the letter names none."""


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """The letter as it was signed: one page for each page of the rendering."""

    path: Path
    sort: Sort


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything that goes into the PDF."""

    title: str
    """Of the letter."""
    cover: Cover
    letter: bytes = field(repr=False)
    """The letter as tagged PDF."""
    letter_pages: int
    enclosures: tuple[Enclosure, ...]
    pointers: tuple[Pointer, ...] = ()
    signed: SignedCopy | None = None
    is_ready: bool = False
    """Only then do the pages carry no mark."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the way of sending takes at once."""

    pages: int = 0
    """0: any number."""
    bytes: int = 0
    """0: any size."""


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pages of one exhibit that stand one after another in one part."""

    enclosure: Enclosure
    first: int
    """Index of its first page among the exhibit's chosen ones, from 0."""
    count: int

    @property
    def pages(self) -> tuple[int, ...]:
        return self.enclosure.pages[self.first : self.first + self.count]

    @property
    def is_continued(self) -> bool:
        return self.first > 0


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the packet."""

    number: int
    """From 1."""
    has_letter: bool
    chunks: tuple[Chunk, ...]
