"""The keys of a terminal for prompt_toolkit: like its own, but for what is read and what is left
out.
"""

from __future__ import annotations

import sys
from typing import TextIO

from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding import KeyPress

from interview.talk.keyboard import KeyboardReader


def terminal_input(stream: TextIO) -> Input | None:
    """What a real terminal's keys are read with; None for what prompt_toolkit would take by
    itself.
    """
    if sys.platform == "win32" or not stream.isatty():
        return None
    from prompt_toolkit.input.vt100 import Vt100Input

    class TerminalInput(Vt100Input):
        """Bytes that are no UTF-8, answers of the terminal and raw pastes do no harm."""

        def __init__(self) -> None:
            super().__init__(stream)
            self._reader = KeyboardReader(stream.fileno(), ANSI_SEQUENCES.__contains__)

        def read_keys(self) -> list[KeyPress]:
            return self._keys(self._reader.read(0))

        def flush_keys(self) -> list[KeyPress]:
            self.vt100_parser.feed(self._reader.quiet())
            return super().flush_keys()

        @property
        def closed(self) -> bool:
            return self._reader.is_at_end

        def _keys(self, text: str) -> list[KeyPress]:
            self.vt100_parser.feed(text)
            keys, self._buffer = self._buffer, []
            return keys

    return TerminalInput()
