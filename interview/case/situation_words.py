"""The situation of a case in words: how far the dispute went, whether care lies ahead, and so on."""

from __future__ import annotations

from pydantic import JsonValue

from interview.core.situation import situation
from interview.core.state import State

TITLE = "The situation"


def situation_lines(state: State) -> list[str]:
    """A heading and the values that are settled, one a line; empty while none is."""
    lines = [f"  {axis.title}: {value.label}" for axis, value in situation(state) if value]
    return [TITLE, *lines] if lines else []


def situation_json(state: State) -> JsonValue:
    """The value of each axis by its id; null while it is not settled."""
    return {axis.id: value.id if value else None for axis, value in situation(state)}
