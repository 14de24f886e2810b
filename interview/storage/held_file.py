"""A transcript's file while a case is open: nothing counts as written unless it lies, on disk,
where the case is kept.

A sync program may put another file in the place of an open one. What is written then goes into a
file without a name, and is gone when the program ends. So whoever writes looks before and after
whether the place is still the same.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from interview.storage.disk import Disk, because, make_private_folder, write_all, write_new
from interview.storage.regular import MOST_TRANSCRIPT, open_regular, read_regular
from interview.storage.store import StoreProblem

_TRIES = 3
"""So often a file that was exchanged during a write is written again."""
DISPLACED = frozenset({"changed_outside", "taken_away"})
"""Problems after which what was acknowledged does not lie in its own place."""
_Look = tuple[int, int, int, int]
"""Device, inode, size, time of the last change in ns."""


class HeldFile:
    """The file at one path, opened to write. It knows every byte that it has acknowledged."""

    def __init__(self, path: Path, case: str, descriptor: int, whole: bytes, disk: Disk) -> None:
        self._path = path
        self._case = case
        self._descriptor = descriptor
        self._known = bytearray(whole)
        self._disk = disk
        self._seen = self._look()

    @property
    def is_closed(self) -> bool:
        return self._descriptor < 0

    def add(self, data: bytes) -> None:
        """Put the bytes at the end, on disk with everything before them when this returns.

        Raises StoreProblem, and then the file ends as it did before; where it cannot be tried
        again, nothing may be added any more.
        """
        for _ in range(_TRIES):
            self.be_in_place()
            self._put(data)
            # Exchanged since: the bytes went into a file without a name, and are written again.
            if self._is_in_place(len(data)):
                self._known += data
                self._seen = self._look()
                return
        raise self._displaced("it is exchanged again and again")

    def be_in_place(self) -> None:
        """Make sure that the open file is the one at the path and holds what was acknowledged, no
        more and no less.

        A file that another program put there and that says the same is taken over. Raises
        StoreProblem otherwise; everything that was acknowledged has then been put beside it, or
        back into the place that was empty.
        """
        if self._is_in_place() and self._look() == self._seen:
            return
        try:
            found = read_regular(self._path, MOST_TRANSCRIPT)
        except FileNotFoundError:
            self._put_back()
        except OSError as error:
            raise self._displaced(because(error)) from error
        if found != self._known:
            raise self._displaced("", is_continued=found.startswith(self._known))
        self._reopen()

    def cut_back(self) -> None:
        """Cut off whatever follows the acknowledged bytes. Raises OSError."""
        self._disk.cut(self._descriptor, len(self._known))
        self._disk.sync(self._descriptor)
        self._seen = self._look()

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _look(self) -> _Look:
        about = os.fstat(self._descriptor)
        return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns

    def _is_in_place(self, more: int = 0) -> bool:
        """Whether the path leads to the open file, which is as long as it should be."""
        try:
            there = self._path.stat()
        except OSError:
            return False
        is_mine = (there.st_dev, there.st_ino) == self._look()[:2]
        return is_mine and there.st_size == len(self._known) + more

    def _reopen(self) -> None:
        try:
            descriptor = open_regular(self._path, MOST_TRANSCRIPT, os.O_RDWR)
        except OSError as error:
            raise self._displaced(because(error)) from error
        os.close(self._descriptor)
        self._descriptor = descriptor
        self._seen = self._look()

    def _put(self, data: bytes) -> None:
        """Write at the end and sync. Whatever fails, the file ends as it did before, or nothing
        is added any more.
        """
        try:
            os.lseek(self._descriptor, len(self._known), os.SEEK_SET)
            write_all(self._disk, self._descriptor, data)
        except BaseException as error:
            stuck = self._taken_back()
            if isinstance(error, OSError):
                raise self._not_written(error, stuck) from error
            raise
        try:
            self._disk.sync(self._descriptor)
        except OSError as error:
            raise self._not_synced(error) from error
        except BaseException:
            self._taken_back()
            raise

    def _taken_back(self) -> str:
        """Why what was written in part could not be cut off again; empty when it was."""
        try:
            self.cut_back()
        except OSError as error:
            return because(error)
        return ""

    def _not_written(self, error: OSError, stuck: str) -> StoreProblem:
        if stuck:
            sentence = (
                f"This was not recorded in {self._case}: {because(error)}. The failed write could"
                f" not be taken back: {stuck}. Nothing can be added until the case is opened again."
                " Please either make room or check the disk, then resume the case."
            )
            return StoreProblem("not_written", sentence, self._case)
        sentence = (
            f"This was not recorded in {self._case}: {because(error)}. "
            "Please either make room or check the disk, then press Enter again."
        )
        return StoreProblem("not_written", sentence, self._case, can_retry=True)

    def _not_synced(self, error: OSError) -> StoreProblem:
        # After a failed sync the system may have dropped the bytes while reads still show them:
        # nothing that is
        # written now could be promised, so no second try is made.
        sentence = (
            f"The disk did not confirm the last entry of {self._case}: {because(error)}. It may be"
            " lost, and nothing more can be added. Please either check the disk or copy the folder"
            " to another one, then resume the case."
        )
        return StoreProblem("not_synced", sentence, self._case)

    def _put_back(self) -> NoReturn:
        """The place is empty: somebody removed the file or its folder. Raises StoreProblem in
        any case, to say so.
        """
        try:
            make_private_folder(self._path.parent)
            write_new(self._disk, self._path, bytes(self._known))
        except OSError as error:
            raise StoreProblem(
                "taken_away",
                f"The transcript of {self._case} was removed while it was open and cannot be put"
                f" back: {because(error)}. NOTHING of this case is on disk now. Please write down"
                " what matters from the screen, then either restore the folder from a backup or"
                " make room.",
                self._case,
            ) from error
        self._reopen()
        sentence = (
            f"The transcript of {self._case} was removed from {self._path.parent} while it was"
            " open. It has been put back with everything that had been entered. Please find out"
            " what removed it, then press Enter again."
        )
        raise StoreProblem("put_back", sentence, self._case, can_retry=True)

    def _displaced(self, reason: str, is_continued: bool = False) -> StoreProblem:
        """Another program's edit, or a synchroniser's replacement: what was acknowledged is kept
        beside it.
        """
        because_of = f" ({reason})" if reason else ""
        kept = "Everything entered until then is in it." if is_continued else self._put_aside()
        sentence = (
            f"Another program changed or replaced the transcript of {self._case} while it was"
            f" open{because_of}, so nothing can be added. {kept} Please close the other program,"
            " then resume the case."
        )
        return StoreProblem("changed_outside", sentence, self._case)

    def _put_aside(self) -> str:
        """Keep the acknowledged bytes in a file of their own; says where, or that it was not
        possible.
        """
        name = f"{self._path.stem}.kept-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{self._path.suffix}"
        try:
            make_private_folder(self._path.parent)
            write_new(self._disk, self._path.with_name(name), bytes(self._known))
        except OSError as error:
            return (
                f"What was entered in this sitting could NOT be kept beside it: {because(error)}. "
                "Please write down what matters from the screen."
            )
        return (
            f"Everything entered until then is kept beside it in “{name}”; `interview compare"
            f" {self._case}` shows what stands only there."
        )
