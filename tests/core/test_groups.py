"""Groups of reasons: a named condition for each, true when any reason of the group was given."""

from __future__ import annotations

import pytest

from interview.core.tree import Tree
from tests.core.cases import Case
from tests.core.trees import ROOT, problems, tree


def files(
    groups: str, when: str = "denial.administrative", admin: str = "administrative"
) -> dict[str, str]:
    reason = (
        "module: {0}\ntitle: {0}\nreason: {{label: {0}{1}}}\nquestions: [{{id: {0}.a, kind: text,"
        " title: A}}]\n"
    )
    return {
        "root": (
            f"{ROOT}modules: [denial, reasons/*, last]\nroles: {{reasons: denial.reasons}}\ngroups:"
            f" {groups}\n"
        ),
        "denial": (
            "module: denial\ntitle: D\nquestions: [{id: denial.reasons, kind: choices, options:"
            " reasons, none: None, title: R}]\n"
        ),
        "reasons/step": reason.format("step", ""),
        "reasons/late": reason.format("late", f", group: {admin}"),
        "reasons/coding": reason.format("coding", f", group: {admin}"),
        "last": (
            "module: last\ntitle: L\nquestions: [{id: last.a, kind: text, title: A, when:"
            f" {when}}}]\n"
        ),
    }


GROUPS = "{denial.administrative: administrative, denial.clinical: clinical}"


@pytest.fixture(name="grouped")
def _grouped() -> Tree:
    return tree(files(GROUPS))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("late", True),
        ("step, coding", True),
        ("step", False),
        ("none", False),
        ("dont_know", None),
        ("", None),
    ],
)
def test_a_group_is_true_when_any_of_its_reasons_was_given(
    grouped: Tree, given: str, expected: bool | None
) -> None:
    case = Case(grouped)
    if given:
        case.say("denial.reasons", given)
    assert case.state.truth(grouped.definitions["denial.administrative"].condition) is expected
    assert case.state.answer("last.a").on_path is (expected is True)


def test_a_reason_without_a_group_is_clinical(grouped: Tree) -> None:
    assert {m.name: m.group for m in grouped.modules if m.is_reason} == {
        "coding": "administrative", "late": "administrative", "step": "clinical",
    }  # fmt: skip
    assert {m.group for m in grouped.modules if not m.is_reason} == {""}


def test_a_group_that_no_reason_is_in_is_an_error_with_a_guess() -> None:
    (problem,) = problems(
        files("{denial.administrative: adminstrative}", when="denial.administrative")
    )[:1]
    assert "No reason is in a group adminstrative. Did you mean administrative?" in problem.sentence
    assert problem.place is not None
    assert problem.place.file == "root.yaml"


def test_a_group_cannot_take_a_name_twice() -> None:
    given = files(GROUPS)
    given["last"] += "define: {denial.clinical: answered(denial.reasons)}\n"
    assert any(
        "denial.clinical is defined twice" in problem.sentence for problem in problems(given)
    )
