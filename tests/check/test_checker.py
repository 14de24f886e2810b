"""The checker: one small tree for each problem, and what is found there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import interview
from interview.core.author_text import Problem
from interview.core.check import (
    LetterFacts,
    NameRead,
    TemplateTest,
    check_tree,
    is_warning,
)
from interview.core.conditions import nodes as n
from interview.core.letter_facts import PART
from interview.core.problem_codes import (
    ALL_CODES,
    CHECKED,
    IN_ANSWERS,
    IN_FILES,
    IN_TEMPLATES,
    IN_TREES,
    WARNINGS,
)
from interview.core.texts import Place
from interview.core.tree import Tree
from interview.letters.letter import SUFFIX
from tests.check.trees import tree_of

HERE = Place("letter.md.j2", 3, 1)


def letter(*names: str, **more: object) -> LetterFacts:
    """A letter that reads these names."""
    facts: dict[str, object] = {"names": tuple(NameRead(name, HERE) for name in names), **more}
    return LetterFacts("appeal", "Appeal", HERE, **facts)  # type: ignore[arg-type]


def one(questions: str, rest: str = "") -> Tree:
    """A tree of one module `a` with these questions, each on its own line."""
    lines = [line for line in questions.strip().splitlines() if line.strip()]
    indent = len(lines[0]) - len(lines[0].lstrip())
    body = "\n".join("  " + line[indent:] for line in lines)
    return tree_of(f"module: a\ntitle: A\n{rest}questions:\n{body}\n")


def reasons(reason: str, common: str = "") -> Tree:
    """A tree that asks for the reason `step`, with a common module before the reason's own."""
    start = """
        module: start
        title: Start
        questions:
          - {id: start.reasons, kind: choices, title: R, say: Why?, options: reasons}
    """
    modules = (start, common, reason) if common else (start, reason)
    return tree_of(*modules, roles="reasons: start.reasons")


STEP = """
    module: step
    title: Step
    reason: {label: Another drug first}
    questions:
      - {id: step.form, kind: yes_no, title: F, say: Is there a form?}
    attachments:
      - {id: form, title: Form, why: It is faster, has: plan}
"""
BARE = """
    module: step
    title: Step
    reason: {label: Another drug first}
"""
ON_DEMAND = """
    module: drugs
    title: Drugs
    on_demand: yes
    questions:
      - {id: drugs.any, kind: yes_no, title: A, say: Any drugs?}
"""
YES_NO = "- {id: a.one, kind: yes_no, title: One, say: Is it so?}\n"
CHOICE = (
    "- {id: a.plan, kind: choice, title: Plan, say: Which plan?, options: {hmo: H, ppo: P, other:"
    " O}}\n"
)
NUMBER = "- {id: a.fee, kind: number, title: Fee, say: How much?}\n"
BORN = (
    "- {id: a.born, kind: date, title: Born, say: When?}\n- {id: a.seen, kind: date, title: Seen,"
    " say: When?}\n"
)
THEN = "- {{id: a.then, kind: text, title: Then, say: What then?, when: {0}}}"
LIST = """- id: a.drugs
  kind: list
  title: Drugs
  say: Which drugs?
  another: Any other drug?
  row:
    - {id: name, kind: text, title: Name, say: Which one?}
    - {id: outcome, kind: choice, title: End, say: How did it end?, options: {failed: F, sick: S}}
"""
NAMES = [f"a.{name}" for name in ("one", "two", "plan", "fee", "then", "born", "seen")]
NAMES += ["a.drugs", "a.drugs/name", "a.drugs/outcome"]


def used(tree: Tree) -> LetterFacts:
    """A letter that reads every question there is, so that none serves nothing."""
    return letter(*(name for name in NAMES if name.partition("/")[0] in tree.positions))


def found(tree: Tree, *letters: LetterFacts) -> list[Problem]:
    return list(check_tree(tree, letters or (used(tree),)))


DEAD = {
    "two options at once": (CHOICE, "a.plan == hmo and a.plan == ppo", "never_true"),
    "not what it was": (CHOICE, "a.plan == hmo and a.plan != hmo", "never_true"),
    "outside every option": (CHOICE, "a.plan not in [hmo, ppo, other]", "never_true"),
    "one option or another": (CHOICE, "a.plan == hmo or a.plan != hmo", "never_false"),
    "below and above": (NUMBER, "a.fee < 5 and a.fee > 10", "never_true"),
    "known or not": (YES_NO, "answered(a.one) or not answered(a.one)", "never_false"),
    "no such state": (YES_NO, "state(a.one) == none", "never_true"),
    "negative number": (NUMBER, "a.fee < 0", "never_true"),
    "seen before being born by age": (
        BORN,
        "years(a.born, a.seen) >= 18 and years(a.born, a.seen) < 13",
        "never_true",
    ),
    "more rows than none": (LIST, "count(a.drugs) >= 1 and count(a.drugs) == 0", "never_true"),
    "a row that ends both ways": (
        LIST,
        "any(a.drugs, row.outcome == failed and row.outcome == sick)",
        "never_true",
    ),
}


@pytest.mark.parametrize(("questions", "condition", "code"), DEAD.values(), ids=DEAD)
def test_finds_conditions_that_are_dead(questions: str, condition: str, code: str) -> None:
    problems = found(one(questions + THEN.format(f'"{condition}"')))
    assert [p.code for p in problems if not is_warning(p)] == [code]
    assert condition in problems[0].sentence
    assert "Please either" in problems[0].sentence
    assert str(problems[0]).startswith("a.yaml:")


ALIVE = {
    "an option": (CHOICE, "a.plan == hmo"),
    "unsure is neither": (CHOICE, "not (a.plan in [hmo, ppo])"),
    "a boundary": (NUMBER, "a.fee >= 5 and a.fee <= 5"),
    "a far boundary": (NUMBER, "a.fee > 700"),
    "an age": (BORN, "years(a.born, a.seen) >= 18 and years(a.born, a.seen) < 21"),
    "dates against each other": (BORN, "a.seen < a.born"),
    "a day": (BORN, "a.seen >= date('2020-03-14')"),
    "three rows": (LIST, "count(a.drugs) >= 3"),
    "two rows that differ": (
        LIST,
        "any(a.drugs, row.outcome == failed) and any(a.drugs, row.outcome == sick)",
    ),
    "all rows": (LIST, "all(a.drugs, row.outcome == failed)"),
    "state": (CHOICE, "state(a.plan) == refused"),
}


@pytest.mark.parametrize(("questions", "condition"), ALIVE.values(), ids=ALIVE)
def test_lets_living_conditions_be(questions: str, condition: str) -> None:
    assert found(one(questions + THEN.format(f'"{condition}"'))) == []


def test_an_ancestor_can_rule_out_a_condition() -> None:
    tree = one(
        CHOICE
        + """- section: For an HMO
  when: a.plan == hmo
  questions:
    - {id: a.one, kind: yes_no, title: One, say: Is it so?, when: a.plan == ppo}
    - {id: a.two, kind: yes_no, title: Two, say: Is it so?, when: a.plan == hmo}
"""
    )
    codes = [(p.code, p.sentence.split("`")[1]) for p in found(tree)]
    assert codes == [("never_true", "a.plan == ppo"), ("never_false", "a.plan == hmo")]


def test_questions_of_a_dead_section_are_never_asked() -> None:
    tree = one(
        CHOICE
        + """- section: Nowhere
  when: a.plan == hmo and a.plan == ppo
  questions:
    - {id: a.one, kind: yes_no, title: One, say: Is it so?}
    - {id: a.two, kind: yes_no, title: Two, say: Is it so?, when: a.one == yes}
"""
    )
    problems = [p for p in found(tree) if not is_warning(p)]
    assert [p.code for p in problems] == ["never_true", "never_asked", "never_asked"]
    assert "a.one" in problems[1].sentence


def test_half_of_a_condition_can_be_dead() -> None:
    problems = found(
        one(CHOICE + THEN.format('"a.plan == hmo or (a.plan != hmo and a.plan == ppo)"'))
    )
    assert [p.code for p in problems] == ["half_dead_test"]
    assert is_warning(problems[0])
    assert "`a.plan != hmo` can never be false" in problems[0].sentence


CHECKS = {
    "a check that never fails": ("{test: a.one == yes or a.one == no, say: No}", "never_false"),
    "a check that always fails": ("{test: a.one == yes and a.one == no, say: No}", "never_true"),
    "a fair check": ("{test: a.one == yes, say: No}", ""),
}


@pytest.mark.parametrize(("check", "code"), CHECKS.values(), ids=CHECKS)
def test_finds_checks_that_cannot_do_their_work(check: str, code: str) -> None:
    tree = one(f"- {{id: a.one, kind: yes_no, title: One, say: Is it so?, check: {check}}}")
    assert [p.code for p in found(tree) if not is_warning(p)] == [code] * bool(code)


LONG = " ".join(["and then she went to see him"] * 4)
HARD = "Please enumerate pharmacological interventions previously administered"
WORDING = {
    "an unknown name": ("say: 'Is {{ a.zero }} so?'", "placeholder_unknown"),
    "a later name": ("say: 'Is {{ a.two }} so?'", "placeholder_later"),
    "its own name": ("say: 'Is {{ a.one }} so?'", "placeholder_later"),
    "a row outside lists": ("say: 'Is {{ row.drug }} so?'", "placeholder_unknown"),
    "an expression": ("say: 'Is {{ a.one + 1 }} so?'", "placeholder"),
    "a later name in the probe": ("say: Is it so?, probe: '{{ a.two }}?'", "placeholder_later"),
    "hard words": (f"say: {HARD}.", "module_grade too_hard"),
    "a long breath": (f"say: '{LONG}.'", "too_long"),
    "nothing to say": ("ask: patient", "no_say"),
    "nothing to say to the plan": ("ask: [coordinator, plan]", "no_say"),
    "the coordinator needs no words": ("ask: coordinator", ""),
    "a list without the way to more": ("say: So?, another: ''", ""),
}


@pytest.mark.parametrize(("keys", "codes"), WORDING.values(), ids=WORDING)
def test_finds_words_that_cannot_be_read_aloud(keys: str, codes: str) -> None:
    tree = one(
        f"- {{id: a.one, kind: yes_no, title: One, {keys}}}\n- {{id: a.two, kind: yes_no, title:"
        " Two, say: Is it so?}"
    )
    assert [p.code for p in found(tree) if not is_warning(p)] == codes.split()


SENT = {
    "plain words": ("title: The notice, why: It says no, has: patient", ""),
    "a hard title": (f"title: {HARD}, why: It says no, has: patient", "too_hard"),
    "a hard title that staff read": (f"title: {HARD}, why: It says no, has: prescriber", ""),
    "a hard title with words of its own": (
        f"title: {HARD}, why: It says no, has: patient, say: The notice.",
        "",
    ),
    "hard words of its own": (f"title: T, why: It says no, has: patient, say: {HARD}.", "too_hard"),
    "a row outside lists": (
        "title: T, why: W, has: patient, say: 'From {{ row.drug }}.'",
        "placeholder_unknown",
    ),
}


@pytest.mark.parametrize(("keys", "code"), SENT.values(), ids=SENT)
def test_finds_documents_that_a_patient_would_not_know_by_their_words(keys: str, code: str) -> None:
    rest = f"attachments:\n  - {{id: form, {keys}}}\n"
    tree = one("- {id: a.one, kind: yes_no, title: One, say: Is it so?}", rest)
    assert [p.code for p in found(tree) if "form" in p.sentence] == ([code] if code else [])


def test_names_of_drugs_are_easy_words() -> None:
    tree = one(
        "- {id: a.one, kind: yes_no, title: One, say: 'Was hydroxychloroquine or methylprednisolone"
        " tried?'}"
    )
    assert [p.code for p in found(tree)] == ["module_grade", "too_hard"]
    assert check_tree(tree, (used(tree),), easy=["hydroxychloroquine", "methylprednisolone"]) == ()


def test_a_list_needs_words_for_one_more_row() -> None:
    tree = one(LIST.replace("  another: Any other drug?\n", ""))
    assert [p.code for p in found(tree)] == ["no_another"]


def test_a_row_may_name_its_earlier_columns_only() -> None:
    good = LIST.replace("How did it end?", "'How did {{ row.name }} end?'")
    bad = LIST.replace("Which one?", "'Which one, and {{ row.outcome }}?'")
    assert [p.code for p in found(one(good))] == []
    assert [p.code for p in found(one(bad))] == ["placeholder_later"]


SERVED = {
    "nothing": ("", "serves_nothing"),
    "a call": (", serves: [call]", ""),
    "only to be verified": (", serves: [verification]", "serves_nothing"),
    "confidential": (", confidential: yes", ""),
    "an alarm": (", alarm: a.idle == yes", ""),
    "only its own check": (", check: {test: a.idle == yes, say: No}", "serves_nothing"),
}


@pytest.mark.parametrize(("keys", "code"), SERVED.values(), ids=SERVED)
def test_finds_questions_that_serve_nothing(keys: str, code: str) -> None:
    tree = one(f"- {{id: a.idle, kind: yes_no, title: Idle, say: Is it so?{keys}}}")
    assert [p.code for p in found(tree, letter())] == [code] * bool(code)


READERS = {
    "a letter": (letter("a.idle"), ""),
    "a test in a letter": (
        letter(tests=(TemplateTest("a.idle == yes", n.OneOf(n.Read("a.idle"), ("yes",)), HERE),)),
        "",
    ),
    "a letter's own condition": (letter(when=n.OneOf(n.Read("a.idle"), ("yes",))), ""),
    "nobody": (letter(), "serves_nothing"),
}


@pytest.mark.parametrize(("reader", "code"), READERS.values(), ids=READERS)
def test_letters_are_what_questions_are_for(reader: LetterFacts, code: str) -> None:
    tree = one("- {id: a.idle, kind: yes_no, title: Idle, say: Is it so?}")
    assert [p.code for p in found(tree, reader)] == [code] * bool(code)


IDLE = """
    module: a
    title: A
    questions:
      - {id: a.idle, kind: yes_no, title: Idle, say: Is it so?}
"""
PLAN_KINDS = {
    "it decides the kind of plan": ("plan_kinds: [{kind: va, when: a.idle == yes}]", []),
    "it decides none": ("", ["serves_nothing"]),
    "the kind can never be": (
        "plan_kinds: [{kind: va, when: a.idle == yes and a.idle == no}]",
        ["never_true"],
    ),
}


@pytest.mark.parametrize(("rest", "codes"), PLAN_KINDS.values(), ids=PLAN_KINDS)
def test_a_kind_of_plan_is_what_a_question_is_for(rest: str, codes: list[str]) -> None:
    assert [p.code for p in found(tree_of(IDLE, rest=rest), letter())] == codes


def test_an_idle_column_is_found_and_an_idle_list_is_found_once() -> None:
    assert [p.sentence.split()[0] for p in found(one(LIST), letter("a.drugs", "a.drugs/name"))] == [
        "a.drugs/outcome"
    ]
    assert [p.sentence.split()[0] for p in found(one(LIST), letter())] == ["a.drugs"]


def test_a_name_that_no_question_sets() -> None:
    problems = found(one(YES_NO), letter("a.one", "a.won", attachments=(NameRead("form", HERE),)))
    assert [(p.code, p.place) for p in problems] == [("template_unknown", HERE)] * 2
    assert "Did you mean a.one?" in str(problems)


def test_a_test_in_a_part_that_letters_share_is_dead_only_if_it_is_so_in_all() -> None:
    hmo, ppo = (n.OneOf(n.Read("a.plan"), (key,)) for key in ("hmo", "ppo"))
    tests = (TemplateTest("a.plan == hmo", hmo, HERE),)
    first = LetterFacts("one", "One", HERE, hmo, (), tests)
    second = LetterFacts("two", "Two", HERE, ppo, (), tests)
    assert [p.code for p in found(one(CHOICE), first, second)] == []
    assert [p.code for p in found(one(CHOICE), second)] == ["never_true"]


REASONS = {
    "complete": (STEP, "", ("step.form",), ("step",), []),
    "without a letter": (STEP, "", (), (), ["reason_without_letter", "serves_nothing"]),
    "without anything": (
        BARE,
        "",
        (),
        (),
        ["reason_without_attachments", "reason_without_letter", "reason_without_questions"],
    ),
    "with a module that nobody uses": (
        STEP,
        ON_DEMAND,
        ("step.form", "drugs.any"),
        ("step",),
        ["never_asked", "on_demand_unused"],
    ),
}


@pytest.mark.parametrize(
    ("reason", "common", "names", "answered", "codes"), REASONS.values(), ids=REASONS
)
def test_reasons(
    reason: str, common: str, names: tuple[str, ...], answered: tuple[str, ...], codes: list[str]
) -> None:
    tree = reasons(reason, common)
    assert (
        sorted(
            p.code for p in found(tree, letter(*names, reasons=answered)) if p.code != "never_true"
        )
        == codes
    )


def test_a_document_that_is_never_needed() -> None:
    rest = (
        "attachments:\n  - {id: form, title: F, why: W, has: plan, when: a.one == yes and a.one =="
        " no}\n"
    )
    problems = found(one(YES_NO, rest))
    assert [p.code for p in problems if not is_warning(p)] == ["attachment_never"]


def test_a_definition_that_nothing_uses() -> None:
    problems = found(one(YES_NO, "define:\n  a.known: answered(a.one)\n"))
    assert [p.code for p in problems] == ["unused_definition"]
    assert is_warning(problems[0])


def test_a_reason_that_no_letter_answers_says_which_file_to_write() -> None:
    (problem,) = (p for p in found(reasons(BARE, "")) if p.code == "reason_without_letter")
    assert problem.sentence == (
        "No letter answers the reason step. Please either write its part,"
        " templates/reasons/step.md.j2, or test for it in a letter."
    )
    assert PART.endswith(SUFFIX)


def test_every_code_stands_in_the_catalogue_once() -> None:
    groups = (IN_FILES, IN_TREES, IN_TEMPLATES, IN_ANSWERS, CHECKED, WARNINGS)
    assert len(ALL_CODES) == sum(len(group) for group in groups)


def test_no_code_is_given_beside_the_catalogue() -> None:
    folder = Path(interview.__file__).parent
    given = {
        call.args[1].value
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id == "Problem" and isinstance(call.args[1], ast.Constant)
    }
    assert "never_asked" in given
    assert given <= ALL_CODES.keys()


SEEN = {
    "a letter prints its question": (letter("a.idle"), []),
    "only the rule reads it": (letter(), ["unseen_finding"]),
}


@pytest.mark.parametrize(("reader", "codes"), SEEN.values(), ids=SEEN)
def test_a_rule_about_what_no_letter_reads_could_never_be_seen(
    reader: LetterFacts, codes: list[str]
) -> None:
    rule = "findings: [{when: a.idle == yes, about: a.idle, say: Not so.}]\n"
    tree = one("- {id: a.idle, kind: yes_no, title: Idle, say: Is it so?}", rule)
    assert [p.code for p in found(tree, reader)] == codes


BENEFIT = """\
- {id: a.benefit, kind: choice, title: Benefit, say: Which one, options: {drug: Drug, care: Care}}
- id: a.kind
  kind: choice
  title: Kind
  say: Which kind?
  options: {medicine: Medicine, device: Device}
  implied:
    - {when: a.benefit == drug, value: medicine}
    - {when: RULE, value: device}
- {id: a.last, kind: yes_no, title: Last, say: Is it so?, when: a.kind == device, serves: [sheet]}
"""
RULES = {
    "they exclude each other": ("a.benefit == care", []),
    "both can hold": ("answered(a.benefit)", ["rules_disagree"]),
    "it never holds": ("a.benefit == drug and a.benefit == care", ["never_true"]),
}


@pytest.mark.parametrize(("rule", "codes"), RULES.values(), ids=RULES)
def test_rules_that_an_answer_follows_from(rule: str, codes: list[str]) -> None:
    assert [p.code for p in found(one(BENEFIT.replace("RULE", rule)))] == codes
