"""Faults of layout and wording that a template can leave behind, for tests and for the walk
through a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from interview.letters import blocks as b
from interview.letters.plain_english import unwanted

_FAULTS = {
    "doubled space": re.compile(r"\S  +\S"),
    "space before a sign": re.compile(r" [,.;:)]"),
    "doubled sign": re.compile(r"[,;:]\s*[,.;:]|\.\s*,"),
    "empty brackets": re.compile(r"\(\s*\)|“\s*”"),
    "conjunction with nothing after it": re.compile(r"\b(?:and|or|to|of|for|with)[.,;:]"),
    "doubled word": re.compile(r"\b([A-Za-z]{2,}) \1\b", re.IGNORECASE),
    "article with nothing after it": re.compile(r"\b(?:a|an|[Tt]he)\s*[.,;:)]"),
    "line ending in a backslash": re.compile(r"\\$", re.MULTILINE),
    "bracket that is not closed": re.compile(r"\([^()]*$|^[^()]*\)"),
    "unread markup": re.compile(r"\*\*|\{\{|\{%|\|---"),
}


def faults(blocks: b.Blocks) -> tuple[str, ...]:
    """What reads wrong in the template's own words, each with the words it stands in; empty for
    a clean letter.
    """
    found = (fault for inlines in b.runs_of(blocks) for fault in _faults(inlines))
    return (*found, *_bare_headings(blocks), *_without_end(blocks))


def _without_end(blocks: b.Blocks) -> Iterator[str]:
    """Paragraphs whose last sentence is the template's own and has no period; a line of a few
    words is none.
    """
    for block in blocks:
        if not isinstance(block, b.Paragraph) or any(
            isinstance(each, b.Break) for each in block.inlines
        ):
            continue  # Lines below one another, such as an address, are no sentences.
        last = block.inlines[-1] if block.inlines else None
        if isinstance(last, b.Text) and not last.is_value and _RUNS_ON.search(last.text):
            yield f"sentence without a period: …{last.text[-60:]}"


_RUNS_ON = re.compile(r"(?:\S+ ){4,}\w+$")


def _bare_headings(blocks: b.Blocks) -> Iterator[str]:
    """Headings with nothing under them: what should stand there was left out on this path."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, b.Heading) and (after is None or _ends(block, after)):
            yield f"heading without text: “{b.plain(block.inlines)}”"


def _ends(heading: b.Heading, after: b.Block) -> bool:
    return isinstance(after, b.Heading) and after.level <= heading.level


def _faults(inlines: b.Inlines) -> Iterator[str]:
    words = "".join(map(b.own_words, b.leaves(inlines)))
    for name, pattern in _FAULTS.items():
        match = pattern.search(words)
        if match:
            yield f"{name}: …{words[max(match.start() - 30, 0) : match.end() + 30]}…"
    yield from (f"wording: {wording}" for wording in unwanted(words))
    yield from _seams(inlines)


def _seams(inlines: b.Inlines) -> Iterator[str]:
    """What reads wrong only where an answer and the template's words meet; the words inside an
    answer are nobody's.
    """
    for one, other in pairwise(b.leaves(inlines)):
        if not (isinstance(one, b.Text) and isinstance(other, b.Text)):
            continue
        if one.is_value == other.is_value:
            continue
        fault = _into_answer(one, other) if other.is_value else _out_of_answer(one, other)
        if fault:
            yield f"{fault}: …{one.text[-30:]}{other.text[:30]}…"


def _into_answer(words: b.Text, answer: b.Text) -> str:
    last, first = _LAST.search(words.text), _FIRST.search(answer.text)
    is_doubled = last and first and last[0].lower() == first[0].lower()
    return "word doubled by an answer" if is_doubled else ""


def _out_of_answer(answer: b.Text, words: b.Text) -> str:
    if answer.text.endswith((",", ";", ":")) and words.text.startswith((".", ",", ";")):
        return "sign doubled by an answer"
    goes_on = words.text.startswith((" (", ",", ";"))
    return "period inside a sentence" if goes_on and _SENTENCE.search(answer.text) else ""


_LAST, _FIRST = re.compile(r"[A-Za-z]{2,}(?= ?$)"), re.compile(r"^[A-Za-z]{2,}\b")
_SENTENCE = re.compile(r"[a-z0-9]{4,}\.$")
