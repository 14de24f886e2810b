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
    is_let_go: bool = False
    """The signer takes it as it is: an old one goes along, one that nobody has is left out."""

    @property
    def id(self) -> str:
        return self.status.attachment.id


def lettered(
    statuses: Iterable[AttachmentStatus],
    letter: str | None = "",
    waived: Container[str] = (),
    cited: Container[str] | None = None,
) -> tuple[Exhibit, ...]:
    """Exhibit letters for the documents that this letter needs, in tree order; the ones the signer waived get none.

    A sheet for the office (`letter` None) knows the documents of all letters.

    `cited` are the addresses that a sparing letter names in its text: of the documents for all letters it takes these.
    """
    needed = [s for s in statuses if s.needed is True and (s.held is not None or not _is_let_go(s, waived))]
    needed = [s for s in needed if goes_with(s, letter, cited)]
    return tuple(Exhibit(letters(i), status, _is_let_go(status, waived)) for i, status in enumerate(needed))


def _is_let_go(status: AttachmentStatus, waived: Container[str]) -> bool:
    """Nobody can let go what somebody's authority rests on."""
    return status.address in waived and not status.attachment.blocking


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
