"""What was typed, made safe and comparable before a kind reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pydantic import JsonValue

from interview.core.kinds.base import Refused

LINE_LIMIT = 500
"""Longest answer, in characters, of every kind but long text."""
TEXT_LIMIT = 10_000
"""Longest long text, in characters."""

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphens, zero-width blanks and direction marks: they come with pastes (a phone copies
them around every number), mean nothing here, and could show a line in another order than it is
kept. They are taken out.
"""

UNREAD = "\N{REPLACEMENT CHARACTER}"
"""Stands for bytes that are in no known encoding: nobody typed it, and no letter may hold it."""
UNREAD_WORDS = (
    f"“{UNREAD}” stands for a character that came in and could not be read. Please type that one"
    " again."
)

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNENDED = re.compile(r"(?<=[\w)%])(?=[^\S\n]*\n\s*[A-Z0-9*•–-])")
_FOLDED = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'}
    | dict.fromkeys([*map(chr, range(0x2010, 0x2016)), "\u2212"], "-")
)
_PARTS = {
    "½": "5", "¼": "25", "¾": "75", "⅛": "125", "⅜": "375", "⅝": "625", "⅞": "875",
    "⅕": "2", "⅖": "4", "⅗": "6", "⅘": "8", "⅒": "1",
}  # fmt: skip
"""The digits after the point, for the fraction signs that a decimal says exactly. A third is
none of them.
"""
_MIXED = re.compile(rf"(?:(?<![\d.,/])([\d,]*\d) ?)?([{''.join(_PARTS)}])(?!\d)")
_FRACTION_SLASH = "\u2044"
_RAISED_OR_LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋"


def clean_lines(typed: str, limit: int = TEXT_LIMIT) -> str:
    """The text as typed, without outer blanks, with "\\n" line ends, in Unicode form NFC. Case is
    never changed.

    Raises Refused when it is empty, longer than `limit`, or holds characters that cannot be
    printed.
    """
    if len(typed) > 2 * limit:
        raise Refused(_too_long(len(typed), limit))
    text = _LINE_ENDS.sub("\n", typed).replace("\t", " ").translate(_INVISIBLE)
    if UNREAD in text:
        raise Refused(UNREAD_WORDS)
    if not text.isprintable() and any(map(_unprintable, text)):
        raise Refused(
            "A key or a paste left characters in there that cannot be printed. Please type it"
            " again."
        )
    text = unicodedata.normalize(
        "NFC", "\n".join(line.strip() for line in text.split("\n"))
    ).strip()
    if not text:
        raise Refused("Nothing was typed. Please type an answer.")
    if len(text) > limit:
        raise Refused(_too_long(len(text), limit))
    return text


def with_ended_lines(typed: str) -> str:
    """The text with a semicolon where a line ends without a stop and the next begins like a
    sentence or an entry.

    "Nausea after each dose\\nHair thinning" are two things; "severe\\npain" is a line that was
    wrapped.
    """
    return _UNENDED.sub(";", _LINE_ENDS.sub("\n", typed.strip()))


def clean_line(typed: str, limit: int = LINE_LIMIT) -> str:
    """Like `clean_lines`, on one line: line ends and the blanks around them become one blank."""
    return " ".join(line for line in clean_lines(typed, limit).split("\n") if line)


def plain(typed: str) -> str:
    """One line for parsing: compatibility forms, dashes and quotes made plain, runs of blanks made
    one.

    Raises Refused for signs with a number of their own: the plain form of "1½" is "11/2", and that
    of "10⁶" is "106".
    """
    line = clean_line(typed).translate(_FOLDED)
    if not line.isascii():
        _refuse_number_signs(line)
    return " ".join(unicodedata.normalize("NFKC", line).replace(_FRACTION_SLASH, "/").split())


def plain_amounts(typed: str) -> str:
    """Like `plain`, with fraction signs as decimals: "1½" and "1 ½" become "1.5", "¾" becomes
    "0.75".
    """
    return plain(_MIXED.sub(lambda match: f"{match[1] or '0'}.{_PARTS[match[2]]}", typed))


def _refuse_number_signs(line: str) -> None:
    for word in line.split():
        if any(_is_unclear(word, place) for place in range(len(word))):
            raise Refused(
                f"{quoted(word)} holds a number sign that can be misread. Please type it with plain"
                " digits, for example 1.5, 0.33 or 1,000,000, or in words, for example 1 million"
                " units."
            )


def _is_unclear(word: str, place: int) -> bool:
    """Whether this sign is no digit and becomes one. After a letter it is part of a unit or a
    name: m², B₁₂.
    """
    sign = word[place]
    plain_form = unicodedata.normalize("NFKC", sign)
    if sign.isdecimal() or not any(map(str.isdecimal, plain_form)):
        return False
    before = word[:place].rstrip(_RAISED_OR_LOWERED)
    is_unit = plain_form[0].isalpha()
    return _FRACTION_SLASH in plain_form or not (is_unit or before[-1:].isalpha())


def fold(text: str) -> str:
    """For comparing: without case, with plain quotes and dashes, and with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).casefold().split())


def bare(text: str) -> str:
    """For comparing whole answers: folded, and without the signs around it."""
    return fold(text).strip(" .,;:!?-_*/")


def quoted(text: str) -> str:
    """What was typed, short enough to stand in a sentence, with "?" for what a screen may not be
    able to show.
    """
    line = "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))
    return f'"{line}"' if len(line) <= 40 else f'"{line[:39]}…"'


def one_of(words: Iterable[str], join: str = "or") -> str:
    """ "a", "a or b", "a, b or c"."""
    *most, last = list(words)
    return f"{', '.join(most)} {join} {last}" if most else last


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be; empty when none is near."""
    from difflib import get_close_matches  # only needed when something is refused

    by_fold = {fold(name): name for name in known}
    return next(
        (by_fold[near] for near in get_close_matches(fold(word)[:80], list(by_fold), 1, 0.6)), ""
    )


def text_of(data: JsonValue) -> str:
    """The string that a transcript holds. Raises Refused for anything else."""
    if not isinstance(data, str):
        raise Refused("The stored answer is not text. Please answer again.")
    return data


def fields_of(data: JsonValue, *names: str) -> list[JsonValue]:
    """The values of a stored object with exactly these fields. Raises Refused for anything else."""
    if not isinstance(data, dict) or set(data) != set(names):
        raise Refused(
            "The stored answer has another form than this question needs. Please answer again."
        )
    return [data[name] for name in names]


def _unprintable(char: str) -> bool:
    kind = unicodedata.category(char)
    return (
        (kind == "Cc" and char != "\n")
        or kind == "Cs"
        or ord(char) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(char) <= 0xFDEF
    )


def _too_long(length: int, limit: int) -> str:
    return (
        f"That is {length:,} characters; {limit:,} is the most that fits here. Please make it"
        " shorter."
    )
