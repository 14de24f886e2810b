"""Conditions in words for people who read no grammar."""

from __future__ import annotations

import pytest

from interview.core.conditions import parse_condition
from interview.core.conditions.plain import in_words
from tests.check.trees import tree_of
from tests.core.cases import AllNames

TREE = tree_of("""
    module: a
    title: A
    define: {a.big: a.dose >= 10, a.weak: failed in a.grounds or a.dose < 5}
    questions:
      - {id: a.route, kind: choice, title: Route, options: {oral: by mouth, vein: into a vein}}
      - {id: a.grounds, kind: choices, title: Grounds, options: {failed: Failed, late: Too late}, none: No ground}
      - {id: a.dose, kind: number, title: Dose}
      - {id: a.code, kind: diagnosis, title: Code}
      - {id: a.start, kind: date, title: Start}
      - {id: a.end, kind: date, title: End}
      - id: a.drugs
        kind: list
        title: Drugs
        row: [{id: drug, kind: drug, title: Drug}, {id: taken, kind: yes_no, title: Taken}]
    """)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("a.route == oral", "“Route” is “by mouth”"),
        ("a.route != oral", "“Route” is not “by mouth”"),
        ("not (a.route in [oral, vein])", "“Route” is not “by mouth” or “into a vein”"),
        ("failed in a.grounds", "“Grounds” includes “Failed”"),
        ("not (failed in a.grounds)", "“Grounds” does not include “Failed”"),
        ("state(a.grounds) == none", "“Grounds” is “No ground”"),
        ("state(a.dose) == dont_know", "“Dose” is not known"),
        ("answered(a.dose) and a.dose < 5", "“Dose” is known and “Dose” is below 5"),
        ("not (answered(a.dose) or a.big)", "“Dose” is not known and “Dose” is not at least 10"),
        ("weeks(a.start, a.end) >= 6", "the number of weeks from “Start” to “End” is at least 6"),
        ("starts(a.code, 'C34')", "“Code” begins with C34"),
        ("any(a.drugs, row.taken == yes)", "in one of “Drugs”: “Taken” is “Yes”"),
        ("not any(a.drugs, row.taken == yes)", "in no entry of “Drugs”: “Taken” is “Yes”"),
        ("not all(a.drugs, row.taken == yes)", "in one of “Drugs”: “Taken” is not “Yes”"),
        ("count(a.drugs) == 0", "the number of entries of “Drugs” is 0"),
        (
            "a.route == oral and (a.dose > 1 or a.dose == 0)",
            "“Route” is “by mouth” and (“Dose” is above 1 or “Dose” is 0)",
        ),
        (
            "a.weak and a.route == oral",
            "(“Grounds” includes “Failed” or “Dose” is below 5) and “Route” is “by mouth”",
        ),
        (
            "not a.weak or a.route == oral",
            (
                "(“Grounds” does not include “Failed” and “Dose” is not below 5)"
                " or “Route” is “by mouth”"
            ),
        ),
        (
            "a.route in [oral, vein] and any(a.drugs, row.taken == yes)",
            "(“Route” is “by mouth” or “into a vein”) and (in one of “Drugs”: “Taken” is “Yes”)",
        ),
    ],
)
def test_in_words(condition: str, words: str) -> None:
    assert in_words(parse_condition(condition, AllNames(TREE)), TREE) == words
