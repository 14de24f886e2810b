"""What line mode needs of a terminal: show lines, read one line, let something be chosen from a
list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from interview.sitting.forms import Field
from interview.talk.suggest import Suggestion


class HungUp(SystemExit):
    """The terminal is gone, or somebody ended the program from outside. Everything acknowledged is
    on disk.

    A SystemExit, because an event loop lets only that and KeyboardInterrupt pass.
    """


class Entered(NamedTuple):
    """A line that was entered."""

    text: str
    kept: str = ""
    """What stood in the line when a function key entered a command instead."""


Suggest = Callable[[str], Sequence[Suggestion]]
Changed = Callable[[str], None]


def suggest_nothing(_: str) -> Sequence[Suggestion]:
    return ()


def forget(_: str) -> None:
    """For lines whose half-typed text is not kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be typed."""

    prompt: str = "> "
    default: str = ""
    """Text that stands there already."""
    suggest: Suggest = suggest_nothing
    changed: Changed = forget
    """Told of what is being typed, at most every quarter of a second."""
    is_proposal: bool = False
    """The default was refused, or is only proposed: who types begins anew, who moves the cursor
    mends it.
    """


class Terminal(Protocol):
    """A place to talk with the operator. Reading raises EOFError at the end of input,
    KeyboardInterrupt at Ctrl-C.
    """

    @property
    def width(self) -> int:
        """Columns that a line may take."""

    @property
    def is_spoken(self) -> bool:
        """Whether a program reads the lines aloud, so that few and short ones are better."""

    def show(self, *lines: str) -> None:
        """Writes lines, wrapped to the width; what cannot be printed is replaced."""

    def read(self, line: Line) -> Entered: ...

    def choose(self, field: Field) -> str | None:
        """What was chosen, as it would be typed; a line that begins with “/” is a command. None:
        no picker here.
        """
