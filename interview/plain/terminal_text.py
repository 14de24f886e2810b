"""Lines of text for a terminal: labels, wrapping, nothing that could steer the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview.letters.writers.text_lines import longest_word, padded, width, wrap

LABEL = 7
"""Columns that SAY, PROBE and NOTE take, with the blanks after them."""
_JOINERS = "\u200c\u200d"
"""Format characters that some scripts cannot be written without."""


def printable(text: str) -> str:
    """The text with every character replaced that a terminal could take for a command."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in _JOINERS else " " if c in "\n\t" else "?" for c in text
    )


def wrapped(line: str, columns: int) -> list[str]:
    """A line broken at blanks; what follows is indented as the line was."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    text = printable(line.strip())
    if not text:
        return [""]
    room = columns - width(indent) - 2
    if (
        width(text) <= room + 2 or longest_word(text) > room
    ):  # A path or a command cut in two could not be copied.
        return [indent + text]
    return wrap(text, max(columns, width(indent) + 10), indent, indent + "  ")


def labelled(label: str, text: str, columns: int) -> list[str]:
    """“SAY    words …”, further lines under the words."""
    return wrap(printable(text), max(columns, LABEL + 20), f"{label:<{LABEL}}", " " * LABEL)


def clipped(text: str, columns: int) -> str:
    """At most so many columns; “…” where something was left out."""
    line = printable(text)
    if width(line) <= columns:
        return line
    while width(line) >= columns:
        line = line[:-1]
    return f"{line.rstrip()}…"


def in_columns(items: Sequence[str], columns: int) -> list[str]:
    """Many short items side by side, read from top to bottom."""
    widest = max(width(item) for item in items) + 2
    across = max(1, (columns - LABEL) // widest)
    down = -(-len(items) // across)
    rows = ([items[i] for i in range(row, len(items), down)] for row in range(down))
    return [(" " * LABEL + "".join(padded(item, widest) for item in row)).rstrip() for row in rows]


def all_wrapped(lines: Iterable[str], columns: int) -> list[str]:
    """Lines, some of which hold several, each wrapped."""
    return [part for line in lines for each in line.split("\n") for part in wrapped(each, columns)]
