"""What a letter says, as one hash: the same on every computer, whoever answered and whenever it
is printed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import assert_never

from interview.letters import blocks as b
from interview.letters.functions import shown_date

Plain = str | list["Plain"]
_DAY = "\ue020"
"""Stands for the letter's own date, which no value can hold and which changes nothing that a
signer read.
"""


def content_hash(blocks: b.Blocks, day: date) -> str:
    """SHA-256 of words and structure. Where the words come from, and the letter's own date, do
    not count.
    """
    plain = [_block(block, shown_date(day)) for block in blocks]
    return hashlib.sha256(
        json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def _block(block: b.Block, day: str) -> Plain:
    match block:
        case b.Heading(level, inlines):
            return [f"heading {level}", _inlines(inlines, day)]
        case b.Paragraph(inlines):
            return ["paragraph", _inlines(inlines, day)]
        case b.Quote(inner):
            return ["quote", *(_block(each, day) for each in inner)]
        case b.BulletList(items, boxes):
            return ["boxes" if boxes else "bullets", *_items(items, day)]
        case b.NumberedList(items, start):
            return [f"numbers {start}", *_items(items, day)]
        case b.Table(header, rows):
            return ["table", *_rows((header, *rows), day)]
        case b.Rule():
            return ["rule"]
        case b.SignatureLine():
            return ["signature"]
        case b.Blank(id, label, lines, options):
            return [
                f"blank {id} {lines}",
                _inlines(label, day),
                *map(list[Plain], options),
            ]
        case _:
            assert_never(block)


def _items(items: tuple[b.Blocks, ...], day: str) -> list[Plain]:
    return [[_block(each, day) for each in item] for item in items]


def _rows(rows: tuple[tuple[b.Inlines, ...], ...], day: str) -> list[Plain]:
    return [[_inlines(cell, day) for cell in row] for row in rows]


def _inlines(inlines: b.Inlines, day: str) -> list[Plain]:
    """Words that follow one another count as one text, however they are divided into values."""
    found: list[Plain] = []
    for inline in inlines:
        each = _inline(inline, day)
        if isinstance(each, str) and found and isinstance(found[-1], str):
            found[-1] += each
        else:
            found.append(each)
    return found


def _inline(inline: b.Inline, day: str) -> Plain:
    match inline:
        case b.Text(text, ref):
            return _DAY if inline.is_value and ref is None and text == day else text
        case b.Hole():
            return ["open", inline.text]
        case b.Break():
            return ["break"]
        case b.Strong(inner):
            return ["strong", *_inlines(inner, day)]
        case b.Emphasis(inner):
            return ["emphasis", *_inlines(inner, day)]
