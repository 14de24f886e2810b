"""Say what a YAML parser's complaint means for the person who wrote the file."""

from __future__ import annotations

import re

import yaml

from interview.core.author_text import Problem
from interview.core.texts import Place

_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = "A tab stands where YAML allows only spaces. Please either replace it with spaces or put the text in quotes."
_CONTROL = "An invisible control character stands here. Please either delete it or type the text again by hand."
_ANY = (
    "This cannot be read as YAML from here on. Please either check the indentation, colons and"
    " quotes of this line and the one above or put the whole text in quotes."
)
_MEANING = (
    (
        "mapping values are not allowed",
        (
            "A colon stands where no new key can begin. "
            "Please either put the whole text in quotes or correct the indentation."
        ),
    ),
    (
        "could not find expected ':'",
        (
            "A colon is missing after this key. Please either write `key: value` or put the text in"
            " quotes."
        ),
    ),
    (
        "unexpected end of stream",
        "A quote is opened here or above and never closed. Please either close it or remove it.",
    ),
    (
        "unexpected document indicator",
        "A quote is opened above and never closed. Please either close it or remove it.",
    ),
    (
        "expected ',' or",
        (
            "A bracket is opened above and not closed. Please either close it or put the whole text"
            " in quotes."
        ),
    ),
    (
        "expected key",
        (
            "This line does not line up with the lines above it. "
            "Please either indent it like its neighbours or close the quote or bracket above."
        ),
    ),
    (
        "expected '-' indicator",
        (
            "This line does not line up with the list above it. "
            "Please either begin it with `- ` or correct its indentation."
        ),
    ),
    (
        "expected <block end>",
        (
            "This line does not line up with the lines above it. "
            "Please either indent it like its neighbours or close the quote or bracket above."
        ),
    ),
    (
        "unknown escape character",
        (
            "A backslash in double quotes begins a code that YAML does not know. "
            "Please either use single quotes or write two backslashes."
        ),
    ),
    (
        "alphabetic or numeric character",
        (
            "A text cannot begin with `*` or `&`. "
            "Please either put the text in quotes or begin it with another character."
        ),
    ),
)


def explain(error: yaml.YAMLError | UnicodeEncodeError, text: str, file: str) -> Problem:
    """The author's problem behind a parser's error."""
    found = _NOT_YAML.search(text)
    if found is not None and not isinstance(error, yaml.MarkedYAMLError):
        return Problem(_place_of(found.start(), text, file), "control_character", _CONTROL)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (
        _inside(text, Place(file, mark.line + 1, mark.column + 1)) if mark else Place(file, 1, 1)
    )
    line = _line(text, place.line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem(Place(file, place.line, line.index("\t") + 1), "tab", _TAB)
    complaint = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'context', '') or ''}"
    return Problem(place, "syntax", _sentence(complaint, line[place.column - 1 : place.column]))


def _sentence(complaint: str, character: str) -> str:
    if "cannot start any token" in complaint:
        if character == "\t":
            return _TAB
        return (
            f"A text cannot begin with `{character}`. "
            "Please either put the text in quotes or begin it with another character."
        )
    return next((sentence for words, sentence in _MEANING if words in complaint), _ANY)


def _inside(text: str, place: Place) -> Place:
    """The place itself, or the end of the text when it lies behind it, where an editor would
    show nothing.
    """
    lines = text.rstrip().split("\n")
    return place if place.line <= len(lines) else Place(place.file, len(lines), len(lines[-1]) + 1)


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""


def _place_of(index: int, text: str, file: str) -> Place:
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
