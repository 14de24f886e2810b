"""Cases that an earlier version of the program and of the question tree wrote open today, and lose
nothing.

The archive holds the worked examples, with made-up people, as they were before the time of care and
the plan's steps had questions of their own.
"""

from __future__ import annotations

import json
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from interview.case.workplace import Workplace
from interview.core.orphans import orphans_of
from interview.core.renamed import present_address
from interview.core.state import State
from interview.sitting.opening import read_state, resume_session

ARCHIVES = sorted(Path(__file__).parent.glob("*.tar.xz"))
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """Today's program over a folder of then."""
    folder = tmp_path_factory.mktemp("cases")
    with tarfile.open(request.param) as archive:
        archive.extractall(folder, filter="data")
    return Workplace(
        transcripts=str(folder), clock=lambda: NOON, profile_path=folder / "profile.yaml"
    )


def folder_of(place: Workplace) -> Path:
    return Path(place.store.where)


def lines(place: Workplace, case: str) -> list[dict[str, Any]]:
    text = folder_of(place).joinpath(f"{case}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def said_last(place: Workplace, case: str, state: State) -> dict[tuple[str, str], Any]:
    """What the file itself has as the last claim of each party, by the present address."""
    return {
        (
            present_address(line["address"], state.tree.former),
            line["claim"]["source"]["party"],
        ): line
        for line in lines(place, case)
        if line["type"] == "answer_given"
    }


def test_every_answer_of_then_is_known_today(old: Workplace) -> None:
    cases = [path.stem for path in folder_of(old).glob("c-*.jsonl")]
    assert len(cases) > 20
    for case in cases:
        state = read_state(old, case)
        assert not list(orphans_of(state)), case
        kept = {
            (each.address, each.claim.source.party.value): each.claim.value
            for each in state.record.events
            if each.type == "answer_given"
        }
        told = said_last(old, case, state)
        assert kept == {place: line["claim"].get("value") for place, line in told.items()}, case
        assert state.answer("care.time").is_known, case


def test_an_old_case_is_taken_up_again_and_only_added_to(old: Workplace) -> None:
    case = min(path.stem for path in folder_of(old).glob("c-*.jsonl"))
    before = folder_of(old).joinpath(f"{case}.jsonl").read_bytes()
    with closing(resume_session(old, case)) as session:
        assert session.state.answer("care.time").is_known
    after = folder_of(old).joinpath(f"{case}.jsonl").read_bytes()
    assert after.startswith(before)
    added = [json.loads(line)["type"] for line in after[len(before) :].splitlines()]
    assert added == ["tree_changed"]
