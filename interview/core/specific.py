"""Tells words that name something from words that say nothing: "suffering", "harm to the patient",
"failed everything".

A sentence is vague only when every word of it is on a list, so that whatever else stands in it
keeps it from being so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from interview.core.tree import Specific, Vague

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|[;\n]+")
_ENDING = re.compile(
    r"(?<=\w{4})(?:ations?|ments?|ates?|ated|ating|ings?|ions?|ies|ed|es|ly|s|e|y)$"
)
_COMMON = """
a an the this that these those it its he him his she her hers they them their theirs i me my mine we us our ours you
your himself herself themselves itself myself who whom whose which what where when why how there here
is are was were be been being am has have had having do does did doing done will would shall should can could may might
must cannot can't won't doesn't don't didn't isn't wasn't
and or but nor so if then than because since as while until unless though although yet also too even just only
of to in on at by for from with without into onto over under about against between through during before after up down
out off above below near per via within toward towards
not no none any some all every each other another others more most much many less least few several such same both
either very really quite rather extremely severely highly greatly seriously significantly considerably further again
soon later now already still always never often sometimes ever possibly probably likely perhaps maybe
day days week weeks month months year years time times long short period
get gets getting got make makes making made go goes going went gone come comes coming became become becomes cause
causes caused causing result results resulting lead leads leading put puts putting happen happens happening
"""
"""Words of plain English that carry a sentence and name nothing by themselves."""


def says_no_more(answer: str, specific: Specific, filler: tuple[str, ...]) -> bool:
    """Whether an answer names nothing beyond `filler` and the words that its question does not
    count, nor a figure.
    """
    words = [word for word in _words(answer) if not word.isdecimal()]
    return bool(words) and not _left(words, (*specific.than, *filler))


def vague_phrases(
    answer: str, vague: Sequence[Vague], filler: tuple[str, ...]
) -> Iterator[tuple[Vague, str]]:
    """The phrases that say nothing, once for each entry, as written: only from sentences in which
    nothing else does.

    A figure, or any word that is neither common nor filler, counts as saying something.
    """
    listed = (*filler, *(phrase for entry in vague for phrase in entry.words))
    seen: set[int] = set()
    for sentence in _SENTENCE.split(answer) if vague else ():
        words = _words(sentence)
        if not words or _left(words, listed):
            continue
        for number, entry in enumerate(vague):
            found = next((each for phrase in entry.words if (each := _found(sentence, phrase))), "")
            if found and number not in seen:
                seen.add(number)
                yield entry, found


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def _left(words: list[str], phrases: tuple[str, ...]) -> list[str]:
    """The words that belong to none of these phrases and are not common ones."""
    stems = [stem(word) for word in words]
    covered = [word in _common() for word in words]
    for phrase in _stemmed(phrases):
        for i in range(len(stems) - len(phrase) + 1):
            if tuple(stems[i : i + len(phrase)]) == phrase:
                covered[i : i + len(phrase)] = [True] * len(phrase)
    return [word for word, is_covered in zip(words, covered, strict=True) if not is_covered]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON.split())


@lru_cache(maxsize=256)
def _stemmed(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(stems for phrase in phrases if (stems := tuple(map(stem, _words(phrase)))))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without the ending that number and tense give it, four letters at least: suffers
    and suffered are one.
    """
    bare = word.removesuffix("'s")
    found = _ENDING.search(bare)
    return bare[: found.start()] if found is not None else bare


def _found(sentence: str, phrase: str) -> str:
    """The phrase as it stands in the sentence; empty when it does not."""
    wanted = tuple(map(stem, _words(phrase)))
    matches = list(_WORD.finditer(sentence))
    stems = [stem(match[0].replace("’", "'").casefold()) for match in matches]
    for i in range(len(stems) - len(wanted) + 1):
        if wanted and tuple(stems[i : i + len(wanted)]) == wanted:
            return sentence[matches[i].start() : matches[i + len(wanted) - 1].end()]
    return ""
