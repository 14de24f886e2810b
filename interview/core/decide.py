"""Decides relevance: one pass in tree order, or only what a change touches. Both end in the same
frames.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from interview.core.answers import AnswerState
from interview.core.conditions.evaluate import NONE
from interview.core.conditions.nodes import Condition, Read, reads
from interview.core.engine import Engine, Following, Rule, Step
from interview.core.frame import PARTIES, PARTY_INDEX, Frame, Rows
from interview.core.kinds.choices import NO
from interview.core.slot import Slot
from interview.core.tree import Question


class Decider:
    """Works on one case's frames; `sitting` is the number of the event that began the present
    sitting.
    """

    def __init__(self, engine: Engine, top: Frame, lists: dict[int, Rows]) -> None:
        self.engine = engine
        self.top = top
        self.lists = lists
        self.sitting = 0

    def decide_all(self) -> None:
        for step in self.engine.steps:
            self._decide(step, self.top, None)

    def decide(self, dirty: Iterable[int]) -> None:
        """Looks again at these positions and at whatever reads what changes."""
        self._spread(self.engine.steps, self.top, None, dirty)

    def decide_row(self, position: int, row: Frame, dirty: Iterable[int]) -> None:
        """The same inside one row, and then for the list the row belongs to."""
        step = self.engine.steps[position]
        self._spread(step.columns, row, row, dirty)
        self.decide_list(position)

    def decide_list(self, position: int) -> None:
        """Rows came, went or changed: everything that reads the list looks again."""
        step = self.engine.steps[position]
        self._decide(step, self.top, None, rows_too=False)
        self.decide(step.readers)

    def _spread(
        self, steps: Sequence[Step], frame: Frame, row: Frame | None, dirty: Iterable[int]
    ) -> None:
        """Readers stand after what they read, so one walk forwards over the marked ones decides
        them all.
        """
        touched = set(dirty)
        marked = bytearray(len(steps))
        for i in touched:
            marked[i] = 1
        i = marked.find(1)
        while i >= 0:
            step = steps[i]
            is_plain = step.is_plain and i not in touched
            if self._switch(step, frame) if is_plain else self._decide(step, frame, row):
                for reader in step.readers:
                    marked[reader] = 1
            i = marked.find(1, i + 1)

    def _switch(self, step: Step, top: Frame) -> bool:
        """What `_decide` comes to where only relevance can have changed, not the answer itself."""
        i = step.position
        on = (step.parent < 0 or top.on[step.parent]) and (
            step.when is None or step.when(top, None) is True
        )
        if on is top.on[i]:
            return False
        value = top.known[i]
        if value is None or i in top.to_confirm:
            return self._decide(step, top, None)
        top.on[i] = on
        top.vis[i] = value if on else None
        return True

    def _decide(self, step: Step, frame: Frame, row: Frame | None, rows_too: bool = True) -> bool:
        """Decides one node; true when something that others read has changed."""
        i = step.position
        above = self.top.on[row.of] if row is not None else step.parent < 0 or frame.on[step.parent]
        on = above and (step.when is None or step.when(self.top, row) is True)
        was, slot = frame.on[i], frame.slots[i]
        if not on and not was and slot is None and not step.columns:
            return False
        frame.on[i] = on
        if step.is_section:
            return was is not on
        state, value = self._what_counts(step, frame, row)
        frame.known[i] = value
        visible = value if on else None
        # No condition can tell an unanswered question on the path from one off the path.
        came_or_went = was is not on and state is not None
        changed = came_or_went or frame.states[i] is not state or not _same(frame.vis[i], visible)
        frame.states[i], frame.vis[i] = state, visible
        if step.columns:
            rows = self.lists[i]
            rows.closed = state is not None and state.is_settled
            if rows_too:
                changed = self._decide_rows(step, rows) or changed
        self._mark(step, frame, row, slot)
        return changed

    def _what_counts(
        self, step: Step, frame: Frame, row: Frame | None
    ) -> tuple[AnswerState | None, object]:
        """State and value of the answer: what somebody said, else what follows from others.

        What was copied from another case gives way to what follows from the answers of this one.
        """
        i = step.position
        slot = frame.slots[i]
        entry = slot.entry if slot is not None else None
        if step.implied:
            is_said = entry is not None and entry.settles and not entry.is_copied
            following = None if is_said or not frame.on[i] else self.following(step, row)
            if following is not None:
                frame.implied[i] = following.implication
                return following.state, following.value
            frame.implied.pop(i, None)
        state = entry.claim.state if entry is not None and not entry.stale else None
        if step.columns:
            return state, self.lists[i]
        if entry is None or state is None:
            return None, None
        return state, NONE if state is AnswerState.none else entry.value

    def following(self, step: Step, row: Frame | None) -> Following | None:
        """The rule from which this question's answer follows now; an unsure one implies nothing."""
        return next((each for each in step.implied if each.test(self.top, row) is True), None)

    def _decide_rows(self, step: Step, rows: Rows) -> bool:
        changed = False
        for row in rows.frames.values():
            for column in step.columns:
                changed = self._decide(column, row, row) or changed
        return changed

    def _mark(self, step: Step, frame: Frame, row: Frame | None, slot: Slot | None) -> None:
        """Keeps `blocked` and the `live` bits: whether the question is open, and to whom."""
        i = step.position
        # What follows is not held to checks: whoever writes its rule says when it holds.
        is_implied = i in frame.implied
        is_said = slot is not None and slot.entry is not None and slot.entry.settles
        settled = is_implied or is_said
        blocked = settled and not is_implied and frame.on[i] and not self._stands(step, row, slot)
        _note(frame.blocked, i, blocked)
        to_confirm = slot is not None and slot.is_to_confirm and not is_implied
        _note(frame.to_confirm, i, to_confirm)
        asked: tuple[int, ...] = ()
        if frame.on[i] and (blocked or not settled or to_confirm):
            asked = step.asks if blocked or slot is None else self._askable(step, slot)
        if step.columns:
            asked = self._with_rows(i, asked)
        if asked != frame.asked[i]:
            for p in {*asked} ^ {*frame.asked[i]}:
                frame.live[p] ^= step.bit
            frame.asked[i] = asked

    def _stands(self, step: Step, row: Frame | None, slot: Slot | None) -> bool:
        """Whether the checks of an answer hold, and what it sums up is as it was."""
        return self._passes(step.rules, row, slot) and self._holds(step, slot)

    def _with_rows(self, i: int, asked: tuple[int, ...]) -> tuple[int, ...]:
        """Who may be asked of a list: for one more row, or for what is open in a row."""
        rows = self.lists[i]
        rows.live = frozenset(asked)
        return tuple(p for p in range(len(PARTIES)) if p in asked or self._row_is_live(i, p))

    def _askable(self, step: Step, slot: Slot) -> tuple[int, ...]:
        """Nobody twice in one sitting; later, who was named for it, or else whoever has not
        declined.
        """
        entry, owner = slot.said, slot.owner()
        if entry is None:
            return step.asks
        if entry.seq > self.sitting and not entry.stale:
            return ()
        if owner is not None:
            return (PARTY_INDEX[owner],)
        declined = slot.declined()
        return tuple(p for p in step.asks if PARTIES[p] not in declined)

    def _row_is_live(self, i: int, p: int) -> bool:
        return self.top.on[i] and any(row.live[p] for row in self.lists[i].frames.values())

    def _holds(self, step: Step, slot: Slot | None) -> bool:
        """Whether an answer that sums something up still speaks of what is there; of equal
        answers one is enough.
        """
        node = step.node
        if not isinstance(node, Question) or not node.sums_up or slot is None or slot.entry is None:
            return True
        if not slot.entry.claim.saw:
            return True
        return self.summed_up(node) in {each.claim.saw for each in slot.agreeing()}

    def summed_up(self, question: Question) -> str:
        """A short digest of what the answer to this question is about; empty where it sums nothing
        up.

        A row in which one of the named columns says no is none that it is about.
        """
        if not question.sums_up:
            return ""
        seen: list[object] = []
        for read in question.sums_up:
            position = self.engine.compiler.position(read)
            asked = self.engine.compiler.question(read)
            if not read.list and not asked.is_list:
                seen.append(_shown(self.top, position, asked))
            elif not read.list:
                columns = [
                    self.engine.compiler.position(r) for r in question.sums_up if r.list == read.id
                ]
                seen.append(self._rows_seen(position, asked, columns))
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]

    def _rows_seen(
        self, position: int, asked: Question, columns: Sequence[int]
    ) -> dict[str, object]:
        rows = self.lists[position].frames if self.top.on[position] else {}
        return {
            id: [_shown(row, i, asked.columns[i]) for i in columns]
            for id, row in rows.items()
            if not any(asked.columns[i].kind.is_yes_no and row.vis[i] == NO for i in columns)
        }

    def _passes(self, rules: tuple[Rule, ...], row: Frame | None, slot: Slot | None) -> bool:
        """Whether no rule is broken that was not confirmed for the very values it reads now."""
        if not rules or slot is None or slot.entry is None:
            return True
        confirmed = {c.check: c.seen for c in slot.entry.claim.confirmed}
        for rule in rules:
            if rule.test(self.top, row) is False:
                if rule.check.hard:
                    return False
                if confirmed.get(rule.check.name) != self.fingerprint(rule.check.test, row):
                    return False
        return True

    def fingerprint(self, condition: Condition, row: Frame | None) -> str:
        """A short digest of the values that a condition reads, to bind a confirmation to them."""
        seen = [self._seen(read, row) for read in reads(condition)]
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]

    def _seen(self, read: Read, row: Frame | None) -> object:
        compiler = self.engine.compiler
        question, i = compiler.question(read), compiler.position(read)
        if not read.list:
            return _shown(self.top, i, question)
        # Rows of another list are read through that list, which is among the reads itself.
        return (
            _shown(row, i, question)
            if row is not None and row.of == compiler.positions[read.list]
            else None
        )


def _shown(frame: Frame, i: int, question: Question) -> object:
    """What a condition can see of one question, as JSON: its state and value, or all cells of a
    list.
    """
    value, state = frame.vis[i], frame.states[i]
    if isinstance(value, Rows):
        rows = {
            id: [_shown(row, j, c) for j, c in enumerate(question.columns)]
            for id, row in value.frames.items()
        }
        return [value.closed, rows]
    if not frame.on[i] or state is None:
        return None
    return [state, None if value is None or value is NONE else question.kind.dump(value)]


def _note(positions: set[int], i: int, belongs: bool) -> None:
    """Keeps one position in the set, or out of it."""
    if belongs:
        positions.add(i)
    elif i in positions:
        positions.discard(i)


def _same(one: object, other: object) -> bool:
    return one is other or (one is not None and other is not None and one == other)
