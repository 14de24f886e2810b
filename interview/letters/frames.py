"""Sentences that announce something go when what they announce is not in the letter.

A paragraph announces by ending with a colon, or, all in bold, as a heading does; a sentence by
naming a table (“this table”, “the row below”, “in the table above”) or a part of the letter under
its heading (“under “Earlier treatment””). Only the template's own words announce: what somebody
said is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from interview.letters import blocks as b
from interview.letters.read_markdown import is_own, joined, trimmed
from interview.letters.sentences import sentences

_CONTENT = b.BulletList | b.NumberedList | b.Table | b.Quote
_ANNOUNCED = (b.BulletList, b.NumberedList, b.Table, b.Quote, b.SignatureLine, b.Blank)
_TABLE_AFTER = re.compile(r"\b(?:this table|(?:row|rows|table) below)\b", re.IGNORECASE)
_TABLE_BEFORE = re.compile(r"\btable above\b", re.IGNORECASE)
_SOME_TABLE = re.compile(r"\bin the table\b", re.IGNORECASE)
_HEADING = re.compile(r"\bunder “([^”]+)”")

Edited = tuple[b.Block, tuple[b.Block, ...]]
"""A block as the template has it, and what is left of it."""


def without_idle_lead_ins(pairs: Sequence[Edited]) -> Iterator[b.Block]:
    """What is left of these blocks, without the sentences that lead to something that has gone.

    Before the first heading a colon may end a salutation, so there it counts only where something
    did follow it.
    """
    is_in_section = False
    for i, (block, left) in enumerate(pairs):
        is_in_section = is_in_section or isinstance(block, b.Heading)
        for each in left:
            if isinstance(each, b.Paragraph) and _is_idle(each, pairs[i + 1 :], is_in_section):
                yield from _without_last_sentence(each)
            else:
                yield each


def _is_idle(paragraph: b.Paragraph, rest: Sequence[Edited], is_in_section: bool) -> bool:
    is_title, has_colon = _is_title(paragraph.inlines), _ends_with_colon(paragraph.inlines)
    if not (is_title or has_colon):
        return False
    did_follow = bool(rest) and isinstance(rest[0][0], _CONTENT)
    follows = next((block for _, left in rest for block in left), None)
    if isinstance(follows, _ANNOUNCED) or (has_colon and _begins_in_bold(follows)):
        return False
    return did_follow or (is_in_section and has_colon and not is_title and not _tells(paragraph))


def _begins_in_bold(block: b.Block | None) -> bool:
    """Paragraphs under bold words of their own are a list as well."""
    return isinstance(block, b.Paragraph) and isinstance(block.inlines[0], b.Strong)


def _tells(paragraph: b.Paragraph) -> bool:
    """Whether the sentence that leads on holds an answer, which must not be lost with it."""
    last = sentences(paragraph.inlines)[-1]
    return any(isinstance(leaf, b.Text) and leaf.ref is not None for leaf in b.leaves(last))


def _is_title(inlines: b.Inlines) -> bool:
    return len(inlines) == 1 and isinstance(inlines[0], b.Strong)


def _ends_with_colon(inlines: b.Inlines) -> bool:
    last = inlines[-1] if inlines else None
    return is_own(last) and last.text.rstrip().endswith(":")


def _without_last_sentence(paragraph: b.Paragraph) -> Iterator[b.Paragraph]:
    kept = trimmed(
        joined([inline for sentence in sentences(paragraph.inlines)[:-1] for inline in sentence])
    )
    if kept:
        yield b.Paragraph(kept)


def without_idle_references(blocks: b.Blocks) -> b.Blocks:
    """Without the sentences that speak of a table or of a part of the letter that is not there."""
    headings = {b.plain(block.inlines) for block in blocks if isinstance(block, b.Heading)}
    tables = [i for i, block in enumerate(blocks) if isinstance(block, b.Table)]
    found: list[b.Block] = []
    for i, block in enumerate(blocks):
        around = _Around(
            headings, any(t < i for t in tables), any(t > i for t in tables), bool(tables)
        )
        found += _without(block, around.is_idle)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a block, that its sentences may speak of."""

    headings: set[str]
    has_table_before: bool
    has_table_after: bool
    has_table: bool

    def is_idle(self, sentence: b.Inlines) -> bool:
        """Whether the sentence speaks of what is not there."""
        own = " ".join(leaf.text for leaf in b.leaves(sentence) if is_own(leaf))
        if any(heading not in self.headings for heading in _HEADING.findall(own)):
            return True
        if _TABLE_AFTER.search(own):
            return not self.has_table_after
        if _TABLE_BEFORE.search(own):
            return not self.has_table_before
        return bool(_SOME_TABLE.search(own)) and not self.has_table


def _without(block: b.Block, is_idle: Callable[[b.Inlines], bool]) -> Iterator[b.Block]:
    match block:
        case b.Paragraph(inlines):
            kept = _kept(inlines, is_idle)
            yield from [b.Paragraph(kept)] if kept else []
        case b.BulletList() | b.NumberedList():
            items = tuple(
                tuple(each for part in item for each in _without(part, is_idle))
                for item in block.items
            )
            yield replace(block, items=tuple(item for item in items if item))
        case b.Table(header, rows):
            yield b.Table(
                header, tuple(tuple(_kept(cell, is_idle) for cell in row) for row in rows)
            )
        case _:
            yield block


def _kept(inlines: b.Inlines, is_idle: Callable[[b.Inlines], bool]) -> b.Inlines:
    parts = sentences(inlines)
    if not any(is_idle(part) for part in parts):
        return inlines
    return trimmed(joined([inline for part in parts if not is_idle(part) for inline in part]))
