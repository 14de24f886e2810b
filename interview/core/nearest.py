"""Suggestions for a misspelt name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known names, or says which there are when none is near."""
    names = sorted(set(known))
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if not names:
        return "None is known here."
    few = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    return f"Please choose from: {few}"
