"""What makes an answer doubtful though its kind can be read: it is no sensible one, or its row
stands there already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from interview.core.answer import Answer
from interview.core.kinds import Value
from interview.core.kinds.typed import bare
from interview.core.read_aloud import worded
from interview.core.sense import Expect, RowKey
from interview.core.state import State
from interview.core.tree import Question

_SUNDAY = 6
_SEPARATORS = re.compile(r"[,;+&]|\band\b|\bthen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to ask again."""

    say: str
    name: str = ""
    """What a person who keeps the answer all the same confirms by; empty for what no word of
    theirs settles.
    """


def doubts_of(
    state: State, question: Question, value: Value, row: str = "", *, given: bool = False
) -> Iterator[Doubt]:
    """What is doubtful about this value of a question, or of a column in `row`; empty for a row
    still to be added.

    About to be given, it is held against every other row; `given`, against those before it: one of
    two is named.
    """
    text, day = question.kind.show(value, question), question.kind.day(value)
    of_all_words = state.tree.expect if question.kind.is_worded else ()
    for expect in (*question.expect, *of_all_words):
        if _applies(state, expect, question, row) and not is_sensible(text, expect, day):
            yield Doubt(worded(state, expect.say, row, question.list), expect.name)
    key = state.tree.question(question.list).key if question.list else None
    if key is not None and key.column == question.id:
        yield from _of_the_row(state, question, key, value, row, given)


def _of_the_row(
    state: State, question: Question, key: RowKey, value: Value, row: str, given: bool
) -> Iterator[Doubt]:
    """That another row is about the same thing, or that this one is about what no row is."""
    names, rows = question.kind.names(value), list(state.rows(question.list))
    before = rows[: rows.index(row)] if given and row in rows else None
    others = [each for each in rows if each != row] if before is None else before
    same = next((each for each in others if _is_double(state, question, key, names, row, each)), "")
    if same:
        yield Doubt(worded(state, key.say, same, question.list))
    if key.unlike_say is not None and names & _names(state.answer(key.unlike)):
        yield Doubt(worded(state, key.unlike_say, row, question.list))


def _applies(state: State, expect: Expect, question: Question, row: str) -> bool:
    """Everywhere but where its condition is false: to ask once too often does no harm."""
    return expect.when is None or state.truth(expect.when, row, question.list) is not False


def is_sensible(text: str, expect: Expect, day: date | None = None) -> bool:
    """Whether the answer has what is expected: so many words and letters, a digit or none, one
    thing and no more.
    """
    if len(text.split()) < expect.words or sum(map(str.isalpha, text)) < expect.letters:
        return False
    if expect.digits is not None and any(map(str.isdecimal, text)) is not expect.digits:
        return False
    if not expect.sundays and day is not None and day.weekday() == _SUNDAY:
        return False
    if expect.unlike and (not bare(text) or bare(text) in expect.unlike):
        return False
    return (
        not expect.single or "(" in text or _SEPARATORS.search(text) is None
    )  # Brackets name one product otherwise.


def _is_double(
    state: State, column: Question, key: RowKey, names: frozenset[str], row: str, other: str
) -> bool:
    """Whether the other row is about the same thing, and nothing tells the two apart."""
    if not names & _names(state.answer(f"{column.list}/{other}/{column.id}")):
        return False
    if not (row and key.apart):
        return True
    one, two = (state.answer(f"{column.list}/{each}/{key.apart}") for each in (row, other))
    return one.value is None or two.value is None or one.question.kind.agree(one.value, two.value)


def _names(answer: Answer) -> frozenset[str]:
    return (
        answer.question.kind.names(answer.value)
        if answer.is_known and answer.value is not None
        else frozenset()
    )
