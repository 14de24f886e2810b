"""A transcript cut at any byte reopens with every whole line, and what was torn off is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.storage.store import StoreProblem
from tests.storage.made_up import CASE, answer, opened, store, transcript, write_case

WRITTEN = [opened(), answer(2), answer(3), answer(4)]


def _whole_lines(data: bytes, cut: int) -> int:
    """Lines whose bytes are all there; the last one's line feed may be missing."""
    return data[:cut].count(b"\n") + (data[cut : cut + 1] == b"\n")


def test_cut_at_every_byte(tmp_path: Path) -> None:
    data = write_case(tmp_path / "whole")
    for cut in range(len(data)):
        folder = tmp_path / str(cut)
        folder.mkdir()
        transcript(folder).write_bytes(data[:cut])
        _reopen(folder, data, cut)


def _reopen(folder: Path, data: bytes, cut: int) -> None:
    whole = _whole_lines(data, cut)
    if not whole:
        with pytest.raises(StoreProblem) as caught:
            store(folder).open(CASE)
        assert caught.value.code == "never_begun"
        assert transcript(folder).read_bytes() == data[:cut]
        return
    assert list(store(folder).read(CASE).events) == WRITTEN[:whole]
    assert transcript(folder).read_bytes() == data[:cut], "reading changes nothing"
    with store(folder).open(CASE) as case:
        assert (list(case.reading.events), case.read_only, case.next_seq) == (
            WRITTEN[:whole],
            "",
            whole + 1,
        )
        case.append(answer(whole + 1))
    assert list(store(folder).read(CASE).events) == [*WRITTEN[:whole], answer(whole + 1)]
    _torn_tail_was_kept(folder, data, cut)


def _torn_tail_was_kept(folder: Path, data: bytes, cut: int) -> None:
    good = data.rfind(b"\n", 0, cut) + 1
    tail = b"" if data[cut : cut + 1] == b"\n" else data[good:cut]
    saved = list(folder.glob("*.torn-*"))
    assert [each.read_bytes() for each in saved] == ([tail] if tail else [])
    for each in saved:
        assert each.name == f"{CASE}.torn-20260302T120000Z"
        assert each.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "tail", [b"\x00" * 300, b"\n", b"\n\n", b'\n{"half":"', b'{"half":"', b"\xff\xfe"]
)
def test_a_tail_of_rubbish_is_torn_too(tmp_path: Path, tail: bytes) -> None:
    data = write_case(tmp_path)
    transcript(tmp_path).write_bytes(data + tail)
    assert store(tmp_path).read(CASE).torn == len(tail)
    with store(tmp_path).open(CASE) as case:
        assert list(case.reading.events) == WRITTEN
    assert transcript(tmp_path).read_bytes() == data
    (saved,) = tmp_path.glob("*.torn-*")
    assert saved.read_bytes() == tail


def test_a_second_torn_tail_in_the_same_second_does_not_replace_the_first(tmp_path: Path) -> None:
    data = write_case(tmp_path)
    for tail in (b"one", b"two", b"three"):
        transcript(tmp_path).write_bytes(data + tail)
        store(tmp_path).open(CASE).close()
    assert {each.read_bytes() for each in tmp_path.glob("*.torn-*")} == {b"one", b"two", b"three"}


def test_a_tail_that_cannot_be_saved_aside_is_not_cut(tmp_path: Path) -> None:
    from tests.storage.made_up import FaultyDisk

    data = write_case(tmp_path)
    transcript(tmp_path).write_bytes(data + b'{"to')
    disk = FaultyDisk()
    disk.room = 0
    with store(tmp_path, disk).open(CASE) as case:
        assert "the disk is full" in case.read_only
        with pytest.raises(StoreProblem):
            case.append(answer(5))
    assert transcript(tmp_path).read_bytes() == data + b'{"to'
