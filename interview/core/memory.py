"""The engine's memory of one case: its events folded into frames and slots, relevance decided.
`apply` adds one event at the cost of what it touches.

The law that every test leans on: `replay(engine, events + [event])` equals `replay(engine, events)`
after `apply(event)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interview.core import events as ev
from interview.core.answers import AnswerState
from interview.core.bulk import without_collector
from interview.core.decide import Decider
from interview.core.engine import Engine
from interview.core.frame import Frame, Rows
from interview.core.kinds import Refused
from interview.core.record import CaseRecord
from interview.core.renamed import under_present_ids
from interview.core.slot import Entry, Settlement, Slot
from interview.core.tree import Question


class Memory:
    """What all events so far came to. It changes by `apply` only; `State` reads it."""

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
