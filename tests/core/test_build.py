"""Trees from files: what composes, what the hash covers, and what an author hears when something
is wrong.
"""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from interview.core.conditions import nodes as n
from interview.core.tree import Section
from tests.core.cases import Case
from tests.core.trees import ROOT, module, tree

COMPOSED = {
    "root": (
        f"{ROOT}modules: [denial, drugs, reasons/*, closing]\nroles: {{reasons: denial.reasons}}\n"
    ),
    "denial": (
        """
        module: denial
        title: Denial
        questions:
          - {id: denial.reasons, kind: choices, options: reasons, title: Reasons}
          - {id: denial.kind, kind: choice, options: {a: A, b: B}, title: Kind}
    """
    ),
    "drugs": (
        """
        module: drugs
        title: Drugs
        on_demand: yes
        questions:
          - id: drugs
            kind: list
            title: Drugs
            ask: [patient, pharmacy]
            row:
              - {id: drug, kind: drug, title: Drug}
              - {id: dose, kind: text, title: Dose, ask: [prescriber]}
            attachments:
              - {id: fills, title: Fills, why: Shows it, has: pharmacy, when: answered(row.drug), months: 6}
    """
    ),
    "reasons/step": (
        """
        module: step
        title: Step
        reason: {label: Another drug first, formerly: ladder}
        uses: [drugs]
        questions:
          - {id: step.ground, kind: text, title: Ground}
        attachments:
          - {id: policy, title: Policy, why: Criteria, has: plan, when: answered(step.ground)}
    """
    ),
    "reasons/label": (
        """
        module: label
        title: Label
        reason: {label: Off label}
        when: denial.kind == a
        questions:
          - {id: label.use, kind: text, title: Use}
    """
    ),
    "closing": (
        """
        module: closing
        title: Closing
        questions:
          - {id: closing.end, kind: text, title: End}
    """
    ),
}


def test_modules_stand_in_the_order_of_the_root() -> None:
    built = tree(COMPOSED)
    assert [m.name for m in built.modules] == ["denial", "drugs", "label", "step", "closing"]
    assert [m.is_reason for m in built.modules] == [False, False, True, True, False]
    assert [node.id for node in built.nodes if not isinstance(node, Section)] == [
        *("denial.reasons", "denial.kind", "drugs", "label.use", "step.ground", "closing.end"),
    ]


def test_reason_modules_are_the_options_of_the_reasons() -> None:
    options = tree(COMPOSED).question("denial.reasons").options
    assert [(o.key, str(o.label), o.formerly) for o in options] == [
        ("label", "Off label", ()),
        ("step", "Another drug first", ("ladder",)),
    ]
    assert options[1].place.file == "reasons/step.yaml"


@pytest.mark.parametrize(
    ("reasons", "kind", "on_path"),
    [
        ("", "", []),
        ("step", "", ["drugs", "step.ground"]),
        ("label", "", []),
        ("label", "a", ["label.use"]),
        ("label", "b", []),
        ("step; label", "a", ["drugs", "label.use", "step.ground"]),
    ],
)
def test_common_modules_are_asked_when_a_reason_uses_them(
    reasons: str, kind: str, on_path: list[str]
) -> None:
    case = Case(tree(COMPOSED))
    if reasons:
        case.say("denial.reasons", reasons)
    if kind:
        case.say("denial.kind", kind)
    assert case.on_path() == ["denial.reasons", "denial.kind", *on_path, "closing.end"]


def test_a_file_in_the_reasons_folder_may_be_placed_by_name() -> None:
    named = COMPOSED["root"].replace("reasons/*", "reasons/step, reasons/*")
    assert [m.name for m in tree(COMPOSED | {"root": named}).modules][2:4] == ["step", "label"]


def test_options_that_several_questions_share_stand_in_the_root_once() -> None:
    built = tree(
        {
            "root": f"{ROOT}modules: [m]\noption_lists: {{states: {{OH: Ohio, TX: Texas}}}}\n",
            "m": """
                module: m
                title: M
                questions:
                  - {id: m.home, kind: choice, options: states, title: Home}
                  - {id: m.plan, kind: choice, options: states, title: Plan}
            """,
        }
    )
    for id in ("m.home", "m.plan"):
        assert [(o.key, str(o.label)) for o in built.question(id).options] == [
            ("OH", "Ohio"),
            ("TX", "Texas"),
        ]


def test_columns_are_asked_of_whoever_can_tell_of_their_list() -> None:
    drug, dose = tree(COMPOSED).question("drugs").columns
    assert drug.ask == (Party.patient, Party.pharmacy)
    assert dose.ask == (Party.prescriber,)


def test_a_module_says_what_a_new_case_takes_over_and_a_question_may_differ() -> None:
    found = module(
        """
        - {id: m.name, kind: text, title: Name}
        - {id: m.day, kind: date, title: Day, carries: no}
        - id: m.drugs
          kind: list
          title: Drugs
          row:
            - {id: drug, kind: text, title: Drug}
            - {id: required, kind: yes_no, title: Required, carries: no}
        """,
        head="carries: yes",
    )
    assert [found.question(id).carries for id in ("m.name", "m.day", "m.drugs")] == [
        True,
        False,
        True,
    ]
    assert [column.carries for column in found.question("m.drugs").columns] == [True, False]
    assert not module("- {id: m.name, kind: text, title: Name}").question("m.name").carries


def test_attachments_know_their_list_and_module() -> None:
    found = {a.id: (a.list, a.module, a.has, a.months) for a in tree(COMPOSED).attachments}
    assert found == {
        "fills": ("drugs", "drugs", Party.pharmacy, 6),
        "policy": ("", "step", Party.plan, 0),
    }


def test_a_definition_may_use_another_and_stand_above_it() -> None:
    built = module(
        """
        - {id: m.born, kind: date, title: Born}
        - {id: m.school, kind: text, title: School, when: m.is_pupil}
        """,
        head="""
        define:
          m.is_pupil: m.age < 18 and not m.is_small
          m.is_small: m.age < 6
          m.age: years(m.born, date('2026-01-01'))
        """,
    )
    case = Case(built)
    for born, asked in (("2010", True), ("2024", False), ("1990", False)):
        case.say("m.born", born)
        assert case.answer("m.school").on_path is asked
    assert sorted(built.definitions) == ["m.is_pupil", "m.is_small"]


def test_texts_in_several_languages() -> None:
    question = module("- {id: m.a, kind: text, title: {en: Name, es: Nombre}}").question("m.a")
    assert [question.title.in_language(code) for code in ("en", "es", "fr")] == [
        "Name",
        "Nombre",
        "Name",
    ]


def test_yes_no_and_numbers_stay_what_was_written() -> None:
    question = module(
        "- {id: m.a, kind: choice, title: T, options: {off: 02134, on: 'no', n: 12:30}}"
    ).question("m.a")
    assert [(o.key, str(o.label)) for o in question.options] == [
        ("off", "02134"),
        ("on", "no"),
        ("n", "12:30"),
    ]


# hash

HASHED = """
- {id: m.a, kind: choice, title: Title, options: {a: A, b: B}}
- {id: m.n, kind: number, title: N, low: 1, high: 9, unit: kg}
- {id: m.d, kind: date, title: D}
- section: Part
  when: m.a == a
  questions:
    - id: m.b
      kind: text
      title: Text
      say: Say it.
      when: m.is_so
      check: {test: m.n > 2, say: No.}
      alarm: m.n > 8
- id: m.l
  kind: list
  title: L
  row: [{id: c, kind: yes_no, title: C, when: m.is_so}]
  attachments: [{id: x, title: X, why: W, has: plan, when: row.c == yes}]
"""
DEFINED = "define: {m.is_so: m.a != b}"


def hash_of(old: str = "", new: str = "") -> str:
    assert old in HASHED + DEFINED
    return module(HASHED.replace(old, new), head=DEFINED.replace(old, new)).hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Title", "title: Another"),
        ("a: A,", "a: Another label,"),
        ("say: Say it.", "say: Say it kindly."),
        ("say: No.", "say: Not so."),
        ("section: Part", "section: Piece"),
        ("why: W", "why: Because"),
        ("m.n > 2", "m.n   >   2"),
        ("kind: text\n", "kind: text\n      note: For staff\n      ask: [prescriber]\n"),
    ],
)
def test_the_hash_does_not_cover_wording(old: str, new: str) -> None:
    assert hash_of(old, new) == hash_of()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("m.b\n", "m.bb\n"),
        ("id: m.l", "id: m.ll"),
        ("kind: text", "kind: long_text"),
        ("b: B}", "b: B, c: C}"),
        ("{a: A, b: B}", "{a: {label: A, formerly: z}, b: B}"),
        ("when: m.a == a", "when: m.a != a"),
        ("when: m.is_so\n", "when: m.a == b\n"),
        ("m.is_so: m.a != b", "m.is_so: m.a == a"),
        ("m.n > 2", "m.n > 3"),
        ("check:", "confirm:"),
        ("alarm: m.n > 8", "alarm: m.n > 7"),
        ("low: 1", "low: 2"),
        ("high: 9", "high: 8"),
        ("unit: kg", "unit: lb"),
        ("title: D}", "title: D, future: yes}"),
        ("title: D}", "title: D, none: Never}"),
        ("row.c == yes", "row.c == no"),
        ("id: x,", "id: y,"),
    ],
)
def test_the_hash_covers_meaning(old: str, new: str) -> None:
    assert hash_of(old, new) != hash_of()


def test_the_hash_covers_who_uses_what() -> None:
    other = COMPOSED | {
        "reasons/label": COMPOSED["reasons/label"].replace("when:", "uses: [drugs]\n        when:")
    }
    plain = COMPOSED | {"drugs": COMPOSED["drugs"].replace("on_demand: yes", "on_demand: no")}
    assert len({tree(files).hash for files in (COMPOSED, other, plain)}) == 3


KINDS = """
plan_kinds:
  - kind: medicaid_managed_care
    when: denial.kind == a and answered(drugs)
  - {kind: va, when: denial.kind == b}
"""


def test_plan_kinds_say_which_questions_settle_them_in_tree_order() -> None:
    built = tree(COMPOSED | {"root": COMPOSED["root"] + KINDS})
    assert [(each.kind, each.settled_by) for each in built.plan_kinds] == [
        ("medicaid_managed_care", ("denial.kind", "drugs")),
        ("va", ("denial.kind",)),
    ]
    assert str(built.plan_kinds[1].place) == "root.yaml:10:5"


def test_plan_kinds_do_not_change_what_old_answers_mean() -> None:
    assert tree(COMPOSED | {"root": COMPOSED["root"] + KINDS}).hash == tree(COMPOSED).hash


def test_truths_are_conditions_by_name() -> None:
    built = tree(COMPOSED | {"root": COMPOSED["root"] + "truths:\n  given: denial.kind == a\n"})
    assert [(name, each.condition) for name, each in built.truths.items()] == [
        ("given", n.OneOf(n.Read("denial.kind"), ("a",)))
    ]
