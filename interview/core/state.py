"""The state of a case: all its events folded, relevance decided. `apply` adds one event at the cost
of what it touches.

The law that every test leans on: `replay(engine, events + [event])` equals `replay(engine, events)`
after `apply(event)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party
from interview.core.bulk import without_collector
from interview.core.conditions.evaluate import NONE
from interview.core.conditions.nodes import Condition
from interview.core.decide import Decider
from interview.core.engine import Engine, Following, Rule, Step
from interview.core.frame import Frame, Rows, row_number
from interview.core.free_words import is_in_own_words
from interview.core.implied import base_addresses, claim_of
from interview.core.kinds import Refused
from interview.core.measure import Truth
from interview.core.record import CaseRecord
from interview.core.renamed import under_present_ids
from interview.core.slot import Entry, Settlement, Slot
from interview.core.tree import Implication, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """The claim that counts for one question, with everything a letter or a screen asks about
    it.
    """

    address: str
    question: Question
    on_path: bool
    state: AnswerState | None
    """None while nobody has said anything that still fits the question."""
    value: Any
    claim: Claim | None
    seq: int
    call: int
    verified: bool
    """A record, or a professional about their own work, says the same."""
    conflict: bool
    """Sources disagree and nobody has settled it."""
    blocked: bool
    """A later change broke a check of this answer; it is asked again."""
    implication: Implication | None
    """The rule by which it follows from others; None for one that somebody gave."""
    bases: tuple[str, ...]
    """Addresses of the answers from which it follows."""
    disagrees: tuple[str, ...]
    """Addresses of verified answers from which another one would follow than was said."""
    waived: str
    """Why the signer lets it go as it stands; empty when not waived."""
    chosen: ev.WordsChosen | None = None
    """What the desk made of these words for letters; None while nobody has read them there."""

    @property
    def text(self) -> str:
        """The value in words; the label of "none" where that is the answer; else empty."""
        if self.state is AnswerState.none:
            return str(self.question.none) if self.question.none else "None"
        if self.state is not AnswerState.answered or self.question.is_list:
            return ""
        return self.question.kind.show(self.value, self.question)

    @property
    def seen(self) -> str:
        """What a waiver of it is about: the number of the answer that stands there, empty while
        there is none.
        """
        return str(self.seq) if self.state is not None and self.state.is_settled else ""

    @property
    def written(self) -> str:
        """The value in the words of a letter; like `text` where there is no value."""
        if self.state is not AnswerState.answered or self.question.is_list:
            return self.text
        return self.question.kind.write(self.value, self.question)

    @property
    def is_callers(self) -> bool:
        """In the own words of the patient or a proxy, and on their word alone."""
        told_by = self.claim.source.party if self.claim is not None else None
        by_caller = told_by in (Party.patient, Party.proxy) and not self.verified
        return by_caller and self.is_known and is_in_own_words(self.question, self.text)

    @property
    def is_unread(self) -> bool:
        """A caller's words about which nobody has decided whether a letter may say them so."""
        return self.chosen is None and self.is_callers

    @property
    def is_known(self) -> bool:
        return self.on_path and self.state is not None and self.state.is_settled

    @property
    def is_implied(self) -> bool:
        """Whether it follows from other answers; nobody was asked."""
        return self.implication is not None

    @property
    def to_confirm(self) -> bool:
        """Known only from an earlier case, and not confirmed in this one."""
        return self.is_known and self.claim is not None and bool(self.claim.source.case)

    @property
    def is_sure(self) -> bool:
        """Known, and nothing about it is still to be asked."""
        return self.is_known and not self.blocked and not self.to_confirm


class State:
    """One case. Read it through its methods; change it through `apply` only."""

    def __init__(self, engine: Engine, events: Iterable[ev.AnyEvent] = ()) -> None:
        self.engine = engine
        self.tree = engine.tree
        self.top = Frame(len(engine.steps))
        self.lists: dict[int, Rows] = {s.position: Rows() for s in engine.steps if s.columns}
        self.record = CaseRecord()
        self.decider = Decider(engine, self.top, self.lists)
        self.unsettled: set[str] = set()
        with without_collector():
            for event in events:
                self._fold(event)
            self.decider.decide_all()

    # changing

    def apply(self, event: ev.AnyEvent) -> None:
        """Adds the next event. Raises ValueError when its number is not the next one."""
        for address in self._fold(event):
            self._decide(address)

    def _fold(self, event: ev.AnyEvent) -> list[str]:
        """Keeps the event, its addresses as the tree has them now, without deciding anything;
        returns the addresses it touches.
        """
        event = under_present_ids(event, self.tree.former)
        if event.seq != len(self.record.events) + 1:
            raise ValueError(f"event {event.seq} cannot follow event {len(self.record.events)}")
        self.record.add(event)
        return self._take_back(event.target) if isinstance(event, ev.Undone) else self._keep(event)

    def _keep(self, event: ev.AnyEvent) -> list[str]:
        match event:
            case ev.AnswerGiven(address=address):
                return self._on_slot(address, lambda slot: slot.add(_entry(event, slot.question)))
            case ev.Settled(address=address):
                return self._on_slot(
                    address,
                    lambda slot: slot.settle(Settlement(event.seq, event.party, event.claim)),
                )
            case ev.DecisionReceived(reopened=addresses, seq=seq):
                return self._on_slots(addresses, lambda slot: slot.reopen(seq))
            case ev.RowAdded(list=name, row=row):
                return self._on_rows(
                    name, lambda rows, i: rows.add(row, len(self.engine.steps[i].columns), i)
                )
            case ev.RowRemoved(list=name, row=row):
                return self._on_rows(name, lambda rows, _: rows.remove(row, event.seq))
            case ev.CallStarted() | ev.RespondentChanged():
                self.decider.sitting = event.seq
                return list(self.unsettled)
        return []

    def _take_back(self, target: int) -> list[str]:
        match self.record.event(target):
            case ev.AnswerGiven(address=address) | ev.Settled(address=address):
                return self._on_slot(address, lambda slot: slot.take_back(target))
            case ev.DecisionReceived(reopened=addresses):
                return self._on_slots(addresses, lambda slot: slot.take_back(target))
            case ev.RowAdded(list=name, row=row):
                return self._on_rows(name, lambda rows, _: rows.remove(row, target))
            case ev.RowRemoved(list=name, row=row):
                return self._on_rows(name, lambda rows, _: rows.restore(row, target))
        return []

    def _on_slots(self, addresses: Iterable[str], change: Callable[[Slot], None]) -> list[str]:
        return [
            touched
            for address in dict.fromkeys(addresses)
            for touched in self._on_slot(address, change)
        ]

    def _on_slot(self, address: str, change: Callable[[Slot], None]) -> list[str]:
        found = self.find(address)
        if found is None:
            return []
        frame, i, question = found
        slot = frame.slots[i]
        if slot is None:
            slot = frame.slots[i] = Slot(question)
        change(slot)
        open_ = slot.entry is not None and (slot.is_to_confirm or not slot.entry.settles)
        (self.unsettled.add if open_ else self.unsettled.discard)(address)
        return [address]

    def _on_rows(self, name: str, change: Callable[[Rows, int], None]) -> list[str]:
        i = self.tree.positions.get(name, -1)
        if i not in self.lists:
            return []
        change(self.lists[i], i)
        return [f"{name}/"]

    def _decide(self, address: str) -> None:
        name, _, rest = address.partition("/")
        i = self.tree.positions[name]
        if address.endswith("/"):
            for row in self.lists[i].frames.values():
                self.decider.decide_row(i, row, range(len(row.on)))
            self.decider.decide_list(i)
        elif rest:
            row_id, _, column = rest.partition("/")
            frame = self.lists[i].frames.get(row_id)
            if frame is not None:
                self.decider.decide_row(
                    i, frame, [self.engine.compiler.positions[f"{name}/{column}"]]
                )
        else:
            self.decider.decide([i])

    # reading

    def find(self, address: str) -> tuple[Frame, int, Question] | None:
        """The frame, position and question of an address; rows that were removed are found too."""
        name, _, rest = address.partition("/")
        i = self.tree.positions.get(name)
        node = self.tree.nodes[i] if i is not None else None
        if i is None or not isinstance(node, Question):
            return None
        if not rest:
            return self.top, i, node
        row, _, column = rest.partition("/")
        rows, position = self.lists.get(i), self.engine.compiler.positions.get(f"{name}/{column}")
        frame = rows and (rows.frames.get(row) or rows.removed.get(row))
        return (frame, position, node.columns[position]) if frame and position is not None else None

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
        waived, chosen = self.record.waiver(address, answer.seen), self.record.chosen.get(address)
        if chosen is not None and chosen.claim != answer.seq:
            chosen = None  # It was about another answer.
        return replace(answer, waived=waived, chosen=chosen) if waived or chosen else answer

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


def _entry(event: ev.AnswerGiven, question: Question) -> Entry:
    claim = event.claim
    if claim.state is not AnswerState.answered:
        return Entry(event.seq, event.call, claim)
    if question.is_list:
        # A list is closed without a value; one that is there answered another kind of question.
        return Entry(event.seq, event.call, claim, stale=claim.value is not None)
    if not question.kind.wrote(claim.kind):
        return Entry(event.seq, event.call, claim, stale=True)
    try:
        return Entry(event.seq, event.call, claim, question.kind.load(claim.value, question))
    except Refused:
        return Entry(event.seq, event.call, claim, stale=True)


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


__all__ = ["NONE", "Answer", "State", "replay"]
