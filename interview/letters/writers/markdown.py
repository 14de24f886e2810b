"""Writes a letter as Markdown that reads back as the same text in any CommonMark program with
tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from interview.letters import blocks as b

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#$^])")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_LEADING = re.compile(r"^([-+=:])")
_LINE = r"\_" * 40
_SIGNATURE = "Signature: " + r"\_" * 28 + "    Date: " + r"\_" * 16


def to_markdown(blocks: b.Blocks) -> str:
    """The letter as Markdown, one line a paragraph, ending with a newline."""
    return "\n\n".join("\n".join(_block(block)) for block in _apart(blocks)) + "\n"


def _apart(blocks: b.Blocks) -> Iterator[b.Block]:
    """Two lists in a row would become one; a rule keeps them apart."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if type(before) is type(block) and isinstance(
            block, b.BulletList | b.NumberedList | b.Quote
        ):
            yield b.Rule()
        yield block


def _block(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading(level, inlines):
            yield "#" * level + " " + inline_markdown(inlines).replace("\\\n", " ")
        case b.Paragraph(inlines):
            yield from inline_markdown(inlines).split("\n")
        case b.Quote(blocks):
            yield from (f"> {line}".rstrip() for line in _inner(blocks))
        case b.BulletList() | b.NumberedList():
            for marker, item in _marked(block):
                yield from _item(marker, item)
        case b.Table(header, rows):
            yield _row(header)
            yield "\n".join(["|" + " --- |" * len(header), *map(_row, rows)])
        case b.Rule():
            yield "---"
        case b.SignatureLine():
            yield _SIGNATURE
        case b.Blank():
            yield "\\\n".join(_blank(block))
        case _:
            assert_never(block)


def _blank(blank: b.Blank) -> Iterator[str]:
    """What is asked, the boxes, the lines to write on."""
    yield inline_markdown((*blank.label, b.Text(f" [{blank.id}]"))).replace("\\\n", " ")
    if blank.options:
        yield inline_markdown(
            tuple(b.Text(f"{b.BOX} {label}   ") for _, label in blank.options)
        ).rstrip()
    yield from [_LINE] * blank.lines


def _marked(block: b.BulletList | b.NumberedList) -> Iterator[tuple[str, b.Blocks]]:
    for i, item in enumerate(block.items):
        if isinstance(block, b.NumberedList):
            yield f"{block.start + i}. ", item
        else:
            yield "- [ ] " if block.boxes else "- ", item


def _inner(blocks: b.Blocks) -> list[str]:
    return to_markdown(blocks).rstrip("\n").split("\n")


def _item(marker: str, blocks: b.Blocks) -> Iterator[str]:
    first, *rest = _inner(blocks)
    yield marker + first
    yield from (" " * len(marker) + line if line else "" for line in rest)


def _row(cells: tuple[b.Inlines, ...]) -> str:
    return "|" + "".join(f" {inline_markdown(b.on_one_line(cell))} |" for cell in cells)


def inline_markdown(inlines: b.Inlines) -> str:
    """Inlines as Markdown; breaks are a backslash at the end of a line."""
    lines = "".join(_pieces(inlines)).split("\n")
    return "\\\n".join(_started(line) for line in lines)


def _pieces(inlines: b.Inlines) -> Iterator[str]:
    before = " "
    for i, inline in enumerate(inlines):
        following = _first(inlines[i + 1]) if i + 1 < len(inlines) else " "
        piece = _piece(inline, before, following)
        yield piece
        before = piece[-1:] or before


def _piece(inline: b.Inline, before: str, following: str) -> str:
    match inline:
        case b.Text() | b.Hole():
            return _SPECIAL.sub(r"\\\1", inline.text)
        case b.Break():
            return "\n"
        case b.Strong(inner) | b.Emphasis(inner):
            # One kind of emphasis inside another would depend on its neighbours twice, so only the
            # outer is written.
            sign = "**" if isinstance(inline, b.Strong) else "*"
            return _wrapped(sign, _SPECIAL.sub(r"\\\1", b.plain(inner)), before, following)


def _wrapped(sign: str, inner: str, before: str, following: str) -> str:
    """With emphasis signs where they would be read as such, else the words alone."""
    words = inner.strip()
    start = inner[: len(inner) - len(inner.lstrip())]
    end = inner[len(inner.rstrip()) :]
    opens = bool(words) and (not _is_punctuation(words[0]) or _is_gap(start[-1:] or before))
    closes = bool(words) and (not _is_punctuation(words[-1]) or _is_gap(end[:1] or following))
    if (
        not (opens and closes)
        or "\n" in words
        or "*" in (start[-1:] or before) + (end[:1] or following)
    ):
        return inner
    return f"{start}{sign}{words}{sign}{end}"


def _first(inline: b.Inline) -> str:
    if isinstance(inline, b.Strong | b.Emphasis):
        return "*"
    return "\n" if isinstance(inline, b.Break) else inline.text[:1] or " "


def _is_gap(char: str) -> bool:
    return char.isspace() or _is_punctuation(char)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _started(line: str) -> str:
    """A line whose beginning could be taken for a list, a heading underline or a rule is
    escaped.
    """
    return _LEADING.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", line))
