"""The shortest honest way through a tree with one reason: every question settled, in whatever
way asks least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.build import REASONS
from interview.core.engine import Engine
from interview.core.flow import Pending, open_questions
from interview.core.state import State
from interview.core.walk.classes import Partition
from interview.core.walk.drive import CASE, OPERATOR
from interview.core.walk.samples import Given


def shortest_path(
    engine: Engine, parts: Partition, reason: str, lists: Collection[str], at: datetime
) -> tuple[Answer, ...]:
    """The answers given on it, in tree order. `lists` get one row each; every other list is closed
    without.

    Each answer is chosen by how many questions it leaves to be asked; a path that is longer first and
    shorter later is not looked for. No answer raises an alarm, and none is "don't know".
    """
    return tuple(
        answer
        for answer in _Path(engine, parts, reason, lists, at).walked().answers()
        if answer.on_path and not answer.is_implied
    )


class _Path:
    def __init__(
        self, engine: Engine, parts: Partition, reason: str, lists: Collection[str], at: datetime
    ) -> None:
        self.parts, self.reason, self.lists, self.at = parts, reason, lists, at
        self.role = engine.tree.role(REASONS)
        self.state = State(engine)
        self.done: set[str] = set()
        self._happens(ev.CaseOpened, case=CASE, tree=engine.tree.id, tree_version="", tree_hash="")

    def walked(self) -> State:
        while (pending := self._next()) is not None:
            if (
                pending.is_more_rows
                and pending.question.id in self.lists
                and not self.state.rows(pending.question.id)
            ):
                self._happens(ev.RowAdded, list=pending.question.id, row="r1")
                continue
            self.done.add(pending.address)
            if pending.is_more_rows:
                self._close(pending)
            else:
                self._claims(pending, self._best(pending))
        return self.state

    def _next(self) -> Pending | None:
        """What was not asked yet; an answer that a check would have asked about once more is
        left as it is.
        """
        return next(
            (pending for pending in open_questions(self.state) if pending.address not in self.done),
            None,
        )

    def _close(self, pending: Pending) -> None:
        rows = self.state.rows(pending.question.id)
        is_none = not rows and pending.question.none is not None
        self._claims(pending, Given(AnswerState.none if is_none else AnswerState.answered, ""))

    def _best(self, pending: Pending) -> Given:
        choices = list(self._honest(pending))
        if len(choices) == 1:
            return choices[0]
        lengths = [self._length(pending, given) for given in choices]
        return choices[lengths.index(min(lengths))]

    def _honest(self, pending: Pending) -> Iterator[Given]:
        question = pending.question
        key = f"{question.list}/{question.id}" if question.list else question.id
        found = [given for cls in self.parts.classes[key] for given in cls.answers[:1]]
        if key == self.role:
            yield next(given for given in found if given.data == [self.reason])
            return
        yield from [given for given in found if given.state is AnswerState.answered] or found[:1]

    def _length(self, pending: Pending, given: Given) -> tuple[bool, int]:
        """Whether the answer would not do, and how many questions would be on path after it whose
        answers do not follow from others.
        """
        state = self.state
        self._claims(pending, given)
        alarm = pending.question.alarm
        is_alarm = (
            alarm is not None and state.truth(alarm, pending.row, pending.question.list) is True
        )
        rows = (frame for held in state.lists.values() for frame in held.frames.values())
        asked = sum(sum(frame.on) - len(frame.implied) for frame in (state.top, *rows))
        found = is_alarm or state.answer(pending.address).blocked, asked
        self._happens(ev.Undone, target=len(state.record.events))
        return found

    def _claims(self, pending: Pending, given: Given) -> None:
        party = pending.question.ask[0]
        how = {Party.prescriber: How.chart, Party.plan: How.letter}.get(party, How.said)
        claim = Claim(
            state=given.state,
            source=Source(party=party, how=how),
            value=given.data,
            typed=given.words,
        )
        self._happens(ev.AnswerGiven, address=pending.address, claim=claim)

    def _happens(self, event: Any, **fields: Any) -> None:
        seq = len(self.state.record.events) + 1
        self.state.apply(event(seq=seq, at=self.at, operator=OPERATOR, **fields))
