"""Looks over a letter's text for what a template leaves behind when an answer is missing.

The text is Markdown, one line a paragraph: where lines are wrapped, a year at the end of one looks
like a list entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FLAWS = (
    (re.compile(r"\n[ \t]*\n[ \t]*\n"), "two blank lines on end"),
    (
        re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]*$", re.MULTILINE),
        "an entry of a list with nothing in it",
    ),
    (
        re.compile(r"[,;]?\s\b(?:and|or|but)\b\s*[.;:!?]", re.IGNORECASE),
        "a sentence that stops after a joining word",
    ),
    (
        re.compile(r"(?<!\.)[,;:]\s*[.;,](?!\.)|(?<!\.)\.\s\.(?!\.)|\s[,;](?=\s|$)"),
        "punctuation with nothing between",
    ),
    (
        re.compile(r"\(\s*\)|\[\s*\]|“\s*”|\"\s*\"(?=[\s.,;]|$)"),
        "brackets or quotation marks with nothing inside",
    ),
    (
        re.compile(r"\{\{|\}\}|\{%|%\}|\b(?:None|Undefined|undefined)\b(?= object|\Z|[,.])"),
        "something of the template itself",
    ),
    (
        re.compile(r"^[ \t]*(?:and|or|,|;)\s*$", re.MULTILINE),
        "a line of nothing but a joining word",
    ),
)


def flaws_of(text: str) -> Iterator[str]:
    """What is wrong with the text, each once, with the words around it."""
    for pattern, what in _FLAWS:
        match = pattern.search(text)
        if match is not None:
            around = " ".join(text[max(0, match.start() - 30) : match.end() + 20].split())
            yield f"{what}, near “{around}”"
