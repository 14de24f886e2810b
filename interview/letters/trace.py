"""Where every sentence of a letter comes from: the answers in it and the conditions it is there
for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interview.letters import blocks as b
from interview.letters.sentences import sentences


@dataclass(frozen=True, slots=True)
class Traced:
    """One sentence, heading, table row or line of a letter."""

    text: str
    references: tuple[b.Reference, ...]
    """The answers whose words stand in it, each once, in reading order."""
    readings: tuple[b.Reading, ...]
    """The conditions that decided that it is there, outermost first."""
    holes: tuple[b.Hole, ...] = ()


def trace(blocks: b.Blocks) -> tuple[Traced, ...]:
    """Every sentence of the letter in reading order."""
    return tuple(_traced(inlines) for block in blocks for inlines in units(block))


def units(block: b.Block) -> Iterator[b.Inlines]:
    """The sentences, headings, table rows and lines of a block, each as what it consists of."""
    match block:
        case b.Table(_, rows):
            yield from (_row(row) for row in rows)
        case b.Quote(inner):
            for each in inner:
                yield from units(each)
        case b.BulletList(items) | b.NumberedList(items):
            for item in items:
                for each in item:
                    yield from units(each)
        case _:
            for inlines in b.runs(block):
                yield from sentences(inlines)


def _row(cells: tuple[b.Inlines, ...]) -> b.Inlines:
    divided: list[b.Inline] = []
    for i, cell in enumerate(cells):
        divided += [b.Text(" | ")] * bool(i) + list(cell)
    return tuple(divided)


def _traced(inlines: b.Inlines) -> Traced:
    found = [leaf for leaf in b.leaves(inlines) if not isinstance(leaf, b.Break)]
    references = dict.fromkeys(leaf.ref for leaf in found if isinstance(leaf, b.Text) and leaf.ref)
    readings = dict.fromkeys(reading for leaf in found for reading in leaf.readings)
    holes = dict.fromkeys(leaf for leaf in found if isinstance(leaf, b.Hole))
    text = b.plain(b.on_one_line(inlines)).replace("\n", " ").strip()
    return Traced(text, tuple(references), tuple(readings), tuple(holes))
