"""What a terminal sends while somebody types, for every front end: keys, pastes, and what nobody
typed.

Letters and sequences come in one stream of bytes. What leaves here is text for a front end's own
parser of keys: bytes that are no UTF-8 are replaced, sequences that stand for no key are left out,
and several lines that come at once are marked as a paste, as newer terminals mark them by
themselves.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import time
from collections.abc import Callable, Iterator

from interview.core.kinds.typed import UNREAD, UNREAD_WORDS

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
ESCAPE = "\x1b"
AT_ONCE = 0.01
"""Seconds between two keys that nobody's hands are quick enough for."""
PATIENCE, LONG_PATIENCE = 0.1, 1.0
"""Seconds after which Esc was a key of its own; and after which an answer of the terminal will
not go on.
"""
READ_AT_ONCE = 4096
MOST_AT_ONCE = 1 << 20
"""Bytes of a paste after which it is looked at, though more may follow."""

Knows = Callable[[str], bool]
"""Whether a sequence of one Esc is a key, a mouse event or an answer of the terminal that the
front end understands.
"""

_BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
)
_LINE_END = re.compile("\r\n|\r")
_LINE_FEED = "\n"
_SEVERAL_LINES = re.compile(r"\S[^\n]*\n\s*\S")
"""A line, and something on another one. Enter before or behind a single line is a key."""
_SEVERAL_WORDS = re.compile(r"\S+ +\S.*")
_STRING = r"[\]P_^X]"
"""Begins a string that a terminal sends: its colors, its name, its size in pixels."""
_KEY = r"\x1b(?:\[(?!20[01]~)[\d;:]*[A-HP-S~]|O[ -~])"
_BEGUN = re.compile(
    r"\x1b(?:\x1b?(?:\[[0-?]*[ -/]*|O[\d;]*)?|\[M[\s\S]{0,2}|\[\["
    r"|\]\d*|\]\d+;[^\x07\x1b]*\x1b?|[P_^X](?:[\d>!+$G=][^\x07\x1b]*\x1b?)?)"
)
_STRING_BEGUN = re.compile(r"\x1b(?:\]\d+;|[P_^X].)")
_WHOLE = re.compile(
    rf"\x1b{_KEY}"  # Alt and a key that sends a sequence by itself.
    r"|\x1b\[M[\s\S]{3}"  # The mouse as it was told of old.
    r"|\x1b\[\[[A-E]"  # Function keys of the Linux console.
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1bO[\d;]*[ -~]"
    rf"|\x1b{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\)"
)


def with_blanks(text: str) -> str:
    """The text with a plain blank for every other kind of blank, such as one that keeps words on
    a line.
    """
    return text.translate(_BLANKS)


def with_line_ends(text: str) -> str:
    """The text with one kind of line end."""
    return _LINE_END.sub("\n", text)


def remark_on(text: str, *, is_pasted: bool) -> str:
    """What is said about a line before Enter takes it; empty when there is nothing to say."""
    if UNREAD in text:
        return UNREAD_WORDS
    count = text.strip().count("\n") + 1
    if is_pasted and count > 1:
        return (
            f"{count} lines came at once. Are they one answer? Enter takes them as one; Esc takes"
            " them out."
        )
    return ""


class Keyboard:
    """Cuts what a terminal sends into keys, pastes and sequences, however it is cut up on the
    way.
    """

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._held = ""
        """Has begun like a sequence, and may go on."""
        self._is_pasting = False

    @property
    def patience(self) -> float | None:
        """Seconds until `quiet` is to be called if nothing more comes; None when nothing is
        waited for.
        """
        if not self._held or self._is_pasting:
            return None
        return LONG_PATIENCE if _STRING_BEGUN.match(self._held) else PATIENCE

    def feed(self, text: str) -> str:
        """What the parser of keys is to see of this and of what was held back."""
        text, self._held = self._held + text, ""
        return "".join(self._parts(text))

    def quiet(self) -> str:
        """The same when nothing more came in time: Esc was pressed, and half a sequence was no
        key.
        """
        held, self._held = self._held, ""
        return held if not held.strip(ESCAPE) else ""

    def _parts(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            take = (
                self._pasted
                if self._is_pasting
                else self._sequence
                if text[at] == ESCAPE
                else self._typed
            )
            shown, at = take(text, at)
            yield shown

    def _typed(self, text: str, at: int) -> tuple[str, int]:
        """Letters up to the next sequence; as a paste where there are several lines, and no key
        that a paste lacks.

        Words that come at once, as from a program that listens, are a paste too: their first letter
        alone must not answer a question that takes one key. Enter behind them stays a key.
        """
        end = text.find(ESCAPE, at)
        end = end if end >= 0 else len(text)
        typed = with_blanks(text[at:end])
        lines = with_line_ends(typed)
        is_text = all(c.isprintable() or c in "\n\t" for c in lines)
        if is_text and _SEVERAL_LINES.search(lines):
            return _pasted_text(lines.strip(_LINE_FEED)), end
        words = typed.rstrip("\r\n")
        if _SEVERAL_WORDS.fullmatch(words) and words.isprintable():
            return _pasted_text(words) + typed[len(words) :], end
        return typed, end

    def _pasted(self, text: str, at: int) -> tuple[str, int]:
        """What stands before the end of a paste that the terminal itself has marked."""
        end = text.find(PASTE_ENDS, at)
        if end >= 0:
            self._is_pasting = False
            return with_blanks(text[at : end + len(PASTE_ENDS)]), end + len(PASTE_ENDS)
        begun = next(
            n for n in range(len(PASTE_ENDS) - 1, -1, -1) if text.endswith(PASTE_ENDS[:n], at)
        )
        end = len(text) - begun
        self._held = text[end:]
        return with_blanks(text[at:end]), len(text)

    def _sequence(self, text: str, at: int) -> tuple[str, int]:
        """A sequence if it means something; what is no sequence, such as Alt and a letter, goes
        on as it came.
        """
        if _BEGUN.fullmatch(text, at):
            self._held = text[at:]
            return "", len(text)
        whole = _WHOLE.match(text, at)
        if whole is None:
            return ESCAPE, at + 1
        sequence = whole.group()
        self._is_pasting = sequence == PASTE_BEGINS
        is_key = sequence[1] in "[O" and self._knows(sequence)
        return sequence if is_key or sequence in (PASTE_BEGINS, PASTE_ENDS) else "", whole.end()


def _pasted_text(text: str) -> str:
    return f"{PASTE_BEGINS}{text}{PASTE_ENDS}"


class KeyboardReader:
    """Reads the descriptor of a terminal."""

    def __init__(self, descriptor: int, knows: Knows) -> None:
        self._descriptor = descriptor
        self._keyboard = Keyboard(knows)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._last = 0.0
        self.is_at_end = False
        """The terminal is gone, or somebody ended its input."""

    def read(self, within: float | None = None) -> str:
        """What comes within so many seconds, for the parser of keys; empty when nothing does."""
        patience = self._keyboard.patience
        limits = [each for each in (within, patience) if each is not None]
        if select.select([self._descriptor], [], [], min(limits, default=None))[0]:
            return self._keyboard.feed(self._decoder.decode(self._come(), self.is_at_end))
        is_over = patience is not None and time.monotonic() - self._last >= patience
        return self._keyboard.quiet() if is_over else ""

    def quiet(self) -> str:
        """What was held back, for whoever does the waiting."""
        return self._keyboard.quiet()

    def _come(self) -> bytes:
        data = self._read()
        self.is_at_end = not data
        is_quick = len(data) > 1 or time.monotonic() - self._last < AT_ONCE
        if data and is_quick and not data.startswith(ESCAPE.encode()):
            data += self._rest()
        self._last = time.monotonic()
        return data

    def _rest(self) -> bytes:
        """What comes too quickly for hands: a paste may arrive in many pieces, and must be seen
        as one.
        """
        found = b""
        while len(found) < MOST_AT_ONCE and select.select([self._descriptor], [], [], AT_ONCE)[0]:
            more = self._read()
            if not more:
                break
            found += more
        return found

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, READ_AT_ONCE)
        except OSError:  # How a terminal that is gone ends.
            return b""
