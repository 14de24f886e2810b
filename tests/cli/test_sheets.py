"""`interview sheet`: names of files, formats, and what it says to a wrong word."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from tests.cli.conftest import Interview
from tests.office import CASE, begun, say

KINDS = ["missing", "office", "prescriber", "call"]


@pytest.fixture
def case(place: Workplace) -> str:
    with closing(begun(place)) as session:
        say(
            session,
            patient__name="Ana Ruiz",
            denial__drug="ketamine",
            denial__reasons="1",
            drugs="sertraline",
        )
    return CASE


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_as_files(interview: Interview, case: str, tmp_path: Path, kind: str) -> None:
    done = interview(
        "sheet", case, kind, "--to", "pdf,docx,md,txt,html", "--out", str(tmp_path / "out")
    )
    assert done.status == 0, done.err
    files = sorted((tmp_path / "out").iterdir())
    assert [path.suffix for path in files] == [".docx", ".html", ".md", ".pdf", ".txt"]
    assert all(re.fullmatch(rf"{case}-sheet-{kind}-\d{{4}}-\d\d-\d\d", path.stem) for path in files)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)


def test_a_sheet_is_printed_as_text(interview: Interview, case: str) -> None:
    done = interview("sheet", case, "office")
    assert done.status == 0
    assert done.out.startswith("WHAT IS STILL MISSING\n")


def test_a_sheet_changes_nothing_in_the_case(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    (transcript,) = (tmp_path / "cases").glob("*.jsonl")
    before = transcript.read_bytes()
    for kind in KINDS:
        interview("sheet", case, kind)
    assert transcript.read_bytes() == before


def test_an_unknown_sheet(interview: Interview, case: str) -> None:
    done = interview("sheet", case, "prescriper")
    assert done.status == 2
    assert "There is no sheet prescriper. Did you mean prescriber" in done.err


def test_a_pdf_needs_a_folder(interview: Interview, case: str) -> None:
    done = interview("sheet", case, "office", "--to", "pdf")
    assert done.status == 2
    assert "Please say where to put it: --out DIR" in done.err
