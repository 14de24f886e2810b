"""`recorded:` of a tree's root, and questions that a decision asks anew."""

from __future__ import annotations

import pytest

from interview.core import events as ev
from interview.core.tree import Recorded
from tests.core.cases import Case
from tests.core.trees import ROOT, module, module_text, problems, tree

STEPS = """
- id: m.steps
  kind: list
  title: Steps
  row:
    - {id: what, kind: choice, title: W, options: {appeal: Appeal}}
    - {id: sent, kind: date, title: S}
    - {id: outcome, kind: choice, title: O, options: {no: Refused}}
    - {id: decided, kind: date, title: D}
- {id: m.a, kind: yes_no, title: A}
"""
LINES = {
    "list": "m.steps",
    "step": "what",
    "sent": "sent",
    "decided": "decided",
    "outcome": "outcome",
    "upheld": "no",
}


def files(**changes: str) -> dict[str, str]:
    lines = "".join(f"  {key}: {value}\n" for key, value in (LINES | changes).items() if value)
    return {"root": f"{ROOT}modules: [m]\nrecorded:\n{lines}", "m": module_text(STEPS)}


def test_columns_and_options_by_name() -> None:
    columns = {"step": "what", "sent": "sent", "decided": "decided", "outcome": "outcome"}
    assert tree(files()).recorded == Recorded("m.steps", columns, {"upheld": "no"})


def test_a_tree_needs_none() -> None:
    assert module("- {id: m.a, kind: yes_no, title: T}").recorded is None


PROBLEMS = {
    "no such list": ({"list": "m.a"}, "m.a is no list. Please name one that has rows."),
    "no such column": ({"step": "wat"}, "m.steps has no column wat. Did you mean what?"),
    "no such option": ({"upheld": "nope"}, "There is no option nope. Did you mean no?"),
    "a column left out": ({"sent": ""}, "`recorded:` needs step, sent, decided, outcome."),
}


@pytest.mark.parametrize(("changes", "sentence"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_an_author_hears(changes: dict[str, str], sentence: str) -> None:
    (found,) = problems(files(**changes))
    assert sentence in found.sentence


def opened(case: Case, *reopened: str) -> int:
    return case.add(ev.DecisionReceived, outcome="upheld", goes_on=True, reopened=reopened)


def test_a_reopened_question_is_open_its_answers_stay_on_record_and_come_back_with_undo() -> None:
    case = Case(
        module(
            "- {id: m.a, kind: yes_no, title: T}\n- {id: m.b, kind: yes_no, title: T, when: m.a =="
            " yes}"
        )
    )
    case.say("m.a", "yes")
    case.say("m.b", "no")
    decision = opened(case, "m.a", "m.gone")
    assert case.state.answer("m.a").state is None
    assert not case.state.answer("m.b").on_path
    slot = case.state.slot("m.a")
    assert slot is not None and len(slot.log) == 1
    case.add(ev.Undone, target=decision)
    assert case.state.answer("m.a").value == "yes"
    assert case.state.answer("m.b").value == "no"


def test_sources_of_the_level_before_conflict_with_nobody() -> None:
    case = Case(module("- {id: m.a, kind: yes_no, title: T, ask: [patient, plan]}"))
    case.say("m.a", "yes", "plan letter")
    case.add(ev.Settled, address="m.a", party="plan")
    opened(case, "m.a")
    case.say("m.a", "no", "patient")
    answer = case.state.answer("m.a")
    assert (answer.value, answer.conflict) == ("no", False)
    opened(case, "m.a")
    assert case.state.answer("m.a").state is None
