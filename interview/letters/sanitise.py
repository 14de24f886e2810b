"""What people say, made safe to stand in a letter: one line each, and nothing invisible."""

from __future__ import annotations

import unicodedata

_NEWLINES = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_KEPT_FORMATS = "\u200c\u200d\u200e\u200f"
"""Joiners and plain direction marks, which some scripts need and which reorder nothing by
themselves.
"""
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories of control, format, surrogate, private and unassigned characters."""


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a value, without empty ones; at least one, which may be empty.

    Control characters, direction overrides and the like are written out as [U+202E], so that what a
    reader sees is what was said.
    """
    flat = text.replace("\r\n", "\n").translate(_NEWLINES)
    lines = (_visible(line) for line in flat.split("\n"))
    return tuple(line for line in lines if line) or ("",)


def one_line(text: str) -> str:
    return " ".join(lines_of(text))


def written_out(text: str) -> str:
    """The text with control characters, direction overrides and the like written as [U+202E]."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _visible(line: str) -> str:
    return written_out(line.replace("\t", " ")).strip()


def _shown(char: str) -> str:
    if unicodedata.category(char) in _HIDDEN and char not in _KEPT_FORMATS:
        return f"[U+{ord(char):04X}]"
    return char
