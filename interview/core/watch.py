"""Finds words that call for care: see `Watch`."""

from __future__ import annotations

from interview.core.phrases import first_of
from interview.core.tree import Tree, Watch


def watch_words(watch: Watch, text: str) -> str:
    """The first of the watched words that the text holds, as written there; empty when it holds
    none.
    """
    return first_of(watch.words, text, is_whole=False)


def watched(tree: Tree, text: str) -> list[str]:
    """What the operator is to be told about a text, once for each watch that its words touch."""
    return [str(watch.say) for watch in tree.watches if watch_words(watch, text)]
