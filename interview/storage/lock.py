"""One writer a case: a lock that the operating system drops when its process ends, with the
holder's name beside it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from interview.storage.regular import MOST_TEXT, NO_LINK, open_regular
from interview.storage.store import Held, Holder

_NOBODY = Holder("", "", 0, "")
_MOST_BYTES = 2000
_LONGEST = 80
"""Signs of a name that are shown."""

if sys.platform == "win32":
    import msvcrt

    # Locked bytes cannot be read by others on Windows, so a byte far behind the holder's name is
    # locked.
    _FAR = 1 << 30

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def this_process(operator: str, since: str) -> Holder:
    return Holder(operator, socket.gethostname(), os.getpid(), since)


class CaseLock:
    """A held lock. What an ended process left in the file means nothing: only the system's lock
    counts.
    """

    def __init__(self, path: Path, case: str, holder: Holder) -> None:
        """Take the lock. Raises Held when somebody has it, OSError when the file cannot be made."""
        self._path = path
        self._descriptor = _open_and_take(path, case)
        # A full disk must not keep a case from being opened; the lock holds without a name.
        with suppress(OSError):
            _write_holder(self._descriptor, holder)

    def release(self) -> None:
        """Remove the file while it is still locked, then let go. Doing it twice is harmless."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        # Windows keeps a file that is open; it is taken over by the next holder.
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        os.close(descriptor)


def _open_and_take(path: Path, case: str) -> int:
    while True:
        descriptor = open_regular(path, MOST_TEXT, os.O_RDWR | os.O_CREAT | NO_LINK)
        try:
            if not _take(descriptor):
                raise Held(case, _read_holder(descriptor))
            if _is_still_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # The holder before removed the file between our opening and locking it.
        os.close(descriptor)


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(there, os.fstat(descriptor))


def _write_holder(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace"))


def _read_holder(descriptor: int) -> Holder:
    """Who holds it; tried again for a moment because a new holder takes the lock before writing
    the name.
    """
    for _ in range(20):
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = _parse_holder(os.read(descriptor, _MOST_BYTES))
        if holder is not None:
            return holder
        time.sleep(0.01)
    return _NOBODY


def _parse_holder(data: bytes) -> Holder | None:
    """Whoever may write into the folder may write anything into this file."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match found:
        case {"name": str(name), "host": str(host), "pid": int(pid), "since": str(since)}:
            return Holder(_word(name), _word(host), max(pid, 0), _word(since))
    return None


def _word(text: str) -> str:
    return "".join(filter(str.isprintable, text))[:_LONGEST]
