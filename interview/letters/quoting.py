"""Puts a patient's own words into quotation marks where a letter speaks for the prescriber.

"I cannot close my fist" is the patient's sentence, whoever verified it: without the marks it is the
signer's fist.
"""

from __future__ import annotations

import re
from dataclasses import replace

from interview.letters import blocks as b

_FIRST_PERSON = re.compile(
    r"(?:^|[.!?;\n]\s*)I\s|\bI['’](?:m|ve|d|ll)\b|\b(?:[Mm]y|[Mm]yself|[Mm]ine|me)\b"
    r"|\bI (?:am|was|have|had|can|can['’]t|cannot|could|do|did|don['’]t|didn['’]t|feel|felt|get|got|take|took|need)\b"
)
OPENING, CLOSING = "“", "”"


def is_first_person(text: str) -> bool:
    """Whether somebody speaks of themselves. A numeral, as in "bipolar I disorder", is nobody."""
    return _FIRST_PERSON.search(text) is not None


def with_own_words_quoted(blocks: b.Blocks) -> b.Blocks:
    """The letter with marks around every answer in the first person, unless the template or a
    filter has set them.
    """
    return tuple(map(_block, blocks))


def _block(block: b.Block) -> b.Block:
    match block:
        case b.Heading() | b.Paragraph():
            return replace(block, inlines=_quoted(block.inlines))
        case b.Quote(inner):
            return b.Quote(with_own_words_quoted(inner))
        case b.BulletList(items) | b.NumberedList(items):
            return replace(block, items=tuple(map(with_own_words_quoted, items)))
        case b.Table(_, rows):
            return replace(block, rows=tuple(tuple(map(_quoted, row)) for row in rows))
        case _:
            return block


def _quoted(inlines: b.Inlines) -> b.Inlines:
    found = list(inlines)
    for start, end in _spans(inlines):
        before, first = b.plain(inlines[:start]), inlines[start]
        assert isinstance(first, b.Text)
        if before.endswith(OPENING) or first.text.startswith(OPENING):
            continue
        found[start] = replace(first, text=OPENING + first.text)
        last = found[end]
        assert isinstance(last, b.Text)
        found[end] = replace(last, text=last.text.removesuffix(".") + CLOSING)
    return tuple(found)


def _spans(inlines: b.Inlines) -> list[tuple[int, int]]:
    """First and last index of each answer that is its speaker's own words, on one line or on
    several.
    """
    found: list[tuple[int, int]] = []
    for i, inline in enumerate(inlines):
        if not (isinstance(inline, b.Text) and inline.is_own_words):
            continue
        previous = inlines[found[-1][0]] if found else None
        is_same = (
            isinstance(previous, b.Text) and previous.ref == inline.ref and found[-1][1] == i - 2
        )
        if is_same and _joins(inlines[i - 1]):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found


def _joins(inline: b.Inline) -> bool:
    """What stands between the lines of one answer: a new line, or a comma where they were put on
    one.
    """
    return isinstance(inline, b.Break) or (
        isinstance(inline, b.Text) and inline.is_value and inline.ref is None
    )
