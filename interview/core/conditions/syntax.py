"""From a condition's text to Python's syntax tree: caps first, and errors in our own words."""

from __future__ import annotations

import ast
import re
import warnings

LONGEST = 600
"""Characters in one condition."""
DEEPEST = 20
"""Brackets inside brackets."""


class ConditionError(Exception):
    """A condition that cannot be understood: the column (characters, from 1) and a sentence for
    its author.
    """

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


def syntax_of(text: str) -> ast.expr:
    """The expression that the text writes. Raises ConditionError; CPython's own messages never
    show.
    """
    _refuse_length(text)
    _refuse_depth(text)
    if "#" in text:
        raise ConditionError(
            text.index("#") + 1, "A # cannot stand in a condition: what follows would be lost."
        )
    flat = on_one_line(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        column = len(flat) - len(flat.lstrip()) + (error.offset or len(flat.strip()) + 1)
        raise _unreadable(text, min(column, len(text) + 1)) from None
    except (ValueError, MemoryError, RecursionError):
        raise _unreadable(text, 1) from None


def on_one_line(text: str) -> str:
    """The text on one line, each character at its place."""
    return text.replace("\n", " ").replace("\r", " ")


HELP = "Please write tests such as `plan.type == employer` joined by and, or, not."


_SIGN = re.compile(r"""'[^']*'|"[^"]*"|[=!<>]=|(?P<single>=[<>]?)""")
_MEANT = {"=": "==", "=<": "<=", "=>": ">="}


def _unreadable(text: str, column: int) -> ConditionError:
    """What is wrong with a text that Python cannot read; most often a sign that is none."""
    for sign in _SIGN.finditer(text):
        written = sign["single"]
        if written:
            sentence = f"{written} compares nothing. Please write {_MEANT[written]} instead."
            return ConditionError(sign.start() + 1, sentence)
    return ConditionError(column, "This cannot be read as a condition. " + HELP)


def _refuse_length(text: str) -> None:
    if len(text) > LONGEST:
        sentence = (
            f"This condition is longer than {LONGEST} characters. Please split it with `define`."
        )
        raise ConditionError(LONGEST + 1, sentence)


def _refuse_depth(text: str) -> None:
    depth = 0
    for column, letter in enumerate(text, 1):
        depth += (letter in "([") - (letter in ")]")
        if depth > DEEPEST:
            raise ConditionError(
                column, "Too many brackets inside one another. Please split it with `define`."
            )
    if text.count("not ") + text.count("-") + text.count("~") > 3 * DEEPEST:
        raise ConditionError(1, "Too many nots and signs. Please split it with `define`.")
