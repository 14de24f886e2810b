"""A process killed at any moment loses nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interview.storage.store import Held
from tests.storage.made_up import CASE, answer, opened, store, transcript

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
ROOT = Path(__file__).parents[2]


@contextmanager
def _writer(
    folder: Path, point: str = "", countdown: int = 0, hold: str = ""
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(folder), point, str(countdown), hold],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.read().splitlines()


def _acknowledged(lines: list[str]) -> int:
    """The highest number that the writer said was on disk (a line may be cut by the kill)."""
    whole = [line.split() for line in lines]
    return max((int(words[1]) for words in whole if len(words) == 2), default=0)


def _check(folder: Path, acknowledged: int) -> int:
    with store(folder).open(CASE) as case:
        events = case.reading.events
        assert case.read_only == ""
    assert len(events) in (acknowledged, acknowledged + 1), (
        "all that was acknowledged, and at most one more"
    )
    assert events[0] == opened()
    assert list(events[1:]) == [answer(seq, f"value {seq}") for seq in range(2, len(events) + 1)]
    return len(events)


def test_killed_at_random_moments_again_and_again(tmp_path: Path) -> None:
    moments, written = random.Random(7), 0
    for _ in range(12):
        with _writer(tmp_path) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(moments.random() * 0.03)
            process.send_signal(signal.SIGKILL)
            lines += _said(process)
        assert int(lines[0].split()[1]) == max(written, 1), (
            "the next process finds what the last one left"
        )
        written = _check(tmp_path, _acknowledged(lines))
    assert written > 12, "the writers must have written something"


@pytest.mark.parametrize("countdown", [2, 5])
@pytest.mark.parametrize(
    ("point", "survives"),
    [("before_write", 0), ("half_write", 0), ("before_sync", 1), ("after_sync", 1)],
)
def test_killed_between_write_sync_and_acknowledgement(
    tmp_path: Path, point: str, survives: int, countdown: int
) -> None:
    """The writer's write number 1 is the first line; drafts are written between, two writes an
    answer.
    """
    with _writer(tmp_path, point, countdown=2 * countdown - 1) as process:
        lines = _said(process)
    assert process.returncode == -signal.SIGKILL
    acknowledged = _acknowledged(lines)
    assert acknowledged == countdown - 1
    assert _check(tmp_path, acknowledged) == acknowledged + survives
    assert bool(list(tmp_path.glob("*.torn-*"))) == (point == "half_write")


def test_the_draft_of_the_killed_process_is_there_unless_its_answer_is(tmp_path: Path) -> None:
    with _writer(tmp_path, "before_write", countdown=5) as process:
        _said(process)
    with store(tmp_path).open(CASE) as case:
        draft = case.load_draft()
        assert draft is not None
        assert (draft.address, draft.text) == ("patient.name", "typing 3")
    with _writer(tmp_path, "after_sync", countdown=4) as process:
        _said(process)
    assert transcript(tmp_path).with_suffix(".draft").exists()
    with store(tmp_path).open(CASE) as case:
        assert case.load_draft() is None, "its answer was written before the kill"


def test_killed_while_creating_leaves_no_case_that_blocks_the_folder(tmp_path: Path) -> None:
    with _writer(tmp_path, "half_write", countdown=1) as process:
        assert _said(process) == []
    (only,) = store(tmp_path).summaries(lambda events: {"n": len(events)}, "1")
    assert "never begun" in only.problem
    store(tmp_path).create(opened("c-000000")).close()


def test_a_second_process_is_told_who_holds_the_case_until_that_one_is_gone(tmp_path: Path) -> None:
    with _writer(tmp_path, hold="hold") as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(Held) as caught:
            store(tmp_path).open(CASE)
        holder = caught.value.holder
        assert (holder.name, holder.host, holder.pid) == (
            "Ida Okonkwo",
            os.uname().nodename,
            process.pid,
        )
        assert (
            f"Ida Okonkwo has {CASE} open on {holder.host} (process {process.pid})"
            in caught.value.sentence
        )
        assert store(tmp_path).read(CASE).events == (opened(),), "reading needs no lock"
        process.kill()
        process.wait()
        assert list(tmp_path.glob("*.lock")), "the killed process left its name"
        with store(tmp_path).open(CASE) as case:
            case.append(answer(2))
    assert not list(tmp_path.glob("*.lock"))
