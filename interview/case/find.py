"""Finds questions by words, for what a person volunteers: "dose" finds every dose there is."""

from __future__ import annotations

from dataclasses import dataclass

from interview.case.prompts import title_of
from interview.core.state import State


@dataclass(frozen=True, slots=True)
class Found:
    """One question that fits the words."""

    address: str
    title: str
    shown: str
    on_path: bool


EXACT = 4


def find(state: State, words: str, limit: int = 12) -> list[Found]:
    """Questions whose title, id, spoken text or answer hold all the words; on-path ones and
    titles first.
    """
    wanted = words.casefold().split()
    scored = []
    for order, address in enumerate(state.addresses()):
        score = _score(state, address, wanted)
        if score:
            answer = state.answer(address)
            found = Found(address, title_of(state, address), answer.text, answer.on_path)
            scored.append((score < EXACT, not answer.on_path, -score, order, found))
    return [entry[-1] for entry in sorted(scored, key=lambda entry: entry[:4])[:limit]]


def _score(state: State, address: str, wanted: list[str]) -> int:
    """4 for the exact address or title, 3 for words that begin words of it, 2 inside it, 1
    anywhere, else 0.
    """
    answer = state.answer(address)
    title = title_of(state, address).casefold()
    if [address] == wanted or title == " ".join(wanted):
        return EXACT
    if all(any(part.startswith(word) for part in title.split()) for word in wanted):
        return 3
    if all(word in title for word in wanted):
        return 2
    anywhere = f"{title} {address} {answer.question.say or ''} {answer.text}".casefold()
    return 1 if all(word in anywhere for word in wanted) else 0
