"""The worked examples are what their answer files give, byte for byte, and can be opened as
copies.
"""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from interview.case.specificity import check_letters
from interview.case.workplace import Workplace
from interview.cli.commands import run
from interview.letters.shortcomings import FindingKind
from interview.sitting.opening import read_state

PROJECT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = PROJECT / "transcripts" / "examples"
CASES = sorted(path.stem for path in EXAMPLES.glob("*.jsonl"))
WITH_OPEN_ENDS = "c-b0th01"
SHIPPED = Workplace(transcripts=str(EXAMPLES), profile_path=PROJECT / "no" / "profile")
DAY = date(2026, 11, 2)


def test_the_examples_are_current_and_every_answer_of_their_files_is_taken() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "make_examples.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_example_leads_to_a_letter() -> None:
    assert len(CASES) == len(list(EXAMPLES.glob("answers/*.yaml")))
    for case in CASES:
        assert list(EXAMPLES.glob(f"{case}-*-DRAFT.md")), case


def test_a_trace_tells_what_held_from_what_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "c-step01", "--trace", "--transcripts", str(EXAMPLES)]) == 0
    lines = set(map(str.strip, capsys.readouterr().out.splitlines()))
    assert {"because not: route.is_review", "because count(criteria) >= 1"} <= lines


@pytest.mark.parametrize("case", CASES)
def test_a_complete_example_lacks_nothing_but_documents(case: str) -> None:
    """Only the example that shows open ends says so in its answers file; of every other, words
    and rules hold.
    """
    state = read_state(SHIPPED, case)
    found = [
        each for checked in check_letters(SHIPPED.letters, state, DAY) for each in checked.findings
    ]
    others = [(each.address, each.say) for each in found if each.kind is not FindingKind.document]
    assert bool(others) is (case == WITH_OPEN_ENDS), others


def test_where_there_is_no_case_a_copy_of_an_example_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\ny\n"))
    assert run(["--transcripts", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "Open a copy of a worked example" in text
    assert "Start of the call" in text
    place = Workplace(transcripts=str(tmp_path))
    (case,) = place.store.cases()
    opened = read_state(place, case).record.opened
    assert opened is not None
    assert opened.copied_from in {path.stem for path in EXAMPLES.glob("*.jsonl")}
    assert opened.example
