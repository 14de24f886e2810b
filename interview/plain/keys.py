"""Function keys of line mode, from the table of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.talk.commands import COMMANDS

_FUNCTION_KEY = re.compile(r"f\d+")
_LETTERS = {"ctrl+z": "c-z"}
"""Of the other keys only those that edit no line."""


def line_keys() -> Iterator[tuple[str, str, bool]]:
    """(key, command, whether words follow it) for every key that line mode knows."""
    for command in COMMANDS:
        takes_words = bool(command.argument) and not command.argument.startswith("[")
        for key in command.keys:
            name = key if _FUNCTION_KEY.fullmatch(key) else _LETTERS.get(key, "")
            if name:
                yield name, command.name, takes_words
