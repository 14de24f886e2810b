"""What an author hears when a tree cannot be built: which problem, at which line and column, in
which words.
"""

from __future__ import annotations

import pytest

from interview.core.author_text import AuthorError
from tests.core.test_build_question_problems import bad_id
from tests.core.trees import ROOT, module_text, nodes, problems, tree

ONE = module_text("- {id: m.a, kind: yes_no, title: T}")
REASON = module_text("- {id: r.a, kind: text, title: T}", "r", "reason: {label: R}")


@pytest.mark.parametrize(
    ("files", "code", "place", "sentence"),
    [
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
                "n": module_text(
                    "- {id: n.a, kind: text, title: T}", "n", "define: {m.x: m.a == no}"
                ),
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
                    ONE
                    + "attachments: [{id: x, title: X, why: W, has: plan}, {id: x, title: X, why:"
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
    ],
)
def test_a_wrong_tree_is_named_with_its_place(
    files: dict[str, str], code: str, place: str, sentence: str
) -> None:
    found = [(p.code, str(p.place), p.sentence) for p in problems(files)]
    assert (code, place, sentence) in found
    assert len(found) == 1 or code == "duplicate_id"


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
    assert (
        str(caught.value).splitlines()[2] == "m.yaml:5:5: A question needs `title:`. Please add it."
    )


def test_a_condition_over_several_lines_is_placed_at_its_beginning() -> None:
    text = module_text(
        "- id: m.a\n  kind: yes_no\n  title: T\n  when: |\n    m.z == yes\n      and m.y == no"
    )
    assert [str(p.place) for p in problems({"root": f"{ROOT}modules: [m]\n", "m": text})] == [
        "m.yaml:7:11"
    ]


def test_files_are_taken_as_nodes() -> None:
    assert nodes({"m": "a: b"})["m"].place.file == "m.yaml"
