"""Run as a process of its own: open or create the case and append answers, saying which are
acknowledged.

Arguments: folder, fault point ("", "before_write", "half_write", "before_sync", "after_sync"),
number of the append at which the process kills itself there, and "hold" to keep the case open
instead.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from interview.storage.disk import Disk
from tests.storage.made_up import CASE, answer, opened, store, transcript


class _DeadlyDisk(Disk):
    """Kills its own process at one point of one append."""

    def __init__(self, point: str, countdown: int) -> None:
        self.point = point
        self.countdown = countdown

    def write(self, descriptor: int, data: bytes) -> int:
        self.countdown -= 1
        self._die("before_write")
        if self.countdown == 0 and self.point == "half_write":
            super().write(descriptor, data[: len(data) // 2])
            self._die("half_write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._die("before_sync")
        super().sync(descriptor)
        self._die("after_sync")

    def _die(self, point: str) -> None:
        if self.countdown == 0 and self.point == point:
            os.kill(os.getpid(), signal.SIGKILL)


def _say(word: str, number: int) -> None:
    sys.stdout.write(f"{word} {number}\n")
    sys.stdout.flush()


def main(folder: str, point: str, countdown: int, hold: str) -> None:
    path = Path(folder)
    cases = store(path, _DeadlyDisk(point, countdown), operator="Ida Okonkwo")
    with cases.open(CASE) if transcript(path).exists() else cases.create(opened()) as case:
        _say("open", case.next_seq - 1)
        while hold:
            time.sleep(0.01)
        while True:
            seq = case.next_seq
            case.save_draft("patient.name", f"typing {seq}")
            case.append(answer(seq, f"value {seq}"))
            _say("ack", seq)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
