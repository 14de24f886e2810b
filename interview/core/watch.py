"""Finds words that call for care: see `Watch`."""

from __future__ import annotations

import re

from interview.core.tree import Tree, Watch


def watch_words(watch: Watch, text: str) -> str:
    """The first of the watched words that the text holds, as written there; empty when it holds
    none.
    """
    pattern = "|".join(r"\b" + re.escape(word) + r"\w*" for word in watch.words)
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return found[0] if found else ""


def watched(tree: Tree, text: str) -> list[str]:
    """What the operator is to be told about a text, once for each watch that its words touch."""
    return [str(watch.say) for watch in tree.watches if watch_words(watch, text)]
