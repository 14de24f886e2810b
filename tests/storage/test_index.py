"""The list of cases: only changed files are read, and the index can be thrown away at any time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview.core.events import AnyEvent
from interview.storage.disk import Disk
from interview.storage.store import CaseSummary, Summary
from tests.storage.made_up import CASE, answer, opened, store, transcript, write_case

OTHER = "c-000000"


class _Counting:
    """Summarises, and counts how often it had to."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, events: tuple[AnyEvent, ...]) -> Summary:
        self.made += 1
        return {"events": len(events)}


def _listed(path: Path, summarise: _Counting, version: str = "1") -> dict[str, CaseSummary]:
    return {each.case: each for each in store(path).summaries(summarise, version)}


@pytest.fixture
def two_cases(tmp_path: Path) -> Path:
    write_case(tmp_path)
    store(tmp_path).create(opened(OTHER)).close()
    return tmp_path


def test_nothing_is_read_twice(two_cases: Path) -> None:
    summarise = _Counting()
    first = _listed(two_cases, summarise)
    assert {case: each.summary for case, each in first.items()} == {
        CASE: {"events": 4},
        OTHER: {"events": 1},
    }
    assert _listed(two_cases, summarise) == first
    assert summarise.made == 2


def test_only_a_changed_case_is_read_again(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise)
    with store(two_cases).open(OTHER) as case:
        case.append(answer(2))
    assert _listed(two_cases, summarise)[OTHER].summary == {"events": 2}
    assert summarise.made == 3


def test_a_file_replaced_by_one_of_the_same_size_is_read_again(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise)
    path = transcript(two_cases)
    about = path.stat()
    other = path.with_suffix(".restored")
    other.write_bytes(path.read_bytes().replace(b"Rosa", b"Rose"))
    os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
    other.replace(path)
    assert "changed from outside" in _listed(two_cases, summarise)[CASE].problem


def test_another_version_of_the_summary_is_made_anew(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise, "1")
    _listed(two_cases, summarise, "2")
    assert summarise.made == 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"\xff\xff",
        b'{"format":1,"version":"1","cases":[]}',
        b'{"format":1,"version":"1","cases":{"c-7k3m9q":{"key":null,"summary":{"events":99},"problem":""}}}',
        b'{"format":9,"version":"1","cases":{}}',
    ],
)
def test_a_damaged_index_is_rebuilt_silently(two_cases: Path, content: bytes) -> None:
    (two_cases / ".index").write_bytes(content)
    summarise = _Counting()
    assert _listed(two_cases, summarise)[CASE].summary == {"events": 4}
    _listed(two_cases, summarise)
    assert summarise.made == 2


def test_an_index_entry_of_the_wrong_shape_is_made_again(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise)
    index = two_cases / ".index"
    index.write_bytes(index.read_bytes().replace(b'"summary":{"events":4}', b'"summary":4'))
    assert _listed(two_cases, summarise)[CASE].summary == {"events": 4}


def test_a_removed_case_disappears(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise)
    transcript(two_cases).unlink()
    assert set(_listed(two_cases, summarise)) == {OTHER}
    assert CASE.encode() not in (two_cases / ".index").read_bytes()


def test_a_case_that_cannot_be_read_is_listed_with_its_problem(two_cases: Path) -> None:
    transcript(two_cases).write_bytes(b"Dear Sir,\n")
    listed = _listed(two_cases, _Counting())
    assert listed[CASE].summary is None
    assert "not a transcript" in listed[CASE].problem
    assert listed[OTHER].summary == {"events": 1}


def test_a_damaged_case_is_listed_with_summary_and_problem(two_cases: Path) -> None:
    data = transcript(two_cases).read_bytes().split(b"\n")
    transcript(two_cases).write_bytes(b"\n".join([data[0], b"rubbish", *data[2:]]))
    for _ in range(2):
        found = _listed(two_cases, _Counting())[CASE]
        assert found.summary == {"events": 1}
        assert "Line 2" in found.problem


def test_last_changed_comes_first(two_cases: Path) -> None:
    for age, case in enumerate((OTHER, CASE)):
        os.utime(two_cases / f"{case}.jsonl", (1000 - age, 1000 - age))
    assert list(_listed(two_cases, _Counting())) == [OTHER, CASE]


def test_an_index_that_cannot_be_written_does_not_matter(two_cases: Path) -> None:
    class NoReplace(Disk):
        def replace(self, source: Path, target: Path) -> None:
            raise PermissionError(13, "Permission denied")

    found = store(two_cases, NoReplace()).summaries(_Counting(), "1")
    assert len(found) == 2
    assert not (two_cases / ".index").exists()
    assert not list(two_cases.glob(".*.new"))


def test_a_kept_summary_of_another_shape_is_made_again(two_cases: Path) -> None:
    summarise = _Counting()
    _listed(two_cases, summarise)
    index = two_cases / ".index"
    index.write_bytes(
        index.read_bytes().replace(b'"summary":{"events":4}', b'"summary":{"answers":4}')
    )
    found = store(two_cases).summaries(summarise, "1", lambda summary: summary.keys() == {"events"})
    assert {each.case: each.summary for each in found} == {
        CASE: {"events": 4},
        OTHER: {"events": 1},
    }
    assert summarise.made == 3


def test_a_case_that_cannot_be_summed_up_hides_no_other(two_cases: Path) -> None:
    def summarise(events: tuple[AnyEvent, ...]) -> Summary:
        return {"events": len(events), "third": events[2].seq}

    listed = {each.case: each for each in store(two_cases).summaries(summarise, "1")}
    assert listed[CASE].summary == {"events": 4, "third": 3}
    assert listed[OTHER].summary is None
    assert "an error of its own with it (IndexError)" in listed[OTHER].problem
