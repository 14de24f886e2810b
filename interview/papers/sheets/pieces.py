"""What sheets are built of: the program's own words, and what somebody said, which stays data in
every format.
"""

from __future__ import annotations

from collections.abc import Iterable

from interview.letters import blocks as b
from interview.letters.sanitise import one_line

LONGEST = 160
"""Characters of one value on a sheet; the transcript has all of it."""


def own(words: str) -> b.Text:
    """The program's own words."""
    return b.Text(words)


def said(words: str, longest: int = LONGEST) -> b.Text:
    """Data, on one line and shortened where it is long."""
    return b.Text(clipped(words, longest), is_value=True)


def clipped(words: str, longest: int = LONGEST) -> str:
    line = one_line(words)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def strong(*inlines: b.Inline) -> b.Strong:
    return b.Strong(tuple(inlines))


def para(*inlines: b.Inline | str) -> b.Paragraph:
    return b.Paragraph(tuple(own(each) if isinstance(each, str) else each for each in inlines))


def joined(texts: Iterable[b.Inlines], by: b.Inline) -> b.Paragraph:
    """One paragraph of several pieces with the same between them, such as a break."""
    found: list[b.Inline] = []
    for inlines in texts:
        found += [*([by] if found else []), *inlines]
    return b.Paragraph(tuple(found))


def heading(level: int, *inlines: b.Inline | str) -> b.Heading:
    return b.Heading(level, para(*inlines).inlines)


def boxes(items: Iterable[b.Inlines]) -> b.BulletList:
    """A list of things to tick."""
    return b.BulletList(tuple((b.Paragraph(item),) for item in items), boxes=True)


def bullets(items: Iterable[b.Inlines]) -> b.BulletList:
    return b.BulletList(tuple((b.Paragraph(item),) for item in items))
