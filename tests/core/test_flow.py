"""Which question comes next, and to whom."""

from __future__ import annotations

from interview.core.answers import Party
from interview.core.flow import next_after, next_question
from tests.core.cases import Case
from tests.core.trees import module

DRUGS = """
- {id: m.name, kind: text, title: Name}
- {id: m.tried, kind: yes_no, title: Tried}
- id: m.drugs
  kind: list
  title: Drugs
  ask: [patient, prescriber]
  when: m.tried == yes
  row:
    - {id: drug, kind: drug, title: Drug}
    - {id: failed, kind: yes_no, title: Failed}
    - {id: why, kind: text, title: Why, when: row.failed == yes}
    - {id: dose, kind: text, title: Dose, ask: [prescriber]}
- {id: m.last, kind: text, title: Last}
"""


def test_questions_come_in_tree_order() -> None:
    case = Case(module(DRUGS))
    asked = []
    while (address := case.next("patient")) is not None:
        asked.append(address)
        case.say(address, "no" if address == "m.tried" else "x")
    assert asked == ["m.name", "m.tried", "m.last"]


def test_rows_are_finished_before_one_more_is_offered() -> None:
    case = Case(module(DRUGS))
    case.say("m.name", "Ana")
    case.say("m.tried", "yes")
    pending = next_question(case.state, [Party.patient])
    assert pending is not None
    assert (pending.address, pending.is_more_rows) == ("m.drugs", True)
    one, two = case.row("m.drugs"), case.row("m.drugs")
    asked = []
    for typed in ("A", "yes", "it did not work", "B", "no"):
        pending = next_question(case.state, [Party.patient])
        assert pending is not None
        assert not pending.is_more_rows
        asked.append(pending.address)
        case.say(pending.address, typed)
    assert asked == [
        f"m.drugs/{r}"
        for r in (f"{one}/drug", f"{one}/failed", f"{one}/why", f"{two}/drug", f"{two}/failed")
    ]
    assert case.next("patient") == "m.drugs"
    case.close("m.drugs")
    assert case.next("patient") == "m.last"
    assert case.open("prescriber") == ["m.drugs/r1/dose", "m.drugs/r2/dose"]


def test_a_row_that_is_added_to_a_closed_list_is_asked() -> None:
    case = Case(module(DRUGS))
    case.say("m.tried", "yes")
    case.close("m.drugs")
    assert case.open("patient") == ["m.name", "m.last"]
    case.row("m.drugs")
    assert case.open("patient") == ["m.name", "m.drugs/r1/drug", "m.drugs/r1/failed", "m.last"]
    case.remove("m.drugs", "r1")
    assert case.open("patient") == ["m.name", "m.last"]


def test_the_respondent_hides_nothing() -> None:
    """Who is on the line decides what is asked, never what is relevant."""
    case = Case(module(DRUGS))
    case.say("m.tried", "yes")
    case.row("m.drugs")
    before = case.on_path()
    for party in Party:
        case.respondent(party)
        assert case.on_path() == before
    assert case.next("laboratory") is None
    assert case.next("prescriber") == "m.drugs/r1/drug"
    assert case.next() == "m.name"


def test_papers_in_hand_are_asked_like_a_person() -> None:
    case = Case(
        module(
            """
            - {id: m.number, kind: text, title: Number, ask: [plan]}
            - {id: m.pain, kind: text, title: Pain}
            - {id: m.code, kind: text, title: Code, ask: [prescriber]}
            """
        )
    )
    assert case.open("patient") == ["m.pain"]
    assert case.open("patient", "plan") == ["m.number", "m.pain"]
    assert case.open("patient", "prescriber") == ["m.pain", "m.code"]


def test_a_proxy_is_asked_what_the_patient_is_but_nothing_confidential() -> None:
    case = Case(
        module(
            """
            - {id: m.pain, kind: text, title: Pain}
            - {id: m.alone, kind: text, title: Alone, confidential: yes}
            - {id: m.code, kind: text, title: Code, ask: [prescriber]}
            - {id: m.both, kind: text, title: Both, ask: [proxy]}
            - id: m.secrets
              kind: list
              title: Secrets
              confidential: yes
              row: [{id: what, kind: text, title: What}]
            """
        )
    )
    case.row("m.secrets")
    assert case.open("proxy") == ["m.pain", "m.both"]
    assert case.open("patient") == ["m.pain", "m.alone", "m.secrets/r1/what", "m.secrets"]


def test_what_is_put_off_comes_back_in_the_next_call() -> None:
    case = Case(module(DRUGS))
    case.call()
    case.say("m.name", "later")
    assert case.open("patient") == ["m.tried", "m.last"]
    case.say("m.tried", "dont_know")
    assert case.open("patient") == ["m.last"]
    case.call()
    assert case.open("patient") == ["m.name", "m.last"]
    assert case.open("proxy") == ["m.name", "m.tried", "m.last"]


def test_somebody_else_on_the_line_is_asked_at_once() -> None:
    case = Case(module(DRUGS))
    case.call()
    case.say("m.name", "dont_know")
    case.say("m.tried", "refused")
    assert case.open("proxy") == ["m.last"]
    case.respondent("proxy")
    assert case.open("proxy") == ["m.name", "m.tried", "m.last"]
    case.say("m.name", "dont_know", "proxy")
    case.respondent("patient")
    assert case.open("patient") == ["m.last"]


def test_a_cell_that_is_put_off_comes_back_too() -> None:
    case = Case(module(DRUGS))
    case.say("m.tried", "yes")
    row = case.row("m.drugs")
    case.call()
    case.say(f"m.drugs/{row}/drug", "later")
    case.say("m.drugs", "later")
    assert case.open("patient") == ["m.name", f"m.drugs/{row}/failed", "m.last"]
    case.call()
    assert case.open("patient") == [
        "m.name",
        f"m.drugs/{row}/drug",
        f"m.drugs/{row}/failed",
        "m.drugs",
        "m.last",
    ]


def test_an_early_answer_waits_off_path_and_comes_on_by_itself() -> None:
    case = Case(module(DRUGS))
    row = case.row("m.drugs")
    case.say(f"m.drugs/{row}/why", "it did not work")
    case.say(f"m.drugs/{row}/failed", "yes")
    assert not case.answer(f"m.drugs/{row}/why").is_known
    case.say("m.tried", "yes")
    assert case.answer(f"m.drugs/{row}/why").is_known
    assert case.open("patient") == ["m.name", f"m.drugs/{row}/drug", "m.drugs", "m.last"]


def test_the_cursor_can_stand_further_down() -> None:
    case = Case(module(DRUGS))
    found = next_after(case.state, [Party.patient], case.tree.positions["m.tried"] + 1)
    assert found is not None
    assert found.address == "m.last"
    assert next_after(case.state, [Party.patient], case.tree.positions["m.last"] + 1) is None


CHECKED = """
- {id: m.start, kind: date, title: Start}
- id: m.stop
  kind: date
  title: Stop
  check: {test: m.stop >= m.start, say: It ended before it began.}
- id: m.dose
  kind: number
  title: Dose
  confirm: {test: m.dose <= 10, say: That is a lot.}
- {id: m.last, kind: text, title: Last}
"""


def test_a_change_that_breaks_a_later_answer_is_taken_and_the_answer_asked_again() -> None:
    case = Case(module(CHECKED))
    case.say("m.start", "2025-01")
    case.say("m.stop", "2025-03")
    assert case.next("patient") == "m.dose"
    changed = case.say("m.start", "2025-06")
    assert case.answer("m.stop").blocked
    assert case.answer("m.stop").value is not None
    assert case.next("patient") == "m.stop"
    case.undo(changed)
    assert not case.answer("m.stop").blocked
    assert case.next("patient") == "m.dose"


def test_only_false_breaks_a_check() -> None:
    case = Case(module(CHECKED))
    case.say("m.stop", "2025-03")
    assert not case.answer("m.stop").blocked
    case.say("m.start", "2025")
    assert not case.answer("m.stop").blocked
    case.say("m.start", "2025-04")
    assert case.answer("m.stop").blocked


def test_an_answer_off_path_blocks_nothing() -> None:
    case = Case(
        module("""
            - {id: m.gate, kind: yes_no, title: Gate}
            - {id: m.a, kind: yes_no, title: A}
            - {id: m.b, kind: text, title: B, when: m.gate == yes, check: {test: m.a == yes, say: No.}}
            """)
    )
    case.say("m.gate", "yes")
    case.say("m.a", "no")
    case.say("m.b", "x")
    assert case.answer("m.b").blocked
    case.say("m.gate", "no")
    assert not case.answer("m.b").blocked
    assert case.next() is None


def test_a_blocked_answer_is_asked_whoever_gave_it() -> None:
    case = Case(module(CHECKED))
    case.call()
    case.say("m.start", "2025-04")
    case.say("m.stop", "2025-03", "prescriber chart")
    assert case.next("patient") == "m.stop"


def test_a_confirmation_holds_for_the_values_it_saw() -> None:
    case = Case(module(CHECKED))
    case.say("m.dose", "12")
    assert case.open("patient") == ["m.start", "m.stop", "m.dose", "m.last"]
    case.say("m.dose", "12", confirming=True)
    assert "m.dose" not in case.open("patient")
    case.say("m.dose", "13")
    assert case.answer("m.dose").blocked
    case.say("m.dose", "12", confirming=True)
    case.say("m.start", "2025")
    assert not case.answer("m.dose").blocked


SEEN = """
- {id: m.gate, kind: yes_no, title: Gate}
- {id: m.note, kind: text, title: Note, when: m.gate == yes, none: None}
- id: m.drugs
  kind: list
  title: Drugs
  row:
    - {id: drug, kind: yes_no, title: Drug, none: None}
    - {id: worse, kind: yes_no, title: Worse, none: None}
- id: m.others
  kind: list
  title: Others
  row:
    - {id: a, kind: text, title: A}
    - {id: b, kind: text, title: B}
    - id: sum
      kind: text
      title: Sum
      confirm:
        - test: >-
            not (answered(m.note) or any(m.drugs, row.drug == yes or row.worse == yes or state(row.worse) == refused))
          say: Sure?
"""


def confirmed_case() -> Case:
    """A confirmation in a row that saw another list and a question."""
    case = Case(module(SEEN))
    for row in (case.row("m.drugs"), case.row("m.drugs")):
        case.say(f"m.drugs/{row}/drug", "yes")
    case.row("m.others")
    case.say("m.others/r1/sum", "x", confirming=True)
    assert not case.answer("m.others/r1/sum").blocked
    return case


def test_a_confirmation_in_a_row_sees_another_list() -> None:
    case = confirmed_case()
    case.say("m.others/r1/a", "x")
    assert not case.answer("m.others/r1/sum").blocked
    case.say("m.drugs/r2/drug", "no")
    assert case.answer("m.others/r1/sum").blocked


def test_a_confirmation_tells_apart_where_a_value_stood() -> None:
    """The same values in other places, another state, one row less: each is something else than
    what was confirmed.
    """
    for change in (
        lambda c: (c.say("m.drugs/r1/drug", "none"), c.say("m.drugs/r1/worse", "yes")),
        lambda c: c.say("m.drugs/r1/worse", "dont_know"),
        lambda c: c.say("m.drugs/r1/worse", "none"),
        lambda c: c.remove("m.drugs", "r1"),
        lambda c: c.close("m.drugs"),
        lambda c: (c.say("m.gate", "yes"), c.say("m.note", "none")),
    ):
        case = confirmed_case()
        change(case)
        assert case.answer("m.others/r1/sum").blocked
    case = confirmed_case()
    case.say("m.note", "off path and therefore not seen")
    assert not case.answer("m.others/r1/sum").blocked


ACROSS = """
- {id: m.most, kind: number, title: Most}
- id: m.drugs
  kind: list
  title: Drugs
  check: {test: "count(m.drugs, row.now == yes) <= m.most", say: Too many at a time.}
  row:
    - {id: now, kind: yes_no, title: Now}
- {id: m.last, kind: text, title: Last}
"""


def test_a_check_across_rows_runs_when_the_list_closes_and_after_later_changes() -> None:
    case = Case(module(ACROSS))
    case.say("m.most", "1")
    for row in (case.row("m.drugs"), case.row("m.drugs")):
        case.say(f"m.drugs/{row}/now", "yes")
    assert not case.answer("m.drugs").blocked
    case.close("m.drugs")
    assert case.answer("m.drugs").blocked
    assert case.next("patient") == "m.drugs"
    case.say("m.drugs/r2/now", "no")
    assert case.next("patient") == "m.last"
    case.say("m.most", "0")
    assert case.next("patient") == "m.drugs"
