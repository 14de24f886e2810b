"""Writes a letter as plain text of at most 76 columns, to be read on a screen, faxed or pasted
into a portal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from interview.letters import blocks as b
from interview.letters.writers.text_lines import column_widths, padded, width, wrap

COLUMNS = 76
_MARKS = {False: "  - ", True: "  [ ] "}
_MOST_LINES = 6
"""A cell of more lines than this reads better as labelled lines."""


def to_text(blocks: b.Blocks, columns: int = COLUMNS) -> str:
    """The letter as plain text, a blank line between blocks, ending with a newline."""
    return "\n\n".join("\n".join(_block(block, columns)) for block in blocks) + "\n"


def _block(block: b.Block, columns: int) -> Iterator[str]:
    match block:
        case b.Heading(level, inlines):
            yield from _heading(level, inlines, columns)
        case b.Paragraph(inlines):
            yield from _paragraph(inlines, columns)
        case b.Quote(blocks):
            yield from _indented(blocks, "    ", "    ", columns)
        case b.BulletList() | b.NumberedList():
            for i, item in enumerate(block.items):
                first = (
                    f"{block.start + i:>3}. "
                    if isinstance(block, b.NumberedList)
                    else _MARKS[block.boxes]
                )
                yield from _indented(item, first, " " * len(first), columns)
        case b.Table():
            yield from _table(block, columns)
        case b.Rule():
            yield "-" * columns
        case b.SignatureLine():
            yield from ("", "", "_" * 40 + "    " + "_" * 20, padded("Signature", 44) + "Date")
        case b.Blank():
            yield from wrap(f"{b.plain(block.label)} [{block.id}]".replace("\n", " "), columns)
            yield from _boxes(block, columns)
            yield from ["", "  " + "_" * (columns - 4)] * block.lines
        case _:
            assert_never(block)


def _boxes(blank: b.Blank, columns: int) -> Iterator[str]:
    for _, label in blank.options:
        yield from wrap(label, columns, "  [ ] ", "      ")


def _heading(level: int, inlines: b.Inlines, columns: int) -> Iterator[str]:
    words = b.plain(inlines).replace("\n", " ")
    lines = wrap(words.upper() if level == 1 else words, columns)
    yield from lines
    if level <= 2:
        yield ("=" if level == 1 else "-") * max(width(line) for line in lines)


def _paragraph(inlines: b.Inlines, columns: int) -> Iterator[str]:
    for line in b.plain(inlines).split("\n"):
        yield from wrap(line, columns)


def _indented(blocks: b.Blocks, first: str, rest: str, columns: int) -> Iterator[str]:
    lines = to_text(blocks, columns - len(rest)).rstrip("\n").split("\n")
    for i, line in enumerate(lines):
        yield ((rest if i else first) + line).rstrip()


def _table(table: b.Table, columns: int) -> Iterator[str]:
    cells = [[b.plain(b.on_one_line(cell)) for cell in row] for row in (table.header, *table.rows)]
    widths = column_widths(cells, columns)
    if widths is None or _is_tall(cells, widths):
        yield from _labelled(cells, columns)
        return
    for i, row in enumerate(cells):
        yield from _grid_row(row, widths)
        if i == 0:
            yield "-+-".join("-" * w for w in widths)
        elif i < len(cells) - 1:
            yield " | ".join(" " * w for w in widths).rstrip()


def _is_tall(cells: list[list[str]], widths: list[int]) -> bool:
    return any(
        len(wrap(cell, w)) > _MOST_LINES
        for row in cells
        for cell, w in zip(row, widths, strict=True)
    )


def _grid_row(row: list[str], widths: list[int]) -> Iterator[str]:
    columns = [wrap(cell, w) for cell, w in zip(row, widths, strict=True)]
    for i in range(max(map(len, columns))):
        parts = [
            padded(lines[i] if i < len(lines) else "", w)
            for lines, w in zip(columns, widths, strict=True)
        ]
        yield " | ".join(parts).rstrip()


def _labelled(cells: list[list[str]], columns: int) -> Iterator[str]:
    """Each row as its own short list: the first cell as its title, the others under their
    headings.
    """
    header, *rows = cells
    for i, row in enumerate(rows):
        if i:
            yield ""
        yield from wrap(f"{header[0]}: {row[0]}" if header[0] else row[0], columns)
        for label, cell in zip(header[1:], row[1:], strict=True):
            yield from wrap(f"{label}: {cell or '-'}", columns, "  ", "    ")
