"""Events folded into a state: rows, undo, orphans, and that an answer costs only what it
touches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.engine import Engine
from interview.core.orphans import orphans_of
from interview.core.state import State, replay
from tests.core.cases import NOW, Case
from tests.core.trees import module

TREE = module("""
    - {id: m.gate, kind: yes_no, title: Gate}
    - section: Part
      when: m.gate == yes
      questions:
        - {id: m.inner, kind: text, title: Inner, none: None}
        - section: Deeper
          questions:
            - id: m.drugs
              kind: list
              title: Drugs
              row:
                - {id: drug, kind: text, title: Drug}
                - {id: failed, kind: yes_no, title: Failed}
                - {id: why, kind: text, title: Why, when: row.failed == yes}
    - {id: m.reads, kind: text, title: Reads, when: "answered(m.inner) or any(m.drugs, row.failed == yes)"}
    """)


def gated() -> Case:
    case = Case(TREE)
    case.say("m.gate", "yes")
    return case


def test_answers_go_off_path_and_come_back_word_for_word() -> None:
    case = gated()
    case.say("m.inner", "it  felt wrong [sic]")
    row = case.row("m.drugs")
    case.say(f"m.drugs/{row}/failed", "yes")
    case.say(f"m.drugs/{row}/why", "pain")
    shown = [case.answer(a) for a in case.state.addresses()]
    assert case.on_path() == list(case.state.addresses())
    case.say("m.gate", "no")
    assert case.on_path() == ["m.gate"]
    assert case.answer("m.inner").text == "it  felt wrong [sic]"
    assert not case.answer("m.inner").is_known
    case.say("m.gate", "yes")
    assert [case.answer(a) for a in case.state.addresses() if a != "m.gate"] == shown[1:]


def test_another_state_is_a_change_too() -> None:
    case = Case(
        module(
            """
            - {id: m.a, kind: text, title: A}
            - {id: m.b, kind: text, title: B, when: state(m.a) == refused}
            """
        )
    )
    for state, on_path in (("dont_know", False), ("refused", True), ("later", False)):
        case.say("m.a", state)
        assert case.answer("m.b").on_path is on_path


def test_what_changes_inside_rows_reaches_those_who_read_the_list() -> None:
    case = Case(
        module(
            """
            - {id: m.a, kind: yes_no, title: A}
            - id: m.l
              kind: list
              title: L
              row: [{id: c, kind: yes_no, title: C, when: m.a == yes}]
            - {id: m.b, kind: text, title: B, when: "any(m.l, row.c == yes)"}
            """
        )
    )
    row = case.row("m.l")
    case.say(f"m.l/{row}/c", "yes")
    assert not case.answer("m.b").on_path
    case.say("m.a", "yes")
    assert case.answer("m.b").on_path


@pytest.mark.parametrize("typed", ["no", "dont_know", "refused", "later"])
def test_a_section_needs_true(typed: str) -> None:
    case = gated()
    case.say("m.gate", typed)
    assert case.on_path() == ["m.gate"]


def test_row_numbers_are_never_used_again() -> None:
    case = gated()
    one = case.row("m.drugs")
    case.undo(len(case.state.record.events))
    two = case.row("m.drugs")
    case.remove("m.drugs", two)
    assert (one, two, case.row("m.drugs")) == ("r1", "r2", "r3")
    assert case.state.rows("m.drugs") == ("r3",)


def test_a_removed_row_is_neither_seen_nor_lost() -> None:
    case = gated()
    row = case.row("m.drugs")
    case.say(f"m.drugs/{row}/failed", "yes")
    assert "m.reads" in case.on_path()
    removed = case.remove("m.drugs", row)
    assert "m.reads" not in case.on_path()
    assert f"m.drugs/{row}/failed" not in case.state.addresses()
    late = case.say(f"m.drugs/{row}/drug", "written to a row that is gone")
    case.undo(removed)
    assert "m.reads" in case.on_path()
    assert case.answer(f"m.drugs/{row}/drug").text == "written to a row that is gone"
    case.undo(late)
    assert case.answer(f"m.drugs/{row}/drug").state is None


def test_rows_come_back_in_their_order() -> None:
    case = gated()
    for _ in range(11):
        case.row("m.drugs")
    removed = case.remove("m.drugs", "r2")
    case.undo(removed)
    assert case.state.rows("m.drugs") == tuple(f"r{i}" for i in range(1, 12))


def test_a_row_is_there_when_nothing_takes_it_away() -> None:
    """Undoing in another order than the events came brings back no row that is still removed for
    another cause.
    """
    case = gated()
    row = case.row("m.drugs")
    added = len(case.state.record.events)
    first, second = case.remove("m.drugs", row), case.remove("m.drugs", row)
    case.undo(second)
    assert case.state.rows("m.drugs") == ()
    case.undo(first)
    assert case.state.rows("m.drugs") == (row,)
    third = case.remove("m.drugs", row)
    case.undo(first)
    assert case.state.rows("m.drugs") == ()
    case.undo(third)
    case.undo(added)
    case.undo(third)
    assert case.state.rows("m.drugs") == ()


def test_a_row_added_twice_is_one_row() -> None:
    case = gated()
    row = case.row("m.drugs")
    case.say(f"m.drugs/{row}/drug", "A")
    case.add(ev.RowAdded, list="m.drugs", row=row)
    assert case.state.rows("m.drugs") == (row,)
    assert case.answer(f"m.drugs/{row}/drug").text == "A"


def test_what_does_not_concern_this_tree_is_kept_and_harmless() -> None:
    case = gated()
    before = case.on_path()
    claim = Claim(state=AnswerState.answered, source=Source(party=Party.patient), value="x")
    given = [
        case.add(ev.AnswerGiven, address=address, claim=claim)
        for address in ("gone.question", "m.drugs/r9/drug", "m.drugs/r9", "m.gate/r1/drug", "Part")
    ]
    case.add(ev.RowAdded, list="gone.list", row="r1")
    case.add(ev.RowRemoved, list="m.drugs", row="r9")
    case.add(ev.Settled, address="gone.question", party=Party.patient)
    case.undo(9999)
    assert case.on_path() == before
    assert [each.address for each in orphans_of(case.state)] == [
        "gone.question",
        "m.gate/r1/drug",
        "Part",
    ]
    case.undo(given[0])
    assert "gone.question" not in [each.address for each in orphans_of(case.state)]
    with pytest.raises(KeyError):
        case.answer("gone.question")


def test_events_come_in_order() -> None:
    case = gated()
    event = ev.NoteAdded(seq=9, at=NOW, operator="Kim", text="x")
    with pytest.raises(ValueError, match="event 9 cannot follow event 2"):
        case.state.apply(event)
    assert len(case.state.record.events) == 2


def test_a_copy_is_independent() -> None:
    case = gated()
    copy = case.state.copy()
    case.say("m.gate", "no")
    assert copy.answer("m.inner").on_path
    assert not case.answer("m.inner").on_path


def test_a_safety_stop_is_open_until_somebody_took_over() -> None:
    case = gated()
    assert case.state.record.safety_open is None
    raised = case.add(ev.SafetyRaised, address="m.gate")
    assert case.state.record.safety_open is not None
    assert case.state.record.safety_open.seq == raised
    case.add(
        ev.SafetyHandled,
        location="home",
        call_back_number="555-0100",
        taken_over_by="Lee",
        taken_over_at="noon",
    )
    assert case.state.record.safety_open is None


# cost


def wide(size: int) -> Case:
    """`size` questions, of which two read the first."""
    lines = [
        "- {id: m.q0, kind: yes_no, title: Q}",
        "- {id: m.q1, kind: yes_no, title: Q, when: m.q0 == yes}",
    ]
    lines += [
        f"- {{id: m.q{i}, kind: yes_no, title: Q, when: m.q{i - 1} == yes}}" for i in range(2, size)
    ]
    lines += ["- {id: m.z, kind: text, title: Z, when: m.q0 == yes}"]
    return Case(module("\n".join(lines)))


@pytest.mark.parametrize("size", [10, 200])
def test_an_answer_decides_only_what_reads_it(size: int) -> None:
    case = wide(size)
    calls: list[str] = []
    for step in case.state.engine.steps:
        if step.when is not None:
            step.when = _counted(step.when, getattr(step.node, "id", ""), calls)
    state = State(case.state.engine, case.state.record.events)
    calls.clear()
    claim = Claim(state=AnswerState.answered, source=Source(party=Party.patient), value="yes")
    for i in range(3):
        seq = len(state.record.events) + 1
        state.apply(ev.AnswerGiven(seq=seq, at=NOW, operator="Kim", address=f"m.q{i}", claim=claim))
    # Nobody can tell an unanswered question on the path from one off it: m.q4, which reads m.q3, is
    # left alone.
    assert sorted(set(calls)) == ["m.q1", "m.q2", "m.q3", "m.z"]
    assert len(calls) < 16


def _counted(when: Callable[..., Any], name: str, calls: list[str]) -> Callable[..., Any]:
    def counted(*args: Any) -> Any:
        calls.append(name)
        return when(*args)

    return counted


def test_one_engine_serves_many_cases() -> None:
    engine = Engine(TREE)
    one, other = gated(), Case(TREE)
    assert replay(engine, one.state.record.events).answer("m.inner").on_path
    assert not replay(engine, other.state.record.events).answer("m.inner").on_path
