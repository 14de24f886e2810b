from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.cli.commands import run
from tests.office import CASE, PROFILE, begun, say, workplace, write


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str


Interview = Callable[..., Ran]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A small clinic, its profile where the program looks for it."""
    write(tmp_path, {"profile.yaml": PROFILE})
    monkeypatch.setenv("INTERVIEW_PROFILE", str(tmp_path / "profile.yaml"))
    return workplace(tmp_path)


@pytest.fixture
def interview(
    place: Workplace,  # noqa: ARG001  writes the clinic's files
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Interview:
    """Runs the command line in the small clinic; `typed` is what stands on its standard input."""

    def command(*words: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        folders = ("--transcripts", f"{tmp_path}/cases", "--trees", f"{tmp_path}/trees")
        status = run([*words, *folders, "--templates", f"{tmp_path}/letters", "--operator", "Dana"])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return command


@pytest.fixture
def case(place: Workplace) -> str:
    """A case with a reason and one earlier drug."""
    with closing(begun(place)) as session:
        say(
            session,
            patient__name="Ana Ruiz",
            denial__reasons="1",
            drugs="sertraline",
            denial__drug="ketamine",
        )
    return CASE
