"""Notes, while a template runs, which conditions the text it gives is there for."""

from __future__ import annotations

from interview.letters.environment import BEGIN, ENTER, FINISH, LEAVE, ROW
from interview.letters.names import Row
from interview.letters.telling import Telling


class Scopes:
    """The calls that environment.py puts around ifs and loops; each gives a mark for the output,
    or nothing.
    """

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.starts: list[int] = []
        """For each `if` that is being decided, how many conditions had been read before it."""

    def all(self) -> dict[str, object]:
        return {
            BEGIN: self.begin,
            ENTER: self.enter,
            LEAVE: self.leave,
            FINISH: self.finish,
            ROW: self.row,
        }

    def begin(self) -> str:
        self.starts.append(len(self.telling.decided))
        return ""

    def enter(self) -> str:
        readings = tuple(d.reading for d in self.telling.decided[self.starts[-1] :])
        return self.telling.placeholders.opening(readings)

    def leave(self) -> str:
        return self.telling.placeholders.closing()

    def finish(self) -> str:
        self.starts.pop()
        return ""

    def row(self, row: object) -> str:
        return self.telling.placeholders.opening(
            tuple(row.readings) if isinstance(row, Row) else ()
        )
