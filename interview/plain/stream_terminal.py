"""A terminal of plain lines: for a pipe, TERM=dumb and screen readers. It never writes an escape
sequence.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import TextIO

from interview.plain.key_line import KeyReader, can_read_keys
from interview.plain.terminal import Entered, Line
from interview.plain.terminal_text import all_wrapped, printable
from interview.sitting.forms import Field

PIPE_WIDTH = 80
"""Columns in which options stand side by side where nobody knows how wide the paper is."""


class StreamTerminal:
    """Reads whole lines from one stream and writes to another."""

    is_spoken = True

    def __init__(self, lines_in: TextIO, out: TextIO) -> None:
        self._in = lines_in
        self._out = out
        self._keys = KeyReader(lines_in, out) if can_read_keys(lines_in) else None

    @property
    def width(self) -> int:
        return (
            shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if self._out.isatty() else PIPE_WIDTH
        )

    def show(self, *lines: str) -> None:
        """Wrapped for a terminal; a pipe gets each line whole, as programs that read it expect."""
        shown = all_wrapped(lines, self.width) if self._out.isatty() else _whole(lines)
        for line in shown:
            self._out.write(line + "\n")
        self._out.flush()

    def read(self, line: Line) -> Entered:
        """A line; an empty one stands for the text that was there already."""
        if line.default:
            self.show(f"Enter alone takes: {line.default}")
        self._out.write(line.prompt)
        self._out.flush()
        text = self._keys.read(line.changed) if self._keys is not None else self._whole_line()
        return Entered(text if text.strip() else line.default)

    def _whole_line(self) -> str:
        typed = self._in.readline()
        if not typed:
            self._out.write("\n")
            raise EOFError
        text = typed.rstrip("\r\n")
        self.show(
            printable(text)
        )  # Nobody's keys are echoed here, so a log would lack the answers.
        return text

    def choose(self, field: Field) -> str | None:
        return None


def _whole(lines: Iterable[str]) -> list[str]:
    return [printable(part) for line in lines for part in line.split("\n")]
