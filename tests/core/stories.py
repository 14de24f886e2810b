"""Random stories: what happens to a case of a random tree, event by event."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from pydantic import JsonValue

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Confirmation, How, Party, Source
from interview.core.engine import Engine
from interview.core.events import AnyEvent
from interview.core.measure import days_from_iso
from interview.core.state import replay
from interview.core.tree import Question, Tree
from tests.core.cases import NOW
from tests.core.strategies import MONTHS, OPTIONS, files, tree_of

DIAGNOSES = (
    {"code": "C50.1", "words": ""},
    {"code": "C50", "words": ""},
    {"code": "", "words": "a cough"},
)


def days(text: str) -> JsonValue:
    """A date's value as a transcript keeps it."""
    found = days_from_iso(text)
    return {"first": found.first.isoformat(), "last": found.last.isoformat(), "about": False}


@lru_cache(maxsize=64)
def _values_of(kind: str, units: tuple[str, ...]) -> st.SearchStrategy[JsonValue]:
    match kind:
        case "yes_no":
            return st.sampled_from(("yes", "no"))
        case "choice":
            return st.sampled_from(OPTIONS)
        case "choices":
            return st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(sorted)  # type: ignore[arg-type]
        case "number":
            unit = st.sampled_from(units or ("",))
            return st.builds(lambda n, u: {"amount": str(n), "unit": u}, st.integers(0, 4), unit)
        case "date":
            return st.sampled_from([days(m) for m in MONTHS])
        case "diagnosis":
            return st.sampled_from(DIAGNOSES)
    return st.sampled_from(("some words", "other words"))


def values_for(question: Question) -> st.SearchStrategy[JsonValue]:
    """Values that fit the question, as a transcript keeps them."""
    return _values_of(question.kind.name, question.units)


@st.composite
def claims(draw: st.DrawFn, question: Question, anybody: bool = True) -> Claim:
    """What somebody may say about this question; with `anybody` false it is the patient."""
    state = draw(st.sampled_from([AnswerState.answered] * 5 + list(AnswerState)))
    value = (
        draw(values_for(question))
        if state is AnswerState.answered and not question.is_list
        else None
    )
    party = draw(
        st.sampled_from((Party.patient, Party.patient, Party.proxy, Party.prescriber, Party.plan))
    )
    how = draw(st.sampled_from((How.said, How.said, How.chart)))
    owner = draw(st.sampled_from((None, *Party))) if state is AnswerState.later else None
    case = draw(st.sampled_from(("", "", "", "c-0")))
    source = Source(party=party, how=how, case=case) if anybody else Source(party=Party.patient)
    return Claim(state=state, source=source, value=value, owner=owner)


class Story:
    """Events one after the other, numbered; keeps which rows there are."""

    def __init__(self, files: dict[str, object]) -> None:
        self.files = files
        self.tree = tree = tree_of(files)
        self.engine = Engine(tree)
        self.events: list[AnyEvent] = []
        self.made: dict[str, int] = {}
        self.add(
            ev.CaseOpened, case="c-1", tree=tree.id, tree_version=tree.version, tree_hash=tree.hash
        )

    def __repr__(self) -> str:
        told = [
            e.model_dump(mode="json", exclude_defaults=True, exclude={"at", "operator"})
            for e in self.events
        ]
        return "\n".join(map(json.dumps, [*self.files.values(), *told]))

    def add(self, kind: type[ev.Event], **values: Any) -> AnyEvent:
        event: Any = kind(seq=len(self.events) + 1, at=NOW, operator="Kim", **values)
        self.events.append(event)
        found: AnyEvent = event
        return found

    def say(self, address: str, claim: Claim) -> AnyEvent:
        return self.add(ev.AnswerGiven, address=address, claim=claim)

    def add_row(self, name: str) -> str:
        self.made[name] = self.made.get(name, 0) + 1
        row = f"r{self.made[name]}"
        self.add(ev.RowAdded, list=name, row=row)
        return row

    @property
    def lists(self) -> list[Question]:
        return [q for q in questions_of(self.tree) if q.is_list]

    def addresses(self) -> list[tuple[str, Question]]:
        """Every question and every cell that ever was."""
        found = []
        for question in questions_of(self.tree):
            found.append((question.id, question))
            for i in range(self.made.get(question.id, 0)):
                found += [(f"{question.id}/r{i + 1}/{c.id}", c) for c in question.columns]
        return found

    def confirmed(self, address: str, question: Question, claim: Claim) -> Claim:
        """The claim with every soft check confirmed for what would then be seen, as the session
        does it.
        """
        soft = [check for check in question.checks if not check.hard]
        if not soft:
            return claim
        state = replay(self.engine, self.events)
        state.apply(
            ev.AnswerGiven(
                seq=len(self.events) + 1, at=NOW, operator="Kim", address=address, claim=claim
            )
        )
        found = state.find(address)
        assert found is not None
        row = found[0] if "/" in address else None
        seen = [
            Confirmation(check=c.name, seen=state.decider.fingerprint(c.test, row)) for c in soft
        ]
        return claim.model_copy(update={"confirmed": tuple(seen)})


def questions_of(tree: Tree) -> list[Question]:
    return [node for node in tree.nodes if isinstance(node, Question)]


_ACTIONS = (
    *("answer",) * 8,
    *(
        "confirmed",
        "misfit",
        "again",
        "settle",
        "row",
        "row",
        "row",
        "remove",
        "close",
        "close",
        "undo",
        "call",
        "who",
        "anew",
    ),
)


@st.composite
def stories(
    draw: st.DrawFn,
    *,
    gated: bool = True,
    longest: int = 16,
    anybody: bool = True,
    calls: bool = True,
) -> Story:
    """A tree, and a case in which anything may happen in any order. Without `gated` everything
    is always on path, without `anybody` only the patient speaks, without `calls` all happens in
    one sitting.
    """
    story = Story(draw(files(gated)))
    for question in story.lists:
        for _ in range(draw(st.integers(0, 2))):
            story.add_row(question.id)
    for _ in range(draw(st.integers(0, longest))):
        draw(steps(story, draw(st.sampled_from(_ACTIONS)), anybody, calls))
    return story


@st.composite
def steps(
    draw: st.DrawFn, story: Story, action: str, anybody: bool = True, calls: bool = True
) -> None:
    """Adds one more thing that happens."""
    match action:
        case "answer" | "confirmed":
            address, question = draw(st.sampled_from(story.addresses()))
            claim = draw(claims(question, anybody))
            story.say(
                address,
                story.confirmed(address, question, claim) if action == "confirmed" else claim,
            )
        case "misfit":
            address, _ = draw(st.sampled_from(story.addresses()))
            story.say(
                address,
                Claim(
                    state=AnswerState.answered, source=Source(party=Party.patient), value={"old": 1}
                ),
            )
        case "again":
            given = [e for e in story.events if isinstance(e, ev.AnswerGiven)]
            if given:
                before = draw(st.sampled_from(given))
                story.say(before.address, before.claim)
        case "settle":
            address, _ = draw(st.sampled_from(story.addresses()))
            party = draw(st.sampled_from((Party.patient, Party.prescriber, Party.proxy)))
            story.add(ev.Settled, address=address, party=party)
        case "row" | "remove" | "close" if story.lists:
            _change_list(draw, story, action)
        case "undo":
            _take_back(draw, story)
        case "anew":
            _ask_anew(draw, story)
        case "call" if calls:
            respondent = ev.Respondent(party=Party.patient)
            story.add(ev.CallStarted, direction="out", respondent=respondent)
        case "who" if calls:
            story.add(ev.RespondentChanged, respondent=ev.Respondent(party=Party.proxy))


def _take_back(draw: st.DrawFn, story: Story) -> None:
    kinds = (ev.AnswerGiven, ev.RowAdded, ev.RowRemoved, ev.Settled, ev.DecisionReceived)
    targets = [e.seq for e in story.events if isinstance(e, kinds)]
    if targets:
        story.add(ev.Undone, target=draw(st.sampled_from(targets)))


def _ask_anew(draw: st.DrawFn, story: Story) -> None:
    found = draw(st.lists(st.sampled_from(story.addresses()), max_size=3))
    reopened = tuple(address for address, _ in found)
    story.add(ev.DecisionReceived, outcome="upheld", goes_on=True, reopened=reopened)


def _change_list(draw: st.DrawFn, story: Story, action: str) -> None:
    question = draw(st.sampled_from(story.lists))
    if action == "row":
        story.add_row(question.id)
    elif action == "close":
        state = AnswerState.answered
        story.say(question.id, Claim(state=state, source=Source(party=Party.patient)))
    elif story.made.get(question.id):
        story.add(
            ev.RowRemoved, list=question.id, row=f"r{draw(st.integers(1, story.made[question.id]))}"
        )
