"""Answers that are on record and that no question of the tree asks for any more."""

from __future__ import annotations

from interview.core import events as ev
from interview.core.state import State

_Said = tuple[str, str, bool, str]
"""Where, by which party, whether by a record, and who of the party: each said one thing last."""


def orphans_of(state: State) -> tuple[ev.AnswerGiven, ...]:
    """What each source said last, in the order in which questions were first answered. Left out
    is what was taken back, and what stands in rows that somebody removed. Looks through all
    events.
    """
    gone = _rows_gone(state)
    last: dict[_Said, ev.AnswerGiven] = {}
    for event in state.record.events:
        if not isinstance(event, ev.AnswerGiven) or event.seq in state.record.undone:
            continue
        if state.find(event.address) is None and row_of(event.address) not in gone:
            last[_said(event)] = event
    return tuple(last.values())


def row_of(address: str) -> tuple[str, str]:
    """List and row of a cell; outside lists the question and nothing."""
    list_id, _, rest = address.partition("/")
    return list_id, rest.partition("/")[0]


def _said(event: ev.AnswerGiven) -> _Said:
    source = event.claim.source
    return event.address, source.party, source.how.is_record, source.name.casefold()


def _rows_gone(state: State) -> frozenset[tuple[str, str]]:
    """Rows that somebody removed, or whose addition was taken back."""
    undone = state.record.undone
    return frozenset(
        (event.list, event.row)
        for event in state.record.events
        if (isinstance(event, ev.RowRemoved) and event.seq not in undone)
        or (isinstance(event, ev.RowAdded) and event.seq in undone)
    )
