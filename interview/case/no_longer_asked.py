"""Answers that the question tree has no place for any more, in words: nothing that was said is
lost because a question was taken out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from interview.case.history import told_by
from interview.case.prompts import row_title, title_of
from interview.case.state_words import STATE_WORDS
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim
from interview.core.orphans import orphans_of, row_of
from interview.core.state import State

TITLE = "Answers to questions that are no longer asked"
_CLOSED = "no more of these"


def no_longer_asked_lines(state: State) -> list[str]:
    """The part with its heading; cells of one row stand together. Empty where there are none."""
    places: dict[tuple[str, str], list[ev.AnswerGiven]] = {}
    for event in orphans_of(state):
        places.setdefault(row_of(event.address), []).append(event)
    lines: list[str] = []
    for (list_id, row), events in places.items():
        if row:
            lines.append(f"  {_row_words(state, list_id, row)}")
        indent = "    " if row else "  "
        lines += [f"{indent}{_line(state, event)}" for event in events]
    return [TITLE, *lines] if lines else []


def no_longer_asked_json(state: State) -> list[JsonValue]:
    """The same for programs, in the order in which it was first said."""
    return list(_as_json(state))


def _as_json(state: State) -> Iterator[JsonValue]:
    for event in orphans_of(state):
        list_id, row = row_of(event.address)
        yield {
            "seq": event.seq,
            "address": event.address,
            "list": list_id if row else None,
            "row": row or None,
            "said": event.claim.said,
            "state": event.claim.state.value,
            "text": _answer_words(event.claim),
            "value": event.claim.value,
            "typed": event.claim.typed,
            "source": event.claim.source.model_dump(mode="json"),
            "call": event.call,
            "at": event.at.isoformat(),
        }


def _row_words(state: State, list_id: str, row: str) -> str:
    """The row by its title where its list is still asked, else by its number."""
    found = state.find(list_id)
    if found is None:
        return f"{list_id}, entry {row.removeprefix('r')}"
    is_known = found[2].is_list and row in state.rows_ever(list_id)
    return f"{title_of(state, list_id)}, {row_title(state, list_id, row) if is_known else row}"


def _line(state: State, event: ev.AnswerGiven) -> str:
    asked = f"“{event.claim.said}”" if event.claim.said else f"{event.address}:"
    told = f"{told_by(state, event)}, {event.at:%b %d, %Y}"
    return f"{asked} {_answer_words(event.claim)}  [{told}]"


def _answer_words(claim: Claim) -> str:
    if claim.owner is not None:
        return f"later, ask {claim.owner}"
    if claim.state is not AnswerState.answered:
        return STATE_WORDS.get(claim.state, claim.state.value)
    return claim.label or claim.typed or _CLOSED
