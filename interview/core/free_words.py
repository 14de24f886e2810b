"""Which answers are somebody's own words, and not a value or a name."""

from __future__ import annotations

from interview.core.tree import Question

_LONGEST_NAME = 3
"""Words that a name, such as that of an illness, may have in a line of free text."""


def is_in_own_words(question: Question, text: str) -> bool:
    """Whether this is a sentence: everything said in a long text, and in a line what is longer
    than a name.
    """
    if not question.kind.is_free:
        return False
    if question.kind.is_long:
        return bool(text)
    return not question.administrative and len(text.split()) > _LONGEST_NAME
