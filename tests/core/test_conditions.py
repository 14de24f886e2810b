"""What conditions say of answers: true, false or unsure."""

from __future__ import annotations

from itertools import product

import pytest

from interview.core.conditions import nodes as n
from interview.core.measure import Truth
from tests.core.cases import Case
from tests.core.trees import module

QUESTIONS = """
- {id: m.gate, kind: yes_no, title: Gate}
- {id: m.plan, kind: choice, title: Plan, options: {employer: E, church: C, medicare: M}, none: No plan}
- {id: m.reasons, kind: choices, title: Reasons, options: {step: S, other: O}, none: None of these}
- {id: m.group, kind: text, title: Group, none: No group}
- {id: m.weight, kind: number, title: Weight, units: [kg, lb]}
- {id: m.before, kind: number, title: Weight before, units: [kg, lb]}
- {id: m.tries, kind: number, title: Tries, none: Not counted}
- {id: m.needed, kind: number, title: Weeks needed, unit: weeks}
- {id: m.born, kind: date, title: Born}
- {id: m.decided, kind: date, title: Decided}
- {id: m.code, kind: diagnosis, title: Code, none: No diagnosis yet}
- id: m.hidden
  kind: text
  title: Hidden
  none: None
  when: m.gate == yes
- id: m.drugs
  kind: list
  title: Drugs
  when: m.gate != no
  row:
    - {id: drug, kind: drug, title: Drug}
    - {id: failed, kind: yes_no, title: Failed}
"""


def a_case(**said: str) -> Case:
    """`gate="yes"` answers m.gate; the gate is open unless it is said otherwise."""
    case = Case(module(QUESTIONS))
    for name, typed in ({"gate": "yes"} | said).items():
        case.say(f"m.{name}", typed)
    return case


T, F, U = True, False, None
ALL: tuple[Truth, ...] = (T, F, U)


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        # rows: true, false, unsure on the left; columns: the same on the right
        (n.And, ((T, F, U), (F, F, F), (U, F, U))),
        (n.Or, ((T, T, T), (T, F, U), (T, U, U))),
    ],
)
def test_and_or_are_kleenes(kind: type[n.And | n.Or], table: tuple[tuple[Truth, ...], ...]) -> None:
    case = a_case()
    node: dict[Truth, n.Condition] = {
        True: n.OneOf(n.Read("m.gate"), ("yes",)),
        False: n.OneOf(n.Read("m.gate"), ("no",)),
        None: n.OneOf(n.Read("m.plan"), ("church",)),
    }
    for (i, left), (j, right) in product(enumerate(ALL), enumerate(ALL)):
        assert case.state.truth(kind((node[left], node[right]))) is table[i][j], (kind, left, right)
        assert case.state.truth(n.Not(node[left])) is {True: False, False: True, None: None}[left]


@pytest.mark.parametrize(
    ("said", "text", "truth"),
    [
        # choice
        ({}, "m.plan == employer", U),
        ({"plan": "employer"}, "m.plan == employer", T),
        ({"plan": "church"}, "m.plan == employer", F),
        ({"plan": "church"}, "m.plan != employer", T),
        ({"plan": "church"}, "m.plan in [employer, church]", T),
        ({"plan": "church"}, "m.plan not in [employer, church]", F),
        ({"plan": "none"}, "m.plan == employer", F),
        ({"plan": "none"}, "m.plan != employer", T),
        ({"plan": "dont_know"}, "m.plan != employer", U),
        ({"plan": "refused"}, "m.plan == employer", U),
        ({"plan": "later"}, "m.plan == employer", U),
        # choices
        ({}, "step in m.reasons", U),
        ({"reasons": "step"}, "step in m.reasons", T),
        ({"reasons": "step"}, "other in m.reasons", F),
        ({"reasons": "step"}, "other not in m.reasons", T),
        ({"reasons": "step; other"}, "other in m.reasons", T),
        ({"reasons": "none"}, "step in m.reasons", F),
        ({"reasons": "none"}, "step not in m.reasons", T),
        ({"reasons": "dont_know"}, "step not in m.reasons", U),
        # answered and state are never unsure
        ({}, "answered(m.group)", F),
        ({"group": "A7"}, "answered(m.group)", T),
        ({"group": "none"}, "answered(m.group)", T),
        ({"group": "dont_know"}, "answered(m.group)", F),
        ({}, "given(m.group)", F),
        ({"group": "A7"}, "given(m.group)", T),
        ({"group": "none"}, "given(m.group)", F),
        ({"group": "dont_know"}, "given(m.group)", F),
        ({"group": "refused"}, "state(m.group) == refused", T),
        ({"group": "none"}, "state(m.group) == none", T),
        ({"group": "A7"}, "state(m.group) == none", F),
        ({}, "state(m.group) == none", F),
        ({"hidden": "x"}, "answered(m.hidden)", T),
        ({"hidden": "x", "gate": "no"}, "answered(m.hidden)", F),
        ({"hidden": "none", "gate": "no"}, "state(m.hidden) == none", F),
        # codes
        ({}, "starts(m.code, 'C50')", U),
        ({"code": "C50.911"}, "starts(m.code, 'c50.9')", T),
        ({"code": "C34.1"}, "starts(m.code, 'C50')", F),
        ({"code": "C50"}, "starts(m.code, 'C50')", T),
        ({"code": "C50"}, "starts(m.code, 'C50.9')", U),
        ({"code": "breast cancer"}, "starts(m.code, 'C50')", U),
        ({"code": "none"}, "starts(m.code, 'C50')", F),
        # numbers and units
        ({}, "m.tries >= 2", U),
        ({"tries": "2"}, "m.tries >= 2", T),
        ({"tries": "2"}, "m.tries > 2", F),
        ({"tries": "2"}, "m.tries <= 2", T),
        ({"tries": "2"}, "m.tries < 2", F),
        ({"tries": "2.50"}, "m.tries == 2.5", T),
        ({"tries": "3"}, "m.tries != 2.5", T),
        ({"tries": "none"}, "m.tries < 2", U),
        ({"weight": "70 kg", "before": "80 kg"}, "m.weight < m.before", T),
        ({"weight": "70 kg", "before": "80 lb"}, "m.weight < m.before", U),
        ({"weight": "70 kg", "before": "70 lb"}, "m.weight == m.before", U),
        # dates are the days that they may be
        ({}, "m.born < date('2025')", U),
        ({"born": "2024"}, "m.born < date('2025')", T),
        ({"born": "2025"}, "m.born < date('2025-03')", U),
        ({"born": "2025-02"}, "m.born < date('2025-03')", T),
        ({"born": "2025-03-01"}, "m.born < date('2025-03')", U),
        ({"born": "2025-03-31"}, "m.born >= date('2025-03')", T),
        ({"born": "2025-04"}, "m.born > date('2025-03')", T),
        ({"born": "2025-03"}, "m.born == date('2025-03')", U),
        ({"born": "2025-04"}, "m.born == date('2025-03')", F),
        ({"born": "2025-04"}, "m.born != date('2025-03')", T),
        ({"born": "2025-03-14"}, "m.born == date('2025-03-14')", T),
        ({"born": "2025-03-14", "decided": "2025-03-14"}, "m.decided >= m.born", T),
        ({"born": "2025-03", "decided": "2025-03"}, "m.decided >= m.born", U),
        ({"born": "2025", "decided": "2026"}, "m.decided > m.born", T),
        # completed days, weeks, months, years
        ({"born": "2025-01-01", "decided": "2025-02-11"}, "weeks(m.born, m.decided) >= 6", F),
        ({"born": "2025-01-01", "decided": "2025-02-12"}, "weeks(m.born, m.decided) >= 6", T),
        ({"born": "2025-01", "decided": "2025-02-12"}, "weeks(m.born, m.decided) >= 6", U),
        ({"born": "2025-01", "decided": "2025-03-14"}, "weeks(m.born, m.decided) >= 6", T),
        ({"born": "2025-01-01", "decided": "2025-01-31"}, "days(m.born, m.decided) == 30", T),
        ({"born": "2025-01-31", "decided": "2025-02-28"}, "months(m.born, m.decided) == 0", T),
        ({"born": "2025-01-31", "decided": "2025-03-01"}, "months(m.born, m.decided) == 1", T),
        ({"born": "2007-06-15", "decided": "2025-06-14"}, "years(m.born, m.decided) < 18", T),
        ({"born": "2007-06-15", "decided": "2025-06-15"}, "years(m.born, m.decided) < 18", F),
        ({"born": "2007", "decided": "2025-06-15"}, "years(m.born, m.decided) < 18", U),
        ({"born": "2008-02-29", "decided": "2026-02-28"}, "years(m.born, m.decided) == 17", T),
        ({"born": "2025-03-14", "decided": "2025-03-10"}, "days(m.born, m.decided) < 0", T),
        ({"born": "2025-03-14", "decided": "2025-03-10"}, "weeks(m.born, m.decided) == -1", T),
        ({"born": "2025-01-01"}, "weeks(m.born, m.decided) >= 6", U),
        (
            {"born": "2025-01-01", "decided": "2025-02-12", "needed": "6"},
            "weeks(m.born, m.decided) >= m.needed",
            T,
        ),
        (
            {"born": "2025-01-01", "decided": "2025-02-12", "needed": "6"},
            "days(m.born, m.decided) >= m.needed",
            U,
        ),
        (
            {"born": "2025-01-01", "decided": "2025-02-12", "tries": "6"},
            "weeks(m.born, m.decided) >= m.tries",
            U,
        ),
        # one way of saying no is enough
        ({"plan": "church"}, "m.plan == employer and m.tries > 2", F),
        ({"plan": "church"}, "m.plan == church or m.tries > 2", T),
        ({"plan": "church"}, "not (m.plan == employer or m.tries > 2)", U),
    ],
)
def test_truth(said: dict[str, str], text: str, truth: Truth) -> None:
    assert a_case(**said).truth(text) is truth


OPEN, CLOSED = False, True


@pytest.mark.parametrize(
    ("rows", "closed", "text", "truth"),
    [
        ((), OPEN, "any(m.drugs, row.failed == yes)", U),
        ((), CLOSED, "any(m.drugs, row.failed == yes)", F),
        ((), OPEN, "all(m.drugs, row.failed == yes)", U),
        ((), CLOSED, "all(m.drugs, row.failed == yes)", T),
        ((), OPEN, "count(m.drugs) >= 0", U),
        ((), CLOSED, "count(m.drugs) == 0", T),
        (("yes",), OPEN, "any(m.drugs, row.failed == yes)", T),
        (("no",), OPEN, "any(m.drugs, row.failed == yes)", U),
        (("no",), CLOSED, "any(m.drugs, row.failed == yes)", F),
        (("no", ""), CLOSED, "any(m.drugs, row.failed == yes)", U),
        (("", "yes"), OPEN, "any(m.drugs, row.failed == yes)", T),
        (("no",), OPEN, "all(m.drugs, row.failed == yes)", F),
        (("yes",), OPEN, "all(m.drugs, row.failed == yes)", U),
        (("yes", "yes"), CLOSED, "all(m.drugs, row.failed == yes)", T),
        (("yes", ""), CLOSED, "all(m.drugs, row.failed == yes)", U),
        (("", "no"), OPEN, "all(m.drugs, row.failed == yes)", F),
        (("yes", "yes"), OPEN, "count(m.drugs, row.failed == yes) >= 2", U),
        (("yes", "yes"), CLOSED, "count(m.drugs, row.failed == yes) >= 2", T),
        (("yes", "no"), CLOSED, "count(m.drugs, row.failed == yes) == 1", T),
        (("yes", ""), CLOSED, "count(m.drugs, row.failed == yes) == 1", U),
        (("yes", ""), CLOSED, "count(m.drugs, row.failed == yes) >= 1", T),
        (("yes", ""), CLOSED, "count(m.drugs, row.failed == yes) > 2", F),
        (("yes", ""), CLOSED, "count(m.drugs) == 2", T),
        (("yes", "dont_know"), CLOSED, "any(m.drugs, row.failed == no)", U),
        (("yes", "no"), CLOSED, "count(m.drugs) == m.tries", T),
    ],
)
def test_lists(rows: tuple[str, ...], closed: bool, text: str, truth: Truth) -> None:
    case = a_case(tries="2")
    for failed in rows:
        row = case.row("m.drugs")
        if failed:
            case.say(f"m.drugs/{row}/failed", failed)
    if closed:
        case.close("m.drugs")
    assert case.truth(text) is truth


def test_a_list_that_is_not_asked_is_unsure() -> None:
    case = a_case(gate="no")
    for text in (
        "any(m.drugs, row.failed == yes)",
        "all(m.drugs, row.failed == yes)",
        "count(m.drugs) == 0",
    ):
        assert case.truth(text) is None
    assert case.truth("answered(m.drugs)") is False


@pytest.mark.parametrize(
    ("state", "truth"), [("none", False), ("dont_know", None), ("refused", None), ("later", None)]
)
def test_only_an_end_closes_a_list(state: str, truth: Truth) -> None:
    case = a_case()
    case.say("m.drugs", state)
    assert case.truth("any(m.drugs, row.failed == yes)") is truth


def test_a_row_sees_its_own_answers() -> None:
    case = a_case()
    one, two = case.row("m.drugs"), case.row("m.drugs")
    case.say(f"m.drugs/{two}/failed", "yes")
    assert case.truth("row.failed == yes", two, "m.drugs") is True
    assert case.truth("row.failed == yes", one, "m.drugs") is None
