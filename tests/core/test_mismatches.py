"""Figures in two answers: a quantity beside strength and dose, a rating in words beside one in
digits.
"""

from __future__ import annotations

import pytest

from interview.core.mismatches import unlike_ratings, unlike_supplies
from tests.core.cases import Case
from tests.core.trees import ROOT, module_text, problems, tree

QUESTIONS = """
- {id: m.strength, kind: text, title: Strength}
- {id: m.dose, kind: dose, title: Dose}
- {id: m.quantity, kind: text, title: Quantity}
- {id: m.story, kind: long_text, title: Story}
- {id: m.chart, kind: text, title: Chart}
- {id: m.past, kind: text, title: Past}
"""
RULES = """
supplies: [{strength: m.strength, dose: m.dose, quantity: m.quantity, say: Check the three.}]
ratings: [{words: [pain], of: [m.story, m.chart], most: 10, say: Which is it?}]
"""
FILES = {"root": f"{ROOT}modules: [m]{RULES}", "m": module_text(QUESTIONS)}


def told(**answers: str) -> Case:
    case = Case(tree(FILES))
    for id, typed in answers.items():
        case.say(f"m.{id}", typed)
    return case


@pytest.mark.parametrize(
    ("strength", "dose", "quantity", "is_found"),
    [
        ("100 mg capsule", "100 mg twice daily", "60 capsules per 30 days", False),
        ("100 mg capsule", "100 mg twice daily", "56 capsules for 28 days", False),
        ("100 mg capsule", "100 mg twice daily", "30 capsules per month", True),
        ("100 mg capsule", "200 mg twice daily", "60 capsules per 30 days", True),
        ("40 mg/0.8 mL pen", "40 mg every 2 weeks", "2 pens per 28 days", False),
        ("40 mg/0.8 mL pen", "40 mg every 2 weeks", "4 pens per 28 days", True),
        ("0.5 g tablets", "500 mg daily", "30 tablets a month", False),
        ("50 mcg tablets", "0.05 mg daily", "30 tablets per month", False),
        ("50 mg vial", "20 mg/kg every 2 weeks", "4 vials per 28 days", False),
        ("100 mg vial", "100 mg over an hour", "1 vial per 28 days", False),
        ("100 mg capsule", "50-100 mg daily", "2 capsules per 30 days", False),
        (
            "100 mg vial",
            "100 mg weekly",
            "8 vials of 100 mg for each infusion, 7 infusions in 12 months",
            False,
        ),
        ("a vial", "100 mg weekly", "4 vials per 28 days", False),
        ("100 mg vial", "100 mg weekly", "", False),
    ],
)
def test_a_quantity_is_what_strength_and_dose_make(
    strength: str, dose: str, quantity: str, is_found: bool
) -> None:
    case = told(strength=strength, dose=dose, **({"quantity": quantity} if quantity else {}))
    found = [(clash.address, clash.say) for clash in unlike_supplies(case.state)]
    assert found == [("m.quantity", "Check the three.")] * is_found


@pytest.mark.parametrize(
    ("story", "chart", "said"),
    [
        ("The pain is nine out of ten.", "Pain 6/10", "Which is it? (9 of 10 and 6 of 10)"),
        ("The pain is six out of ten.", "Pain 6/10 at rest", ""),
        ("Pain went from 9/10 to 6/10.", "Pain 6/10", ""),
        ("Pain since 9/10.", "Pain 6/10", ""),
        ("Pain on 9/10/2026.", "Pain 6/10", ""),
        ("Painful nights. Sleep is 2/10.", "Pain 6/10", ""),
        ("Pain nine out of eleven", "Pain 6/10", ""),
        ("No figure.", "Pain 6/10", ""),
    ],
)
def test_what_is_rated_twice_is_rated_alike(story: str, chart: str, said: str) -> None:
    case = told(story=story, chart=chart)
    case.say("m.past", "Pain 10/10 in those years")
    found = unlike_ratings(
        case.state, [case.answer(f"m.{id}") for id in ("past", "story", "chart")]
    )
    assert [(each.address, each.say) for each in found] == [("m.chart", said)] * bool(said)


def test_what_is_wrong_with_a_rule_is_said() -> None:
    files = FILES | {
        "root": FILES["root"].replace("dose: m.dose", "dose: m.dos").replace("words: [pain], ", "")
    }
    sentences = [problem.sentence for problem in problems(files)]
    assert "m.dos is no question. Did you mean m.dose?" in sentences
    assert any("A rating needs `words:`" in each for each in sentences)
