"""Stand-ins for values while the Markdown around them is parsed.

A value is never in the Markdown source: a short run of private characters stands for it and is
replaced in text nodes after parsing, so nothing that a person says can become markup. Templates may
not contain these characters, and values that do have them written out (see sanitise.py) long after
the last stand-in was replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from interview.letters.blocks import Break, Hole, Reading, SignatureLine, Text

START, END, OPEN, CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
_DIGITS = "\ue010\ue011\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019"
_TO_DIGITS = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789")
RESERVED = re.compile("[\ue000-\ue01f]")
"""Characters a template may not contain."""
_VALUE = re.compile(f"{START}([{_DIGITS}]+){END}")
_MARK = re.compile(f"{OPEN}([{_DIGITS}]+){END}|({CLOSE})")

Placed = Text | Hole | Break | SignatureLine


@dataclass
class Placeholders:
    """What the stand-ins of one rendering stand for."""

    values: list[tuple[Placed, ...]] = field(default_factory=list)
    scopes: list[tuple[Reading, ...]] = field(default_factory=list)

    def value(self, *parts: Placed) -> str:
        """A stand-in for these inlines."""
        self.values.append(parts)
        return f"{START}{_encoded(len(self.values) - 1)}{END}"

    def opening(self, readings: tuple[Reading, ...]) -> str:
        """Marks where text begins that is there because of these conditions."""
        self.scopes.append(readings)
        return f"{OPEN}{_encoded(len(self.scopes) - 1)}{END}"

    def closing(self) -> str:
        return CLOSE

    def split(self, text: str) -> Iterator[str | tuple[Placed, ...]]:
        """The template's words as str and the stand-ins as what they stand for, in order."""
        for i, piece in enumerate(_VALUE.split(text)):
            if i % 2:
                yield self.values[_decoded(piece)]
            elif piece:
                yield piece


@dataclass(frozen=True)
class Source:
    """Markdown without scope marks, and for each of its lines the conditions it is there for."""

    markdown: str
    readings: tuple[tuple[Reading, ...], ...]

    def at(self, line: int) -> tuple[Reading, ...]:
        return self.readings[line] if line < len(self.readings) else ()


def without_marks(marked: str, placeholders: Placeholders) -> Source:
    """Takes the scope marks out and remembers on which lines they were in force."""
    out: list[str] = []
    stack: list[tuple[Reading, ...]] = []
    lines: list[dict[Reading, None]] = [{}]
    at = 0
    for match in _MARK.finditer(marked):
        _note(marked[at : match.start()], stack, lines, out)
        at = match.end()
        if match[2]:
            stack.pop()
        else:
            stack.append(placeholders.scopes[_decoded(match[1])])
    _note(marked[at:], stack, lines, out)
    return Source("".join(out), tuple(tuple(line) for line in lines))


def _note(
    text: str, stack: list[tuple[Reading, ...]], lines: list[dict[Reading, None]], out: list[str]
) -> None:
    out.append(text)
    for i, line in enumerate(text.split("\n")):
        if i:
            lines.append({})
        if line.strip():
            lines[-1].update(dict.fromkeys(reading for scope in stack for reading in scope))


def _encoded(number: int) -> str:
    return str(number).translate(_TO_DIGITS)


def _decoded(digits: str) -> int:
    return int(digits.translate(_FROM_DIGITS))
