"""The situation of worked cases, as `interview show` prints it."""

from __future__ import annotations

import pytest

from interview.case.situation_words import situation_json, situation_lines
from interview.core.answers import AnswerState, Party
from tests.letters.building import CaseFile
from tests.letters.worked import shipped_engine, worked


def refused_and_then(step: str, outcome: str) -> CaseFile:
    case = CaseFile(shipped_engine()).say("denial.notice", "yes")
    case.say("denial.reasons", "step therapy", Party.plan).say("denial.decider", "plan")
    row = case.row("denial.steps")
    case.say(f"{row}/step", step).say(f"{row}/outcome", outcome)
    return case.close("denial.steps")


@pytest.mark.parametrize(
    ("step", "outcome", "stage"),
    [
        ("prior authorization request", "denied", "refused"),
        ("first appeal", "denied", "upheld"),
        ("first appeal", "approved in part", "partly"),
        ("second appeal", "denied", "upheld_twice"),
        ("prior authorization request", "approved, then revoked", "cut"),
    ],
)
def test_the_stage_follows_from_what_was_sent_and_decided(
    step: str, outcome: str, stage: str
) -> None:
    found = situation_json(refused_and_then(step, outcome).state)
    assert isinstance(found, dict) and found["stage"] == stage


def test_before_a_decision_nothing_is_refused() -> None:
    case = worked("first_request").set("denial.steps", AnswerState.none)
    lines = situation_lines(case.state)
    assert lines[:2] == ["The situation", "  Stage: nothing decided yet"]


def test_what_is_not_settled_is_left_out() -> None:
    assert situation_lines(CaseFile(shipped_engine()).state) == []
