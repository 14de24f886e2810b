"""The shortest honest path with a reason: whose questions it asks, and which way it takes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview.core.engine import Engine
from interview.core.tree import Tree
from interview.core.walk.classes import partition
from interview.core.walk.conditions_of import all_conditions
from interview.core.walk.shortest import shortest_path
from tests.check.trees import tree_of

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
START = """
    module: start
    title: Start
    questions:
      - {id: start.reasons, kind: choices, title: R, options: reasons}
      - {id: start.more, kind: yes_no, title: M}
      - {id: start.one, kind: text, title: O, when: start.more == yes}
      - {id: start.less, kind: yes_no, title: L}
      - {id: start.two, kind: text, title: T, when: start.less == no}
      - {id: start.danger, kind: yes_no, title: D, alarm: start.danger == no}
      - {id: start.safe, kind: text, title: S, when: start.danger == yes}
"""
STEP = """
    module: step
    title: Step
    reason: {label: Step}
    questions:
      - {id: step.why, kind: text, title: W}
      - id: step.drugs
        kind: list
        title: Drugs
        none: None
        check: [{test: count(step.drugs) >= 2, say: Two at least.}]
        row:
          - {id: drug, kind: drug, title: D}
          - {id: dose, kind: text, title: D, when: answered(row.drug)}
"""
SITE = """
    module: site
    title: Site
    reason: {label: Site}
    questions:
      - {id: site.where, kind: text, title: W}
"""


@pytest.fixture(name="tree")
def _tree() -> Tree:
    return tree_of(START, STEP, SITE, roles="reasons: start.reasons")


def path(tree: Tree, reason: str, *lists: str) -> list[str]:
    engine = Engine(tree)
    parts = partition(engine, all_conditions(tree, ()), AT.date())
    return [answer.address for answer in shortest_path(engine, parts, reason, lists, AT)]


ALWAYS = ["start.reasons", "start.more", "start.less", "start.danger", "start.safe"]


def test_it_takes_the_answers_that_ask_least_and_raises_no_alarm(tree: Tree) -> None:
    assert path(tree, "site") == [*ALWAYS, "site.where"]


def test_a_list_that_the_reason_needs_has_one_row_and_a_check_that_fails_does_not_hang_it(
    tree: Tree,
) -> None:
    step = ["step.why", "step.drugs/r1/drug", "step.drugs/r1/dose", "step.drugs"]
    assert sorted(path(tree, "step", "step.drugs")) == sorted([*ALWAYS, *step])
    assert sorted(path(tree, "step")) == sorted([*ALWAYS, "step.why", "step.drugs"])
