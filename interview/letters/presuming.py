"""Finds sentences of a letter that presume what the case says is not so.

A template is held to asking for what it presumes where it is loaded; this looks at what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from interview.core.axes import Presumption
from interview.core.phrases import first_of
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.document import Document


def presumed_falsely(document: Document, state: State) -> Iterator[str]:
    """What is wrong, once a presumption. What the letter declares keeps it a draft instead."""
    undeclared = (each for each in state.tree.presumptions if each not in document.letter.presumes)
    for presumption in undeclared:
        if state.truth(presumption.when) is False and (said := _said(document, presumption)):
            yield f"“{said}”, which presumes {presumption.what}"


def _said(document: Document, presumption: Presumption) -> str:
    """Its first word among the template's own words; empty if they hold none."""
    own = ("".join(map(b.own_words, b.leaves(inlines))) for inlines in b.runs_of(document.body))
    return next(filter(None, (first_of(presumption.words, words) for words in own)), "")
