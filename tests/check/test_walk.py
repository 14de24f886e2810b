"""The walk: exact counts, every test seen, and what is wrong found together with the answers
that lead there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count as counter

import pytest

from interview.core.author_text import AuthorError, Problem
from interview.core.check import LetterFacts, TemplateTest
from interview.core.conditions import nodes as n
from interview.core.conditions.evaluate import Test
from interview.core.engine import Engine
from interview.core.frame import Frame
from interview.core.state import State
from interview.core.texts import Place
from interview.core.tree import Tree
from interview.core.walk import Limits, Rendered, WalkReport, report_text, walk_tree
from interview.core.walk.classes import partition
from interview.core.walk.conditions_of import all_conditions
from interview.core.walk.flaws import flaws_of
from interview.core.walk.model import Model
from interview.core.walk.modules import module_paths, ways, whole_tree
from interview.core.walk.observe import Watch
from tests.check.brute import all_paths
from tests.check.trees import tree_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = Place("letter.md.j2", 3, 1)
FEW = Limits(samples=30, pair_paths=60, module_samples=30)

PLAN = """
    module: plan
    title: Plan
    questions:
      - {id: plan.type, kind: choice, title: T, options: {hmo: H, ppo: P, other: O}}
      - {id: plan.fee, kind: number, title: F, when: plan.type == hmo}
      - {id: plan.big, kind: yes_no, title: B, when: plan.fee > 50}
      - {id: plan.last, kind: text, title: L, when: plan.big == yes or plan.type == ppo, none: None}
"""
REFUSAL = """
    module: refusal
    title: Refusal
    define:
      refusal.is_child: years(refusal.born, refusal.seen) < 18
    questions:
      - {id: refusal.why, kind: choices, title: W, options: {step: S, site: T, other: O}, none: None of these}
      - {id: refusal.born, kind: date, title: B}
      - {id: refusal.seen, kind: date, title: S, check: refusal.seen >= refusal.born}
      - section: Step
        when: step in refusal.why
        questions:
          - {id: refusal.parent, kind: yes_no, title: P, when: refusal.is_child}
          - {id: refusal.signs, kind: yes_no, title: S, when: refusal.parent == yes}
          - {id: refusal.other, kind: yes_no, title: O, when: refusal.signs == no and site in refusal.why}
"""
DRUGS = """
    module: drugs
    title: Drugs
    questions:
      - {id: drugs.first, kind: yes_no, title: F}
      - id: drugs.list
        kind: list
        title: Drugs
        row:
          - {id: end, kind: choice, title: E, options: {failed: F, sick: S}}
          - {id: why, kind: yes_no, title: W, when: row.end == sick and drugs.first == yes}
          - {id: word, kind: text, title: W, when: row.why == yes}
      - {id: drugs.more, kind: yes_no, title: M, when: "any(drugs.list, row.end == failed)"}
      - {id: drugs.most, kind: text, title: M, when: "count(drugs.list, row.why == yes) >= 2 or drugs.more == yes"}
"""
WAITING = """
    module: drugs
    title: Drugs
    questions:
      - id: drugs.list
        kind: list
        title: Drugs
        none: No drugs
        row:
          - {id: end, kind: date, title: E}
          - {id: bad, kind: yes_no, title: B, when: answered(row.end)}
      - {id: drugs.seen, kind: date, title: S}
      - {id: drugs.late, kind: text, title: L, when: "any(drugs.list, row.end > drugs.seen and row.bad == yes)"}
"""
TREES = {
    "choices": (PLAN,),
    "dates": (REFUSAL,),
    "rows": (DRUGS,),
    "rows that wait": (WAITING,),
    "two": (PLAN, DRUGS),
}


def model_of(tree: Tree) -> Model:
    engine = Engine(tree)
    return Model(engine, partition(engine, all_conditions(tree, ()), AT.date()))


@pytest.mark.parametrize("modules", TREES.values(), ids=TREES)
def test_counts_are_those_of_trying_everything(modules: tuple[str, ...]) -> None:
    tree = tree_of(*modules)
    model = model_of(tree)
    counted = sum(trail.ways for trail in model.trails(whole_tree(model, tree)))
    if counted > 3000:
        assert counted == _product(tree, model)
        return
    paths = list(all_paths(tree, model.engine, model.partition, AT))
    assert len(set(paths)) == len(paths) == counted


def _product(tree: Tree, model: Model) -> int:
    """Modules that do not look at one another multiply."""
    product = 1
    for paths in module_paths(model, tree):
        assert paths.count is not None
        product *= paths.count
    return product


@pytest.mark.parametrize("modules", TREES.values(), ids=TREES)
def test_the_ways_through_a_module_are_as_many_as_counted(modules: tuple[str, ...]) -> None:
    tree = tree_of(*modules)
    model = model_of(tree)
    for paths in module_paths(model, tree):
        found = ways(model, paths)
        assert len(found) == paths.count
        assert len({repr(way) for way in found}) == len(found)


def test_a_module_counts_every_way_of_getting_there_once() -> None:
    second = """
        module: second
        title: Second
        when: plan.type in [hmo, ppo]
        questions:
          - {id: second.one, kind: yes_no, title: O, when: plan.type == hmo}
          - {id: second.two, kind: text, title: O, when: second.one == yes}
    """
    tree = tree_of(PLAN, second)
    counts = {paths.name: paths.count for paths in module_paths(model_of(tree), tree)}
    assert (
        counts["second"] == 3 + 1
    )  # yes, no, not known for an HMO; nothing that branches for a PPO


def walked(
    tree: Tree, *letters: LetterFacts, texts: Sequence[str] = (), limits: Limits = FEW
) -> WalkReport:
    def render(state: State) -> list[Rendered]:
        due = [
            letter for letter in letters if letter.when is None or state.truth(letter.when) is True
        ]
        return [Rendered(each.id, text) for each, text in zip(due, texts, strict=False)]

    return walk_tree(tree, letters, render, AT, limits)


@pytest.mark.parametrize("modules", TREES.values(), ids=TREES)
def test_a_sound_tree_is_walked_without_failures(modules: tuple[str, ...]) -> None:
    report = walked(tree_of(*modules))
    assert report.failures == []
    assert report.tests_seen == report.tests > 0
    assert report.pairs_lost == 0
    assert all(module.driven for module in report.modules)
    assert "No failures." in report_text(report)


def test_small_modules_are_driven_fully_and_pairs_are_all_seen() -> None:
    report = walked(tree_of(PLAN, REFUSAL), limits=Limits(samples=0, pair_paths=2_000))
    assert [module.is_sampled for module in report.modules] == [False, False]
    assert report.pairs == report.pairs_seen > 50


def test_a_big_module_is_sampled_and_said_to_be() -> None:
    report = walked(tree_of(REFUSAL), limits=Limits(module_paths=10, module_samples=25, samples=5))
    assert report.modules[0].is_sampled
    assert report.modules[0].driven == 25
    assert f"refusal: {report.modules[0].paths:,}; sampled, 25 driven" in report_text(report)


def test_every_two_values_of_different_axes_that_can_go_together_are_driven() -> None:
    axes = """
axes:
  - axis: type
    title: Type
    values:
      - {value: hmo, label: HMO, when: plan.type == hmo}
      - {value: ppo, label: PPO, when: plan.type == ppo}
  - axis: size
    title: Size
    values:
      - {value: big, label: big, when: plan.big == yes}
      - {value: last, label: none after all, when: state(plan.last) == none}
"""
    report = walked(tree_of(PLAN, rest=axes))
    # A big fee is asked of an HMO only, so that PPO and big cannot go together.
    assert (report.situations, report.situations_seen) == (3, 3)
    assert "Situations: 3 of 3 possible pairs" in report_text(report)


def test_the_same_walk_again_gives_the_same_report() -> None:
    assert walked(tree_of(PLAN, DRUGS)) == walked(tree_of(PLAN, DRUGS))


def test_time_that_runs_out_is_said_and_nothing_hangs() -> None:
    clock = counter()
    tree = tree_of(PLAN, DRUGS)
    report = walk_tree(tree, (), lambda _: [], AT, Limits(seconds=400), lambda: float(next(clock)))
    assert report.rendered < report.driven
    assert report.failures == []


def test_paths_by_reason() -> None:
    start = """
        module: start
        title: Start
        questions:
          - {id: start.why, kind: choices, title: W, options: reasons}
    """
    step, site = (
        f"""
        module: {name}
        title: {name}
        reason: {{label: {name}}}
        questions:
          - {{id: {name}.one, kind: yes_no, title: O}}
          - {{id: {name}.two, kind: text, title: T, when: {name}.one == yes}}
        """
        for name in ("step", "site")
    )
    report = walked(tree_of(start, step, site, roles="reasons: start.why"))
    assert {name: reason.paths for name, reason in report.by_reason.items()} == {
        "step": 3 + 9,
        "site": 3 + 9,
    }
    for reason in report.by_reason.values():
        assert 0 < reason.rendered <= reason.driven < report.driven
    assert report.paths == 3 + 3 + 9 + 1  # either alone, both, neither known


# letters

BIG = n.OneOf(n.Read("plan.big"), ("yes",))
LETTER = LetterFacts(
    "appeal", "Appeal", HERE, n.Answered(n.Read("plan.type")), (), (TemplateTest("big", BIG, HERE),)
)


def render_with_fault(state: State) -> list[Rendered]:
    """Reads a name that is undefined only on one path."""
    if state.truth(LETTER.when) is not True:  # type: ignore[arg-type]
        return []
    if state.truth(BIG) is True:
        raise AuthorError([Problem(HERE, "template", "plan.bigg is undefined.")])
    return [Rendered("appeal", "Dear plan.", [("", "big")])]


def test_a_template_that_breaks_on_one_path_is_found_with_that_path() -> None:
    report = walk_tree(tree_of(PLAN), (LETTER,), render_with_fault, AT, FEW)
    [failure] = report.failures
    assert failure.what == "letter.md.j2:3:1: plan.bigg is undefined."
    answers = dict(failure.answers)
    assert (answers["plan.type"], answers["plan.big"]) == ("hmo", "yes")
    assert "plan.bigg is undefined" in report_text(report)
    assert "plan.big: yes" in report_text(report)


def test_a_letter_that_no_path_calls_for_and_a_test_that_no_letter_reads() -> None:
    never = LetterFacts(
        "never", "Never", HERE, n.And((n.Answered(BIG.read), n.Not(n.Answered(BIG.read))))
    )
    rendered = Rendered("appeal", "Dear plan.", [("", "x")])
    report = walk_tree(tree_of(PLAN), (LETTER, never), lambda _: [rendered], AT, FEW)
    assert {failure.what for failure in report.failures} == {
        "Letter never was never rendered.",
        "letter.md.j2:3:1: “big” was read in no letter.",
    }


def test_words_left_over_in_a_letter_are_a_failure() -> None:
    report = walked(tree_of(PLAN), LETTER, texts=["We tried methotrexate, and."])
    assert [f.what for f in report.failures if "joining word" in f.what]
    assert report.failures[0].letter == "appeal"


def _sure(test: Test) -> Test:
    return lambda top, row: test(top, row) is True


def test_a_test_that_an_engine_never_finds_unsure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that reads unsure as false disagrees with what can be; the walk must notice."""
    note = Watch.note

    def blind(self: Watch, top: Frame, row: Frame | None) -> bool:
        self.tests = [_sure(test) for test in self.tests]
        return note(self, top, row)

    monkeypatch.setattr(Watch, "note", blind)
    report = walked(tree_of(PLAN))
    assert any(
        "plan.type == hmo" in f.what and f.what.endswith("was never seen unsure.")
        for f in report.failures
    )


def test_a_test_that_cannot_be_unsure_is_not_asked_to_be() -> None:
    state = """
        module: a
        title: A
        questions:
          - {id: a.one, kind: yes_no, title: O}
          - {id: a.two, kind: yes_no, title: T, when: answered(a.one) and a.one == yes}
          - {id: a.three, kind: text, title: T, when: state(a.two) == refused}
    """
    report = walked(tree_of(state))
    assert report.failures == []
    assert report.tests_seen == report.tests == 2


FLAWS = {
    "blank lines": ("One.\n\n\nTwo.", "two blank lines"),
    "empty entry": ("- one\n- \n- two", "nothing in it"),
    "empty number": ("1. one\n2.\n", "nothing in it"),
    "joined to nothing": ("It failed, and.", "joining word"),
    "doubled comma": ("It failed, , badly.", "punctuation"),
    "comma before a period": ("It failed,.", "punctuation"),
    "empty brackets": ("It failed ( ).", "brackets"),
    "braces": ("It {{ failed }}.", "template itself"),
}


@pytest.mark.parametrize(("text", "what"), FLAWS.values(), ids=FLAWS)
def test_flaws(text: str, what: str) -> None:
    assert any(what in flaw for flaw in flaws_of(text))


SOUND = [
    "Tried and failed.\n\nNext.",
    "Wait ... then.",
    "He said “and”.",
    "1. One\n2. Two",
    "In 2025.\n2026 too.",
]


@pytest.mark.parametrize("text", SOUND)
def test_no_flaws(text: str) -> None:
    assert list(flaws_of(text)) == []
