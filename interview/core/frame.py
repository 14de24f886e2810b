"""What is known of a run of questions: the whole tree outside lists, or one row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.core.answers import AnswerState, Party
from interview.core.slot import Slot

if TYPE_CHECKING:
    from interview.core.tree import Implication

PARTIES = tuple(Party)
PARTY_INDEX = {party: i for i, party in enumerate(PARTIES)}


class Frame:
    """Parallel arrays by position. `live[p]` has bit i set while question i is open and party p
    may be asked it.
    """

    __slots__ = (
        "asked",
        "blocked",
        "implied",
        "known",
        "live",
        "of",
        "on",
        "slots",
        "states",
        "to_confirm",
        "vis",
    )

    def __init__(self, size: int, of: int = -1) -> None:
        self.of = of
        """Position of the list that this is a row of; -1 for the frame outside lists."""
        self.slots: list[Slot | None] = [None] * size
        self.on: list[bool] = [False] * size
        self.known: list[Any] = [None] * size
        """What would be visible on the path: the value, `NONE`, or None while there is no
        answer.
        """
        self.vis: list[Any] = [None] * size
        """What conditions and letters may see: None unless on path and answered."""
        self.states: list[AnswerState | None] = [None] * size
        self.blocked: set[int] = set()
        """Answered questions whose check fails now, or whose soft confirmation saw other values."""
        self.implied: dict[int, Implication] = {}
        """What answers follow from others now; those that somebody said are not among them."""
        self.to_confirm: set[int] = set()
        """Questions whose answer was copied from another case and is still to be confirmed."""
        self.asked: list[tuple[int, ...]] = [()] * size
        """Indices of the parties that each question can be asked of now; `live` turned round."""
        self.live: list[int] = [0] * len(PARTIES)


class Rows:
    """The rows of one list, in the order they were added. Row ids are never used again."""

    __slots__ = ("closed", "frames", "gone", "live", "made", "removed")

    def __init__(self) -> None:
        self.frames: dict[str, Frame] = {}
        self.removed: dict[str, Frame] = {}
        self.gone: dict[str, set[int]] = {}
        """By row, the numbers of the events that take it away: its removal, or its addition when
        that was undone.
        """
        self.made = 0
        self.closed = False
        self.live: frozenset[int] = frozenset()
        """Indices of the parties that can be asked whether there is one more row."""

    def add(self, row: str, size: int, of: int) -> None:
        if row not in self.frames and row not in self.removed:
            self.made = max(self.made, row_number(row))
            self.frames[row] = Frame(size, of)

    def remove(self, row: str, seq: int) -> None:
        """Event `seq` takes the row away. Its answers are kept."""
        if row in self.frames:
            self.removed[row] = self.frames.pop(row)
        if row in self.removed:
            self.gone.setdefault(row, set()).add(seq)

    def restore(self, row: str, seq: int) -> None:
        """Event `seq` does not take the row away any more; it is back when no other event does."""
        self.gone.get(row, set()).discard(seq)
        if row in self.removed and not self.gone[row]:
            self.frames[row] = self.removed.pop(row)
            self.frames = dict(sorted(self.frames.items(), key=lambda item: row_number(item[0])))


def row_number(row: str) -> int:
    """3 for r3."""
    return int(row[1:])
