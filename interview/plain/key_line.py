"""A line typed key by key without moving the cursor about, so that what is half typed can be kept
as well.

For terminals that read aloud or can do nothing: characters, backspace, Ctrl-U and Ctrl-W, Enter,
Ctrl-D. Every other key is ignored, and no escape sequence is ever written. Lines that come at once
are said, and wait for Enter.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from interview.letters.writers.text_lines import width
from interview.plain.terminal import Changed
from interview.plain.terminal_text import printable
from interview.talk.keyboard import ESCAPE, PASTE_BEGINS, PASTE_ENDS, KeyboardReader, remark_on

try:
    import termios
    import tty

    HAS_KEYS = True
except ImportError:  # Windows: lines are read whole there.
    HAS_KEYS = False

DRAFT_EVERY = 0.25
"""Seconds that what was typed may be ahead of what was kept."""
_ENTER, _END, _ERASE, _ERASE_WORD, _ERASE_LINE = "\r\n", "\x04", "\x08\x7f", "\x17", "\x15"
_KEY_OR_PASTE = re.compile(rf"{re.escape(PASTE_BEGINS)}([\s\S]*?){re.escape(PASTE_ENDS)}|[\s\S]")


def can_read_keys(stream: TextIO) -> bool:
    """Whether this stream is a terminal whose keys can be read one by one."""
    return HAS_KEYS and stream.isatty()


class _Draft:
    """The line so far, and how much of it is kept."""

    def __init__(self, changed: Changed) -> None:
        self.text = ""
        self._changed = changed
        self._kept = ""
        self._saved_at = 0.0

    def save_when_due(self) -> float | None:
        """Keeps the line unless that was done just now; seconds until it must be, None when it
        is kept.
        """
        wait = self._saved_at + DRAFT_EVERY - time.monotonic()
        if wait <= 0:
            self.save()
        return wait if self.text != self._kept else None

    def save(self) -> None:
        if self.text != self._kept:
            self._changed(self.text)
            self._kept, self._saved_at = self.text, time.monotonic()


class KeyReader:
    """Reads lines from a terminal; keys typed ahead wait for the next line."""

    def __init__(self, stream: TextIO, out: TextIO) -> None:
        self._descriptor = stream.fileno()
        self._out = out
        self._reader = KeyboardReader(self._descriptor, lambda _: False)
        self._waiting: deque[str] = deque()
        """Keys, and pastes of several lines."""
        self._before_paste = ""

    def read(self, changed: Changed) -> str:
        """The line without its end. Raises EOFError at the end of input, KeyboardInterrupt at
        Ctrl-C.
        """
        draft = _Draft(changed)
        with self._keys_at_once():
            try:
                while (key := self._key(draft.save_when_due())) not in _ENTER or not key:
                    if key == _END and not draft.text:
                        raise EOFError
                    draft.text = self._typed(draft.text, key)
            finally:
                draft.save()
        self._echo("\n")
        return draft.text

    def _typed(self, text: str, key: str) -> str:
        """The line after this key, which is echoed."""
        if not key:
            return text
        if "\n" in key:
            return self._pasted(text, key)
        if key == ESCAPE and "\n" in text:
            return self._shown_anew(self._before_paste)
        if key in _ERASE:
            return self._erased(text, len(text) - 1)
        if key == _ERASE_LINE:
            return self._erased(text, 0)
        if key == _ERASE_WORD:
            return self._erased(text, len(text.rstrip()[: text.rstrip().rfind(" ") + 1]))
        if not key.isprintable():
            return text
        self._echo(key)
        return text + key

    def _pasted(self, text: str, lines: str) -> str:
        """Several lines that came at once: shown, with what Enter does to them."""
        self._before_paste, text = text, text + lines
        self._echo("\n".join(printable(line) for line in lines.split("\n")))
        self._echo(f"\n{remark_on(text, is_pasted=True)}")
        self._echo("\n> ")
        return text

    def _erased(self, text: str, length: int) -> str:
        rest = text[: max(length, 0)]
        if "\n" in text:
            return self._shown_anew(rest)
        self._echo("\b \b" * (width(text) - width(rest)))
        return rest

    def _shown_anew(self, text: str) -> str:
        """What is left of several lines, on a line of its own: the cursor cannot go up."""
        self._echo(f"\n> {printable(text)}")
        return text

    def _key(self, patience: float | None) -> str:
        """The next key; empty when none came in time."""
        if not self._waiting:
            text = self._reader.read(patience)
            if self._reader.is_at_end and not text:
                raise EOFError
            self._waiting.extend(found[1] or found[0] for found in _KEY_OR_PASTE.finditer(text))
        return self._waiting.popleft() if self._waiting else ""

    def _echo(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    @contextmanager
    def _keys_at_once(self) -> Iterator[None]:
        before = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor, termios.TCSADRAIN)
        try:
            yield
        finally:
            with suppress(termios.error):  # The terminal may be gone.
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)
