"""The terminal under the screen: like Textual's, but for what is read from it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from interview.talk.keyboard import ESCAPE, KeyboardReader

LOOK_EVERY = 0.1
"""Seconds after which it is noticed that the program ends."""

LONGEST = 32
"""Characters of a sequence after which Textual gives up, and takes them for letters."""


@lru_cache(maxsize=1024)
def is_known(sequence: str) -> bool:
    """Whether Textual makes something of a sequence; what it does not know it would type letter
    by letter.
    """
    return len(sequence) <= LONGEST and bool(list(XTermParser().feed(sequence)))


class KeyboardDriver(LinuxDriver):
    """Reads keys so that bytes that are no UTF-8, answers of the terminal and raw pastes do no
    harm.
    """

    def run_input_thread(self) -> None:
        """Reads until the program ends or the terminal is gone."""
        reader, parser = KeyboardReader(self.fileno, is_known), XTermParser(self._debug)
        while not (self.exit_event.is_set() or reader.is_at_end):
            text = reader.read(LOOK_EVERY)
            for message in (*_messages(parser, text), *parser.tick()):
                self.process_message(message)


def _messages(parser: XTermParser, text: str) -> Iterable[Message]:
    if text and not text.strip(
        ESCAPE
    ):  # Nothing followed, and the parser need not wait once more to see that.
        return [Key("escape", ESCAPE) for _ in text]
    return parser.feed(text) if text else ()
