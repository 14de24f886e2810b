"""`interview new --from CASE`: another refusal of the same person."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.sitting.opening import read_state
from tests.cli.conftest import Interview
from tests.office import CASE, begun, say, write
from tests.plain.lines import CALLED, UNSAID


@pytest.fixture
def case(place: Workplace) -> str:
    with closing(begun(place)) as session:
        say(
            session,
            patient__name="Ana Ruiz",
            denial__reasons="1",
            drugs="sertraline",
            denial__drug="ketamine",
        )
    return CASE


def test_a_case_from_another_takes_over_the_person_to_be_confirmed(
    interview: Interview, case: str, place: Workplace
) -> None:
    lines = ("1", *CALLED, *UNSAID, "1,2", "")
    typed = "".join(f"{line}\n" for line in lines)
    done = interview("new", "--from", case, "--plain", typed=typed)
    assert done.status == 0
    assert f"1 answer comes from {case} and must be confirmed: each is asked again" in done.out
    (new,) = set(place.store.cases()) - {case}
    state = read_state(place, new)
    assert state.answer("patient.name").text == "Ana Ruiz"
    assert state.record.opened is not None
    assert state.record.opened.copied_from == case
    shown = interview("show", new).out
    assert f"Name: Ana Ruiz  [confirmed, copied from {case}]" in shown


def test_a_prepared_interview_for_the_person_of_another_case(
    interview: Interview, case: str, place: Workplace, tmp_path: Path
) -> None:
    text = "answers:\n  denial.drug: aspirin\n"
    assert (
        interview(
            "new",
            "--from",
            case,
            "--answers",
            str(write(tmp_path, {"answers.yaml": text}) / "answers.yaml"),
        ).status
        == 0
    )
    (new,) = set(place.store.cases()) - {case}
    state = read_state(place, new)
    assert state.answer("patient.name").to_confirm
    assert "aspirin" in state.answer("denial.drug").text
    assert "Name: Ana Ruiz (to confirm)" in interview("missing", new).out


def test_a_case_from_one_that_does_not_exist(interview: Interview, tmp_path: Path) -> None:
    done = interview("new", "--from", "c-zzzzzz", "--plain")
    assert done.status == 1
    assert "c-zzzzzz" in done.err
    assert not list((tmp_path / "cases").glob("*.jsonl"))
