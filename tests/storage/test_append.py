"""Appending: on disk before it returns; a failure leaves the good part of the file and says what
to do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from interview.core.events import NoteAdded
from interview.storage.disk import Disk
from interview.storage.store import StoreProblem
from tests.storage.made_up import (
    CASE,
    NOON,
    FaultyDisk,
    answer,
    opened,
    store,
    transcript,
    write_case,
)


class _Recorder(Disk):
    """Notes the order of calls."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def write(self, descriptor: int, data: bytes) -> int:
        self.calls.append("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self.calls.append("sync")
        super().sync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        self.calls.append(f"sync {folder.name}")
        super().sync_folder(folder)


def test_every_line_is_synced_and_a_new_files_name_too(tmp_path: Path) -> None:
    disk = _Recorder()
    with store(tmp_path / "cases", disk).create(opened()) as case:
        assert disk.calls == ["write", "sync", "sync cases"]
        disk.calls.clear()
        case.append(answer(2))
        case.append(answer(3))
    assert disk.calls == ["write", "sync", "write", "sync"]


def test_a_short_write_is_continued(tmp_path: Path) -> None:
    class OneByte(Disk):
        def write(self, descriptor: int, data: bytes) -> int:
            return super().write(descriptor, data[:1])

    with store(tmp_path, OneByte()).create(opened()) as case:
        case.append(answer(2))
    assert store(tmp_path).read(CASE).events == (opened(), answer(2))


@pytest.mark.parametrize("room", [0, 1, 100])
def test_a_full_disk_leaves_no_trace_and_the_same_event_can_be_tried_again(
    tmp_path: Path, room: int
) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        case.append(answer(2))
        before = transcript(tmp_path).read_bytes()
        disk.room = room
        with pytest.raises(StoreProblem, match="the disk is full") as caught:
            case.append(answer(3))
        assert caught.value.can_retry
        assert transcript(tmp_path).read_bytes() == before
        disk.room = None
        case.append(answer(3))
        assert case.read_only == ""
    assert store(tmp_path).read(CASE).events == (opened(), answer(2), answer(3))


def test_a_failed_write_that_cannot_be_cut_back_ends_writing(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        disk.room, disk.cut_fails = 10, True
        with pytest.raises(StoreProblem, match="could not be taken back") as caught:
            case.append(answer(2))
        assert not caught.value.can_retry
        disk.room, disk.cut_fails = None, False
        with pytest.raises(StoreProblem):
            case.append(answer(2))
    with store(tmp_path).open(CASE) as case:
        assert case.reading.events == (opened(),)
        case.append(answer(2))


def test_after_a_failed_sync_nothing_more_is_written(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        disk.sync_fails = True
        with pytest.raises(StoreProblem, match="did not confirm") as caught:
            case.append(answer(2))
        assert not caught.value.can_retry
        disk.sync_fails = False
        size = transcript(tmp_path).stat().st_size
        with pytest.raises(StoreProblem, match="did not confirm"):
            case.append(answer(2))
        assert "may be lost" in case.read_only
        assert transcript(tmp_path).stat().st_size == size


def test_an_interrupt_during_a_write_takes_it_back(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        disk.interrupt_write = True
        with pytest.raises(KeyboardInterrupt):
            case.append(answer(2))
        disk.interrupt_write = False
        case.append(answer(2, "after the interrupt"))
    assert store(tmp_path).read(CASE).events == (opened(), answer(2, "after the interrupt"))


def test_a_failed_creation_leaves_nothing(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.room = 20
    with pytest.raises(StoreProblem, match="the disk is full"):
        store(tmp_path, disk).create(opened())
    assert list(tmp_path.iterdir()) == []
    disk.room = None
    store(tmp_path, disk).create(opened()).close()


def test_a_line_that_would_not_read_back_is_never_written(tmp_path: Path) -> None:
    """A time without a zone would be accepted now and make the whole case unreadable later."""
    with store(tmp_path).create(opened()) as case:
        note = NoteAdded.model_construct(
            seq=2, at=NOON.replace(tzinfo=None), operator="x", call=0, text="x"
        )
        with pytest.raises(StoreProblem):
            case.append(note)
    assert store(tmp_path).read(CASE).events == (opened(),)


@pytest.mark.parametrize("seq", [1, 2, 4, 0])
def test_an_event_out_of_turn_is_a_programming_error(tmp_path: Path, seq: int) -> None:
    with store(tmp_path).create(opened()) as case:
        case.append(answer(2))
        with pytest.raises(ValueError, match="cannot follow"):
            case.append(answer(seq))


def test_what_cannot_be_stored_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with store(tmp_path).create(opened()) as case:
        note = NoteAdded.model_construct(seq=2, at=NOON, operator="x", call=0, text="half \ud83d")
        with pytest.raises(StoreProblem, match="cannot be stored"):
            case.append(note)
        case.append(answer(2))


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x\n")


def _shortened(path: Path) -> None:
    os.truncate(path, path.read_bytes().index(b"\n") + 1)


def _older(path: Path) -> None:
    other = path.with_suffix(".other")
    other.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")
    other.replace(path)


def _changed_in_place(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Rosa", b"Rita"))


def _made_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "interfere", [_edited, _shortened, _older, _changed_in_place, _made_a_pipe]
)
def test_what_was_acknowledged_is_kept_beside_a_file_that_another_program_changed(
    tmp_path: Path, interfere: Callable[[Path], None]
) -> None:
    with store(tmp_path).create(opened()) as case:
        case.append(answer(2))
        acknowledged = transcript(tmp_path).read_bytes()
        interfere(transcript(tmp_path))
        with pytest.raises(StoreProblem, match="Another program") as caught:
            case.append(answer(3))
        assert caught.value.code == "changed_outside"
        assert case.check() == case.read_only == caught.value.sentence
        with pytest.raises(StoreProblem, match="Another program"):
            case.append(answer(3))
    kept = [tmp_path / name for name in store(tmp_path).beside(CASE).copies]
    if interfere is _edited:
        assert not kept, "everything is in the file that is there"
        assert "Everything entered until then is in it" in caught.value.sentence
    else:
        assert [path.read_bytes() for path in kept] == [acknowledged]
        assert kept[0].name in caught.value.sentence
        assert kept[0].stat().st_mode & 0o777 == 0o600


def _replaced(path: Path) -> None:
    other = path.with_suffix(".other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def _touched(path: Path) -> None:
    os.utime(path, (1, 1))


@pytest.mark.parametrize("interfere", [_replaced, _touched])
def test_a_file_that_says_the_same_is_written_on(
    tmp_path: Path, interfere: Callable[[Path], None]
) -> None:
    with store(tmp_path).create(opened()) as case:
        for seq in (2, 3):
            interfere(transcript(tmp_path))
            case.append(answer(seq))
            assert case.check() == ""
    assert store(tmp_path).read(CASE).events == (opened(), answer(2), answer(3))


def test_a_file_that_is_exchanged_in_the_midst_of_a_write_gets_the_answer_all_the_same(
    tmp_path: Path,
) -> None:
    """The old file is complete and has no name any more: an answer that went only there would be
    gone.
    """

    class Synced(Disk):
        left = 0

        def sync(self, descriptor: int) -> None:
            super().sync(descriptor)
            if self.left:
                self.left -= 1
                other = transcript(tmp_path).with_suffix(".other")
                other.write_bytes(before)
                other.replace(transcript(tmp_path))

    disk = Synced()
    with store(tmp_path, disk).create(opened()) as case:
        before, disk.left = transcript(tmp_path).read_bytes(), 2
        case.append(answer(2))
        assert store(tmp_path).read(CASE).events == (opened(), answer(2))
        before, disk.left = transcript(tmp_path).read_bytes(), 1000
        with pytest.raises(StoreProblem, match="again and again"):
            case.append(answer(3))
    assert store(tmp_path).read(CASE).events == (opened(), answer(2))


@pytest.mark.parametrize("remove", [Path.unlink, lambda path: shutil.rmtree(path.parent)])
def test_a_transcript_that_was_removed_is_put_back_and_that_is_said(
    tmp_path: Path, remove: Callable[[Path], None]
) -> None:
    folder = tmp_path / "cases"
    with store(folder).create(opened()) as case:
        case.append(answer(2))
        remove(transcript(folder))
        with pytest.raises(StoreProblem, match="has been put back with everything") as caught:
            case.append(answer(3))
        assert caught.value.can_retry
        case.append(answer(3))
        remove(transcript(folder))
        assert case.check() == ""
    assert store(folder).read(CASE).events == (opened(), answer(2), answer(3))


def test_a_transcript_that_was_removed_and_cannot_be_put_back_is_said_to_be_gone(
    tmp_path: Path,
) -> None:
    disk = FaultyDisk()
    with store(tmp_path, disk).create(opened()) as case:
        transcript(tmp_path).unlink()
        disk.room = 0
        assert "NOTHING of this case is on disk now" in case.check()
        with pytest.raises(StoreProblem, match="NOTHING"):
            case.append(answer(2))


def test_a_reader_sees_only_whole_lines_at_every_moment_of_an_append(tmp_path: Path) -> None:
    seen: list[int] = []

    class Slow(Disk):
        def write(self, descriptor: int, data: bytes) -> int:
            reading = store(tmp_path).read(CASE)
            assert reading.read_only == ""
            assert reading.events in ((opened(), answer(2)), (opened(), answer(2), answer(3)))
            seen.append(reading.torn)
            return super().write(descriptor, data[:1])

    write_case(tmp_path, answers=1)
    with store(tmp_path, Slow()).open(CASE) as case:
        case.append(answer(3))
    assert max(seen) > 100, "the reader must have met a half-written line"
    assert not list(tmp_path.glob("*.torn-*"))
