"""What an author hears when a tree cannot be built: which problem, at which line and column, in
which words.
"""

from __future__ import annotations

import re

import pytest

from interview.core.author_text import AuthorError
from tests.core.test_build_question_problems import WRONG_QUESTIONS, bad_id
from tests.core.trees import ROOT, module_text, nodes, problems, tree

ONE = module_text("- {id: m.a, kind: yes_no, title: T}")
REASON = module_text("- {id: r.a, kind: text, title: T}", "r", "reason: {label: R}")


WRONG_TREES: list[tuple[dict[str, str], str, str, str]] = [
    (
        {},
        "no_root",
        "None",
        "There is no root.yaml. Please add the file that places the modules.",
    ),
    (
        {"root": f"{ROOT}modules: [m, n]\n", "m": ONE},
        "no_file",
        "root.yaml:4:14",
        "There is no file n.yaml. Please choose from: m",
    ),
    (
        {"root": f"{ROOT}modules: [m, m]\n", "m": ONE},
        "placed_twice",
        "root.yaml:4:14",
        "m is placed twice. Please remove one of the two.",
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE, "x/y": ONE},
        "not_placed",
        "x/y.yaml:1:1",
        "root.yaml does not place x/y. Please add it under `modules:`.",
    ),
    (
        {
            "root": f"{ROOT}modules: [m]\n",
            "m": ONE.replace("module: m", "module: n").replace("m.a", "n.a"),
        },
        "module_name",
        "m.yaml:1:1",
        "The file m.yaml calls itself n. Please use one name.",
    ),
    (
        {"root": f"{ROOT}modules: [m]\nroles: {{name: m.b}}\n", "m": ONE},
        "unknown_id",
        "root.yaml:5:15",
        "Role name names m.b, which is no question. Did you mean m.a?",
    ),
    (
        {"root": f"{ROOT}modules: [m]\nmodels: x\n", "m": ONE},
        "unknown_key",
        "root.yaml:5:1",
        "The root has no key models. Did you mean modules?",
    ),
    (
        {"root": f"{ROOT}modules: [m, r]\n", "m": ONE, "r": REASON},
        "reasons_later",
        "r.yaml:1:1",
        (
            "r depends on the reasons, which are asked later or not at all. Please place the"
            " module after the one that asks for them and set `roles: reasons:`."
        ),
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": f"uses: [x]\n{ONE}"},
        "unknown_module",
        "m.yaml:1:8",
        "There is no module x. Please choose from: m",
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE + "define: {m.a: m.a == yes}\n"},
        "duplicate_id",
        "m.yaml:4:10",
        "m.a is also a definition. Please rename one of the two.",
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE + "define: {m.x: m.a == yess}\n"},
        "condition",
        "m.yaml:5:22",
        "m.a has no option yess. Did you mean yes?",
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE + "define: {m.x: [m.a]}\n"},
        "shape",
        "m.yaml:5:15",
        "m.x is one condition. Please write it on one line.",
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE + "define: {m.if: m.a == yes}\n"},
        "bad_id",
        "m.yaml:5:10",
        bad_id("m.if"),
    ),
    (
        {"root": f"{ROOT}modules: [m]\n", "m": ONE + "define: {m.x: m.y, m.y: not m.x}\n"},
        "circle",
        "m.yaml:5:10",
        "m.x is defined by itself. Please write it out.",
    ),
    (
        {
            "root": f"{ROOT}modules: [m, n]\n",
            "m": ONE + "define: {m.x: m.a == yes}\n",
            "n": module_text("- {id: n.a, kind: text, title: T}", "n", "define: {m.x: m.a == no}"),
        },
        "duplicate_id",
        "n.yaml:3:10",
        "m.x is defined twice. Please rename one of the two.",
    ),
    (
        {"root": f"{ROOT}modules: [m, a/m]\n", "m": ONE, "a/m": ONE},
        "duplicate_id",
        "root.yaml:4:14",
        "Two modules are called m. Please rename one of the two files.",
    ),
    (
        {
            "root": f"{ROOT}modules: [m]\n",
            "m": (
                ONE + "attachments: [{id: x, title: X, why: W, has: plan}, {id: x, title: X, why:"
                " W, has: plan}]\n"
            ),
        },
        "duplicate_id",
        "m.yaml:5:58",
        "Attachment x stands twice. Please rename one.",
    ),
    (
        {
            "root": f"{ROOT}modules: [m]\nplan_kinds: [{{kind: va, when: m.b == yes}}]\n",
            "m": ONE,
        },
        "condition",
        "root.yaml:5:31",
        "There is no question m.b. Did you mean m.a?",
    ),
    (
        {"root": f"{ROOT}modules: [m]\ntruths: {{given: m.a == maybe}}\n", "m": ONE},
        "condition",
        "root.yaml:5:24",
        "m.a has no option maybe. Please choose from: no, yes",
    ),
    (
        {"root": f"{ROOT}modules: [m]\ntruths: {{given: [m.a]}}\n", "m": ONE},
        "shape",
        "root.yaml:5:17",
        "given is one condition. Please write it on one line.",
    ),
    (
        {"root": f"{ROOT}modules: [m]\nplan_kinds: [{{kind: va}}]\n", "m": ONE},
        "missing_key",
        "root.yaml:5:14",
        "A plan kind needs `when:`. Please add it.",
    ),
    (
        {
            "root": (
                f"{ROOT}modules: [m]\n"
                "plan_kinds: [{kind: va, when: m.a == yes}, {kind: va, when: m.a == no}]\n"
            ),
            "m": ONE,
        },
        "duplicate_id",
        "root.yaml:5:51",
        "The plan kind va stands twice. Please join their conditions with `or`.",
    ),
]


@pytest.mark.parametrize(("files", "code", "place", "sentence"), WRONG_TREES)
def test_a_wrong_tree_is_named_with_its_place(
    files: dict[str, str], code: str, place: str, sentence: str
) -> None:
    found = [(p.code, str(p.place), p.sentence) for p in problems(files)]
    assert found == [(code, place, sentence)]


def test_all_problems_are_told_at_once() -> None:
    files = {
        "root": f"{ROOT}modules: [m, n]\n",
        "m": module_text(
            "- {id: m.a, kind: tex, title: T}\n- {id: m.b, kind: text}\n- {id: m.c, kind: text,"
            " title: T, when: m.d}"
        ),
    }
    with pytest.raises(AuthorError) as caught:
        tree(files)
    assert [p.code for p in caught.value.problems] == [
        "no_file",
        "unknown_value",
        "missing_key",
        "condition",
    ]
    assert str(caught.value).splitlines() == [
        "root.yaml:4:14: There is no file n.yaml. Please choose from: m",
        "m.yaml:4:21: kind cannot be tex. Did you mean text?",
        "m.yaml:5:5: A question needs `title:`. Please add it.",
        "m.yaml:6:43: There is no question m.d. Did you mean m.b or m.a?",
    ]


@pytest.mark.parametrize(
    "sentence", sorted({wrong[-1] for wrong in (*WRONG_TREES, *WRONG_QUESTIONS)})
)
def test_sentences_end_once(sentence: str) -> None:
    assert not re.search(r"[.?!…:]\s*[.?!]|\s[.?!,;]|  ", sentence)
    assert sentence.endswith((".", "?")) or ": " in sentence.rpartition(". ")[2]


MISSPELT_KINDS = {
    "with options": ("dropdown", "options: {a: A}", "m.a == a"),
    "that an alarm measures": ("nummber", "alarm: m.a > 3", "m.a > 2"),
    "that follows from others": ("yesno", "implied: [{when: m.z == yes, value: no}]", "m.a == no"),
    "with rows": ("lst", "row: [{id: b, kind: text, title: T}]", "count(m.a) > 1"),
    "of a date": ("day", "no_older_than: m.most", "m.a > date('2025')"),
    "that picks from rows": ("picks", "picks: attachments", "answered(m.a)"),
    "in own words": ("words", "specific: {than: [it], say: S}", "m.a == a"),
}


@pytest.mark.parametrize(("kind", "key", "when"), MISSPELT_KINDS.values(), ids=MISSPELT_KINDS)
def test_a_misspelt_kind_is_one_problem_wherever_it_is_read(kind: str, key: str, when: str) -> None:
    text = module_text(
        "- {id: m.z, kind: yes_no, title: T}\n"
        "- {id: m.most, kind: number, title: T, unit: weeks}\n"
        f"- {{id: m.a, kind: {kind}, title: T, {key}}}\n"
        f"- {{id: m.b, kind: text, title: T, when: {when}}}\n"
        "- {id: m.c, kind: yes_no, title: T, implied: {from: m.a, table: t}}"
    )
    root = f"{ROOT}modules: [m]\ntables: {{t: {{a: yes}}}}\n"
    (found,) = problems({"root": root, "m": text})
    assert (found.code, str(found.place)) == ("unknown_value", "m.yaml:6:21")
    assert found.sentence.startswith(f"kind cannot be {kind}. ")


def test_a_misspelt_kind_of_a_column_is_one_problem() -> None:
    row = "{id: b, kind: datum, title: T}, {id: c, kind: text, title: T, when: row.b > row.b}"
    text = module_text(f"- {{id: m.a, kind: list, title: T, row: [{row}]}}")
    assert [str(p) for p in problems({"root": f"{ROOT}modules: [m]\n", "m": text})] == [
        "m.yaml:4:57: kind cannot be datum. Did you mean date?"
    ]


def test_a_misspelt_kind_hides_nothing_else_that_is_wrong() -> None:
    text = module_text(
        "- {id: m.a, kind: tex, title: T, titel: T}\n"
        "- {id: m.b, kind: text, title: T, when: m.z == yes}"
    )
    assert [p.code for p in problems({"root": f"{ROOT}modules: [m]\n", "m": text})] == [
        "unknown_key",
        "unknown_value",
        "condition",
    ]


def test_a_condition_over_several_lines_is_placed_at_its_beginning() -> None:
    text = module_text(
        "- id: m.a\n  kind: yes_no\n  title: T\n  when: |\n    m.z == yes\n      and m.y == no"
    )
    assert [str(p) for p in problems({"root": f"{ROOT}modules: [m]\n", "m": text})] == [
        "m.yaml:7:11: There is no question m.z. None is known here."
    ]


def test_files_are_taken_as_nodes() -> None:
    assert nodes({"m": "a: b"})["m"].place.file == "m.yaml"
