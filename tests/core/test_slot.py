"""Several sources about one question: which claim counts, what is in conflict, who is still to
be asked.
"""

from __future__ import annotations

import pytest

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.slot import Entry, Slot
from tests.core.cases import Case
from tests.core.trees import module

TREE = module(
    """
    - {id: m.drug, kind: text, title: Drug, none: No drug, ask: [patient, prescriber, pharmacy]}
    - {id: m.since, kind: date, title: Since, ask: [patient, prescriber]}
    """
)


def told(*claims: tuple[str, ...], address: str = "m.drug") -> Case:
    """`("patient", "Enbrel")`, `("prescriber chart", "none")`, or `("settle", "patient")`."""
    case = Case(TREE)
    for who, *rest in claims:
        if who == "settle":
            case.settle(address, rest[0])
        else:
            case.say(address, rest[0], who, owner=rest[1] if len(rest) > 1 else "")
    return case


def test_two_people_who_wrote_in_one_chart_are_two_sources() -> None:
    entries = [entry(1, "15 mg", "N. Adams, RN"), entry(2, "20 mg", "Dr. Osei")]
    assert judged(*entries) == ("20 mg", True)
    assert judged(*entries, entry(3, "20 mg", "n. adams, rn")) == (
        "20 mg",
        False,
    )  # she corrects herself
    assert judged(entry(1, "15 mg", ""), entry(2, "20 mg", "")) == (
        "20 mg",
        False,
    )  # nobody noted who it was


def test_what_was_copied_takes_back_no_word_on_who_will_know() -> None:
    slot = Slot(Case(TREE).state.find("m.drug")[2])  # type: ignore[index]
    copied = Source(party=Party.patient, case="c-0")
    proposed = Claim(state=AnswerState.answered, value="Enbrel", source=copied)
    later = Claim(state=AnswerState.later, source=Source(party=Party.patient), owner=Party.pharmacy)
    slot.add(Entry(1, 1, proposed, "Enbrel"))
    assert slot.owner() is None
    slot.add(Entry(2, 1, later))
    slot.add(Entry(3, 1, proposed, "Enbrel"))
    assert slot.owner() is Party.pharmacy
    slot.reopen(4)
    assert slot.owner() is None


def entry(seq: int, drug: str, name: str) -> Entry:
    claim = Claim(
        state=AnswerState.answered,
        value=drug,
        source=Source(party=Party.prescriber, how=How.chart, name=name),
    )
    return Entry(seq, 1, claim, drug)


def judged(*entries: Entry) -> tuple[str, bool]:
    slot = Slot(Case(TREE).state.find("m.drug")[2])  # type: ignore[index]
    for each in entries:
        slot.add(each)
    assert slot.entry is not None
    return slot.entry.value, slot.conflict


@pytest.mark.parametrize(
    ("claims", "text", "who", "conflict", "verified"),
    [
        ([("patient", "A")], "A", "patient", False, False),
        ([("prescriber", "A")], "A", "prescriber", False, True),
        ([("pharmacy", "A")], "A", "pharmacy", False, True),
        ([("coordinator chart", "A")], "A", "coordinator", False, True),
        ([("coordinator", "A")], "A", "coordinator", False, False),
        ([("patient imported", "A")], "A", "patient", False, False),
        # one source changes its mind
        ([("patient", "A"), ("patient", "B")], "B", "patient", False, False),
        ([("patient", "A"), ("patient", "none")], "No drug", "patient", False, False),
        ([("patient", "A"), ("patient", "dont_know")], "", "patient", False, False),
        ([("patient", "dont_know"), ("patient", "A")], "A", "patient", False, False),
        # a second source says the same
        ([("patient", "A"), ("prescriber chart", "A")], "A", "prescriber", False, True),
        ([("prescriber chart", "A"), ("patient", "A")], "A", "prescriber", False, True),
        ([("patient", "A"), ("proxy", "A")], "A", "proxy", False, False),
        ([("patient", "none"), ("plan letter", "none")], "No drug", "plan", False, True),
        # a record beats what was said, whichever came first
        ([("patient", "A"), ("prescriber chart", "B")], "B", "prescriber", True, True),
        ([("prescriber chart", "B"), ("patient", "A")], "B", "prescriber", True, True),
        ([("plan letter", "B"), ("prescriber", "A")], "B", "plan", True, True),
        ([("prescriber chart", "none"), ("patient", "A")], "No drug", "prescriber", True, True),
        # a professional's own word beats the patient's
        ([("prescriber", "B"), ("patient", "A")], "B", "prescriber", True, True),
        ([("patient", "A"), ("pharmacy", "B")], "B", "pharmacy", True, True),
        # of equals the later counts
        ([("patient", "A"), ("proxy", "B")], "B", "proxy", True, False),
        ([("plan letter", "A"), ("prescriber chart", "B")], "B", "prescriber", True, True),
        # what one party says and what its papers say are two claims
        ([("prescriber", "A"), ("prescriber chart", "B")], "B", "prescriber", True, True),
        # not knowing takes nothing away from others
        ([("patient", "A"), ("prescriber", "dont_know")], "A", "patient", False, False),
        ([("prescriber chart", "dont_know"), ("patient", "A")], "A", "patient", False, False),
        ([("patient", "A"), ("proxy", "refused")], "A", "patient", False, False),
        ([("prescriber", "dont_know")], "", "prescriber", False, False),
        # what an earlier case knows is no more than a proposal
        ([("prescriber chart from c-1", "A")], "A", "prescriber", False, False),
        ([("prescriber imported from c-1", "A"), ("patient", "B")], "B", "patient", False, False),
        ([("patient", "B"), ("prescriber chart from c-1", "A")], "B", "patient", False, False),
        (
            [("prescriber imported from c-1", "A"), ("prescriber", "A")],
            "A",
            "prescriber",
            False,
            True,
        ),
        (
            [("patient imported from c-1", "A"), ("patient", "dont_know")],
            "A",
            "patient",
            False,
            False,
        ),
        # and of two proposals the one counts that counted there
        (
            [("prescriber imported from c-1", "B"), ("patient imported from c-1", "A")],
            "B",
            "prescriber",
            True,
            False,
        ),
        # settled by hand, until somebody says otherwise
        (
            [("patient", "A"), ("prescriber chart", "B"), ("settle", "patient")],
            "A",
            "patient",
            False,
            False,
        ),
        (
            [("patient", "A"), ("prescriber chart", "B"), ("settle", "prescriber")],
            "B",
            "prescriber",
            False,
            True,
        ),
        (
            [("patient", "A"), ("prescriber chart", "B"), ("settle", "patient"), ("pharmacy", "A")],
            *("A", "patient", False, True),
        ),
        (
            [("patient", "A"), ("prescriber chart", "B"), ("settle", "patient"), ("pharmacy", "C")],
            *("B", "prescriber", True, True),
        ),
        (
            [
                ("patient", "A"),
                ("prescriber chart", "B"),
                ("settle", "patient"),
                ("prescriber chart", "B"),
            ],
            *("B", "prescriber", True, True),
        ),
        (
            [("patient", "A"), ("proxy", "B"), ("settle", "patient"), ("settle", "proxy")],
            *("B", "proxy", False, False),
        ),
        ([("patient", "A"), ("proxy", "B"), ("settle", "prescriber")], "B", "proxy", True, False),
        (
            [("patient", "A"), ("proxy", "B"), ("settle", "patient"), ("patient", "C")],
            *("C", "patient", False, False),
        ),
    ],
)
def test_which_claim_counts(
    claims: list[tuple[str, ...]], text: str, who: str, conflict: bool, verified: bool
) -> None:
    answer = told(*claims).answer("m.drug")
    assert answer.claim is not None
    assert (answer.text, answer.claim.source.party) == (text, Party(who))
    assert (answer.conflict, answer.verified) == (conflict, verified)


def test_a_weaker_source_is_kept_beside_the_stronger_one() -> None:
    slot = told(("prescriber chart", "B"), ("patient", "A")).state.slot("m.drug")
    assert slot is not None
    assert [entry.value for entry in slot.log] == ["B", "A"]


@pytest.mark.parametrize(
    ("said", "charted", "conflict"),
    [("2025", "2025-03", False), ("2025-03", "2025", False), ("2024", "2025-03", True)],
)
def test_a_date_said_less_exactly_is_no_conflict(said: str, charted: str, conflict: bool) -> None:
    case = told(("patient", said), ("prescriber chart", charted), address="m.since")
    assert case.answer("m.since").conflict is conflict
    assert case.answer("m.since").verified


def test_undo_brings_each_verdict_back() -> None:
    """Every claim and settlement taken back in turn, last first, and then the same in the order
    they came.
    """
    case = told(
        ("patient", "A"), ("prescriber chart", "B"), ("settle", "patient"), ("pharmacy", "C")
    )
    seen = [("B", True), ("A", False), ("B", True), ("A", False), ("", False)]
    for seq, expected in zip((0, 5, 4, 3, 2), seen, strict=True):
        if seq:
            case.undo(seq)
        assert (case.answer("m.drug").text, case.answer("m.drug").conflict) == expected
    case = told(
        ("patient", "A"), ("prescriber chart", "B"), ("settle", "patient"), ("pharmacy", "C")
    )
    case.undo(2)
    assert (case.answer("m.drug").text, case.answer("m.drug").conflict) == ("B", True)
    case.undo(3)
    assert (case.answer("m.drug").text, case.answer("m.drug").conflict) == ("C", False)


EVERYBODY = ["patient", "proxy", "prescriber", "pharmacy"]


@pytest.mark.parametrize(
    ("claims", "open_to"),
    [
        ([], EVERYBODY),
        ([("patient", "A")], []),
        ([("patient", "dont_know")], ["proxy", "prescriber", "pharmacy"]),
        ([("patient", "refused")], ["proxy", "prescriber", "pharmacy"]),
        ([("patient", "dont_know"), ("prescriber", "dont_know")], ["proxy", "pharmacy"]),
        ([("patient", "later")], EVERYBODY),
        ([("patient", "later", "prescriber")], ["prescriber"]),
        ([("patient", "later", "patient")], ["patient"]),
        ([("patient", "later", "laboratory")], ["laboratory"]),
        # whoever was named has spoken: the others are asked again, but not who named somebody else
        ([("patient", "later", "prescriber"), ("prescriber", "dont_know")], ["proxy", "pharmacy"]),
        ([("patient", "later", "prescriber"), ("prescriber", "later", "pharmacy")], ["pharmacy"]),
        (
            [("patient", "later", "laboratory"), ("laboratory", "dont_know")],
            ["proxy", "prescriber", "pharmacy"],
        ),
        # the chart does not say, but its owner may know
        ([("prescriber chart", "dont_know")], EVERYBODY),
        ([("patient", "dont_know"), ("patient", "A")], []),
    ],
)
def test_who_is_asked_in_the_next_call(claims: list[tuple[str, ...]], open_to: list[str]) -> None:
    case = told(*claims)
    case.call()
    assert [p for p in Party if "m.drug" in case.open(p)] == sorted(
        map(Party, open_to), key=list(Party).index
    )


def test_a_value_that_no_longer_fits_is_asked_again() -> None:
    """An option that a new tree does not have: kept, but neither seen nor shown, and open to
    everybody.
    """
    old = module("- {id: m.plan, kind: choice, title: P, options: {a: A, b: B}}")
    new = module("- {id: m.plan, kind: choice, title: P, options: {a: A, c: C}}")
    claim = Case(old).claim("m.plan", "b")
    case = Case(new)
    case.add(ev.AnswerGiven, address="m.plan", claim=claim)
    answer = case.answer("m.plan")
    assert (answer.state, answer.value, answer.text, answer.verified) == (None, None, "", False)
    assert answer.claim == claim
    assert case.next("patient") == "m.plan"
    assert case.truth("m.plan == a") is None
    assert case.truth("answered(m.plan)") is False


def test_a_former_option_is_read_as_todays() -> None:
    old = module("- {id: m.plan, kind: choice, title: P, options: {b: B}}")
    new = module("- {id: m.plan, kind: choice, title: P, options: {c: {label: C, formerly: [b]}}}")
    case = Case(new)
    case.add(ev.AnswerGiven, address="m.plan", claim=Case(old).claim("m.plan", "b"))
    assert case.answer("m.plan").state is AnswerState.answered
    assert case.truth("m.plan == c") is True
