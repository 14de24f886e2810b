"""A letter as immutable blocks: what every writer turns into its own format, and where each word
comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from interview.core.answers import Source
from interview.core.measure import Truth


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer that a piece of text stems from."""

    address: str
    seq: int
    """Sequence number of the event that gave the answer."""
    call: int
    """Number of the call it was given in; 0 outside a call."""
    source: Source
    title: str = ""
    """Short name of the question."""
    follows: str = ""
    """Titles of the answers that it follows from; empty for one that somebody gave."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition that decided whether a piece of text is in the letter."""

    text: str
    """As the author wrote it."""
    truth: Truth
    row: str = ""
    """Address of the row it was read in, such as `treatments/r2`."""
    is_test: bool = True
    """Whether answers were tested. That a question is relevant, its answer open, or a document
    needed says nothing of what an answer is.
    """


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Without a reference they are the template's own."""

    text: str
    ref: Reference | None = None
    reported: str = ""
    """Who reported it, in words, where the letter must say so; see marks.py."""
    readings: tuple[Reading, ...] = ()
    is_reworded: bool = False
    """Somebody at the desk said it in other words than the caller."""
    is_value: bool = False
    """Data and not the template's words, even where no answer stands behind it (a date, an
    exhibit letter).
    """
    is_own_words: bool = False
    """A caller's words as they were said, or a patient who speaks of himself where the letter
    speaks for somebody else; see quoting.py.
    """


@dataclass(frozen=True, slots=True)
class Hole:
    """Something the letter needs and nobody has said yet."""

    address: str
    title: str
    who: str
    """Who can tell, in words."""
    blocking: bool = False
    waived: str = ""
    """The signer's reason for doing without it; its sentence is then left out."""
    readings: tuple[Reading, ...] = ()
    words: str = ""
    """What a caller said there, while nobody has chosen whether the letter says it so."""

    @property
    def text(self) -> str:
        if self.words:
            return f"[TO CHOOSE OR REWORD: {self.title}, “{self.words}”]"
        return f"[TO COMPLETE: {self.title}, {self.who}]"


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""

    is_value: bool = False
    """Inside somebody's words, so it ends no sentence of the template."""


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: tuple[Inline, ...]


Inline = Text | Hole | Break | Strong | Emphasis
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's exact words, set off."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Blocks, ...]
    boxes: bool = False
    """Whether each item has an empty box to tick in place of a bullet."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[Blocks, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Where the signer signs and writes the date."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for an answer: ruled on paper, a field to fill in where the format has fields."""

    id: str
    """What the answer belongs to, such as `severity.score`; stands small beside it and names the
    field.
    """
    label: Inlines
    lines: int = 1
    options: tuple[tuple[str, str], ...] = ()
    """(key, label) pairs, each with a box to tick, above the lines."""


BOX = "\u2610"
"""An empty box to tick."""

Block = (
    Heading | Paragraph | Quote | BulletList | NumberedList | Table | Rule | SignatureLine | Blank
)
Blocks = tuple[Block, ...]


def leaves(inlines: Inlines) -> Iterator[Text | Hole | Break]:
    """The text, holes and breaks inside, in reading order."""
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis):
            yield from leaves(inline.inlines)
        else:
            yield inline


def own_words(leaf: Text | Hole | Break) -> str:
    """The words of the template; a value counts as one word, so that nobody's own words are a
    fault.
    """
    if isinstance(leaf, Break):
        return "\n"
    return "x" if isinstance(leaf, Hole) or leaf.is_value else leaf.text


def plain(inlines: Inlines) -> str:
    """The words alone; a break is a newline."""
    return "".join("\n" if isinstance(leaf, Break) else leaf.text for leaf in leaves(inlines))


_ENDED = (".", "!", "?", ";", ":", ",", "…")


def on_one_line(inlines: Inlines) -> Inlines:
    """The inlines without breaks. What somebody said on two lines stays apart: "each dose; Hair
    thinning".
    """
    found: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Break):
            found.append(inline)
            continue
        is_ended = not inline.is_value or plain(tuple(found)).rstrip().endswith(_ENDED)
        found.append(Text(" " if is_ended else "; ", is_value=inline.is_value))
    return tuple(found)


def runs(block: Block) -> Iterator[Inlines]:
    """Every run of inlines in a block: a heading's, a paragraph's, each cell's."""
    match block:
        case Heading(_, inlines) | Paragraph(inlines) | Blank(_, inlines):
            yield inlines
        case Quote(blocks):
            yield from runs_of(blocks)
        case BulletList(items) | NumberedList(items):
            for item in items:
                yield from runs_of(item)
        case Table(header, rows):
            for row in (header, *rows):
                yield from row
        case Rule() | SignatureLine():
            pass
        case _:
            assert_never(block)


def runs_of(blocks: Blocks) -> Iterator[Inlines]:
    for block in blocks:
        yield from runs(block)


def holes_in(blocks: Blocks) -> Iterator[Hole]:
    """Every hole, in reading order."""
    for inlines in runs_of(blocks):
        yield from (leaf for leaf in leaves(inlines) if isinstance(leaf, Hole))


def with_leaf_readings(leaf: Text | Hole, readings: tuple[Reading, ...]) -> Text | Hole:
    return replace(leaf, readings=readings)
