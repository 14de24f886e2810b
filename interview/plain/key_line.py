"""A line typed key by key without moving the cursor about, so that what is half typed can be kept as well.

For terminals that read aloud or can do nothing: characters, backspace, Ctrl-U and Ctrl-W, Enter, Ctrl-D. Every other
key is ignored, and no escape sequence is ever written.
"""

from __future__ import annotations

import codecs
import os
import select
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from interview.letters.writers.layout import width
from interview.plain.terminal import Changed

try:
    import termios
    import tty

    HAS_KEYS = True
except ImportError:  # Windows: lines are read whole there.
    HAS_KEYS = False

DRAFT_EVERY = 0.25
"""Seconds that what was typed may be ahead of what was kept."""
_ESCAPE, _ENTER, _END, _ERASE, _ERASE_WORD, _ERASE_LINE = "\x1b", "\r\n", "\x04", "\x08\x7f", "\x17", "\x15"


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
        """Keeps the line unless that was done just now; seconds until it must be, None when it is kept."""
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
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting: deque[str] = deque()

    def read(self, changed: Changed) -> str:
        """The line without its end. Raises EOFError at the end of input, KeyboardInterrupt at Ctrl-C."""
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
        if not key or key == _ESCAPE:
            self._skip_sequence(key)
            return text
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

    def _erased(self, text: str, length: int) -> str:
        rest = text[: max(length, 0)]
        self._echo("\b \b" * (width(text) - width(rest)))
        return rest

    def _skip_sequence(self, key: str) -> None:
        """An arrow or function key sends several characters; none of them was typed."""
        if key != _ESCAPE or not self._waiting or self._waiting[0] not in "[O":
            return
        self._waiting.popleft()
        while self._waiting and not "@" <= self._waiting.popleft() <= "~":
            pass

    def _key(self, patience: float | None) -> str:
        """The next key; empty when none came in time."""
        if not self._waiting:
            if not select.select([self._descriptor], [], [], patience)[0]:
                return ""
            data = os.read(self._descriptor, 4096)
            if not data:
                raise EOFError
            self._waiting.extend(self._decoder.decode(data))
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
