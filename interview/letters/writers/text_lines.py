"""Lines of plain text: widths as a terminal or a fixed-width font shows them, wrapping, columns."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns that the text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `columns`, the first with one prefix and the others with
    another.

    Breaks only at spaces; a longer word is cut. At least one line.
    """
    lines: list[str] = []
    line, is_empty = first, True
    for word in _words(text, columns - max(width(first), width(rest))):
        if not is_empty and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line, is_empty = rest, True
        line += word if is_empty else f" {word}"
        is_empty = False
    return [*lines, line.rstrip() if is_empty else line]


def _words(text: str, columns: int) -> list[str]:
    found: list[str] = []
    for word in text.split():
        rest = word
        while width(rest) > columns:
            cut = _fitting(rest, columns)
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def _fitting(word: str, columns: int) -> int:
    """How many characters fit; at least one."""
    total = 0
    for i, char in enumerate(word):
        total += _char_width(char)
        if total > columns:
            return max(i, 1)
    return len(word)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def longest_word(text: str) -> int:
    return max((width(word) for word in text.split()), default=1)


def column_widths(cells: list[list[str]], columns: int) -> list[int] | None:
    """Widths for the columns of a table so that it fits, or None when the words are too long for
    that.
    """
    least = [max(longest_word(row[i]) for row in cells) for i in range(len(cells[0]))]
    wanted = [max(width(row[i]) for row in cells) for i in range(len(cells[0]))]
    room = columns - 3 * (len(least) - 1) - sum(least)
    if room < 0 or (min(least) < 1):
        return None
    widths = list(least)
    while room > 0 and any(w < want for w, want in zip(widths, wanted, strict=True)):
        # The column that is squeezed hardest gets the next character.
        i = max(
            range(len(widths)), key=lambda i: wanted[i] / widths[i] if widths[i] < wanted[i] else 0
        )
        widths[i] += 1
        room -= 1
    return widths
