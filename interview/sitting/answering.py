"""From what was typed to a claim: read it, check it, and say what it would hide. Nothing here
writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from interview.core.answers import AnswerState, Claim, Confirmation, Party, Source
from interview.core.conditions import NONE
from interview.core.engine import Rule
from interview.core.frame import Frame, Rows
from interview.core.kinds import Refused, Value
from interview.core.state import State
from interview.core.tree import Question
from interview.sitting.outcome import NotTaken

_DONT_KNOW = re.compile(
    r"(?:i )?(?:dk|idk|do(?:n'?t|n’t| not) know|no idea|not sure|unknown)[.?!]*", re.IGNORECASE
)
_NONE = re.compile(r"(?:none|n/a|na|nothing|no one)[.!]*", re.IGNORECASE)
_ROW = re.compile(r"r\d+")
_IN_WORDS = "Please type it in words. Nobody knows: F2 or /dk. Not to be told: F4 or /refused."


def spoken_state(typed: str, question: Question) -> AnswerState | None:
    """The state that a person writes instead of an answer: "dk", "don't know"; "none" where that
    is an answer.
    """
    text = typed.strip()
    if _DONT_KNOW.fullmatch(text):
        return AnswerState.dont_know
    if question.none is None:
        return None
    is_none = _NONE.fullmatch(text) or text.casefold() == str(question.none).casefold()
    says_no = question.kind.no_is_none and text.casefold() in ("no", "n", "nope")
    return AnswerState.none if is_none or says_no else None


def read_value(
    typed: str, question: Question, today: date, entries: tuple[tuple[str, str], ...] = ()
) -> Value | NotTaken:
    """The value, or the sentence that says what to type instead. `entries` are what a pick can
    choose from.
    """
    if question.none is None and question.kind.no_is_none and _NONE.fullmatch(typed.strip()):
        return NotTaken(f"“{typed.strip()}” is no answer here. {_IN_WORDS}", typed)
    try:
        return question.kind.read(
            _entry(typed, entries) if question.picks else typed, question, today
        )
    except Refused as refused:
        return NotTaken(refused.sentence, typed)


def entry_numbers(entries: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What each (key, title) to pick from is chosen by: a row's own number, of anything else its
    place in the list.

    With the second of three rows removed, 3 must stay the third.
    """
    return tuple(
        title.partition(":")[0] if _ROW.fullmatch(key) else str(place)
        for place, (key, title) in enumerate(entries, 1)
    )


def _entry(typed: str, entries: tuple[tuple[str, str], ...]) -> str:
    """The key of the entry that was meant by its number, its key or words of its title."""
    text = typed.strip().casefold()
    numbers = entry_numbers(entries)
    if text in numbers:
        return entries[numbers.index(text)][0]
    found = [key for key, title in entries if text == key or text in title.casefold()]
    if len(found) != 1:
        raise Refused("Please type the number of one of the entries that are shown.")
    return found[0]


def failing(
    state: State, address: str, answer_state: AnswerState, value: Value
) -> tuple[Rule, ...]:
    """The checks of this question that would be false with this value; none of an answer that
    settles nothing. The state is left as it was.
    """
    found = state.find(address)
    if found is None or not answer_state.is_settled:
        return ()
    frame, i, _ = found
    with _tried(frame, i, answer_state, value):
        row = frame if "/" in address else None
        return tuple(rule for rule in state.rules(address) if rule.test(state.top, row) is False)


def confirmations(
    state: State, address: str, rules: tuple[Rule, ...], answer_state: AnswerState, value: Value
) -> tuple[Confirmation, ...]:
    """What is kept of confirmed soft checks, bound to the values they saw."""
    found = state.find(address)
    assert found is not None
    frame, i, _ = found
    row = frame if "/" in address else None
    with _tried(frame, i, answer_state, value):
        seen = [state.decider.fingerprint(rule.check.test, row) for rule in rules]
    return tuple(
        Confirmation(check=rule.check.name, seen=s) for rule, s in zip(rules, seen, strict=True)
    )


@contextmanager
def _tried(frame: Frame, i: int, answer_state: AnswerState | None, value: Value) -> Iterator[None]:
    """The frame as it would be with this value; a list's rows stay what they are."""
    kept_value, kept_state, kept_closed = frame.vis[i], frame.states[i], None
    if isinstance(kept_value, Rows):
        kept_closed, kept_value.closed = kept_value.closed, True
    elif frame.on[i]:
        frame.vis[i] = NONE if answer_state is AnswerState.none else value
        frame.states[i] = answer_state
    try:
        yield
    finally:
        if isinstance(kept_value, Rows) and kept_closed is not None:
            kept_value.closed = kept_closed
        frame.vis[i], frame.states[i] = kept_value, kept_state


def claim_of(
    answer_state: AnswerState,
    source: Source,
    *,
    value: Value = None,
    question: Question,
    typed: str = "",
    said: str = "",
    language: str = "en",
    owner: Party | None = None,
    confirmed: tuple[Confirmation, ...] = (),
) -> Claim:
    """The claim as it goes into the transcript."""
    given = answer_state is AnswerState.answered and not question.is_list
    return Claim(
        state=answer_state,
        source=source,
        value=question.kind.dump(value) if given else None,
        kind=question.kind.name if given else "",
        typed=typed,
        said=said,
        language=language,
        label=question.kind.show(value, question) if given else "",
        owner=owner,
        confirmed=confirmed,
    )


def is_same(state: State, address: str, claim: Claim) -> bool:
    """Whether this source has said exactly this already, so that nothing need be written."""
    slot, found = state.slot(address), state.find(address)
    if slot is None or found is None:
        return False
    summed_up = state.decider.summed_up(found[2])
    for entry in slot.standing():
        old = entry.claim
        if old.source == claim.source and not entry.stale and slot.entry is entry:
            if not old.state.is_settled and entry.seq <= state.decider.sitting:
                return False  # Put off again in another sitting: it is asked no more in this one.
            same = (old.state, old.value, old.owner, old.saw) == (
                claim.state,
                claim.value,
                claim.owner,
                summed_up,
            )
            return same and set(claim.confirmed) <= set(old.confirmed)
    return False
