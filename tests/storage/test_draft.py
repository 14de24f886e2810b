"""The half-typed answer: replaced as a whole, dropped when its answer is on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.storage.disk import Disk
from interview.storage.store import Draft, StoreProblem
from tests.storage.made_up import CASE, FaultyDisk, answer, opened, store, write_case


def test_a_draft_comes_back_in_the_next_session(tmp_path: Path) -> None:
    with store(tmp_path).create(opened()) as case:
        assert case.load_draft() is None
        case.save_draft("patient.name", "Ngu")
        case.save_draft("patient.name", "Nguyễn “A”\n")
    with store(tmp_path).open(CASE) as case:
        assert case.load_draft() == Draft("patient.name", "Nguyễn “A”\n")


def test_it_is_dropped_with_its_answer_and_kept_with_any_other(tmp_path: Path) -> None:
    with store(tmp_path).create(opened()) as case:
        case.save_draft("patient.name", "A")
        case.append(answer(2, address="patient.phone"))
        assert case.load_draft() == Draft("patient.name", "A")
        case.append(answer(3, address="patient.name"))
        assert case.load_draft() is None
    assert not list(tmp_path.glob("*.draft"))


def test_one_from_an_earlier_session_is_dropped_with_its_answer_too(tmp_path: Path) -> None:
    with store(tmp_path).create(opened()) as case:
        case.save_draft("patient.name", "A")
    with store(tmp_path).open(CASE) as case:
        case.load_draft()
        case.append(answer(2, address="patient.name"))
    assert not list(tmp_path.glob("*.draft"))


def test_a_draft_of_an_answered_question_typed_anew_is_kept(tmp_path: Path) -> None:
    with store(tmp_path).create(opened()) as case:
        case.append(answer(2))
        case.save_draft("patient.name", "a correction")
    with store(tmp_path).open(CASE) as case:
        assert case.load_draft() == Draft("patient.name", "a correction")
        case.drop_draft()
        assert case.load_draft() is None


def test_a_reader_never_meets_half_a_draft(tmp_path: Path) -> None:
    seen: list[bytes] = []

    class Watched(Disk):
        def write(self, descriptor: int, data: bytes) -> int:
            seen.extend(path.read_bytes() for path in tmp_path.glob("c-*.draft"))
            return super().write(descriptor, data[:3])

    with store(tmp_path, Watched()).create(opened()) as case:
        case.save_draft("patient.name", "first")
        first = next(tmp_path.glob("c-*.draft")).read_bytes()
        seen.clear()
        case.save_draft("patient.name", "second")
    assert len(seen) > 5
    assert set(seen) == {first}


def test_a_full_disk_keeps_the_old_draft_and_says_so(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        case.save_draft("patient.name", "first")
        disk.room = 5
        with pytest.raises(StoreProblem, match="the disk is full"):
            case.save_draft("patient.name", "second")
        assert case.load_draft() == Draft("patient.name", "first")
        assert case.read_only == "", "a draft is not worth stopping for"
    assert not list(tmp_path.glob(".*.new"))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"address": 1, "text": "x", "after": 1}', b"\xff"]
)
def test_a_damaged_draft_is_no_draft(tmp_path: Path, content: bytes) -> None:
    write_case(tmp_path)
    (tmp_path / f"{CASE}.draft").write_bytes(content)
    with store(tmp_path).open(CASE) as case:
        assert case.load_draft() is None


def test_half_a_character_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with (
        store(tmp_path).create(opened()) as case,
        pytest.raises(StoreProblem, match="cannot be stored"),
    ):
        case.save_draft("patient.name", "\ud83d")
