"""A soft check that was confirmed stays confirmed for the values it saw, and for no others."""

from __future__ import annotations

from datetime import UTC, datetime

from interview.core.answers import AnswerState, Claim, Confirmation, Party, Source
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.core.events import AnswerGiven
from interview.core.flow import next_question
from interview.core.state import State
from interview.storage.yaml_source import load_yaml

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILES = {
    "root": "tree: t\nversion: '1'\ntitle: T\nmodules: [m]\n",
    "m": """\
module: m
title: M
questions:
  - id: m.usual
    kind: number
    title: Usual dose
    say: What is the usual dose?
  - id: m.dose
    kind: number
    title: Dose
    say: What dose is it?
    confirm:
      - test: m.dose <= m.usual
        say: That is more than usual. Is it right?
""",
}


def told(state: State, address: str, typed: str, *confirmed: Confirmation) -> None:
    question = state.tree.question(address)
    value = question.kind.dump(question.kind.read(typed, question, NOON.date()))
    patient = Source(party=Party.patient)
    claim = Claim(
        state=AnswerState.answered, source=patient, value=value, typed=typed, confirmed=confirmed
    )
    state.apply(
        AnswerGiven(
            seq=len(state.record.events) + 1, at=NOON, operator="o", address=address, claim=claim
        )
    )


def test_a_confirmation_is_bound_to_the_values_it_saw() -> None:
    state = State(Engine(build_tree({name: load_yaml(text, name) for name, text in FILES.items()})))
    told(state, "m.usual", "10")
    told(state, "m.dose", "20")
    asked = next_question(state)
    assert asked is not None
    assert asked.address == "m.dose"
    (rule,) = state.rules("m.dose")
    seen = state.decider.fingerprint(rule.check.test, None)
    told(state, "m.dose", "20", Confirmation(check=rule.check.name, seen=seen))
    assert not state.answer("m.dose").blocked
    told(state, "m.usual", "5")
    assert state.answer("m.dose").blocked
    told(state, "m.usual", "10")
    assert not state.answer("m.dose").blocked
