"""What stands where a file should be and is none: pipes, devices, folders, links. Never a hang,
nothing overwritten.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from interview.case.workplace import template_sources
from interview.core.author_text import AuthorError
from interview.storage.places import checkout
from interview.storage.profile import load_profile
from interview.storage.regular import read_regular
from interview.storage.store import StoreProblem
from interview.storage.yaml_source import read_yaml
from tests.storage.made_up import CASE, answer, store, transcript, write_case

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pipes and devices with names there")
Put = Callable[[Path], None]


def _folder(path: Path) -> None:
    path.mkdir()


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


SORTS: dict[str, tuple[Put, str]] = {
    "a pipe": (os.mkfifo, "not a file but a pipe"),
    "a device": (_endless, "not a file but a pipe"),
    "a folder": (_folder, "folder|directory"),
}
sorts = pytest.mark.parametrize(("put", "words"), SORTS.values(), ids=SORTS.keys())


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    def too_late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(5)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@sorts
def test_as_a_transcript(tmp_path: Path, put: Put, words: str) -> None:
    put(transcript(tmp_path))
    for look in (store(tmp_path).read, store(tmp_path).open):
        with pytest.raises(StoreProblem, match=words):
            look(CASE)
    (listed,) = store(tmp_path).summaries(lambda events: {"n": len(events)}, "1")
    assert listed.problem


@sorts
def test_as_index_or_draft_it_counts_as_none(tmp_path: Path, put: Put, words: str) -> None:  # noqa: ARG001
    write_case(tmp_path)
    put(tmp_path / ".index")
    put(transcript(tmp_path).with_suffix(".draft"))
    (listed,) = store(tmp_path).summaries(lambda events: {"n": len(events)}, "1")
    assert listed.summary == {"n": 4}
    with store(tmp_path).open(CASE) as case:
        assert case.load_draft() is None
        case.append(answer(5))
        case.drop_draft()


@sorts
def test_as_secret_or_lock(tmp_path: Path, put: Put, words: str) -> None:
    write_case(tmp_path)
    put(transcript(tmp_path).with_suffix(".lock"))
    put(tmp_path / ".random")
    for reach in (store(tmp_path).secret, lambda: store(tmp_path).open(CASE)):
        with pytest.raises(StoreProblem, match=f"{words}|a link stands where a file should be"):
            reach()


@sorts
def test_as_what_an_author_writes(tmp_path: Path, put: Put, words: str) -> None:
    put(tmp_path / "answers.yaml")
    put(tmp_path / "letter.md.j2")
    for read in (read_yaml, load_profile):
        with pytest.raises(AuthorError, match=words):
            read(tmp_path / "answers.yaml")
    if not (tmp_path / "letter.md.j2").is_dir():
        with pytest.raises(AuthorError, match=words):
            template_sources(tmp_path, alone=True)


@sorts
def test_as_a_document_an_archive_or_the_project_around_us(
    tmp_path: Path, put: Put, words: str
) -> None:
    write_case(tmp_path / "cases")
    put(tmp_path / "paper.pdf")
    put(tmp_path / "pyproject.toml")
    with (
        store(tmp_path / "cases").open(CASE) as case,
        pytest.raises(StoreProblem, match=r"is a folder|is not a file"),
    ):
        case.attach(tmp_path / "paper.pdf")
    with pytest.raises(StoreProblem, match=words):
        store(tmp_path / "cases").take_in(tmp_path / "paper.pdf")
    assert checkout(tmp_path) != tmp_path


def test_more_bytes_than_such_a_file_may_have(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="larger than"):
        read_regular(path, 4)


def test_a_link_in_place_of_a_lock_leads_to_no_file_that_is_overwritten(tmp_path: Path) -> None:
    write_case(tmp_path)
    precious = tmp_path / "thesis.txt"
    precious.write_text("three years of work")
    transcript(tmp_path).with_suffix(".lock").symlink_to(precious)
    with pytest.raises(StoreProblem, match="a link stands where a file should be"):
        store(tmp_path).open(CASE)
    assert precious.read_text() == "three years of work"


@pytest.mark.parametrize("content", [b"", b"0" * 63, b"\x00" * 64, b"g" * 64])
def test_a_secret_that_a_crash_cut_short_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".random").write_bytes(content)
    secret = store(tmp_path).secret()
    assert len(secret) == 64
    assert secret != content
    assert store(tmp_path).secret() == secret, "and kept from then on"
