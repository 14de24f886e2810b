"""How a template is laid out on the page that authors read: a line that is indented goes on with
the line above it, so that a table row or a long sentence may stand on several lines.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\n[ \t]+(?!\s)")
_LINE_KEPT = "{#\n#}"
"""A comment that prints nothing: what follows keeps its line number, which problems name."""


def joined(source: str) -> str:
    """The template with every indented line on the line that it goes on with.

    The break is a blank, and none before a tag such as `{% if … %}`. A line after an empty one, or
    after one that ends in a backslash, begins anew.
    """
    parts = []
    end = 0
    for tag in _TAG.finditer(source):
        parts.append(_text(source, end, tag.start()))
        parts.append(_on_one_line(tag.group()))
        end = tag.end()
    parts.append(_text(source, end, len(source)))
    return "".join(parts)


def _text(source: str, start: int, end: int) -> str:
    """What stands between two tags, each break within it mended as its surroundings ask for."""

    def mended(found: re.Match[str]) -> str:
        before = source[found.start() - 1 : found.start()]
        if before in ("", "\n", "\\"):
            return found.group()
        return _LINE_KEPT if source.startswith("{%", found.end()) else f" {_LINE_KEPT}"

    parts = []
    for found in _BREAK.finditer(source, start, end):
        parts += [source[start : found.start()], mended(found)]
        start = found.end()
    return "".join((*parts, source[start:end]))


def _on_one_line(tag: str) -> str:
    """A tag whose words may stand on several lines; its breaks come before its end."""
    breaks = tag.count("\n")
    if not breaks or tag.startswith("{#"):
        return tag
    words = re.sub(r"[ \t]*\n[ \t]*", " ", tag[:-2]).rstrip()
    return words + "\n" * breaks + tag[-2:]
