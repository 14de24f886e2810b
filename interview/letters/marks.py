"""Says in the letter what only the patient, or somebody for the patient, reported.

In a sentence the note follows the value: "until March 2025 (reported by the patient)". Values that
follow one another share one note, after the last. In a table each such value has a dagger, and the
note stands below the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interview.letters import blocks as b
from interview.letters.read_markdown import is_own
from interview.letters.sentences import sentences

DAGGER = "†"


def marked(blocks: b.Blocks) -> b.Blocks:
    """The letter with its notes on who reported what."""
    return tuple(out for block in blocks for out in _marked(block))


def _marked(block: b.Block) -> Iterator[b.Block]:
    match block:
        case b.Heading() | b.Paragraph():
            yield replace(block, inlines=_noted(block.inlines))
        case b.Quote(inner):
            yield b.Quote(marked(inner))
        case b.BulletList(items) | b.NumberedList(items):
            yield replace(block, items=tuple(marked(item) for item in items))
        case b.Table():
            yield from _table(block)
        case _:
            yield block


def _noted(inlines: b.Inlines) -> b.Inlines:
    return tuple(inline for sentence in sentences(inlines) for inline in _sentence(sentence))


def _sentence(sentence: b.Inlines) -> Iterator[b.Inline]:
    ends = _note_places(sentence)
    note: b.Text | None = None
    for i, inline in enumerate(sentence):
        quote = _closing_quote(inline) if note else ""
        if note:
            yield from ([b.Text(quote), note] if quote else [note])
        note = None
        if isinstance(inline, b.Strong | b.Emphasis):
            yield replace(inline, inlines=tuple(_sentence(inline.inlines)))
        elif isinstance(inline, b.Text) and quote:
            yield replace(inline, text=inline.text[len(quote) :])
        else:
            yield inline
        if i in ends and isinstance(inline, b.Text):
            note = b.Text(f" (reported by {inline.reported})", readings=inline.readings)
    if note:
        yield note


def _closing_quote(inline: b.Inline) -> str:
    """The quotation mark that closes what was quoted, so that the note does not stand inside it."""
    return inline.text[0] if is_own(inline) and inline.text[0] in '”"’' else ""


def _note_places(sentence: b.Inlines) -> set[int]:
    """Indices of the last of each run of values that the same person reported."""
    found: set[int] = set()
    last, who = 0, ""
    for i, inline in enumerate((*sentence, None)):
        if inline is None or (isinstance(inline, b.Text) and inline.ref is not None):
            reported = inline.reported if inline is not None else ""
            found |= {last} if who and reported != who else set()
            last, who = i, reported
    return found


def _table(table: b.Table) -> Iterator[b.Block]:
    people = dict.fromkeys(
        leaf.reported
        for row in table.rows
        for cell in row
        for leaf in b.leaves(cell)
        if isinstance(leaf, b.Text) and leaf.reported
    )
    signs = {who: DAGGER * (i + 1) for i, who in enumerate(people)}
    yield replace(
        table, rows=tuple(tuple(_daggers(cell, signs) for cell in row) for row in table.rows)
    )
    for who, sign in signs.items():
        yield b.Paragraph((b.Text(f"{sign} Reported by {who}."),))


def _daggers(inlines: b.Inlines, signs: dict[str, str]) -> b.Inlines:
    found: list[b.Inline] = []
    for inline in inlines:
        if isinstance(inline, b.Strong | b.Emphasis):
            found.append(replace(inline, inlines=_daggers(inline.inlines, signs)))
        else:
            found.append(inline)
        if isinstance(inline, b.Text) and inline.reported:
            found.append(b.Text(signs[inline.reported], readings=inline.readings))
    return tuple(found)
