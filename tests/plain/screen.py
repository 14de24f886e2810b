"""A real pseudo-terminal with a screen, for line mode as a person sees it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 20.0


class Screen:
    """The program in a terminal of so many columns and lines."""

    def __init__(
        self, *words: str, columns: int = 80, lines: int = 24, environ: dict[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "interview", *words],
            dimensions=(lines, columns),
            env={**os.environ, "TERM": "xterm-256color", **(environ or {})},
            cwd=str(PROJECT),
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def key(self, *keys: str) -> None:
        for each in keys:
            self.process.send(each)

    def line(self, text: str) -> None:
        self.process.send(f"{text}\r")

    def wait(self, words: str) -> None:
        """Waits until these words are on the screen."""
        self.until(lambda: words in self.text, words)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"waited for {what!r}; the screen shows:\n{self.text}"
            self._read()

    def answer(self, text: str, then: str) -> None:
        """Types a line and waits for what follows it."""
        self.line(text)
        self.wait(then)

    def kill(self) -> None:
        """As a power cut would: no warning, no farewell."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Waits for the end and returns the exit status; whatever came last is on the screen."""
        self.until(lambda: not self.process.isalive(), "the end")
        self._read()
        self.process.close()
        return (
            self.process.exitstatus
            if self.process.exitstatus is not None
            else -(self.process.signalstatus or 0)
        )

    def _read(self) -> None:
        try:
            data = self.process.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self.stream.feed(data)
