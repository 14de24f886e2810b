"""What the walk leads to: boundaries, rare tests of templates, every letter with every reason,
endless "perhaps".
"""

from __future__ import annotations

from itertools import count as counter

import pytest

from interview.core.check import LetterFacts, TemplateTest
from interview.core.conditions import nodes as n
from interview.core.state import State
from interview.core.walk import Limits, Rendered, walk_tree
from tests.check.test_walk import AT, BIG, DRUGS, HERE, PLAN, model_of, walked
from tests.check.trees import tree_of


def test_a_boundary_is_seen_from_both_sides_when_the_earlier_date_of_a_span_varies() -> None:
    spans = """
        module: spans
        title: Spans
        questions:
          - {id: spans.seen, kind: date, title: S}
          - {id: spans.born, kind: date, title: B}
          - {id: spans.long, kind: text, title: L, when: "months(spans.born, spans.seen) > 3"}
          - {id: spans.old, kind: text, title: O, when: "years(spans.born, spans.seen) >= 2"}
          - id: spans.visits
            kind: list
            title: Visits
            row:
              - {id: day, kind: date, title: D}
              - {id: why, kind: text, title: W, when: "months(row.day, spans.seen) > 6"}
    """
    report = walked(tree_of(spans))
    assert report.failures == []
    assert report.tests_seen == report.tests == 3


MANY = """
    module: start
    title: Start
    questions:
      - {id: start.why, kind: choices, title: W, options: {%s}}
      - {id: start.pair, kind: text, title: P, when: o3 in start.why and o7 in start.why and o8 not in start.why}
      %s
"""


def test_of_many_options_each_stands_alone_and_each_pair_meets() -> None:
    options = [f"o{i}" for i in range(9)]
    whens = "\n      ".join(
        f"- {{id: start.{o}, kind: text, title: T, when: {o} in start.why}}" for o in options
    )
    tree = tree_of(MANY % (", ".join(f"{o}: {o}" for o in options), whens))
    model = model_of(tree)
    sets = [
        set(cls.value)
        for cls in model.partition.classes["start.why"]
        if isinstance(cls.value, tuple)
    ]
    assert all({option} in sets for option in options)
    assert all({one, other} in sets for one in options for other in options)
    assert {"o3", "o7", "o8"} in sets
    assert len(sets) < 50
    assert "9 options" in model.partition.coarse["start.why"]


DOCUMENT = """
    module: plan
    title: Plan
    questions:
      - {id: plan.type, kind: choice, title: T, options: {hmo: H, ppo: P}}
      - {id: plan.form, kind: yes_no, title: F, when: plan.type == hmo}
    attachments:
      - {id: form, title: The form, why: Proof, has: plan, when: "%s"}
"""


@pytest.mark.parametrize(
    ("when", "found"),
    [("plan.form == yes", True), ("plan.type == hmo and plan.form == yes", False)],
)
def test_a_document_that_hangs_on_a_question_that_never_comes_is_named(
    when: str, found: bool
) -> None:
    report = walked(tree_of(DOCUMENT % when))
    sentences = [failure.what for failure in report.failures]
    assert (
        any(
            "document form may be needed for ever" in what and "(plan.form)" in what
            for what in sentences
        )
        is found
    )
    assert len(sentences) == found


def test_a_letter_that_hangs_on_a_question_that_never_comes_is_named() -> None:
    letter = LetterFacts("appeal", "Appeal", HERE, BIG)
    report = walked(tree_of(PLAN), letter, texts=["Dear plan."])
    assert [f.what for f in report.failures if "letter appeal may be needed for ever" in f.what]


def test_little_time_is_spent_where_a_template_can_still_show_something_new() -> None:
    """A test that only few paths reach is read although there is no time to render at random."""
    rare = n.OneOf(n.Read("drugs.more"), ("yes",))
    around = (n.OneOf(n.Read("plan.type"), ("ppo",)), n.Answered(n.Read("drugs.more")))
    tests = (TemplateTest("rare", rare, HERE, around=around),)
    letter = LetterFacts("appeal", "Appeal", HERE, None, (), tests)
    tree, clock = tree_of(PLAN, DRUGS), counter()

    def render(state: State) -> list[Rendered]:
        is_read = all(state.truth(condition) is True for condition in around)
        return [Rendered("appeal", "Dear plan.", [("", "rare")] if is_read else [])]

    report = walk_tree(tree, (letter,), render, AT, Limits(seconds=30), lambda: float(next(clock)))
    assert report.failures == []
    assert report.rendered < report.driven


def test_each_letter_is_rendered_with_each_reason() -> None:
    start = """
        module: start
        title: Start
        questions:
          - {id: start.why, kind: choices, title: W, options: reasons}
          - {id: start.step, kind: choice, title: S, options: {first: F, second: S}}
    """
    modules = [
        f"""
        module: {name}
        title: {name}
        reason: {{label: {name}}}
        questions:
          - {{id: {name}.one, kind: yes_no, title: O}}
        """
        for name in ("step", "site")
    ]
    tree = tree_of(start, *modules, roles="reasons: start.why")
    first, step = n.OneOf(n.Read("start.step"), ("first",)), n.Contains(n.Read("start.why"), "step")
    letters = (
        LetterFacts("one", "One", HERE, first),
        LetterFacts("two", "Two", HERE, n.And((first, step))),
    )
    clock = counter()

    def render(state: State) -> list[Rendered]:
        sent = [each for each in letters if each.when is None or state.truth(each.when) is True]
        return [Rendered(each.id, "Dear plan.") for each in sent]

    report = walk_tree(tree, letters, render, AT, Limits(seconds=10), lambda: float(next(clock)))
    assert report.failures == []
    assert report.by_reason["step"].letters.keys() == {"one", "two"}
    assert report.by_reason["site"].letters["one"] >= 3
