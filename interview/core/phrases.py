"""Phrases that authors list, and the first of them that a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def phrases_of(words: Iterable[str]) -> tuple[str, ...]:
    """An author's words as they are compared."""
    return tuple(" ".join(word.split()).casefold() for word in words if word.strip())


def first_of(phrases: tuple[str, ...], text: str, is_whole: bool = True) -> str:
    """The first of the phrases that the text holds, as written there; empty where it holds none.

    Whole words, or with `is_whole` False also words that only begin so. A line may break wherever
    a blank stands.
    """
    found = _pattern(phrases, is_whole).search(text) if phrases else None
    return found[0] if found else ""


@lru_cache
def _pattern(phrases: tuple[str, ...], is_whole: bool) -> re.Pattern[str]:
    each = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    ending = r"\b" if is_whole else r"\w*"
    return re.compile(rf"\b(?:{each}){ending}", re.IGNORECASE)
