"""The documents that go with a letter, in order, each with its exhibit letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.attachments import AttachmentStatus


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One document of the packet."""

    letter: str
    """A, B … Z, AA, AB …"""
    status: AttachmentStatus
    waived: str = ""

    @property
    def id(self) -> str:
        return self.status.attachment.id


def lettered(statuses: Iterable[AttachmentStatus], waived: Iterable[str] = (), letter: str = "") -> tuple[Exhibit, ...]:
    """Exhibit letters for the documents that this letter needs, in tree order; the ones the signer waived get none."""
    let_go = set(waived)
    needed = [s for s in statuses if s.needed is True and (s.held is not None or s.address not in let_go)]
    needed = [s for s in needed if not s.attachment.letters or letter in s.attachment.letters]
    return tuple(Exhibit(letters(i), status) for i, status in enumerate(needed))


def letters(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    word = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        word = chr(ord("A") + rest) + word
    return word
