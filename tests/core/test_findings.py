"""Rules of authors: what they may name, when they fail, and where they lead back to."""

from __future__ import annotations

import pytest

from interview.core.findings import failing_rules
from tests.core.cases import Case
from tests.core.trees import ROOT, problems, tree

DRUGS = """
module: drugs
title: Drugs
questions:
  - id: drugs
    kind: list
    title: Drugs
    none: None
    row:
      - {id: drug, kind: drug, title: Drug}
      - {id: taken, kind: yes_no, title: Taken}
      - {id: dose, kind: text, title: Dose, when: row.taken == yes}
findings:
"""
GUIDE = """
module: guide
title: Guide
questions:
  - {id: guide.cited, kind: yes_no, title: Cited}
  - {id: guide.name, kind: text, title: Name, when: guide.cited == yes}
  - {id: guide.version, kind: text, title: Version, when: guide.cited == yes}
findings:
"""
VERSION = """
  - id: version
    when: answered(guide.name) and not answered(guide.version)
    about: guide.version
    say: No version of {{ guide.name }}.
"""
DOSE = """
  - {when: "not answered(row.dose)", about: drugs.dose, say: "No dose of {{ row.drug }}."}
"""


def files(guide: str = VERSION, drugs: str = DOSE) -> dict[str, str]:
    return {
        "root": f"{ROOT}modules: [drugs, guide]\n",
        "drugs": DRUGS + drugs,
        "guide": GUIDE + guide,
    }


def found(case: Case) -> list[tuple[str, str]]:
    return [(failing.address, failing.say) for failing in failing_rules(case.state)]


def test_a_rule_fails_while_its_condition_is_true_and_its_question_is_relevant() -> None:
    case = Case(tree(files(drugs="  []")))
    assert found(case) == []
    case.say("guide.cited", "yes")
    case.say("guide.name", "Example Guideline")
    assert found(case) == [("guide.version", "No version of Example Guideline.")]
    case.say("guide.cited", "no")
    assert found(case) == []
    case.say("guide.cited", "yes")
    case.say("guide.version", "2025")
    assert found(case) == []


def test_a_rule_about_a_column_looks_at_each_row_and_leads_back_to_its_cell() -> None:
    case = Case(tree(files("  []")))
    for drug, taken, dose in (("Alpha", "yes", ""), ("Beta", "yes", "5 mg"), ("Gamma", "no", "")):
        row = case.row("drugs")
        case.say(f"drugs/{row}/drug", drug)
        case.say(f"drugs/{row}/taken", taken)
        if dose:
            case.say(f"drugs/{row}/dose", dose)
    assert found(case) == [("drugs/r1/dose", "No dose of Alpha.")]


def test_a_rule_of_a_module_that_is_not_relevant_does_not_fail() -> None:
    written = files(
        "\n  - {when: guide.cited == no, about: drugs, say: Nothing is cited.}\n", "  []"
    )
    written["guide"] = written["guide"].replace(
        "questions:", "when: state(drugs) == none\nquestions:"
    )
    written["guide"] = written["guide"].replace("guide.cited == no", "not answered(guide.cited)")
    case = Case(tree(written))
    assert found(case) == []
    case.say("drugs", "none")
    assert found(case) == [("drugs", "Nothing is cited.")]
    case.row("drugs")
    case.say("drugs", "answered")
    assert found(case) == []


def test_a_rule_may_look_at_rows_and_lead_back_elsewhere() -> None:
    text = (
        '\n  - {when: row.taken == no, list: drugs, about: guide.cited, say: "{{ row.drug }} was'
        ' never taken."}\n'
    )
    case = Case(tree(files(text, "  []")))
    for drug, taken in (("Alpha", "no"), ("Beta", "yes")):
        row = case.row("drugs")
        case.say(f"drugs/{row}/drug", drug)
        case.say(f"drugs/{row}/taken", taken)
    assert found(case) == [("guide.cited", "Alpha was never taken.")]


def test_a_rule_about_rows_as_such_leads_back_to_what_the_row_is_about() -> None:
    case = Case(
        tree(
            files(
                "  []",
                "\n  - {when: row.taken == no, list: drugs, about: drugs, say: Never taken.}\n",
            )
        )
    )
    row = case.row("drugs")
    case.say(f"drugs/{row}/taken", "no")
    assert found(case) == [("drugs/r1/drug", "Never taken.")]


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("Spread to bone", True), ("BRAIN mets", True), ("widespread", False), ("", False)],
)
def test_a_rule_may_look_for_words_in_an_answer(name: str, is_found: bool) -> None:
    rule = (
        "\n  - {when: guide.cited == yes, in: guide.name, words: [spread to, brain], about:"
        " guide.cited, say: X.}\n"
    )
    case = Case(tree(files(rule, "  []")))
    case.say("guide.cited", "yes")
    if name:
        case.say("guide.name", name)
    assert found(case) == ([("guide.cited", "X.")] if is_found else [])


def test_a_rule_may_name_a_question_that_is_asked_later() -> None:
    rule = "\n  - {when: guide.cited == no, about: drugs, say: Nothing is cited.}\n"
    case = Case(tree(files("  []", rule)))
    case.say("guide.cited", "no")
    assert found(case) == [("drugs", "Nothing is cited.")]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            "{when: guide.cited == yes, about: guide.versoin, say: X}",
            "guide.versoin, which is no question. Did you",
        ),
        (
            "{when: row.taken == yes, about: drugs.dos, say: X}",
            "drugs has no column dos. Did you mean dose?",
        ),
        (
            "{when: row.taken == yes, about: guide.name, say: X}",
            "row. is known only inside a list's row",
        ),
        (
            "{when: row.taken == yes, list: drgs, about: guide.name, say: X}",
            "drgs is no list. Did you mean drugs?",
        ),
        (
            "{when: guide.cited == maybe, about: guide.name, say: X}",
            "guide.cited has no option maybe",
        ),
        (
            "{when: guide.cited == yes, in: guide.nam, words: [x], about: guide.name, say: X}",
            "in: names guide.nam, which",
        ),
        (
            "{when: guide.cited == yes, in: guide.name, about: guide.name, say: X}",
            "A finding needs `words:`",
        ),
        ("{when: guide.cited == yes, about: guide.name}", "A finding needs `say:`"),
        ("{about: guide.name, say: X}", "A finding needs `when:`"),
        ("{when: guide.cited == yes, say: X}", "A finding needs `about:`"),
        (
            "{when: guide.cited == yes, abuot: guide.name, say: X}",
            "A finding has no key abuot. Did you mean about?",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_with_its_place(rule: str, sentence: str) -> None:
    given = problems(files(f"\n  - {rule}\n"))
    assert any(sentence in problem.sentence for problem in given), [
        str(problem) for problem in given
    ]
    assert all(
        problem.place is not None and problem.place.file == "guide.yaml" for problem in given
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("vague: [{words: [harm]}]", "An entry of vague needs `say:`"),
        ("vague: [{say: Name it.}]", "An entry of vague needs `words:`"),
        ("vague: [{word: [harm], say: X}]", "has no key word. Did you mean words?"),
    ],
)
def test_what_is_wrong_with_phrases_that_say_nothing(more: str, sentence: str) -> None:
    written = files("  []", "  []")
    written["root"] += f"{more}\n"
    assert any(sentence in problem.sentence for problem in problems(written))


def test_specific_is_for_free_words_only() -> None:
    written = files("  []", "  []")
    written["guide"] = written["guide"].replace(
        "title: Cited", "title: Cited, specific: {than: [x], say: Y}"
    )
    (problem,) = problems(written)
    assert "this is yes_no. Please remove it." in problem.sentence
