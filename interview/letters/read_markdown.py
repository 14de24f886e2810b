"""Markdown to blocks. Only what a letter needs is read as markup; everything else stays the text
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview.letters import blocks as b
from interview.letters.placeholders import Placed, Placeholders, Source

_RULES = ["heading", "list", "table", "hr", "blockquote", "emphasis", "newline", "escape", "entity"]
_SPACES = re.compile(r"[ \t]+")
_BEFORE_SIGN = re.compile(r" ([,.;:)])")


def parse(source: Source, placeholders: Placeholders) -> b.Blocks:
    """The blocks of a rendered template. Links, images, code and HTML are not read: their signs
    stay text.
    """
    tokens = MarkdownIt("zero").enable(_RULES).parse(source.markdown)
    return _Parser(tokens, source, placeholders).blocks_until("")


class _Parser:
    def __init__(self, tokens: list[Token], source: Source, placeholders: Placeholders) -> None:
        self.tokens = iter(tokens)
        self.source = source
        self.placeholders = placeholders

    def blocks_until(self, end: str) -> b.Blocks:
        """Blocks up to the token of this type, which is taken as well."""
        found: list[b.Block] = []
        for token in self.tokens:
            if token.type == end:
                break
            found.extend(self.block(token))
        return tuple(found)

    def block(self, token: Token) -> Iterator[b.Block]:
        match token.type:
            case "heading_open":
                yield b.Heading(int(token.tag[1]), self.inlines("heading_close"))
            case "paragraph_open":
                yield from self.paragraph()
            case "blockquote_open":
                yield b.Quote(self.blocks_until("blockquote_close"))
            case "bullet_list_open":
                yield b.BulletList(tuple(self.items("bullet_list_close")))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield b.NumberedList(tuple(self.items("ordered_list_close")), start)
            case "table_open":
                header, *rows = self.rows()
                yield b.Table(header, tuple(rows))
            case "hr":
                yield b.Rule()

    def paragraph(self) -> Iterator[b.Block]:
        inlines = self.inlines("paragraph_close")
        if inlines:
            yield b.Paragraph(inlines)
        if self.signatures:
            yield b.SignatureLine()

    def items(self, end: str) -> Iterator[b.Blocks]:
        for token in self.tokens:
            if token.type == end:
                return
            yield self.blocks_until("list_item_close")

    def rows(self) -> Iterator[tuple[b.Inlines, ...]]:
        cells: list[b.Inlines] = []
        for token in self.tokens:
            if token.type == "table_close":
                return
            if token.type in ("th_open", "td_open"):
                cells.append(self.inlines(token.type.replace("open", "close")))
            elif token.type == "tr_close":
                yield tuple(cells)
                cells = []

    def inlines(self, end: str) -> b.Inlines:
        """The inlines of the next inline token, up to the closing token."""
        self.signatures = False
        found: b.Inlines = ()
        for token in self.tokens:
            if token.type == end:
                break
            assert token.map is not None
            self.line = token.map[0]
            found = trimmed(self.children(iter(token.children or ()), ""))
        return found

    def children(self, tokens: Iterator[Token], end: str) -> b.Inlines:
        found: list[b.Inline] = []
        for token in tokens:
            match token.type:
                case t if t == end:
                    break
                case "strong_open":
                    found.append(b.Strong(self.children(tokens, "strong_close")))
                case "em_open":
                    found.append(b.Emphasis(self.children(tokens, "em_close")))
                case _:
                    found.extend(self.leaf(token))
        return joined(found)

    def leaf(self, token: Token) -> Iterator[b.Inline]:
        if token.type in ("softbreak", "hardbreak"):
            yield (
                b.Text(" ", readings=self.source.at(self.line))
                if token.type == "softbreak"
                else b.Break()
            )
            self.line += 1
            return
        for piece in self.placeholders.split(token.content):
            if isinstance(piece, str):
                yield b.Text(tidied(piece), readings=self.source.at(self.line))
            else:
                yield from self.placed(piece)

    def placed(self, parts: tuple[Placed, ...]) -> Iterator[b.Inline]:
        for part in parts:
            if isinstance(part, b.SignatureLine):
                self.signatures = True
            elif isinstance(part, b.Break):
                yield part
            else:
                yield b.with_leaf_readings(part, self.source.at(self.line))


def joined(inlines: list[b.Inline]) -> b.Inlines:
    """Neighbouring words of the template as one text, without doubled spaces or empty texts."""
    found: list[b.Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if not is_own(inline):
            found.append(inline)
        elif is_own(last) and (last.readings == inline.readings or not inline.text.strip()):
            found[-1] = b.Text(tidied(last.text + inline.text), readings=last.readings)
        else:
            has_space = is_own(last) and last.text.endswith(" ")
            found.append(
                b.Text(
                    inline.text.lstrip(" ") if has_space else inline.text, readings=inline.readings
                )
            )
    return tuple(i for i in found if not is_own(i) or i.text)


def tidied(words: str) -> str:
    """The template's words without doubled spaces, and without one before a comma or period."""
    return _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", words))


def is_own(inline: b.Inline | None) -> TypeGuard[b.Text]:
    """Whether these are the template's own words."""
    return isinstance(inline, b.Text) and not inline.is_value


def trimmed(inlines: b.Inlines) -> b.Inlines:
    """Without spaces and breaks at either end, and without spaces beside a break."""
    found = list(inlines)
    while found and _is_blank(found[0]):
        del found[0]
    while found and _is_blank(found[-1]):
        del found[-1]
    neighbors = zip([None, *found], found, [*found[1:], None], strict=False)
    kept = (_trimmed(*each) for each in neighbors)
    return tuple(each for each in kept if not (isinstance(each, b.Text) and not each.text))


def _trimmed(before: b.Inline | None, inline: b.Inline, after: b.Inline | None) -> b.Inline:
    """The template's own words without spaces at an end or beside a break; a backslash at the
    very end would have been a break.
    """
    if not is_own(inline):
        return inline
    text = inline.text
    if before is None or isinstance(before, b.Break):
        text = text.lstrip(" ")
    if after is None:
        text = text.rstrip(" \\")
    elif isinstance(after, b.Break):
        text = text.rstrip(" ")
    return b.Text(text, readings=inline.readings)


def _is_blank(inline: b.Inline) -> bool:
    return isinstance(inline, b.Break) or (is_own(inline) and not inline.text.strip())
