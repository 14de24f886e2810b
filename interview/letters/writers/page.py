"""A letter on paper: its blocks with what stands around them, and what every paged format does
alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from interview.letters import blocks as b
from interview.letters.marks import DAGGER

TEXT_SIZE = 11.5
"""Points, of a letter's text."""
LANGUAGE = "en-US"
"""Of the letters, as documents state it."""
DRAFT, INTERNAL = "DRAFT", "INTERNAL"
"""Lies across every page of what is not to be sent."""
LONGEST_UNBROKEN = 600
"""Characters up to which a table row is kept on one page."""


@dataclass(frozen=True, slots=True)
class Design:
    """What the clinic adds to how its letters look."""

    logo: bytes = b""
    """A PNG or JPEG picture."""
    logo_words: str = ""
    """What the logo says, for those who cannot see it."""
    letterhead: bytes = b""
    """A DOCX file whose header, footer and styles the DOCX letter takes over."""
    letterhead_name: str = "The letterhead"
    """Where it was found, for sentences about it."""

    @property
    def logo_type(self) -> str:
        return "png" if self.logo.startswith(b"\x89PNG") else "jpeg"


@dataclass(frozen=True, slots=True)
class Page:
    """One letter and what a writer needs to set it on paper."""

    blocks: b.Blocks
    title: str
    day: date
    """The letter's date; also the date inside the files."""
    running: tuple[str, ...] = ()
    """What finds a page that was lost: patient, reference."""
    author: str = ""
    watermark: str = ""
    """Word across every page; none on what may be sent."""
    sender: str = ""
    """Address of the question whose answer heads the letter: the clinic's name."""
    design: Design = field(default=Design(), repr=False)
    size: float = TEXT_SIZE
    """Points of the text; everything else goes with it."""
    margin: float = 1.0
    """Inches of white around the text."""


def levelled(blocks: b.Blocks) -> b.Blocks:
    """The same letter whose headings begin at level 1 and go down without a gap, as screen
    readers need them.
    """
    base = min((block.level for block in _headings(blocks)), default=1)
    return tuple(_Levels(base).of(blocks))


class _Levels:
    def __init__(self, base: int) -> None:
        self.base = base
        self.last = 0

    def of(self, blocks: b.Blocks) -> Iterator[b.Block]:
        for block in blocks:
            match block:
                case b.Heading(level):
                    self.last = min(level - self.base, self.last) + 1
                    yield replace(block, level=self.last)
                case b.Quote(inner):
                    yield b.Quote(tuple(self.of(inner)))
                case b.BulletList(items) | b.NumberedList(items):
                    yield replace(block, items=tuple(tuple(self.of(item)) for item in items))
                case _:
                    yield block


def _headings(blocks: b.Blocks) -> Iterator[b.Heading]:
    for block in blocks:
        match block:
            case b.Heading():
                yield block
            case b.Quote(inner):
                yield from _headings(inner)
            case b.BulletList(items) | b.NumberedList(items):
                for item in items:
                    yield from _headings(item)


Led = tuple[b.Block, bool]
"""A block, and whether it must not part from the one below."""


def kept_together(blocks: b.Blocks) -> Iterator[tuple[Led, ...]]:
    """The letter in pieces that stay on one page where they have several blocks: closing,
    signature, name.
    """
    led = tuple(introducing(blocks))
    at = 0
    for i, block in enumerate(blocks):
        if not isinstance(block, b.SignatureLine):
            continue
        begin = i - 1 if i > at and isinstance(blocks[i - 1], b.Paragraph) else i
        end = i + 2 if isinstance(next(iter(blocks[i + 1 :]), None), b.Paragraph) else i + 1
        yield from ((each,) for each in led[at:begin][:-1])
        # The paragraph above goes along: no page has a signature and no words of the letter.
        yield from (((above, isinstance(above, b.Paragraph)),) for above, _ in led[at:begin][-1:])
        yield led[begin:end]
        at = end
    yield from ((each,) for each in led[at:])


def introducing(blocks: b.Blocks) -> Iterator[Led]:
    """Every block, and whether the one below belongs to it.

    What a paragraph introduces, the notes to a table, the place for an answer that completes a
    quoted sentence.
    """
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        is_lead = isinstance(block, b.Paragraph) and isinstance(following, _INTRODUCED)
        is_lead = is_lead or (isinstance(block, b.Quote) and isinstance(following, b.Blank))
        yield (
            block,
            is_lead
            or (isinstance(block, b.Table) and following is not None and is_note(following)),
        )


_INTRODUCED = b.BulletList | b.NumberedList | b.Table | b.Quote


def is_note(block: b.Block) -> bool:
    """Whether a paragraph is the note below a table that says who reported what is marked there."""
    return isinstance(block, b.Paragraph) and b.plain(block.inlines).startswith(DAGGER)


def is_short(row: tuple[b.Inlines, ...]) -> bool:
    """Whether a table row is short enough to be kept on one page."""
    return sum(len(b.plain(cell)) for cell in row) <= LONGEST_UNBROKEN


ROW = 100.0
"""Characters that fit beside one another in a table across the page."""


def shares(table: b.Table, room: float = ROW) -> tuple[float, ...]:
    """What part of the page's width each column gets; together 1.

    `room` is how many characters fit beside one another. A column has room for its longest word (up
    to a limit) and then gets more the more text it has.
    """
    columns = list(
        zip(*([b.plain(cell) for cell in row] for row in (table.header, *table.rows)), strict=True)
    )
    least = [max(_longest_word(cell) for cell in column) for column in columns]
    wanted = [max(least[i], _typical(column)) for i, column in enumerate(columns)]
    left = max(room - sum(least), 0.0)
    over = [want - low for want, low in zip(wanted, least, strict=True)]
    total = sum(over) or 1.0
    widths = [
        low + left * (extra if sum(over) else 1.0) / total
        for low, extra in zip(least, over, strict=True)
    ]
    return tuple(width / sum(widths) for width in widths)


_WORD = 22.0
"""A longer word may be broken in a table."""


def _longest_word(cell: str) -> float:
    return min(1.1 * max((len(word) for word in cell.split()), default=1) + 3.0, _WORD)


def _typical(column: tuple[str, ...]) -> float:
    """A width that grows more slowly than the text: a cell twice as long gets more lines as
    well.
    """
    return max((len(cell) ** 0.9 for cell in column), default=1.0)


def without_sender(page: Page) -> b.Blocks:
    """The letter without the sender's own lines at its top, for paper that has them printed
    already.

    Lines with something still open stay, so that nothing open is hidden.
    """
    for i, block in enumerate(page.blocks):
        if isinstance(block, b.Paragraph) and _comes_from(block, page.sender):
            has_hole = any(isinstance(leaf, b.Hole) for leaf in b.leaves(block.inlines))
            return page.blocks if has_hole else page.blocks[:i] + page.blocks[i + 1 :]
        if isinstance(block, b.Heading):
            break
    return page.blocks


def _comes_from(block: b.Paragraph, address: str) -> bool:
    first = next(iter(b.leaves(block.inlines)), None)
    return (
        bool(address)
        and isinstance(first, b.Text)
        and first.ref is not None
        and first.ref.address == address
    )
