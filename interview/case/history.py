"""The conversation as it went: calls, questions, answers with source and state, revisions,
notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interview.case.cautions import FIELD_WORDS, safety_lines
from interview.case.event_words import ACT, CALL, moment_words, told_of
from interview.case.prompts import picked, section_title, title_of
from interview.case.sources import source_words
from interview.case.state_words import STATE_WORDS
from interview.core import events as ev
from interview.core.answers import AnswerState, Party
from interview.core.state import State

ANSWER, NOTE, SECTION = "answer", "note", "section"
"""Kinds of entries beside those that `event_words` tells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the conversation."""

    seq: int
    kind: str
    """`call`, `section`, `answer`, `note`, `act`: how a screen may set it apart."""
    address: str
    text: str
    detail: str = ""
    """Source, state or what became of it, set apart from the words."""
    is_struck: bool = False
    """It is in an entry that was removed from its list."""


def history(state: State) -> Iterator[Entry]:
    """Every event in order as something to read; section headings where the section changes."""
    section = ""
    for event in state.record.events:
        entry = entry_of(state, event)
        if entry is None:
            continue
        title = section_title(state, entry.address) if entry.kind == ANSWER else section
        if title != section:
            section = title
            yield Entry(event.seq, SECTION, "", section)
        yield entry


def entry_of(state: State, event: ev.AnyEvent) -> Entry | None:
    """One event as it reads now; None for one that is not shown."""
    match event:
        case ev.AnswerGiven(address=address):
            return _answer(state, event) if state.find(address) else None
        case ev.NoteAdded():
            return _note(state, event)
        case ev.SafetyRaised() | ev.SafetyNoted():
            return _safety(state, event)
    told = told_of(state, event)
    if told is None:
        return None
    detail = _taken_back(state, event) or told.detail
    return Entry(event.seq, told.kind, told.address, told.text, detail)


def _taken_back(state: State, event: ev.AnyEvent) -> str:
    return "taken back" if event.seq in state.record.undone else ""


def _note(state: State, event: ev.NoteAdded) -> Entry:
    parked = "parked, filed" if state.record.is_filed(event) else "parked"
    detail = _taken_back(state, event) or (parked if event.parked else "")
    return Entry(event.seq, NOTE, event.address, event.text, detail)


def _safety(state: State, event: ev.SafetyRaised | ev.SafetyNoted) -> Entry | None:
    """A safety stop, and while it is open what was noted for it; later, who took over tells all
    of that.
    """
    stop, at = state.record.safety_open, moment_words(event.at)
    is_open = stop is not None and event.seq >= stop.seq
    if isinstance(event, ev.SafetyRaised):
        return Entry(event.seq, ACT, event.address, "SAFETY STOP", at)
    words = f"Safety, {FIELD_WORDS.get(event.field, event.field)}: {event.text}"
    return Entry(event.seq, ACT, "", words, at) if is_open else None


def _answer(state: State, event: ev.AnswerGiven) -> Entry:
    detail = _standing(state, event)
    is_struck = state.is_removed(event.address)
    text = f"{title_of(state, event.address)}: {_said(state, event)}"
    return Entry(event.seq, ANSWER, event.address, text, ", ".join(detail), is_struck)


def _said(state: State, event: ev.AnswerGiven) -> str:
    """What was said, or why nothing was."""
    claim, question = event.claim, state.answer(event.address).question
    if claim.state is AnswerState.none:
        return str(question.none) if question.none else "none"
    if claim.owner is not None:
        return f"later, ask {claim.owner}"
    words = claim.label or STATE_WORDS.get(claim.state, claim.state.value)
    return picked(state, question, claim.value, words)


def _standing(state: State, event: ev.AnswerGiven) -> list[str]:
    """Whose word it is, and what has become of it; of a copy that before whose word."""
    answer, word = state.answer(event.address), told_by(state, event)
    if taken_back := _taken_back(state, event):
        return [word, taken_back]
    if state.is_removed(event.address):
        return [word, "removed"]
    if event.claim.source.case:
        return [_standing_of_copy(state, event), word]
    if answer.seq != event.seq:
        return [word, _superseded(state, event)]
    if answer.conflict:
        return [word, "IN CONFLICT"]
    return [word] if answer.on_path else [word, "off path, kept"]


def _standing_of_copy(state: State, event: ev.AnswerGiven) -> str:
    """What has become of an answer that was copied from an earlier case."""
    answer = state.answer(event.address)
    if answer.seq == event.seq:
        return "TO CONFIRM" if answer.on_path else "off path, kept"
    is_same = answer.claim is not None and answer.claim.label == event.claim.label
    return "confirmed" if is_same else "changed since"


def told_by(state: State, event: ev.AnswerGiven) -> str:
    """Whose word an answer is: "chart", "patient said", and for somebody's proxy "mother said"."""
    source = event.claim.source
    words = source_words(source)
    if source.party is not Party.proxy or not 0 < event.call <= len(state.record.calls):
        return words
    respondents = reversed(state.record.calls[event.call - 1].respondents)
    relation = next(
        (r.relation for r in respondents if r.party is Party.proxy and r.relation),
        source.party.value,
    )
    return words.replace(source.party.value, relation, 1)


def _superseded(state: State, event: ev.AnswerGiven) -> str:
    slot = state.slot(event.address)
    if slot is not None and event.seq < slot.since:
        return "of the level before"
    standing = {e.seq for e in slot.standing()} if slot is not None else set()
    if event.seq not in standing:
        return "revised later"
    return "IN CONFLICT" if slot is not None and slot.conflict else "another source counts"


def history_lines(state: State) -> list[str]:
    """The conversation as plain lines; before it, that a safety stop is open."""
    lines = safety_lines(state.record)
    for entry in history(state):
        detail = f"  [{entry.detail}]" if entry.detail else ""
        if entry.kind == SECTION:
            lines += ["", entry.text]
        elif entry.kind == CALL:
            lines += ["", f"— {entry.text}{detail}"]
        else:
            mark = "note: " if entry.kind == NOTE else ""
            lines.append(f"  {mark}{entry.text}{detail}")
    return lines
