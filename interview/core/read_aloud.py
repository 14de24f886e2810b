"""Fills the `{{ path or 'words' }}` places of read-aloud texts with what is known of the case."""

from __future__ import annotations

from interview.core.spoken import Spoken, fill, parse_spoken
from interview.core.state import State
from interview.core.texts import ENGLISH, Text


def worded(
    state: State, text: Text, row: str = "", list_id: str = "", language: str = ENGLISH
) -> str:
    """The text with its places filled from on-path answers; a place without an answer keeps its
    other words.
    """
    words = text.in_language(language)
    if "{{" not in words:
        return words
    spoken = parse_spoken(words)
    return (
        fill(spoken, lambda path: _known(state, path, row, list_id))
        if isinstance(spoken, Spoken)
        else words
    )


def _known(state: State, path: str, row: str, list_id: str) -> str | None:
    address = f"{list_id}/{row}/{path[4:]}" if path.startswith("row.") else path
    if state.find(address) is None:
        return None
    answer = state.answer(address)
    return answer.text if answer.is_known and answer.text else None
