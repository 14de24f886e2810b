"""The axes of a situation: which value a case has, and what authors may write wrong."""

from __future__ import annotations

import pytest

from interview.core.situation import situation
from tests.core.cases import Case
from tests.core.trees import ROOT, module_text, problems, tree

QUESTIONS = """
    - {id: m.notice, kind: yes_no, title: Notice, say: A notice?}
    - {id: m.appeal, kind: choice, title: Appeal, say: And the appeal?, options: {lost: Lost, won: Won}}
    - {id: m.time, kind: choice, title: Time, say: When?, options: {ahead: Ahead, over: Over}}
"""
AXES = """
axes:
  - axis: stage
    title: Stage
    values:
      - {value: upheld, label: upheld once, when: m.appeal == lost}
      - {value: refused, label: refused, when: m.notice == yes}
      - {value: undecided, label: nothing decided yet, when: m.notice == no}
  - axis: time
    title: Time of care
    values:
      - {value: over, label: over, when: m.time == over}
"""
FILES = {"root": f"{ROOT}modules: [m]\n{AXES}", "m": module_text(QUESTIONS)}


def values(case: Case) -> dict[str, str]:
    return {axis.id: value.id if value else "" for axis, value in situation(case.state)}


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, {"stage": "", "time": ""}),
        ({"m.notice": "yes"}, {"stage": "", "time": ""}),  # The appeal may have been lost.
        ({"m.notice": "yes", "m.appeal": "won"}, {"stage": "refused", "time": ""}),
        ({"m.notice": "yes", "m.appeal": "lost"}, {"stage": "upheld", "time": ""}),
        ({"m.notice": "no", "m.appeal": "won"}, {"stage": "undecided", "time": ""}),
        ({"m.time": "over"}, {"stage": "", "time": "over"}),
        ({"m.time": "ahead"}, {"stage": "", "time": ""}),  # No value of this axis holds.
    ],
)
def test_the_first_value_that_holds_counts(answers: dict[str, str], found: dict[str, str]) -> None:
    case = Case(tree(FILES))
    for id, typed in answers.items():
        case.say(id, typed)
    assert values(case) == found


@pytest.mark.parametrize(
    ("root", "code", "sentence"),
    [
        (
            "axes: [{axis: a, title: A, values: []}, {axis: a, title: A, values: []}]",
            "duplicate_id",
            "The axis a stands twice. Please rename one of the two.",
        ),
        (
            "axes: [{axis: a, title: A, values: [{value: v, label: V, when: m.notce == yes}]}]",
            "condition",
            "There is no question m.notce. Did you mean m.notice or m.time?",
        ),
        (
            "presumed: [{presumes: p, what: that it is so, when: m.notice == yes}]",
            "missing_key",
            "What is presumed needs `words:`. Please list at least one.",
        ),
    ],
)
def test_a_wrong_axis_is_named(root: str, code: str, sentence: str) -> None:
    found = problems(FILES | {"root": f"{ROOT}modules: [m]\n{root}\n"})
    assert [(each.code, each.sentence) for each in found] == [(code, sentence)]
