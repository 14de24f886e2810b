"""Answers that follow from others: when they count, how sure they are, and what an author may
write.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview.core.answer import Answer
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.engine import Engine
from interview.core.events import AnswerGiven, RowAdded
from interview.core.explain import why
from interview.core.flow import next_question
from interview.core.state import State
from tests.core.trees import ROOT, module_text, problems, tree

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
QUESTIONS = """
- {id: m.state, kind: choice, title: State, options: {IL: Illinois, IN: Indiana, IA: Iowa}}
- {id: m.plan, kind: choice, title: Plan, options: {part_d: Part D, other: Other}}
- id: m.zone
  kind: choice
  title: Time zone
  options: {central: Central, eastern: Eastern}
  implied: {from: m.state, table: zones}
- id: m.benefit
  kind: choice
  title: Benefit
  options: {pharmacy: Pharmacy, medical: Medical}
  implied:
    - {when: m.plan == part_d, value: pharmacy}
- id: m.code
  kind: text
  title: Code
  none: There is none
  implied:
    - {when: m.benefit == pharmacy, value: none}
- id: m.site
  kind: text
  title: Site
  when: m.benefit == medical
- id: m.visits
  kind: list
  title: Visits
  row:
    - {id: where, kind: choice, title: Where, options: {home: At home, clinic: In the clinic}}
    - id: nurse
      kind: yes_no
      title: A nurse came
      implied: [{when: row.where == clinic, value: no}]
"""
FILES = {
    "root": f"{ROOT}modules: [m]\ntables: {{zones: {{IL: central, IA: central}}}}\n",
    "m": module_text(QUESTIONS),
}
SAID, CHART = Source(party=Party.patient), Source(party=Party.prescriber, how=How.chart)
COPIED = Source(party=Party.patient, case="c-7k3m9q")


def told(*said: tuple[str, str, Source]) -> State:
    """A case in which each of these was answered by this source, in this order."""
    state = State(Engine(tree(FILES)))
    for address, typed, source in said:
        say(state, address, typed, source)
    return state


def say(state: State, address: str, typed: str, source: Source = SAID) -> None:
    found = state.find(address)
    assert found is not None
    question = found[2]
    value = question.kind.dump(question.kind.read(typed, question, NOON.date()))
    claim = Claim(state=AnswerState.answered, source=source, value=value, typed=typed)
    seq = len(state.record.events) + 1
    state.apply(AnswerGiven(seq=seq, at=NOON, operator="o", address=address, claim=claim))


def stands(answer: Answer) -> tuple[object, ...]:
    return answer.text, answer.bases, answer.verified, answer.is_sure


@pytest.mark.parametrize(
    ("said", "address", "expected"),
    [
        pytest.param([], "m.benefit", ("", (), False, False), id="nothing known, nothing follows"),
        pytest.param(
            [("m.plan", "other", SAID)], "m.benefit", ("", (), False, False), id="no rule holds"
        ),
        pytest.param(
            [("m.plan", "part d", SAID)],
            "m.benefit",
            ("Pharmacy", ("m.plan",), False, True),
            id="it follows, and is as unverified as what it follows from",
        ),
        pytest.param(
            [("m.plan", "part d", CHART)],
            "m.benefit",
            ("Pharmacy", ("m.plan",), True, True),
            id="verified like its base",
        ),
        pytest.param(
            [("m.plan", "part d", COPIED)],
            "m.benefit",
            ("Pharmacy", ("m.plan",), False, False),
            id="to be confirmed like its base",
        ),
        pytest.param(
            [("m.plan", "part d", CHART)],
            "m.code",
            ("There is none", ("m.benefit",), True, True),
            id="that there is none follows from what follows",
        ),
        pytest.param(
            [("m.state", "Iowa", SAID)],
            "m.zone",
            ("Central", ("m.state",), False, True),
            id="by the table",
        ),
        pytest.param(
            [("m.state", "Indiana", SAID)],
            "m.zone",
            ("", (), False, False),
            id="a state that the table leaves out",
        ),
        pytest.param(
            [("m.plan", "part d", SAID), ("m.benefit", "medical", SAID)],
            "m.benefit",
            ("Medical", (), False, True),
            id="what is said counts, not what follows",
        ),
        pytest.param(
            [("m.benefit", "medical", COPIED), ("m.plan", "part d", SAID)],
            "m.benefit",
            ("Pharmacy", ("m.plan",), False, True),
            id="what was copied from another case gives way",
        ),
    ],
)
def test_what_follows(
    said: list[tuple[str, str, Source]], address: str, expected: tuple[object, ...]
) -> None:
    assert stands(told(*said).answer(address)) == expected


def test_nobody_is_asked_what_follows_until_its_base_is_gone() -> None:
    state = told(("m.state", "Iowa", SAID), ("m.plan", "part d", SAID))
    assert not state.answer("m.site").on_path
    pending = next_question(state)
    assert pending is not None
    assert pending.address == "m.visits"
    say(state, "m.plan", "other")
    pending = next_question(state)
    assert pending is not None
    assert pending.address == "m.benefit"


def test_a_row_has_answers_of_its_own_that_follow() -> None:
    state = State(Engine(tree(FILES)))
    for seq, row in enumerate(("r1", "r2"), 1):
        state.apply(RowAdded(seq=seq, at=NOON, operator="o", call=1, list="m.visits", row=row))
    say(state, "m.visits/r1/where", "home")
    say(state, "m.visits/r2/where", "clinic")
    assert stands(state.answer("m.visits/r1/nurse")) == ("", (), False, False)
    bases = ("m.visits/r2/where",)
    assert stands(state.answer("m.visits/r2/nurse")) == ("No", bases, False, True)


@pytest.mark.parametrize(
    ("plan", "benefit", "expected"),
    [
        pytest.param(CHART, "medical", ("m.plan",), id="a verified base says otherwise"),
        pytest.param(SAID, "medical", (), id="word against word is none of the rule's business"),
        pytest.param(CHART, "pharmacy", (), id="the same"),
    ],
)
def test_what_is_said_against_a_verified_base(
    plan: Source, benefit: str, expected: tuple[str, ...]
) -> None:
    state = told(("m.plan", "part d", plan), ("m.benefit", benefit, SAID))
    assert state.answer("m.benefit").disagrees == expected


def test_why_names_what_it_follows_from() -> None:
    state = told(("m.plan", "part d", SAID))
    assert why(state, "m.benefit") == "Not asked: it follows, because “Plan” is “Part D”."


@pytest.mark.parametrize(
    ("implied", "place", "sentence"),
    [
        pytest.param(
            "[{when: m.state == IL, value: pharmcy}]",
            "m.yaml:5:114",
            "m.b has no answer pharmcy. Did you mean pharmacy?",
            id="no such option",
        ),
        pytest.param(
            "[{value: medical}]",
            "m.yaml:5:85",
            "An implied answer needs `when:`. Please add it.",
            id="no condition",
        ),
        pytest.param(
            "{from: m.state, table: zone}",
            "m.yaml:5:107",
            "The root has no table zone. Did you mean zones?",
            id="no such table",
        ),
        pytest.param(
            "{from: m.stat, table: zones}",
            "m.yaml:5:91",
            ("m.stat is no question with options that is asked before. Did you mean m.state?"),
            id="no such question",
        ),
        pytest.param(
            "pharmacy",
            "m.yaml:5:84",
            (
                "implied is a list of `{when: CONDITION, value: KEY}`, or"
                " `{from: QUESTION, table: TABLE}`. Please write one of the two."
            ),
            id="no rule",
        ),
    ],
)
def test_an_author_is_told_what_is_wrong(implied: str, place: str, sentence: str) -> None:
    text = (
        "- {id: m.state, kind: choice, title: State, options: {IL: Illinois}}\n"
        "- {id: m.b, kind: choice, title: T, options: {pharmacy: P, medical: M}, implied: "
        f"{implied}}}\n"
    )
    root = f"{ROOT}modules: [m]\ntables: {{zones: {{IL: medical}}}}\n"
    (problem,) = problems({"root": root, "m": module_text(text)})
    assert (str(problem.place), problem.sentence) == (place, sentence)
