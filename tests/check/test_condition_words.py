"""A condition that is printed and read again is the same condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.answers import AnswerState
from interview.core.conditions import Condition, parse_condition
from interview.core.conditions import nodes as n
from interview.core.conditions.printed import condition_text
from interview.core.tree import Definition, Question
from tests.check.trees import tree_of

TREE = tree_of(
    """
    module: a
    title: A
    define:
      a.known: answered(a.plan)
      a.age: years(a.born, a.seen)
    questions:
      - {id: a.plan, kind: choice, title: P, options: {hmo: H, ppo: P, none_of: N}}
      - {id: a.why, kind: choices, title: W, options: {step: S, site: T}}
      - {id: a.ok, kind: yes_no, title: O}
      - {id: a.born, kind: date, title: B}
      - {id: a.seen, kind: date, title: S}
      - {id: a.fee, kind: number, title: F}
      - {id: a.code, kind: diagnosis, title: C}
      - id: a.drugs
        kind: list
        title: D
        row:
          - {id: end, kind: choices, title: E, options: {failed: F, sick: S}}
          - {id: since, kind: date, title: S}
          - {id: needed, kind: yes_no, title: N}
    """
)
LIST = TREE.question("a.drugs")


class Names:
    """What the conditions below may name."""

    def question(self, name: str) -> Question | None:
        return TREE.question(name) if name in TREE.positions else None

    def definition(self, name: str) -> Definition | n.DefinedAmount | None:
        amount = n.DefinedAmount("a.age", n.Elapsed("years", n.Read("a.born"), n.Read("a.seen")))
        return amount if name == "a.age" else TREE.definitions.get(name)

    def known(self) -> list[str]:
        return list(TREE.positions)

    def is_later(self, name: str) -> bool:
        return False


def parsed(text: str) -> Condition:
    return parse_condition(text, Names(), LIST)


numbers = st.sampled_from(["0", "6", "12.5", "-3"]).map(n.Number)
days = st.sampled_from(["2025", "2025-03", "2025-03-14"]).map(n.Day)
dates = days | st.sampled_from([n.Read("a.born"), n.Read("a.seen"), n.Read("since", "a.drugs")])
elapsed = st.builds(n.Elapsed, st.sampled_from(["days", "weeks", "months", "years"]), dates, dates)
operators = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
reads = st.sampled_from(
    [n.Read("a.plan"), n.Read("a.drugs"), n.Read("needed", "a.drugs"), n.Read("a.fee")]
)
drugs = st.just(n.Read("a.drugs"))
simple = st.one_of(
    st.builds(
        n.OneOf,
        st.just(n.Read("a.plan")),
        st.sampled_from([("hmo",), ("hmo", "ppo")]),
        st.booleans(),
    ),
    st.builds(
        n.OneOf,
        st.just(n.Read("needed", "a.drugs")),
        st.sampled_from([("yes",), ("no",)]),
        st.booleans(),
    ),
    st.builds(
        n.Contains, st.just(n.Read("a.why")), st.sampled_from(["step", "site"]), st.booleans()
    ),
    st.builds(n.Contains, st.just(n.Read("end", "a.drugs")), st.just("failed"), st.booleans()),
    st.builds(n.Answered, reads),
    st.builds(n.HasState, reads, st.sampled_from(AnswerState)),
    st.builds(n.Starts, st.just(n.Read("a.code")), st.sampled_from(["C34", "F", "O'"])),
    st.builds(n.Compare, operators, elapsed | st.just(n.Read("a.fee")), numbers),
    st.builds(n.Compare, operators, dates, dates),
    st.just(n.Defined("a.known", n.Answered(n.Read("a.plan")))),
    st.builds(n.Compare, operators, st.just(Names().definition("a.age")), numbers),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: n.And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: n.Or(tuple(parts))),
        inner.map(n.Not),
        st.builds(n.Each, st.sampled_from(["any", "all"]), drugs, inner),
        st.builds(
            n.Compare,
            operators,
            st.builds(n.Count, drugs, st.none() | inner),
            st.just(n.Number("2")),
        ),
    ),
    max_leaves=6,
)


@given(conditions)
def test_round_trip(condition: Condition) -> None:
    text = condition_text(condition)
    if len(text) <= 600:
        assert parsed(text) == condition


WRITTEN = [
    "a.plan == hmo",
    "a.plan not in [hmo, ppo]",
    "not (step in a.why or site not in a.why)",
    "a.ok == yes and (a.plan != hmo or a.fee >= 12.5)",
    "state(a.plan) == dont_know",
    "starts(a.code, 'C34')",
    "any(a.drugs, failed in row.end and weeks(row.since, a.seen) >= 6)",
    "count(a.drugs) < 2",
    "a.age < 18 and a.known",
    "a.seen >= date('2025-03')",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_prints_as_written(text: str) -> None:
    assert condition_text(parsed(text)) == text


def test_conditions_of_the_program_itself_have_words() -> None:
    assert condition_text(n.Or(())) == "never"
    assert condition_text(n.And(())) == "always"
