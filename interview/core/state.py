"""The state of a case: which answers count and what follows from them, read from its memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import AnswerState
from interview.core.conditions.evaluate import NONE
from interview.core.conditions.nodes import Condition
from interview.core.engine import Engine, Following, Rule, Step
from interview.core.frame import Frame, Rows, row_number
from interview.core.implied import base_addresses, claim_of
from interview.core.measure import Truth
from interview.core.memory import Memory
from interview.core.slot import Entry, Slot
from interview.core.tree import Implication, Question


class State(Memory):
    """One case. Read it through its methods; change it through `apply` only."""

    def answer(self, address: str) -> Answer:
        """What counts for this question. Raises KeyError for an address that does not exist."""
        found = self.find(address)
        if found is None:
            raise KeyError(address)
        return self._answer(address, *found)

    def answers(self) -> Iterator[Answer]:
        """The answer at every address, in tree order."""
        for step in self.engine.steps:
            if isinstance(step.node, Question):
                yield self._answer(step.node.id, self.top, step.position, step.node)
                if step.columns:
                    for row, frame in self.lists[step.position].frames.items():
                        for i, column in enumerate(step.node.columns):
                            yield self._answer(
                                f"{step.node.id}/{row}/{column.id}", frame, i, column
                            )

    def _answer(self, address: str, frame: Frame, i: int, question: Question) -> Answer:
        if i in frame.implied:
            return self._implied(address, frame, i, question)
        slot = frame.slots[i]
        if slot is None or slot.entry is None:
            return self._unsaid(address, frame, i, question)
        entry = slot.entry
        state = None if entry.stale else entry.claim.state
        answer = Answer(
            address,
            question,
            frame.on[i],
            state,
            entry.value if state is AnswerState.answered else None,
            entry.claim,
            entry.seq,
            entry.call,
            verified=slot.verified and state is not None,
            conflict=slot.conflict,
            blocked=i in frame.blocked,
            implication=None,
            bases=(),
            disagrees=self._disagrees(address, frame, i, question),
            waived="",
        )
        waived = self.record.waiver(address, answer.seen)
        chosen = self._chosen(address, answer.seq)
        # Most answers are neither waived nor reworded, and are not copied.
        return replace(answer, waived=waived, chosen=chosen) if waived or chosen else answer

    def _chosen(self, address: str, seq: int) -> ev.WordsChosen | None:
        """What the desk made of the words of this very answer; what it made of an earlier one has
        no say.
        """
        chosen = self.record.chosen.get(address)
        return chosen if chosen is not None and chosen.claim == seq else None

    def _unsaid(self, address: str, frame: Frame, i: int, question: Question) -> Answer:
        """Nobody has said anything, at least since the question was last asked anew."""
        return Answer(
            address,
            question,
            frame.on[i],
            state=None,
            value=None,
            claim=None,
            seq=0,
            call=0,
            verified=False,
            conflict=False,
            blocked=i in frame.blocked,
            implication=None,
            bases=(),
            disagrees=(),
            waived=self.record.waiver(address, ""),
        )

    def _implied(self, address: str, frame: Frame, i: int, question: Question) -> Answer:
        """An answer that follows: as sure as the least sure of those that it follows from."""
        implication = frame.implied[i]
        bases = self.bases(implication, address)
        last = max(bases, key=lambda base: base.seq, default=None)
        is_answered = implication.state is AnswerState.answered
        return Answer(
            address,
            question,
            frame.on[i],
            implication.state,
            frame.known[i] if is_answered else None,
            claim_of(implication, question, bases),
            last.seq if last is not None else 0,
            last.call if last is not None else 0,
            verified=all(base.verified for base in bases),
            conflict=any(base.conflict for base in bases),
            blocked=False,
            implication=implication,
            bases=tuple(base.address for base in bases),
            disagrees=(),
            waived=self.record.waiver(address, str(last.seq) if last is not None else ""),
        )

    def implied(self) -> dict[str, Implication]:
        """By address, the rules from which answers follow now."""
        found: dict[str, Implication] = {}
        for i, implication in self.top.implied.items():
            found[self.tree.nodes[i].id] = implication
        for position, rows in self.lists.items():
            list_ = self.tree.nodes[position]
            assert isinstance(list_, Question)
            for row, frame in rows.frames.items():
                for i, implication in frame.implied.items():
                    found[f"{list_.id}/{row}/{list_.columns[i].id}"] = implication
        return found

    def bases(self, implication: Implication, address: str) -> tuple[Answer, ...]:
        """The known answers that a rule for `address` reads, in the order of its condition."""
        read = (self.answer(each) for each in base_addresses(implication, address, self.rows))
        return tuple(base for base in read if base.is_known)

    def _disagrees(self, address: str, frame: Frame, i: int, question: Question) -> tuple[str, ...]:
        """The verified bases from which something else would follow than what was said."""
        slot = frame.slots[i]
        if not question.implied or not frame.on[i] or slot is None or slot.entry is None:
            return ()
        row = frame if frame is not self.top else None
        following = self.decider.following(self._step(address), row)
        if following is None or _says(slot.entry, following, question):
            return ()
        bases = self.bases(following.implication, address)
        return tuple(base.address for base in bases) if all(b.verified for b in bases) else ()

    def _step(self, address: str) -> Step:
        name, _, rest = address.partition("/")
        step = self.engine.steps[self.tree.positions[name]]
        column = rest.partition("/")[2]
        return step.columns[self.engine.compiler.positions[f"{name}/{column}"]] if column else step

    def rows(self, list_id: str) -> tuple[str, ...]:
        """Row ids in the order in which the rows were added."""
        return tuple(self.lists[self.tree.positions[list_id]].frames)

    def rows_ever(self, list_id: str) -> tuple[str, ...]:
        """The same with the rows that were removed, so that every row keeps its place; not those
        that never counted.
        """
        rows = self.lists[self.tree.positions[list_id]]
        removed = [row for row in rows.removed if not self._was_taken_back(rows.gone[row])]
        return (
            tuple(sorted((*rows.frames, *removed), key=row_number))
            if removed
            else tuple(rows.frames)
        )

    def is_removed(self, address: str) -> bool:
        """Whether the address is in a row that was removed from its list."""
        name, _, rest = address.partition("/")
        rows = self.lists.get(self.tree.positions.get(name, -1))
        return rows is not None and rest.partition("/")[0] in rows.removed

    def _was_taken_back(self, gone: set[int]) -> bool:
        """Whether it was the row's addition that was undone."""
        return any(isinstance(self.record.event(seq), ev.RowAdded) for seq in gone)

    def is_closed(self, list_id: str) -> bool:
        return self.lists[self.tree.positions[list_id]].closed

    def truth(self, condition: Condition, row: str = "", list_id: str = "") -> Truth:
        """Whether a condition holds now. `row` and `list_id` say which row `row.` means."""
        frame = self.lists[self.tree.positions[list_id]].frames[row] if row else None
        return self.engine.test(condition)(self.top, frame)

    def truth_at(self, condition: Condition, address: str) -> Truth:
        """The same for whatever stands at this address: in a list, with that row as `row.`."""
        list_id, _, rest = address.partition("/")
        return self.truth(condition, rest.partition("/")[0], list_id)

    def blocks(self, answer: Answer) -> bool:
        """Whether a letter cannot be final without this answer, in this case and for this row."""
        question = answer.question
        if question.blocking_when is None:
            return question.blocking
        return self.truth_at(question.blocking_when, answer.address) is not False

    def addresses(self) -> Iterator[str]:
        """Every question and cell there is, in tree order, rows in the order they were added."""
        return (answer.address for answer in self.answers())

    def is_read(self, address: str) -> bool:
        """Whether the relevance of any other question hangs on this one."""
        name, _, rest = address.partition("/")
        step = self.engine.steps[self.tree.positions[name]]
        return bool(step.readers or (rest and self._step(address).readers))

    def rules(self, address: str) -> tuple[Rule, ...]:
        """The checks of a question, ready to run."""
        return self._step(address).rules

    def slot(self, address: str) -> Slot | None:
        """All claims about a question; None when there are none."""
        found = self.find(address)
        return found[0].slots[found[1]] if found else None

    def copy(self) -> State:
        """An independent state of the same case, for trying out a change."""
        return replay(self.engine, self.record.events)

    def snapshot(self) -> dict[str, object]:
        """Everything that decides what happens next, in plain data: two equal snapshots behave
        alike.
        """
        frames = {"": self.top} | {
            f"{self.tree.nodes[i].id}/{row}": frame
            for i, rows in self.lists.items()
            for row, frame in rows.frames.items()
        }
        return {
            "frames": {name: _frame_data(frame) for name, frame in frames.items()},
            "rows": {
                i: (list(rows.frames), _gone(rows), rows.made, rows.closed)
                for i, rows in self.lists.items()
            },
            "unsettled": sorted(self.unsettled),
            "record": self.record.snapshot(),
        }


def replay(engine: Engine, events: Iterable[ev.AnyEvent]) -> State:
    """The state after all these events: each kept, everything decided once."""
    return State(engine, events)


def _says(entry: Entry, following: Following, question: Question) -> bool:
    """Whether a claim says what would follow; one that settles nothing says nothing else."""
    if not entry.settles:
        return True
    if entry.claim.state is not following.state:
        return False
    return following.value is NONE or question.kind.agree(entry.value, following.value)


def _frame_data(frame: Frame) -> object:
    visible = [v if not isinstance(v, Rows) else "rows" for v in frame.vis]
    return (
        frame.on,
        visible,
        frame.states,
        sorted(frame.implied),
        sorted(frame.blocked),
        frame.live,
        [_slot_data(s) for s in frame.slots],
    )


def _slot_data(slot: Slot | None) -> object:
    """A slot without claims is as good as none."""
    if slot is None or not (slot.log or slot.settlements):
        return None
    judged = slot.entry, slot.conflict, slot.verified
    return *judged, tuple(slot.log), tuple(slot.settlements.values()), tuple(slot.reopenings)


def _gone(rows: Rows) -> object:
    """The rows that were removed, with what would come back."""
    return {
        row: [_slot_data(slot) for slot in frame.slots]
        for row, frame in sorted(rows.removed.items())
    }
