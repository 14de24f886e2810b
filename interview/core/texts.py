"""What authors write for people to read: texts, the labels of options, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an author's file something stands; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, by language code."""

    by_language: Mapping[str, str]
    place: Place

    def __str__(self) -> str:
        return self.by_language.get(ENGLISH, "")

    def in_language(self, language: str) -> str:
        return self.by_language.get(language, str(self))


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. The key is what transcripts and conditions hold; the label is what people see."""

    key: str
    label: Text
    place: Place
    formerly: tuple[str, ...] = ()
    """Keys that older versions of the tree used for this option."""
    letter: Text | None = None
    """How a letter writes it, where the label is not the wording of a letter."""

    @property
    def written(self) -> Text:
        return self.letter or self.label
