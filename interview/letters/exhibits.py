"""The documents that go with a letter, in order, each with its exhibit letter."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from interview.core.attachments import AttachmentStatus


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One document of the packet."""

    letter: str
    """A, B … Z, AA, AB …"""
    status: AttachmentStatus

    @property
    def id(self) -> str:
        return self.status.attachment.id

    @property
    def is_let_go(self) -> bool:
        """The signer takes the one held as it is, although it is too old."""
        return self.status.is_let_go


def lettered(
    statuses: Iterable[AttachmentStatus],
    letter: str | None = "",
    cited: Container[str] | None = None,
) -> tuple[Exhibit, ...]:
    """Exhibit letters for the documents that this letter needs, in tree order; those it goes
    without get none.

    A sheet for the office (`letter` None) knows the documents of all letters.

    `cited` are the addresses that a sparing letter names in its text: of the documents for all
    letters it takes these.
    """
    needed = [s for s in statuses if s.needed is True and (s.held is not None or not s.is_let_go)]
    needed = [s for s in needed if goes_with(s, letter, cited)]
    return tuple(Exhibit(letters(i), status) for i, status in enumerate(needed))


def goes_with(status: AttachmentStatus, letter: str | None, cited: Container[str] | None) -> bool:
    """Whether the letter takes this document along, if the case needs it."""
    if letter is None:
        return True
    if status.attachment.letters:
        return letter in status.attachment.letters
    return cited is None or status.address in cited


def letters(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    word = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        word = chr(ord("A") + rest) + word
    return word
