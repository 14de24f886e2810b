"""How hard a text is to follow when it is read aloud: its US school grade, and its length in
breaths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

EASY = "it"
"""Stands for whatever counts as one easy word: a filled-in answer, the name of a drug, a test or
a plan.
"""
FEWEST = 10
"""Words below which the formula says little: it was fitted on passages of a hundred. Shorter
texts are filled up.
"""

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\s*[;:]\s+|\s+[–—]\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.\-/&][^\W_]+)*")
_FILL = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def grade(text: str, names: Iterable[str] = ()) -> float:
    """US school grade of a text by the Flesch–Kincaid formula: 0.39 words/sentence + 11.8
    syllables/word − 15.59.

    Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
    enlisted personnel", Research Branch Report 8-75, Naval Technical Training, 1975. Syllables are
    estimated from spelling. Fills, `names` (any case) and words with a capital inside a sentence
    count as one easy word. A text of fewer than ten words is judged as if easy words made it up to
    ten. An empty text has grade 0.
    """
    sentences = spoken_sentences(text, names)
    count = sum(len(words) for words in sentences)
    if not count:
        return 0.0
    missing = max(0, FEWEST - count)
    syllables = sum(syllables_in(word) for words in sentences for word in words) + missing
    total = count + missing
    return max(0.0, 0.39 * total / len(sentences) + 11.8 * syllables / total - 15.59)


def longest_sentence(text: str, names: Iterable[str] = ()) -> int:
    """Words in the longest run that is said in one breath; a semicolon, colon or dash gives a
    breath.
    """
    return max((len(words) for words in spoken_sentences(text, names)), default=0)


def word_count(text: str, names: Iterable[str] = ()) -> int:
    """Words in the whole text; a name counts as one."""
    return sum(len(words) for words in spoken_sentences(text, names))


def spoken_sentences(text: str, names: Iterable[str] = ()) -> list[list[str]]:
    """The words of each sentence, with fills and names already made easy."""
    plain = _FILL.sub(EASY, text)
    pattern = _named(tuple(sorted(set(names), key=len, reverse=True)))
    if pattern is not None:
        plain = pattern.sub(EASY, plain)
    found = ([*map(_eased, *_with_place(sentence))] for sentence in _SENTENCE.split(plain))
    return [words for words in found if words]


@lru_cache(maxsize=8)
def _named(names: tuple[str, ...]) -> re.Pattern[str] | None:
    known = "|".join(re.escape(name) for name in names if name)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE) if known else None


def _with_place(sentence: str) -> tuple[list[str], range]:
    words = _WORD.findall(sentence)
    return words, range(len(words))


def _eased(word: str, place: int) -> str:
    """A capital inside a sentence marks a name; capitals throughout mark an abbreviation."""
    is_name = any(c.isupper() for c in word) and (place > 0 or word.isupper()) and word != "I"
    return EASY if is_name or any(c.isdigit() for c in word) else word.casefold()


_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùäëïöüâêîôû]+")
_SILENT = re.compile(
    r"(?:[^aeiouylr]e|[^aeiouylsxzcgh]es|[^aeiouydt]ed|[aeiouy][rl]e|[^aeiouy](?:re|ure)s?)$"
)
_SPLIT = re.compile(
    r"(?:ia(?!l\b|n\b)|io(?!n)|iu|eo(?!us|p)|(?<=[aeiou][^aeiou])ea$|(?<=cr)eat|ua(?!r)|ying|[aeiouy]ing)"
)


@lru_cache(maxsize=4096)
def syllables_in(word: str) -> int:
    """Syllables of an English word as its spelling suggests; parts joined by a hyphen are
    counted one by one.
    """
    parts = re.split(r"[-/.&]", word.casefold().replace("’", "'"))
    return sum(_syllables(part.replace("'", "")) for part in parts if part)


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word)) + len(_SPLIT.findall(word))
    return max(1, groups - (1 if groups > 1 and _SILENT.search(word) else 0))
