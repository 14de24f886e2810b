"""Writes a letter as a tagged PDF/UA-1 on US Letter, set by Typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never
from unicodedata import normalize

from interview.letters import blocks as b
from interview.letters.functions import shown_date
from interview.letters.writers.form_field import FormField
from interview.letters.writers.page import (
    ROW,
    Led,
    Page,
    introducing,
    is_note,
    is_short,
    kept_together,
    levelled,
    shares,
)
from interview.letters.writers.typst import pdf_from

Node = dict[str, object]
_LONG_WORD = 60
"""Characters of a word that fit into a line in any case."""
_PIECE = 4
"""Characters between the places where a longer one may be broken."""


def to_pdf(page: Page) -> bytes:
    """The letter as PDF. Raises CannotWrite for a character that no font has."""
    design = page.design
    data: Node = {
        "title": page.title,
        "author": page.author,
        "day": {"year": page.day.year, "month": page.day.month, "day": page.day.day},
        "shown_day": shown_date(page.day),
        "running": " · ".join(page.running),
        "watermark": page.watermark,
        "logo": list(design.logo),
        "logo_words": design.logo_words,
        "size": page.size,
        "margin": page.margin,
        "blocks": _with_notes(_piece(piece) for piece in kept_together(levelled(page.blocks))),
    }
    fields = _numbered(data["blocks"])
    file = pdf_from("letter.typ", data, page.day)
    if not fields:
        return file
    from interview.letters.writers.pdf_form import with_fields

    return with_fields(file, fields)


def _numbered(nodes: object) -> list[FormField]:
    """Gives every box and line a number, in the order of the page, and tells what field each
    becomes.
    """
    found: list[FormField] = []
    for node in _blanks(nodes):
        boxes, id, label = node["options"], str(node["id"]), str(node["label"])
        assert isinstance(boxes, tuple)
        node["boxes"] = [
            (len(found) + i, normalize("NFC", words)) for i, (_, words) in enumerate(boxes)
        ]
        found += [
            FormField(f"{id}.{key}", f"{label}: {words}", is_box=True) for key, words in boxes
        ]
        node["line"] = len(found) if node["lines"] else -1
        found += (
            [FormField(f"{id}.words" if boxes else id, label, node["lines"] != 1)]
            if node["lines"]
            else []
        )
    return found


def _blanks(nodes: object) -> Iterator[Node]:
    for node in nodes if isinstance(nodes, list) else ():
        if node["kind"] == "blank":
            yield node
        for inner in (node.get("blocks"), *node.get("items", ())):
            yield from _blanks(inner)


def _piece(piece: tuple[Led, ...]) -> Node:
    nodes = _nodes(piece)
    return {"kind": "kept", "blocks": nodes} if len(nodes) > 1 else nodes[0]


def _nodes(led: Iterable[Led]) -> list[Node]:
    return _with_notes(_node(block, is_lead) for block, is_lead in led)


def _with_notes(nodes: Iterable[Node]) -> list[Node]:
    """The same with the notes to a table inside it, so that they stand below each part of a
    table on several pages.
    """
    found: list[Node] = []
    for node in nodes:
        table = found[-1] if found and node.get("note") else {}
        notes = table.get("notes")
        if isinstance(notes, list):
            notes.append(node["inlines"])
        else:
            found.append(node)
    return found


def _node(block: b.Block, is_lead: bool) -> Node:
    match block:
        case b.Heading(level, inlines):
            return {"kind": "heading", "level": level, "inlines": _inlines(inlines)}
        case b.Paragraph(inlines):
            return {
                "kind": "paragraph",
                "inlines": _inlines(inlines),
                "lead": is_lead,
                "note": is_note(block),
            }
        case b.Quote(blocks):
            return {"kind": "quote", "blocks": _nodes(introducing(blocks)), "lead": is_lead}
        case b.BulletList(items, boxes):
            return {
                "kind": "bullets",
                "boxes": boxes,
                "items": [_nodes(introducing(item)) for item in items],
            }
        case b.NumberedList(items, start):
            return {
                "kind": "numbers",
                "items": [_nodes(introducing(item)) for item in items],
                "start": start,
            }
        case b.Table():
            return _table(block)
        case b.Rule():
            return {"kind": "rule"}
        case b.SignatureLine():
            return {"kind": "signature"}
        case b.Blank(id, label, lines, options):
            node: Node = {
                "kind": "blank",
                "id": id,
                "inlines": _inlines(label),
                "label": b.plain(label),
            }
            return node | {"lines": lines, "options": options}
        case _:
            assert_never(block)


def _table(table: b.Table) -> Node:
    widths = shares(table)
    longest = [int(share * ROW) - 1 for share in widths]
    rows = [{"short": is_short(row), "cells": _cells(row, longest)} for row in table.rows]
    return {
        "kind": "table",
        "columns": widths,
        "header": _cells(table.header, longest),
        "rows": rows,
        "notes": [],
    }


def _cells(row: tuple[b.Inlines, ...], longest: list[int]) -> list[object]:
    return [_inlines(cell, most) for cell, most in zip(row, longest, strict=True)]


def _inlines(inlines: b.Inlines, longest: int = _LONG_WORD) -> list[object]:
    return [node for inline in inlines for node in _inline(inline, longest)]


def _inline(inline: b.Inline, longest: int) -> Iterator[tuple[str, object]]:
    match inline:
        case b.Text(text):
            yield from _breakable("text", text, longest)
        case b.Hole():
            yield from _breakable("hole", inline.text, longest)
        case b.Break():
            yield "break", ""
        case b.Strong(inner):
            yield "strong", _inlines(inner, longest)
        case b.Emphasis(inner):
            yield "emphasis", _inlines(inner, longest)


def _breakable(kind: str, text: str, longest: int) -> Iterator[tuple[str, object]]:
    """The text in pieces that end where a word too long for its line may be broken."""
    words = normalize("NFC", text)
    at = 0
    for word in re.finditer(rf"[^\s\u2010-\u2014/-]{{{longest + 1},}}", words):
        for cut in range(word.start() + _PIECE, word.end() - 1, _PIECE):
            if not unicodedata.combining(words[cut]):
                yield kind, words[at:cut]
                yield "slack", ""
                at = cut
    yield kind, words[at:]
