"""Edits to a parsed letter: waived holes go with their sentence, and nothing empty, doubled or
idle is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from interview.letters import blocks as b
from interview.letters.frames import without_idle_lead_ins, without_idle_references
from interview.letters.read_markdown import joined, trimmed
from interview.letters.sentences import sentences


def edited(blocks: b.Blocks) -> b.Blocks:
    """The letter as it is read: without waived sentences, empty items, and what announces
    something that has gone.
    """
    kept_blocks = _without_idle_headings(tuple(_kept(blocks)))
    return _without_idle_headings(without_idle_references(kept_blocks))


def _kept(blocks: b.Blocks) -> Iterator[b.Block]:
    return without_idle_lead_ins([(block, tuple(_left(block))) for block in blocks])


def _left(block: b.Block) -> Iterator[b.Block]:
    match block:
        case b.Heading() | b.Paragraph():
            inlines = kept(block.inlines)
            yield from [replace(block, inlines=inlines)] if inlines else []
        case b.Quote():
            inner = tuple(_kept(block.blocks))
            yield from [b.Quote(inner)] if inner else []
        case b.BulletList() | b.NumberedList():
            items = tuple(item for item in (tuple(_kept(item)) for item in block.items) if item)
            yield from [replace(block, items=items)] if items else []
        case b.Table():
            yield from _table(block)
        case _:
            yield block


def _table(table: b.Table) -> Iterator[b.Table]:
    """Without rows, a table says nothing; a waived cell is left empty, and a row of nothing else
    goes.
    """
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.rows if not _says_nothing(row))
    if rows:
        yield b.Table(tuple(_cell(cell) for cell in table.header), rows)


def _says_nothing(row: tuple[b.Inlines, ...]) -> bool:
    """Whether waived holes leave nothing of a row but its first cell."""
    return any(map(_is_waived, row)) and not any(map(_cell, row[1:]))


def _cell(inlines: b.Inlines) -> b.Inlines:
    """A cell is one line in every format."""
    return kept(b.on_one_line(inlines))


def kept(inlines: b.Inlines) -> b.Inlines:
    """These inlines without the sentences in which a waived hole stands."""
    parts = sentences(inlines)
    if any(_is_waived(part) for part in parts):
        inlines = joined([i for part in parts if not _is_waived(part) for i in part])
    return trimmed(_one_period(inlines))


def _is_waived(sentence: b.Inlines) -> bool:
    return any(isinstance(leaf, b.Hole) and leaf.waived for leaf in b.leaves(sentence))


def _one_period(inlines: b.Inlines) -> b.Inlines:
    """What somebody said may end with a period where the template sets one too; a quotation
    takes it inside.
    """
    found = list(inlines)
    for i, (one, other) in enumerate(pairwise(inlines)):
        if not (isinstance(one, b.Text) and isinstance(other, b.Text)):
            continue
        if not one.is_value or other.is_value:
            continue
        ends = other.text.startswith(".")
        if ends and one.is_own_words and one.text.endswith("”") and not one.reported:
            found[i] = replace(one, text=f"{one.text.removesuffix('”').rstrip('.')}.”")
            found[i + 1] = replace(other, text=other.text[1:])
        elif ends or _goes_on(one.text, other.text):
            found[i] = replace(one, text=one.text.rstrip(".") or one.text)
    return tuple(found)


def _goes_on(said: str, after: str) -> bool:
    """Whether the template's sentence goes on where what was said has ended, as before "(Exhibit
    H).".
    """
    return after.startswith((" (", ",", ";")) and not _ABBREVIATED.search(said)


_ABBREVIATED = re.compile(r"(?:^|[ .])(?:[A-Z]|[A-Z][a-z]{1,3}|[a-z]\.[a-z])\.$")
"""A last word such as Inc., Co. or p.m., whose period belongs to it."""


def _without_idle_headings(blocks: b.Blocks) -> b.Blocks:
    found: list[b.Block] = []
    for block in reversed(blocks):
        over = found[-1] if found else None
        if isinstance(block, b.Heading) and (over is None or _is_level(over, block.level)):
            continue
        found.append(block)
    return tuple(reversed(found))


def _is_level(block: b.Block, level: int) -> bool:
    return isinstance(block, b.Heading) and block.level <= level
