"""The grammar of conditions, production by production, and every way to get it wrong."""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.conditions import parse_condition, reads
from interview.core.conditions.parse import ConditionError
from interview.core.tree import Definition, Question, Tree
from tests.core.trees import module

QUESTIONS = """
- {id: m.plan, kind: choice, title: Plan, options: {employer: E, church: C, medicare: M}}
- {id: m.old_plan, kind: choice, title: Old plan, options: {employer: E, church: C}}
- {id: m.reasons, kind: choices, title: Reasons, options: {step_therapy: S, not_covered: N}}
- {id: m.seen, kind: yes_no, title: Seen}
- {id: m.group, kind: text, title: Group, none: None}
- {id: m.weight, kind: number, title: Weight, units: [kg, lb]}
- {id: m.copay, kind: money, title: Copay}
- {id: m.tries, kind: number, title: Tries}
- {id: m.born, kind: date, title: Born}
- {id: m.decided, kind: date, title: Decided}
- {id: m.code, kind: diagnosis, title: Code}
- id: m.drugs
  kind: list
  title: Drugs
  row:
    - {id: drug, kind: drug, title: Drug}
    - {id: outcome, kind: choices, title: Outcome, options: {failed: F, intolerant: I}}
    - {id: started, kind: date, title: Started}
"""
HEAD = """
define:
  m.is_child: years(m.born, m.decided) < 18
  m.age: years(m.born, m.decided)
"""
TREE = module(QUESTIONS, head=HEAD)


class Known:
    """All of the tree; `m.later` is asked only afterwards."""

    def __init__(self, tree: Tree = TREE) -> None:
        self.tree = tree

    def question(self, name: str) -> Question | None:
        return self.tree.question(name) if name in self.tree.positions else None

    def definition(self, name: str) -> Definition | n.DefinedAmount | None:
        if name == "m.age":
            return n.DefinedAmount(name, n.Elapsed("years", n.Read("m.born"), n.Read("m.decided")))
        return self.tree.definitions.get(name)

    def known(self) -> list[str]:
        return [*self.tree.positions, "m.age", "m.is_child"]

    def is_later(self, name: str) -> bool:
        return name == "m.later"


def parsed(text: str, in_row: bool = False) -> n.Condition:
    return parse_condition(text, Known(), TREE.question("m.drugs") if in_row else None)


PLAN, REASONS, DRUGS = n.Read("m.plan"), n.Read("m.reasons"), n.Read("m.drugs")
SEEN, OUTCOME = n.OneOf(n.Read("m.seen"), ("yes",)), n.Read("outcome", "m.drugs")
IN_2025 = n.Day("2025")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("m.plan == employer", n.OneOf(PLAN, ("employer",))),
        ("m.plan != employer", n.OneOf(PLAN, ("employer",), True)),
        ("m.plan in [employer, church]", n.OneOf(PLAN, ("employer", "church"))),
        ("m.plan not in [church]", n.OneOf(PLAN, ("church",), True)),
        ("m.seen == yes", SEEN),
        ("step_therapy in m.reasons", n.Contains(REASONS, "step_therapy")),
        ("step_therapy not in m.reasons", n.Contains(REASONS, "step_therapy", True)),
        ("answered(m.group)", n.Answered(n.Read("m.group"))),
        (
            "given(m.group)",
            n.And(
                (
                    n.Answered(n.Read("m.group")),
                    n.Not(n.HasState(n.Read("m.group"), AnswerState.none)),
                )
            ),
        ),
        ("state(m.group) == none", n.HasState(n.Read("m.group"), AnswerState.none)),
        ("starts(m.code, 'c50.1')", n.Starts(n.Read("m.code"), "C501")),
        ("m.copay >= 20", n.Compare(">=", n.Read("m.copay"), n.Number("20"))),
        ("2.5 < m.tries", n.Compare("<", n.Number("2.5"), n.Read("m.tries"))),
        ("m.tries != -1", n.Compare("!=", n.Read("m.tries"), n.Number("-1"))),
        ("m.born <= m.decided", n.Compare("<=", n.Read("m.born"), n.Read("m.decided"))),
        ("m.born > date('2025-03')", n.Compare(">", n.Read("m.born"), n.Day("2025-03"))),
        (
            "days(m.born, date('2025')) == 3",
            n.Compare("==", n.Elapsed("days", n.Read("m.born"), IN_2025), n.Number("3")),
        ),
        ("m.is_child", n.Defined("m.is_child", TREE.definitions["m.is_child"].condition)),
        ("m.age < 2", n.Compare("<", Known().definition("m.age"), n.Number("2"))),  # type: ignore[arg-type]
        ("count(m.drugs) >= 2", n.Compare(">=", n.Count(DRUGS), n.Number("2"))),
        (
            "count(m.drugs, failed in row.outcome) == 1",
            n.Compare("==", n.Count(DRUGS, n.Contains(OUTCOME, "failed")), n.Number("1")),
        ),
        (
            "any(m.drugs, failed in row.outcome)",
            n.Each("any", DRUGS, n.Contains(OUTCOME, "failed")),
        ),
        (
            "all(m.drugs, answered(row.drug))",
            n.Each("all", DRUGS, n.Answered(n.Read("drug", "m.drugs"))),
        ),
        ("not m.seen == yes", n.Not(SEEN)),
        ("not (m.seen == yes)", n.Not(SEEN)),
        ("m.seen == yes and m.is_child", n.And((SEEN, parsed("m.is_child")))),
        (
            "m.seen == yes or m.is_child and m.seen == yes",
            n.Or((SEEN, n.And((parsed("m.is_child"), SEEN)))),
        ),
        (
            "(m.seen == yes or m.is_child) and m.seen == yes",
            n.And((n.Or((SEEN, parsed("m.is_child"))), SEEN)),
        ),
        ("not m.seen == yes or m.is_child", n.Or((n.Not(SEEN), parsed("m.is_child")))),
        ("\n  m.seen\n  == yes\r\n", SEEN),
        (
            "m.seen == yes\nand m.copay >= 20",
            n.And((SEEN, n.Compare(">=", n.Read("m.copay"), n.Number("20")))),
        ),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, meaning: n.Condition) -> None:
    assert parsed(text) == meaning


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_time_between_dates_in_a_row(unit: str) -> None:
    started = n.Read("started", "m.drugs")
    found = parsed(f"{unit}(row.started, m.decided) >= 6", in_row=True)
    assert found == n.Compare(">=", n.Elapsed(unit, started, n.Read("m.decided")), n.Number("6"))  # type: ignore[arg-type]


def test_reads_are_named_once_in_the_order_of_the_text() -> None:
    condition = parsed(
        "m.is_child and (m.seen == yes or any(m.drugs, failed in row.outcome)) and m.seen == no"
    )
    assert [str(r) for r in reads(condition)] == [
        "m.born",
        "m.decided",
        "m.seen",
        "m.drugs",
        "row.outcome",
    ]


UNREADABLE = (
    "This cannot be read as a condition. Please write tests such as `plan.type == employer` joined"
    " by and, or, not."
)
NO_TEST = (
    "This is not a test. Please write tests such as `plan.type == employer` joined by and, or, not."
)
STATES = "answered, dont_know, refused, later, none"


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        # the text as such
        (
            "m.seen == yes # and m.copay > 3",
            15,
            "A # cannot stand in a condition: what follows would be lost.",
        ),
        (
            "m.seen == yes" + " " * 600,
            601,
            "This condition is longer than 600 characters. Please split it with `define`.",
        ),
        (
            "(" * 21 + "1",
            21,
            "Too many brackets inside one another. Please split it with `define`.",
        ),
        ("not " * 61 + "m.is_child", 1, "Too many nots and signs. Please split it with `define`."),
        # a sign that is none
        ("m.seen = yes", 8, "= compares nothing. Please write == instead."),
        ("m.copay => 3", 9, "=> compares nothing. Please write >= instead."),
        ("m.copay =< 3", 9, "=< compares nothing. Please write <= instead."),
        (
            "starts(m.code, 'C=5') and m.seen = yes",
            34,
            "= compares nothing. Please write == instead.",
        ),
        ("any(m.drugs, row.outcome = failed)", 26, "= compares nothing. Please write == instead."),
        ("m.seen == 'a=b' or", 19, UNREADABLE),
        # what is no test
        (
            "yes",
            1,
            (
                "There is no question yes. Please choose from: "
                "m.age, m.born, m.code, m.copay, m.decided, m.drugs, m.group, m.is_child …"
            ),
        ),
        ("3", 1, NO_TEST),
        ("'C50'", 1, NO_TEST),
        ("m.seen == yes and (lambda: 3)", 20, NO_TEST),
        ("m.seen == yes if m.is_child else m.is_child", 1, NO_TEST),
        ("[m.is_child]", 1, NO_TEST),
        (
            "m.seen",
            1,
            "m.seen is a question, not a test. Please compare it, as in `m.seen == yes`.",
        ),
        (
            "m.reasons",
            1,
            (
                "m.reasons is a question, not a test. Please compare it, as in `step_therapy in"
                " m.reasons`."
            ),
        ),
        (
            "m.drugs",
            1,
            "m.drugs is a question, not a test. Please compare it, as in `count(m.drugs) >= 1`.",
        ),
        (
            "m.group",
            1,
            "m.group is a question, not a test. Please compare it, as in `answered(m.group)`.",
        ),
        (
            "open(m.group)",
            1,
            "This is not a test. Known ones are answered(…), given(…), state(…), starts(…), any(…), all(…).",
        ),
        (
            "m.group.strip()",
            1,
            "This is not a test. Known ones are answered(…), given(…), state(…), starts(…), any(…), all(…).",
        ),
        (
            "count(m.drugs)",
            1,
            "This is not a test. Known ones are answered(…), given(…), state(…), starts(…), any(…), all(…).",
        ),
        # names
        ("m.sene == yes", 1, "There is no question m.sene. Did you mean m.seen?"),
        (
            "m.seen == yes and m.later == yes",
            19,
            "m.later is asked only after this. Please move it up, or this down.",
        ),
        (
            "row.drug == x",
            1,
            "row. is known only inside a list's row. Please name the question in full.",
        ),
        (
            "any(m.drugs, failed in row.outcom)",
            24,
            "There is no question row.outcom. Did you mean row.outcome?",
        ),
        (
            "any(m.drugs, any(m.drugs, row.drug == x))",
            27,
            "row.drug is drug; only numbers, dates, doses, money and scores compare.",
        ),
        ("any(m.group, m.is_child)", 5, "m.group is not a list. Please name a list here."),
        ("answered('m.group')", 10, "The name of a question is needed here."),
        ("answered(f(3).x)", 10, "The name of a question is needed here."),
        # options
        ("m.plan == employe", 11, "m.plan has no option employe. Did you mean employer?"),
        ("m.plan == 'employer'", 11, "m.plan has no option 'employer'. Did you mean employer?"),
        ("m.seen == true", 11, "m.seen has no option true. Please choose from: no, yes"),
        (
            "m.plan in [employer, 3]",
            22,
            "m.plan has no option 3. Please choose from: church, employer, medicare",
        ),
        ("m.plan in []", 11, "No option stands between the brackets. Please name at least one."),
        (
            "m.plan == m.old_plan",
            11,
            "m.plan has no option m.old_plan. Please choose from: church, employer, medicare",
        ),
        ("employer == m.plan", 1, "Please write the question first, as in `m.plan == option`."),
        ("m.plan < employer", 1, "m.plan has options; please compare it with == or != or in [ ]."),
        (
            "m.reasons == step_therapy",
            1,
            "Several options can be chosen here. Please write `option in m.reasons`.",
        ),
        (
            "m.reasons in [step_therapy]",
            1,
            "`in [ ]` needs a question with one choice before it. Please name one.",
        ),
        (
            "m.copay in [3, 4]",
            1,
            "`in [ ]` needs a question with one choice before it. Please name one.",
        ),
        (
            "step_therpy in m.reasons",
            1,
            "m.reasons has no option step_therpy. Did you mean step_therapy?",
        ),
        (
            "employer in m.plan",
            13,
            "m.plan takes one answer only. Please write `m.plan == option`.",
        ),
        # states, codes, numbers, dates
        ("state(m.group) == gone", 19, f"Please write state(…) == one of {STATES}."),
        ("state(m.group) != none", 19, f"Please write state(…) == one of {STATES}."),
        ("answered(m.group, m.plan)", 1, "1 value between the brackets, please."),
        ("starts(m.code)", 1, "2 values between the brackets, please."),
        ("starts(m.code, prefix='C')", 1, "2 values between the brackets, please."),
        ("starts(m.code, C50)", 16, "Text in quotes is needed here, such as 'C50'."),
        ("starts(m.code, '.')", 16, "The beginning of a code is needed here, such as 'C50'."),
        ("starts(m.group, 'C50')", 8, "m.group is text: it has no code for starts(…) to test."),
        (
            "m.group > 3",
            1,
            "m.group is text; only numbers, dates, doses, money and scores compare.",
        ),
        (
            "m.copay > 1e999999999",
            11,
            "Please write this number in plain digits, such as 6 or 2.5.",
        ),
        ("m.copay > 0x10", 11, "Please write this number in plain digits, such as 6 or 2.5."),
        (
            "m.copay > True",
            11,
            (
                "A number, a date or a question is needed here, such as 6, date('2025-03') or"
                " plan.copay."
            ),
        ),
        (
            "m.copay > 1 + 1",
            11,
            (
                "A number, a date or a question is needed here, such as 6, date('2025-03') or"
                " plan.copay."
            ),
        ),
        ("m.copay is 3", 1, "Please compare with ==, !=, <, <=, > or >=."),
        ("1 < m.tries < 3", 1, "One comparison at a time. Please join two tests with and."),
        ("m.weight > 50", 1, "m.weight can be given in kg or lb; a bare number is unclear."),
        ("50 < m.weight", 1, "m.weight can be given in kg or lb; a bare number is unclear."),
        (
            "m.born > 2025",
            1,
            "A date compares with a date only, such as date('2025-03') or a date question.",
        ),
        (
            "m.tries < date('2025')",
            1,
            "A date compares with a date only, such as date('2025-03') or a date question.",
        ),
        ("m.born > date(2025)", 15, "Text in quotes is needed here, such as 'C50'."),
        (
            "m.born > date('2025-13')",
            15,
            "Please write the date as '2025', '2025-03' or '2025-03-14'.",
        ),
        (
            "m.born > date('March 2025')",
            15,
            "Please write the date as '2025', '2025-03' or '2025-03-14'.",
        ),
        ("weeks(m.born) > 3", 1, "2 values between the brackets, please."),
        (
            "weeks(m.tries, m.born) > 3",
            7,
            "weeks(…) counts from one date to another. Please name two dates.",
        ),
        (
            "years(m.born, 2025) > 3",
            15,
            "years(…) counts from one date to another. Please name two dates.",
        ),
        ("count() > 3", 1, "count needs a list, and perhaps a test of its rows."),
        (
            "count(m.drugs, m.is_child, m.is_child) > 3",
            1,
            "count needs a list, and perhaps a test of its rows.",
        ),
        # columns count characters, from the beginning of the text as the author wrote it
        (
            "starts(m.code, 'Nguyễn–é') and m.sene == yes",
            32,
            "There is no question m.sene. Did you mean m.seen?",
        ),
        ("\n  m.sene == yes", 4, "There is no question m.sene. Did you mean m.seen?"),
        (
            "m.seen == yes\nand m.plan == x",
            29,
            "m.plan has no option x. Please choose from: church, employer, medicare",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, column: int, sentence: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parsed(text)
    assert (caught.value.column, caught.value.sentence) == (column, sentence)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", 1, 1),
        ("m.seen ==", 8, 10),
        ("   m.seen == )", 14, 14),
        ("m.seen == yes)", 14, 14),
        ("m.seen == yes; m.seen == no", 14, 14),
        ("m.seen == yes \x00", 1, 16),
        ("m.seen == \ud800", 1, 11),
        ("starts(m.code, 'C50)", 16, 16),
        ("é é", 1, 3),
        ("\u3000m.seen == == yes", 12, 13),
    ],
)
def test_what_is_no_python_either_is_refused_in_our_words(text: str, first: int, last: int) -> None:
    """Where exactly Python's parser gives up differs between its versions; what it says never
    shows.
    """
    with pytest.raises(ConditionError) as caught:
        parsed(text)
    assert caught.value.sentence == UNREADABLE
    assert first <= caught.value.column <= last
