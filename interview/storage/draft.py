"""The half-typed answer beside a transcript, so that a hang-up or a crash costs no word."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from interview.core.events import AnswerGiven, AnyEvent
from interview.storage.codec import BadLine, Codec
from interview.storage.disk import Disk, replace_file
from interview.storage.regular import MOST_TEXT, NO_LINK, read_regular
from interview.storage.store import Draft


class DraftFile:
    """At most one draft. It is not synced to the medium: that would be felt while typing."""

    def __init__(self, path: Path, codec: Codec, disk: Disk) -> None:
        self._path = path
        self._codec = codec
        self._disk = disk
        self.address = ""
        """What the draft on disk answers; empty when there is none."""

    def save(self, draft: Draft, after: int) -> None:
        """Replace the draft; `after` is the number of the last event when it was typed."""
        data = self._codec.seal({"address": draft.address, "text": draft.text, "after": after})
        replace_file(self._disk, self._path, data, sync=False)
        self.address = draft.address

    def load(self, events: Iterable[AnyEvent]) -> Draft | None:
        """The draft, unless its answer was given after it was typed (the crash came before it
        was dropped).
        """
        try:
            stored = self._codec.unseal(read_regular(self._path, MOST_TEXT, NO_LINK))
        except (OSError, BadLine):
            return None
        match stored:
            case {"address": str(address), "text": str(text), "after": int(after)}:
                if _answered_since(address, after, events):
                    return None
                self.address = address
                return Draft(address, text)
        return None

    def drop(self) -> None:
        """Remove it. One that stays is known to be old by the number of its last event."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.address = ""


def _answered_since(address: str, after: int, events: Iterable[AnyEvent]) -> bool:
    return any(
        isinstance(e, AnswerGiven) and e.address == address and e.seq > after for e in events
    )
