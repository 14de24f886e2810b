"""Sentences of a letter that state a fact behind which there is neither an answer nor a verified
rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.letters import blocks as b
from interview.letters.trace import units

_STATEMENT = re.compile(r"^[A-Z“][^|]*[.!?][”\"’)\]]*$", re.DOTALL)
"""What ends as a sentence and begins as one; lines, headings, table rows and points of a request
do not.
"""

_FREE = {
    "a request": re.compile(
        r"^(?:If [^,]*, |To [^,]*, )?please\b|^I (?:now )?(?:ask|request|am appealing)\b",
        re.IGNORECASE,
    ),
    "what is asked": re.compile(r"\?$"),
    "what this letter does": re.compile(
        r"^(?:This|The|That|Each|Every|My|In)\b[^.;]*"
        r"\b(?:letters?|appointment|tables?|row below|response above|headings?|statement)\b"
    ),
    "what is allowed": re.compile(
        r"^The (?:plan|patient|representative)\b[^;:]* may (?:give|revoke|file)\b"
    ),
    "what is enclosed": re.compile(
        r"^(?:The|A|My|Your)\b[^,;:]* (?:is|are) (?:enclosed|Exhibit)\b[^,;:]*$"
    ),
}
"""Sentences that state nothing about the case: they ask, they say what this letter does, or what
goes along with it.
"""

_DONE = re.compile(
    r"^(?:I|You|Your plan|The plan)(?: have| has)?(?: not)? (?:\w+ed|gave|told|sent|saw|was|were)\b"
)
"""That somebody did or decided something: the time or the name in it does not show that it
happened.
"""

_CONTENT = re.compile(
    r"^The [^.;:]*\b(?:summary|page|record|report|note|policy|label|notice|document|letter of)s?\b[^.;:]*"
    r" (?:lists?|shows?|says?|states?|proves?|confirms?|covers?)\b"
)
"""That a document says something: that it is enclosed does not show what is in it."""

_TITLE = re.compile(r"^[A-Z][^.:“]{0,40}: (?=[A-Z])")
"""A few words that name the sentence after them."""

_CITED = re.compile(r"Exhibit [A-Z]+")


def unfounded(blocks: b.Blocks) -> tuple[str, ...]:
    """Each such sentence with what is missing behind it; empty for a letter that says only what
    it was told.
    """
    return tuple(
        fault for block in blocks for inlines in units(block) for fault in _faults(inlines)
    )


def _faults(inlines: b.Inlines) -> Iterator[str]:
    leaves = [leaf for leaf in b.leaves(inlines) if not isinstance(leaf, b.Break)]
    words = _TITLE.sub("", " ".join(b.plain(inlines).split()))
    states_something = bool(leaves) and _begins_here(leaves[0]) and bool(_STATEMENT.match(words))
    fault = _fault(leaves, words) if states_something else ""
    if fault:
        yield f"{fault}: “{words}”"


def _fault(leaves: list[b.Text | b.Hole], words: str) -> str:
    """What is missing behind this statement; empty where something stands behind it."""
    is_told, is_decided = any(map(_is_told, leaves)), any(map(_decides, leaves[0].readings))
    if _CONTENT.match(words) and not is_told:
        return "nothing says what is in it"
    if _DONE.match(words) and not is_decided:
        return "nothing says that it was done"
    is_free = any(form.search(words) for form in _FREE.values())
    return "" if is_decided or is_told or is_free else "no answer behind it"


def _begins_here(leaf: b.Text | b.Hole) -> bool:
    """Whether the template's own words begin the sentence, and not somebody's."""
    return isinstance(leaf, b.Text) and not leaf.is_value


def _is_told(leaf: b.Text | b.Hole) -> bool:
    """An answer, its hole, or the text of a rule; the letter of an exhibit says nothing of what
    is in it.
    """
    if isinstance(leaf, b.Hole):
        return True
    return leaf.ref is not None or (leaf.is_value and not _CITED.fullmatch(leaf.text))


def _decides(reading: b.Reading) -> bool:
    """A condition on answers that was true or false; relevance alone states nothing, nor does a
    condition unsure.
    """
    return reading.truth is not None and reading.is_test
