"""Words that American readers of letters trip over; they stand in `plain_english.txt`, so that
anybody can add one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("plain_english.txt")


@cache
def wordings() -> dict[str, str]:
    """What to write, by what not to write; both in small letters."""
    lines = (line.strip() for line in _LIST.read_text("utf-8").splitlines())
    pairs = (line.split(" -> ") for line in lines if line and not line.startswith("#"))
    return dict(pairs)


def unwanted(text: str) -> Iterator[str]:
    """Each unwanted wording in this text, with what to write instead."""
    for match in _pattern().finditer(text):
        yield f"“{match[0]}”; please write “{wordings()[' '.join(match[0].lower().split())]}”"


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(wordings(), key=len, reverse=True)
    words = "|".join(re.escape(wording).replace(r"\ ", r"\s+") for wording in longest_first)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
