"""Rights in a letter: texts by name, only inside their own `if`, as data, with the answers that
decided about them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from interview.core.attachments import attachment_statuses
from interview.core.author_text import AuthorError
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.letters.document import Document
from interview.letters.loading import load_letters
from interview.letters.render import render
from interview.letters.writers.text import to_text
from interview.storage.yaml_source import load_yaml
from tests.letters.building import TODAY, CaseFile

ROOT = """
tree: t
version: "1"
title: T
modules: [plan]
plan_kinds:
  - {kind: va, when: plan.type == va}
"""
PLAN = """
module: plan
title: Plan
questions:
  - id: plan.type
    kind: choice
    title: Kind of plan
    say: Which plan is it?
    administrative: yes
    options: {va: Veterans Affairs, job: A job}
"""
ENGINE = Engine(
    build_tree({"root": load_yaml(ROOT, "root.yaml"), "plan": load_yaml(PLAN, "plan.yaml")})
)
FRONT = "---\nletter: sample\ntitle: Sample\nvoice: patient\n---\n"
BODY = "Always.{% if rights.records %} I ask under {{ rights.records }}.{% endif %}"


def drawn(body: str, texts: Mapping[str, str], case: CaseFile | None = None) -> Document:
    (letter,) = load_letters({"sample.md.j2": FRONT + body}, ENGINE.tree, ("records", "test"))
    state = (case or CaseFile(ENGINE)).state
    return render(letter, state, TODAY, attachment_statuses(state), texts)


def test_a_text_that_there_is_is_printed_and_one_that_there_is_not_leaves_its_sentence_out() -> (
    None
):
    assert (
        to_text(drawn(BODY, {"records": "42 CFR 438.404"}).body).strip()
        == "Always. I ask under 42 CFR 438.404."
    )
    assert to_text(drawn(BODY, {}).body).strip() == "Always."


def test_a_text_is_data_and_no_markup() -> None:
    assert "**§ 1** {{ x }}" in to_text(drawn(BODY, {"records": "**§ 1** {{ x }}"}).body)


def test_outside_its_if_a_text_that_there_is_not_is_the_author_s_error() -> None:
    with pytest.raises(AuthorError) as caught:
        drawn("I ask under {{ rights.records }}.", {})
    (problem,) = caught.value.problems
    assert str(problem.place) == "sample.md.j2:6:1"
    assert "Please put the sentence inside {% if rights.records %}." in problem.sentence


WRONG = {
    "{{ rights.recods }}": "rights has no recods. Did you mean records?",
    "{% if rights.recods %}x{% endif %}": "rights has no recods. Did you mean records?",
    "{{ rights }}": "this is nothing that can be printed",
    "{% if rights %}x{% endif %}": "{% if %} takes true('…')",
    "{{ rights.records.citation }}": "rights.records has no citation.",
    "{% for each in rights %}x{% endfor %}": "only lists, exhibits, missing and reasons",
}


@pytest.mark.parametrize(("body", "said"), WRONG.items(), ids=WRONG)
def test_what_a_template_may_not_do_with_rights(body: str, said: str) -> None:
    with pytest.raises(AuthorError) as caught:
        drawn(body, {"records": "x"})
    assert said in str([problem.sentence for problem in caught.value.problems])


def test_no_question_may_be_called_rights() -> None:
    plan = PLAN.replace("module: plan", "module: rights").replace("plan.type", "rights.type")
    root = ROOT.replace("[plan]", "[rights]").replace("plan.type", "rights.type")
    tree = build_tree(
        {"root": load_yaml(root, "root.yaml"), "rights": load_yaml(plan, "rights.yaml")}
    )
    with pytest.raises(AuthorError, match="rights has a meaning of its own in letters"):
        load_letters({"sample.md.j2": f"{FRONT}Text."}, tree)


def test_a_sentence_about_rights_says_which_rights_it_read() -> None:
    document = drawn(BODY, {"records": "42 CFR 438.404"})
    assert [(each.text, each.truth) for each in document.readings] == [("rights.records", True)]


def test_sources_that_disagree_about_the_plan_are_open_in_the_letter() -> None:
    case = CaseFile(ENGINE).say("plan.type", "Veterans Affairs").notice("plan.type", "A job")
    for rights in (
        {"records": "x"},
        {},
    ):  # Whether there is a rule to cite hangs on the plan as well.
        openings = {each.address: each.why for each in drawn(BODY, rights, case).openings}
        assert openings == {"plan.type": "Sources disagree about it."}
