"""Finding the option that somebody means: by number, key, label, the start of a label, or words
of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interview.core.kinds.base import Refused
from interview.core.kinds.typed import closest, fold, one_of, quoted
from interview.core.texts import Option

_COMMON = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "was",
        "with",
        "that",
        "this",
    )
)
"""Words that say nothing about which option is meant."""


def option_numbers(options: Sequence[Option]) -> tuple[str, ...]:
    """The number under which each option is chosen: 1, 2, 3 …, unless every label begins with a
    number of its own.

    "0 Fully active", "1 Light work only" are chosen by 0 and 1: a scale's own numbers must never be
    shifted.
    """
    own = [re.match(r"\d+", str(option.label)) for option in options]
    numbers = tuple(match.group() for match in own if match)
    if len(numbers) == len(options) == len(set(numbers)):
        return numbers
    return tuple(str(n) for n in range(1, len(options) + 1))


def find_option(text: str, options: Sequence[Option]) -> str:
    """The key of the one option that the text means. Raises Refused, naming what is unclear or
    unknown.
    """
    matching = _matching(text, options)
    if len(matching) == 1:
        return matching[0].key
    if matching:
        raise Refused(
            f"{quoted(text)} could be {one_of(quoted(str(o.label)) for o in matching[:4])}. Please"
            " type more of it."
        )
    raise Refused(_unknown(text, options))


def find_options(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """The keys of all options that the text names, in the order of the options."""
    if fold(text) in ("all", "all of them", "everything") and not _matching(text, options):
        return tuple(option.key for option in options)
    keys = set(_named(text, options))
    return tuple(option.key for option in options if option.key in keys)


def kept_option(key: str, options: Sequence[Option]) -> str:
    """The option's key today for a key that was stored, perhaps under a former name."""
    for option in options:
        if key == option.key or key in option.formerly:
            return option.key
    raise Refused("The stored answer is no longer one of the options. Please choose again.")


def _matching(text: str, options: Sequence[Option]) -> list[Option]:
    """The options that the first rule with any result finds."""
    word = _bare(text)
    if not word:
        return []
    exact = [o for o in options if word in (_bare(o.key), *_labels(o))]
    if exact:
        return exact[:1]
    if word.isdecimal():
        return _by_number(word, options)
    for rule in (_begins_with_words, _begins, _has_words):
        found = [option for option in options if rule(word, option)]
        if found:
            return found
    return []


def _by_number(word: str, options: Sequence[Option]) -> list[Option]:
    number = str(int(word[:9]))
    numbers = option_numbers(options)
    found = [option for option, own in zip(options, numbers, strict=True) if own == number]
    named = [
        option
        for option in options
        if any(re.match(rf"{number}\b", label) for label in _labels(option))
    ]
    return found + [option for option in named if option not in found]


def _begins_with_words(word: str, option: Option) -> bool:
    return any(
        f"{label} ".startswith(f"{word} ") for label in (*_labels(option), _bare(option.key))
    )


def _begins(word: str, option: Option) -> bool:
    return any(label.startswith(word) for label in (*_labels(option), _bare(option.key)))


def _has_words(word: str, option: Option) -> bool:
    words = word.split()
    if all(one in _COMMON or len(one) < 2 for one in words):
        return False
    return any(
        all(any(has.startswith(one) for has in label.split()) for one in words)
        for label in _labels(option)
    )


def _labels(option: Option) -> list[str]:
    return [_bare(label) for label in option.label.by_language.values()]


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w'%<>=+]|_", " ", fold(text)).split())


def _unknown(text: str, options: Sequence[Option]) -> str:
    numbers = option_numbers(options)
    near = closest(
        text, [str(option.label) for option in options] + [option.key for option in options]
    )
    label = next((str(o.label) for o in options if near in (str(o.label), o.key)), "")
    meant = f" Did you mean {quoted(label)}?" if label else ""
    choose = f"Please type a number from {numbers[0]} to {numbers[-1]}, or a word."
    return f"{quoted(text)} is not one of the options.{meant} {choose}"


_SEPARATORS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: re.split(r"\s*;\s*", text),
    lambda text: re.split(r"\s*[,;&+]\s*(?:and\s+)?", text),
    lambda text: re.split(r"\s*[/]\s*|\s+and\s+", text),
)


def _named(text: str, options: Sequence[Option], depth: int = 0) -> Iterator[str]:
    """Keys named in the text: the whole if it is one option, else each of its parts, split ever
    finer.
    """
    if len(_matching(text, options)) == 1:
        yield find_option(text, options)
        return
    parts = _parts(text, options, depth)
    if len(parts) < 2:
        if depth == len(_SEPARATORS):
            yield find_option(text, options)
            return
        yield from _named(text, options, depth + 1)
        return
    for part in parts:
        yield from _named(part, options, depth)


def _parts(text: str, options: Sequence[Option], depth: int) -> list[str]:
    if depth < len(_SEPARATORS):
        return [part for part in _SEPARATORS[depth](text) if part.strip()]
    if span := re.fullmatch(r"(\d{1,3}) ?(?:-|to) ?(\d{1,3})", text):
        return _span(int(span[1]), int(span[2]), text, options)
    words = text.split()
    known = {*option_numbers(options), *(option.key for option in options)}
    return words if all(word.casefold() in known for word in words) else []


def _span(first: int, last: int, text: str, options: Sequence[Option]) -> list[str]:
    numbers = option_numbers(options)
    if str(first) in numbers and str(last) in numbers and first < last:
        return [number for number in numbers if first <= int(number) <= last]
    raise Refused(_unknown(text, options))
