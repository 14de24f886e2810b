"""Turns words into Content. People's words are never markup: everything that is shown goes
through here.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

SAY, PROBE, NOTE = "SAY", "PROBE", "NOTE"
_JOINERS = "\u200c\u200d"
"""Format characters that some scripts and emoji cannot be written without."""
_BLANKS = "\t\u00a0\u202f\u2009"
UNPRINTABLE = "�"
_STYLES = {SAY: "bold reverse", PROBE: "bold underline", NOTE: "italic"}
"""The three labels differ by form, not by colour alone."""
LABEL = 8
"""Columns that a label takes, with the blanks after it."""


def safe(text: str) -> str:
    """The text to the letter, with every character replaced that a terminal could take for a
    command.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\n" or c in _JOINERS else " " if c in _BLANKS else UNPRINTABLE
        for c in text
    )


def plain(text: str, style: str = "") -> Content:
    """The text as Content, as typed."""
    return Content.styled(safe(text), style) if style else Content(safe(text))


def joined(*parts: Content) -> Content:
    return Content("").join(parts)


def cells(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def clipped(text: str, width: int) -> str:
    """One line of at most `width` columns; “…” where something was left out."""
    line = safe(text).replace("\n", " ")
    if cells(line) <= width:
        return line
    return set_cell_size(line, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Exactly `width` columns."""
    line = clipped(text, width)
    return line + " " * (width - cells(line))


def wrapped(content: Content, width: int) -> list[Content]:
    """Lines of at most `width` columns."""
    if cells(content.plain) <= width and "\n" not in content.plain:
        return [content]
    return content.wrap(max(width, 4))


def hanging(content: Content, width: int, indent: int) -> list[Content]:
    """Lines of at most `width` columns; those after the first begin under the character at
    `indent`.
    """
    if cells(content.plain) <= width and "\n" not in content.plain:
        return [content]
    first, *rest = wrapped(content[indent:], width - indent) or [Content("")]
    return [
        joined(content[:indent], first),
        *(joined(Content(" " * indent), line) for line in rest),
    ]


def labelled(
    label: str, text: str, width: int, body: str = "", *, is_marked: bool = False
) -> list[Content]:
    """“SAY    words …”, further lines under the words; an arrow before the label where it is
    marked.
    """
    lines = wrapped(plain(text, body), max(width - LABEL, 12))
    mark = joined(Content("▸" if is_marked else " "), Content.styled(f" {label} ", _STYLES[label]))
    first = joined(mark, Content(" " * (LABEL - mark.cell_length)), lines[0])
    return [first, *(joined(Content(" " * LABEL), line) for line in lines[1:])]


def indented(text: str, width: int, style: str = "", by: int = LABEL) -> list[Content]:
    """Lines that stand under the words of labelled ones."""
    return [
        joined(Content(" " * by), line) for line in wrapped(plain(text, style), max(width - by, 12))
    ]


def in_columns(items: Sequence[Content], width: int, by: int = LABEL) -> list[Content]:
    """Many short items side by side, read from top to bottom."""
    widest = max(item.cell_length for item in items) + 2
    across = max(1, (width - by) // widest)
    down = -(-len(items) // across)
    lines = []
    for row in range(down):
        parts = [item.pad_right(widest - item.cell_length) for item in items[row::down]]
        lines.append(joined(Content(" " * by), *parts))
    return lines
