"""A clinic adds a reason and a letter with nothing but files: the very ones that
docs/authoring.md shows.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.authors.tree_work import letter_facts, problems_of, rendering_for_walk
from interview.case.letters import letters_for, render_letter
from interview.case.missing import missing_report
from interview.case.prompts import pending_at
from interview.case.workplace import Workplace
from interview.core.flow import next_question
from interview.core.walk import Limits, walk_tree
from interview.sitting import calls
from interview.sitting.opening import new_session
from interview.sitting.outcome import Taken
from interview.sitting.session import Session

AUTHORING = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def shown(language: str, begins: str) -> str:
    """The block of the document that begins with these words."""
    blocks = re.findall(
        rf"```{language}\n(.*?)```", AUTHORING.read_text(encoding="utf-8"), re.DOTALL
    )
    return next(str(block) for block in blocks if str(block).startswith(begins))


@pytest.fixture(name="clinic")
def _clinic(tmp_path: Path) -> Workplace:
    """A clinic with its own reason, the part of the letter that answers it, and its own letter."""
    for name, text in {
        "trees/reasons/same_drug.yaml": shown("yaml", "module: same_drug"),
        "templates/reasons/same_drug.md.j2": shown("jinja", "{% if relevant("),
        "templates/thank_you.md.j2": shown("jinja", "---\nletter: thank_you"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Workplace(
        str(tmp_path / "cases"),
        tmp_path / "trees",
        tmp_path / "templates",
        "Kim",
        clock=lambda: NOW,
    )


def give(session: Session, address: str, typed: str) -> None:
    pending = pending_at(session.state, address)
    assert pending is not None
    assert isinstance(session.answer_at(pending, typed, confirmed=True, accept=True), Taken)


def test_the_new_reason_is_asked_and_answered_in_the_letter(clinic: Workplace) -> None:
    session = new_session(clinic)
    with session.case:
        calls.start_call(session, {"party": "coordinator", "papers": "plan,prescriber"})
        give(session, "denial.reasons", "drug of the same kind")
        give(session, "same_drug.other", "escitalopram")
        give(session, "denial.reference", "A-1")
        give(session, "care.time", "going on")
        letters = letters_for(clinic.letters, session.state)
        texts = {
            each.id: clean(render_letter(each, session.state, NOW.date()).trace())
            for each in letters
        }
        assert "The plan pays for escitalopram already." in texts["medical_necessity"]
        assert "is being treated already" in texts["thank_you"]
        assert "change_note" in {
            status.address for status in missing_report(session.state, NOW.date()).missing
        }
        assert next_question(session.state) is not None


def clean(traced: object) -> str:
    return " ".join(each.text for each in traced)  # type: ignore[attr-defined]


def test_the_new_reason_passes_the_checker_and_the_walk(clinic: Workplace) -> None:
    errors, _ = problems_of(clinic)
    assert [str(problem) for problem in errors] == []
    few = Limits(
        module_paths=50, module_samples=10, pair_paths=0, samples=10, seconds=15, failures=1000
    )
    render = rendering_for_walk(clinic.letters, NOW.date())
    report = walk_tree(
        clinic.tree, letter_facts(clinic.letters), render, NOW, few, time.process_time
    )
    assert report.letters["thank_you"] > 0
    assert report.letters["medical_necessity"] > 0
    assert report.by_reason["same_drug"].letters["medical_necessity"] > 0
    wrong = [
        f.what for f in report.failures if f.letter and " has " in f.what
    ]  # So short a walk does not see
    own = [
        f.what for f in report.failures if "same_drug" in f.what or "thank_you.md" in f.what
    ]  # all, but this.
    assert (wrong, own) == ([], [])
