"""Answers that can be read and are hardly meant: of no sensible form, or a row that stands there
already.
"""

from __future__ import annotations

import pytest

from interview.core.doubts import doubts_of
from interview.core.kinds import KINDS
from tests.core.cases import TODAY, Case
from tests.core.kinds.asking import read
from tests.core.trees import ROOT, module, module_text, problems, tree

DRUGS = """
- {id: m.asked, kind: drug, title: Asked for}
- {id: m.cancer, kind: yes_no, title: Cancer}
- id: m.drugs
  kind: list
  title: Drugs
  key:
    column: drug
    apart: began
    say: "{{ row.drug }} of {{ row.began or 'no day' }} is there already."
    unlike: m.asked
    unlike_say: "{{ m.asked }} is asked for."
  row:
    - id: drug
      kind: drug
      title: Drug
      expect:
        - {one_thing: yes, when: not (m.cancer == yes), say: One drug a row.}
        - {letters: 3, words: 1, say: Which drug is it?}
    - {id: began, kind: date, title: Began}
"""


def said(case: Case, typed: str, row: str = "", given: bool = False) -> list[str]:
    column = case.tree.question("m.drugs").columns[0]
    value = column.kind.read(typed, column, TODAY)
    return [doubt.say for doubt in doubts_of(case.state, column, value, row, given=given)]


def listed(*rows: tuple[str, str]) -> Case:
    case = Case(module(DRUGS))
    for drug, began in rows:
        row = case.row("m.drugs")
        case.say(f"m.drugs/{row}/drug", drug)
        if began:
            case.say(f"m.drugs/{row}/began", began)
    return case


@pytest.mark.parametrize(
    "typed", ["methotrexate", "METHOTREXATE.", "methotrexate 15 mg", "Trexall (methotrexate)"]
)
def test_a_second_row_of_the_same_is_asked_about_at_once(typed: str) -> None:
    case = listed(("Methotrexate", "March 2025"))
    assert said(case, typed) == ["Methotrexate of March 2025 is there already."]


@pytest.mark.parametrize("typed", ["methotrexate sodium", "adalimumab", "interferon beta-1b"])
def test_another_name_is_another_thing(typed: str) -> None:
    assert said(listed(("Methotrexate", ""), ("interferon beta-1a", "")), typed) == []


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        pytest.param("March 2025", "June 2025", False, id="another time"),
        pytest.param("March 2025", "3/4/2025", True, id="perhaps the same time"),
        pytest.param("March 2025", "", True, id="no time yet"),
        pytest.param("", "", True, id="no time at all"),
    ],
)
def test_of_two_rows_the_later_is_found_while_nothing_tells_them_apart(
    first: str, second: str, is_found: bool
) -> None:
    case = listed(("alpha", first), ("Alpha", second))
    assert said(case, "alpha", "r1", given=True) == []
    assert bool(said(case, "Alpha", "r2", given=True)) is is_found


def test_what_is_asked_for_is_no_row() -> None:
    case = listed()
    assert said(case, "adalimumab") == []
    case.say("m.asked", "Humira (adalimumab)")
    assert said(case, "adalimumab 40 mg") == ["Humira (adalimumab) is asked for."]


@pytest.mark.parametrize(
    ("typed", "is_doubtful"),
    [
        ("alpha and beta", True),
        ("alpha, beta", True),
        ("alpha + beta", True),
        ("sulfamethoxazole/trimethoprim", False),
        ("Brand (alpha and beta)", False),
        ("alpha, beta and gamma (Brand)", False),
        ("candesartan", False),
        ("no", True),
    ],
)
def test_a_sensible_answer_is_what_the_tree_says(typed: str, is_doubtful: bool) -> None:
    assert bool(said(listed(), typed)) is is_doubtful


WORDS = """
- {id: m.shows, kind: text, title: Shows, expect: {words: 2, say: "In a few words?"}}
- {id: m.field, kind: text, title: Field, expect: {letters: 4, digits: no, say: "In full?"}}
- {id: m.size, kind: long_text, title: Size, expect: {digits: yes, say: "Which figure?"}}
- {id: m.name, kind: person, title: Name}
- {id: m.any, kind: yes_no, title: Any}
"""


@pytest.mark.parametrize(
    ("id", "typed", "doubts"),
    [
        ("m.shows", "No", ["In a few words?", "Says nothing."]),
        ("m.shows", "Active disease", []),
        ("m.field", "y", ["In full?", "Says nothing."]),
        ("m.field", "35.098765", ["In full?"]),
        ("m.field", "Rheumatology", []),
        ("m.size", "Very large", ["Which figure?"]),
        ("m.size", "4 cm", []),
        ("m.size", "?", ["Which figure?", "Says nothing."]),
        ("m.name", "Yes.", ["Says nothing."]),
        ("m.name", "Noy", []),
        ("m.any", "yes", []),
    ],
)
def test_words_are_held_to_what_their_question_and_the_root_expect(
    id: str, typed: str, doubts: list[str]
) -> None:
    files = {
        "root": f"{ROOT}modules: [m]\nexpect: [{{unlike: [y, yes, no], say: Says nothing.}}]\n",
        "m": module_text(WORDS),
    }
    case = Case(tree(files))
    question = case.tree.question(id)
    value = question.kind.read(typed, question, TODAY)
    assert [doubt.say for doubt in doubts_of(case.state, question, value)] == doubts


DAYS = """
- {id: m.visit, kind: date, title: Visit, expect: {sundays: no, say: "A Sunday?"}}
- {id: m.score, kind: score, title: Score, expect: {sundays: no, say: "A Sunday?"}}
"""


@pytest.mark.parametrize(
    ("id", "typed", "is_doubtful"),
    [
        ("m.visit", "November 1, 2026", True),
        ("m.visit", "November 2, 2026", False),
        ("m.visit", "about November 1, 2026", False),
        ("m.visit", "October 2026", False),
        ("m.score", "21 on November 1, 2026", True),
        ("m.score", "21", False),
    ],
)
def test_a_visit_on_a_sunday_is_doubtful(id: str, typed: str, is_doubtful: bool) -> None:
    case = Case(module(DAYS))
    question = case.tree.question(id)
    value = question.kind.read(typed, question, TODAY)
    assert [doubt.say for doubt in doubts_of(case.state, question, value)] == [
        "A Sunday?"
    ] * is_doubtful


def test_a_test_of_sense_holds_only_where_its_condition_does() -> None:
    case = listed()
    case.say("m.cancer", "yes")
    assert said(case, "carboplatin and paclitaxel") == []


@pytest.mark.parametrize(
    ("kind", "typed", "names"),
    [
        ("drug", "Humira 40 mg/0.8 mL (adalimumab)", {"humira", "adalimumab"}),
        ("drug", "interferon beta-1a", {"interferon beta-1a"}),
        ("text", "Acme  Health.", {"acme health"}),
        ("choice", "one", {"one"}),
    ],
)
def test_the_names_in_a_value(kind: str, typed: str, names: set[str]) -> None:
    assert KINDS[kind].names(read(kind, typed, options={"one": "One"})) == names


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("column: drug", "column: drgu", "m.drugs has no column drgu. Did you mean drug?"),
        ("apart: began", "apart: begun", "m.drugs has no column begun. Did you mean began?"),
        (
            "unlike: m.asked",
            "unlike: m.askd",
            "m.askd is no question asked before. Did you mean m.asked?",
        ),
        (
            "one_thing: yes, when",
            "when",
            "expect needs one of words, letters, digits, one_thing, unlike, sundays",
        ),
        ("letters: 3", "leters: 3", "expect has no key leters. Did you mean letters?"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, sentence: str) -> None:
    files = {"root": f"{ROOT}modules: [m]\n", "m": module_text(DRUGS.replace(old, new))}
    assert any(sentence in problem.sentence for problem in problems(files)), list(
        map(str, problems(files))
    )
