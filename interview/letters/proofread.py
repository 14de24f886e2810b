"""Faults of layout and wording that a template can leave behind, for tests and for the walk through a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.letters import blocks as b

_FAULTS = {
    "doubled space": re.compile(r"\S  +\S"),
    "space before a sign": re.compile(r" [,.;:)]"),
    "doubled sign": re.compile(r"[,;:]\s*[,.;:]|\.\s*,"),
    "empty brackets": re.compile(r"\(\s*\)|“\s*”"),
    "conjunction with nothing after it": re.compile(r"\b(?:and|or|to|of|for|with)[.,;:]"),
    "line ending in a backslash": re.compile(r"\\$", re.MULTILINE),
    "unread markup": re.compile(r"\*\*|\{\{|\{%|\|---"),
}


def faults(blocks: b.Blocks) -> tuple[str, ...]:
    """What reads wrong in the template's own words, each with the words it stands in; empty for a clean letter."""
    return tuple(fault for inlines in b.runs_of(blocks) for fault in _faults(inlines))


def _faults(inlines: b.Inlines) -> Iterator[str]:
    words = "".join(map(_own, b.leaves(inlines)))
    for name, pattern in _FAULTS.items():
        match = pattern.search(words)
        if match:
            yield f"{name}: …{words[max(match.start() - 30, 0) : match.end() + 30]}…"


def _own(leaf: b.Text | b.Hole | b.Break) -> str:
    """The words of the template; a value counts as one word, so that nobody's own words are a fault."""
    if isinstance(leaf, b.Break):
        return "\n"
    return "x" if isinstance(leaf, b.Hole) or leaf.is_value else leaf.text
