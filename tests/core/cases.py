"""A case in a test, told in short lines: who said what, what is asked next, whether a condition
holds.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import AnswerState, Claim, Confirmation, How, Party, Source
from interview.core.conditions import nodes as n
from interview.core.conditions import parse_condition
from interview.core.engine import Engine
from interview.core.flow import next_question, open_questions
from interview.core.measure import Truth
from interview.core.state import State, replay
from interview.core.tree import Definition, Question, Tree

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
STATES = {s.value for s in AnswerState}


class Case:
    """Applies each event, and holds that doing so is the same as starting over with all of them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.state = State(Engine(tree))
        self.add(
            ev.CaseOpened, case="c-1", tree=tree.id, tree_version=tree.version, tree_hash=tree.hash
        )

    def add(self, kind: type[ev.Event], **values: Any) -> int:
        """The event's number."""
        event: Any = kind(seq=len(self.state.record.events) + 1, at=NOW, operator="Kim", **values)
        self.state.apply(event)
        assert (
            replay(self.state.engine, self.state.record.events).snapshot() == self.state.snapshot()
        )
        return int(event.seq)

    def say(
        self,
        address: str,
        typed: str = "",
        who: str = "patient",
        *,
        owner: str = "",
        confirming: bool = False,
    ) -> int:
        """`typed` is read as a person would type it; the word of a state is that state. `who`
        may be "plan letter".
        """
        claim = self.claim(address, typed, who, owner)
        if confirming:
            claim = claim.model_copy(update={"confirmed": self._confirmed(address, claim)})
        return self.add(ev.AnswerGiven, address=address, claim=claim)

    def claim(self, address: str, typed: str, who: str = "patient", owner: str = "") -> Claim:
        found = self.state.find(address)
        assert found is not None
        question = found[2]
        party, _, how = who.partition(" ")
        how, _, case = how.partition(" from ")
        source = Source(party=Party(party), how=How(how or "said"), case=case)
        state = AnswerState(typed) if typed in STATES else AnswerState.answered
        given = state is AnswerState.answered and not question.is_list
        value = question.kind.dump(question.kind.read(typed, question, TODAY)) if given else None
        return Claim(
            state=state,
            source=source,
            value=value,
            owner=Party(owner) if owner else None,
            typed=typed,
        )

    def _confirmed(self, address: str, claim: Claim) -> tuple[Confirmation, ...]:
        tried = self.state.copy()
        tried.apply(
            ev.AnswerGiven(
                seq=len(tried.record.events) + 1,
                at=NOW,
                operator="Kim",
                address=address,
                claim=claim,
            )
        )
        found = tried.find(address)
        assert found is not None
        row = found[0] if "/" in address else None
        soft = [check for check in found[2].checks if not check.hard]
        return tuple(
            Confirmation(check=c.name, seen=tried.decider.fingerprint(c.test, row)) for c in soft
        )

    def row(self, name: str) -> str:
        row = f"r{self.state.lists[self.tree.positions[name]].made + 1}"
        self.add(ev.RowAdded, list=name, row=row)
        return row

    def remove(self, name: str, row: str) -> int:
        return self.add(ev.RowRemoved, list=name, row=row)

    def close(self, name: str) -> int:
        return self.say(name)

    def undo(self, seq: int) -> int:
        return self.add(ev.Undone, target=seq)

    def settle(self, address: str, party: str) -> int:
        return self.add(ev.Settled, address=address, party=Party(party))

    def call(self, party: str = "patient") -> int:
        return self.add(
            ev.CallStarted, direction="out", respondent=ev.Respondent(party=Party(party))
        )

    def respondent(self, party: str) -> int:
        return self.add(ev.RespondentChanged, respondent=ev.Respondent(party=Party(party)))

    def next(self, *parties: str) -> str | None:
        """The address of the next question, for these parties or for everybody."""
        found = next_question(self.state, [Party(p) for p in parties] or tuple(Party))
        return found.address if found else None

    def open(self, *parties: str) -> list[str]:
        return [
            p.address
            for p in open_questions(self.state, [Party(p) for p in parties] or tuple(Party))
        ]

    def answer(self, address: str) -> Answer:
        return self.state.answer(address)

    def on_path(self) -> list[str]:
        return [a for a in self.state.addresses() if self.state.answer(a).on_path]

    def truth(self, text: str, row: str = "", name: str = "") -> Truth:
        """Of a condition that stands after all questions; `row.` means this row of the list
        `name`.
        """
        question = self.tree.question(name) if name else None
        return self.state.truth(parse_condition(text, AllNames(self.tree), question), row, name)


class AllNames:
    """Every name of a finished tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def question(self, name: str) -> Question | None:
        return self.tree.question(name) if name in self.tree.positions else None

    def definition(self, name: str) -> Definition | n.DefinedAmount | None:
        return self.tree.definitions.get(name)

    def known(self) -> list[str]:
        return list(self.tree.positions)

    def is_later(self, name: str) -> bool:
        return False
