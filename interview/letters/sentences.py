"""Sentences of a paragraph, told apart by the template's own punctuation and never by what is
inside a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.letters.blocks import Break, Emphasis, Inline, Inlines, Strong, Text

_END = re.compile(r"[.!?][\"'”’)\]]*(?:\s+|$)")
_NO_END = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|No|vs|approx|e\.g|i\.e|U\.S)|\b[A-Z])\.\s*$")
"""A period after one of these, or after an initial, ends no sentence."""


def sentences(inlines: Inlines) -> tuple[Inlines, ...]:
    """The sentences, in order. Put together again they are the same inlines, apart from where texts
    are cut.

    A line break of the template ends a sentence too: each line of an address block stands for
    itself.
    """
    found: list[list[Inline]] = [[]]
    for piece in _cut(inlines):
        if piece is None:
            found.append([])
        else:
            found[-1].append(piece)
    return tuple(tuple(sentence) for sentence in found if sentence)


def _cut(inlines: Inlines) -> Iterator[Inline | None]:
    for inline in inlines:
        if isinstance(inline, Text) and not inline.is_value:
            yield from _pieces(inline)
        else:
            yield inline
            if _ends(inline):
                yield None


def _ends(inline: Inline) -> bool:
    if isinstance(inline, Break):
        return not inline.is_value
    if isinstance(inline, Strong | Emphasis):
        last = inline.inlines[-1] if inline.inlines else None
        return (
            isinstance(last, Text)
            and not last.is_value
            and bool(_END.search(last.text.rstrip()[-2:] or " "))
        )
    return False


def _pieces(text: Text) -> Iterator[Text | None]:
    start = 0
    for match in _END.finditer(text.text):
        if _NO_END.search(text.text[: match.end()]):
            continue
        yield Text(text.text[start : match.end()], readings=text.readings)
        yield None
        start = match.end()
    if start < len(text.text):
        yield Text(text.text[start:], readings=text.readings)
