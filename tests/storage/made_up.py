"""Made-up cases, and a disk that fails when it is told to."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.events import AnswerGiven, CaseOpened
from interview.storage.disk import Disk
from interview.storage.transcripts import FolderStore

CASE = "c-7k3m9q"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def opened(case: str = CASE, operator: str = "Rosa Lindqvist") -> CaseOpened:
    return CaseOpened(
        seq=1,
        at=NOON,
        operator=operator,
        case=case,
        tree="denial",
        tree_version="1",
        tree_hash="0" * 64,
    )


def answer(
    seq: int, value: str = "Nguyễn “Ana” O'Neil", address: str = "patient.name"
) -> AnswerGiven:
    claim = Claim(
        state=AnswerState.answered, source=Source(party=Party.patient), value=value, typed=value
    )
    return AnswerGiven(
        seq=seq,
        at=NOON + timedelta(seconds=seq),
        operator="Rosa Lindqvist",
        call=1,
        address=address,
        claim=claim,
    )


def store(path: Path, disk: Disk | None = None, operator: str = "Rosa Lindqvist") -> FolderStore:
    return FolderStore(path, operator, clock=lambda: NOON, disk=disk)


def transcript(path: Path) -> Path:
    return path / f"{CASE}.jsonl"


def write_case(path: Path, answers: int = 3) -> bytes:
    """A case with so many answers, closed; gives its transcript's bytes."""
    with store(path).create(opened()) as case:
        for seq in range(2, answers + 2):
            case.append(answer(seq))
    return transcript(path).read_bytes()


class FaultyDisk(Disk):
    """Works until one of its switches is set."""

    def __init__(self) -> None:
        self.room: int | None = None
        """Bytes that still fit; None for no limit."""
        self.sync_fails = False
        self.cut_fails = False
        self.interrupt_write = False

    def write(self, descriptor: int, data: bytes) -> int:
        if self.interrupt_write:
            super().write(descriptor, data[:7])
            raise KeyboardInterrupt
        if self.room is None:
            return super().write(descriptor, data)
        if self.room == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(descriptor, data[: self.room])
        self.room -= written
        return written

    def sync(self, descriptor: int) -> None:
        if self.sync_fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().sync(descriptor)

    def cut(self, descriptor: int, size: int) -> None:
        if self.cut_fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().cut(descriptor, size)
