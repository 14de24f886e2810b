"""The words read aloud: plain text with `{{ path }}` or `{{ path or 'words' }}`, and nothing
else in double braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fill:
    """A place where an answer is spoken."""

    path: str
    """Id of a question, or `row.column` inside a list."""
    otherwise: str | None = None
    """Spoken while there is no answer; None where the author gave no words."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A parsed text: words and fills in turn."""

    parts: tuple[str | Fill, ...]


@dataclass(frozen=True, slots=True)
class Misspoken:
    """A text that cannot be read aloud as written: the column (characters, from 1) and a
    sentence for its author.
    """

    column: int
    sentence: str


UNKNOWN = "…"
"""Spoken where an answer is missing and the author gave no other words; the coordinator sees
that something is open.
"""

_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_INSIDE = re.compile(
    r"\s*(?P<path>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)"
    r"""(?:\s+or\s+(?:'(?P<one>[^'"{}]*)'|"(?P<two>[^"{}]*)"))?\s*"""
)


def parse_spoken(text: str) -> Spoken | Misspoken:
    """The parts of a text, or the first thing in it that is not understood."""
    parts: list[str | Fill] = []
    end = 0
    for braces in _BRACES.finditer(text):
        words = text[end : braces.start()]
        inside = _INSIDE.fullmatch(braces[1])
        stray = _STRAY.search(words)
        if stray is not None or inside is None:
            return (
                _stray(end + stray.start(), stray[0])
                if stray
                else _unclear(braces.start(), braces[0])
            )
        otherwise = inside["one"] if inside["one"] is not None else inside["two"]
        parts += [words, Fill(inside["path"], otherwise)]
        end = braces.end()
    stray = _STRAY.search(text, end)
    if stray is not None:
        return _stray(stray.start(), stray[0])
    return Spoken(tuple(p for p in (*parts, text[end:]) if p != ""))


def _unclear(offset: int, braces: str) -> Misspoken:
    advice = "Please either write {{ id.of.question }} or {{ id.of.question or 'words' }}."
    return Misspoken(offset + 1, f"{braces} is not understood. {advice}")


def _stray(offset: int, braces: str) -> Misspoken:
    advice = "Please either write {{ id.of.question }} in full or remove the braces."
    return Misspoken(offset + 1, f"{braces} stands alone here. {advice}")


def names(spoken: Spoken) -> tuple[str, ...]:
    """The paths that the text reads, each once, in order."""
    return tuple(dict.fromkeys(part.path for part in spoken.parts if isinstance(part, Fill)))


def fill(spoken: Spoken, lookup: Callable[[str], str | None]) -> str:
    """The text with its answers. `lookup` gives an answer's words, or None (or nothing) where
    there is none.
    """
    return "".join(
        part if isinstance(part, str) else _filled(part, lookup(part.path)) for part in spoken.parts
    )


def _filled(part: Fill, words: str | None) -> str:
    return words or (UNKNOWN if part.otherwise is None else part.otherwise)
