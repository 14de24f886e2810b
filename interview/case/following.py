"""Answers that follow from others, as people read them: which, and from what."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from interview.case.prompts import title_of
from interview.case.sources import source_words
from interview.core.answer import Answer
from interview.core.state import State

HEADING = "Answers that follow from others; nobody was asked"


def told_by(state: State, answer: Answer) -> str:
    """Who told it, or from which answers it follows; empty for what nobody has answered."""
    if answer.is_implied:
        return f"follows from {_titles(state, answer.bases)}"
    return source_words(answer.claim.source) if answer.claim is not None else ""


def following(state: State) -> Iterator[Answer]:
    """Every answer that follows from others now, in tree order."""
    return (answer for answer in state.answers() if answer.is_implied)


def following_lines(state: State) -> list[str]:
    """One line for each; empty where nothing follows."""
    lines = [f"  {following_line(state, answer)}" for answer in following(state)]
    return [HEADING, *lines] if lines else []


def following_line(state: State, answer: Answer) -> str:
    """Such as: Time zone: Central (follows from “State of residence”)."""
    title, bases = title_of(state, answer.address), _titles(state, answer.bases)
    return f"{title}: {answer.text} (follows from {bases})"


def follows_json(answer: Answer) -> JsonValue:
    """The addresses of the answers that it follows from; null for what somebody said."""
    return list(answer.bases) if answer.is_implied else None


def _titles(state: State, addresses: tuple[str, ...]) -> str:
    return " and ".join(f"“{title_of(state, address)}”" for address in addresses)
