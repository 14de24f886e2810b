"""Small questions to ask in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from interview.core.kinds import KINDS, Refused, Value
from interview.core.texts import Option, Place, Text
from interview.core.tree import Question

TODAY = date(2026, 11, 21)
"""A Saturday."""
_PLACE = Place("test.yaml", 1, 1)


def text(words: str) -> Text:
    return Text({"en": words}, _PLACE)


def question(kind: str, options: dict[str, str] | None = None, **fields: Any) -> Question:
    """A question of this kind; options are key: label."""
    made = tuple(Option(key, text(label), _PLACE) for key, label in (options or {}).items())
    return Question("test", KINDS[kind], _PLACE, text("Test"), options=made, **fields)


def read(kind: str, typed: str, **fields: Any) -> Value:
    return KINDS[kind].read(typed, question(kind, **fields), TODAY)


def shown(kind: str, typed: str, **fields: Any) -> str:
    return KINDS[kind].show(read(kind, typed, **fields), question(kind, **fields))


def refusal(kind: str, typed: str, **fields: Any) -> str:
    """The sentence with which the typed text is refused."""
    with pytest.raises(Refused) as caught:
        read(kind, typed, **fields)
    return caught.value.sentence
