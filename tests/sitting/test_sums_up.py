"""An answer that speaks about a list holds only as long as the list says the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from interview.core.author_text import AuthorError
from interview.core.state import replay
from interview.sitting.opening import resume_session
from interview.sitting.session import Session
from tests.office import CASE, TREE, asked, begun, say, workplace

SUMMING = TREE | {
    "reasons/steps.yaml": (
        """
        module: steps
        title: Other drugs first
        reason: {label: Another drug first}
        uses: [drugs]
        questions:
          - {id: steps.all, kind: yes_no, title: All have a row, say: "Does every drug have its row?",
             ask: [coordinator, prescriber], administrative: yes, sums_up: [drugs/drug, drugs/outcome]}
    """
    )
}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    case = begun(workplace(tmp_path, tree=SUMMING), papers="prescriber")
    case.add_row("drugs"), case.add_row("drugs")
    say(
        case,
        denial__reasons="steps",
        drugs_in_r1_in_drug="lithium",
        drugs_in_r2_in_drug="aspirin",
        drugs="no",
    )
    say(case, steps__all="yes")
    return case


def is_open(session: Session) -> bool:
    answer = session.state.answer("steps.all")
    assert (
        replay(session.state.engine, session.state.record.events).snapshot()
        == session.state.snapshot()
    )
    return answer.blocked and not answer.is_sure


CHANGES = {
    "a row was removed": (lambda s: s.remove_row("drugs", "r2"), True),
    "a row came": (lambda s: s.add_row("drugs"), True),
    "what a row is about": (lambda s: say(s, drugs_in_r2_in_drug="ibuprofen"), True),
    "another of the named columns": (lambda s: say(s, drugs_in_r2_in_outcome="failed"), True),
    "a column that it does not speak of": (lambda s: say(s, drugs_in_r2_in_began="2025"), False),
    "another question": (lambda s: say(s, patient__zone="Pacific"), False),
}


@pytest.mark.parametrize(("change", "reopens"), CHANGES.values(), ids=CHANGES)
def test_it_is_reopened_when_what_it_saw_changes(session: Session, change, reopens: bool) -> None:  # type: ignore[no-untyped-def]
    assert not is_open(session)
    change(session)
    assert is_open(session) is reopens


def test_it_holds_again_when_it_is_said_again_or_the_change_is_taken_back(session: Session) -> None:
    session.remove_row("drugs", "r2")
    say(session, steps__all="yes")
    assert not is_open(session)
    session.undo(), session.undo()
    assert not is_open(session)


def test_it_is_asked_again_and_still_open_after_a_resume(session: Session) -> None:
    session.remove_row("drugs", "r2")
    session.cursor = "steps.all"
    assert asked(session) == "steps.all"
    session.close()
    with closing(resume_session(session.workplace, CASE)) as again:
        assert is_open(again)


WRONG = {
    "no question": ("nothing", "which is no question or list/column"),
    "a list without a column": ("drugs", "which is no question or list/column"),
    "no column": ("drugs/dose", "Did you mean drugs/drug"),
    "a later question": ("end.fast", "which is no question or list/column"),
}


@pytest.mark.parametrize(("name", "sentence"), WRONG.values(), ids=WRONG)
def test_what_it_sums_up_must_stand_before_it(tmp_path: Path, name: str, sentence: str) -> None:
    tree = {
        **SUMMING,
        "reasons/steps.yaml": SUMMING["reasons/steps.yaml"].replace("drugs/outcome", name),
    }
    with pytest.raises(AuthorError, match=sentence):
        _ = workplace(tmp_path, tree=tree).tree
