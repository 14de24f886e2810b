"""A case under lock: the only code that writes to a transcript that exists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from interview.core.events import AnswerGiven, AnyEvent
from interview.storage import attachments_files
from interview.storage.attachments_files import UNFINISHED
from interview.storage.codec import CannotStore
from interview.storage.disk import Disk, because, write_all, write_new
from interview.storage.draft import DraftFile
from interview.storage.lock import CaseLock
from interview.storage.scan import Scan
from interview.storage.store import Draft, Reading, StoredFile, StoreProblem


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The files of one case."""

    transcript: Path

    @property
    def lock(self) -> Path:
        return self.transcript.with_suffix(".lock")

    @property
    def draft(self) -> Path:
        return self.transcript.with_suffix(".draft")

    @property
    def attachments(self) -> Path:
        return self.transcript.with_suffix(".files")

    @property
    def incoming(self) -> Path:
        """Where documents of an import are unpacked."""
        return self.transcript.with_suffix(".incoming")

    def clear_leftovers(self) -> None:
        """Remove what a killed process left unfinished: copies of documents that nobody would ever look for.

        Whoever calls it holds the case's lock.
        """
        shutil.rmtree(self.incoming, ignore_errors=True)
        for path in self.attachments.glob(f".*{UNFINISHED}"):
            with suppress(OSError):
                path.unlink()

    def torn(self, at: datetime) -> Path:
        """A name that is free for a torn tail."""
        name = f".torn-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        path, count = self.transcript.with_suffix(name), 1
        while os.path.lexists(path):
            count += 1
            path = self.transcript.with_suffix(f"{name}-{count}")
        return path


@dataclass(frozen=True, slots=True)
class _End:
    """Where the good part of the file ends. Replaced as a whole, so that no interruption leaves half of it."""

    size: int
    last: bytes
    """The last line, without line feed."""
    seq: int


class CaseFile:
    """An open case in a folder; see store.OpenCase."""

    def __init__(
        self, found: Scan, files: CaseFiles, descriptor: int, lock: CaseLock, disk: Disk, now: datetime
    ) -> None:
        self.case = found.case
        self.reading: Reading = found.reading
        self.read_only = found.damage
        self._codec = found.codec
        self._files = files
        self._descriptor = descriptor
        self._lock = lock
        self._disk = disk
        self._draft = DraftFile(files.draft, found.codec, disk)
        self._end = _End(found.size, found.last, len(found.events))
        if not self.read_only:
            self._mend(found, now)

    @property
    def next_seq(self) -> int:
        return self._end.seq + 1

    def append(self, event: AnyEvent) -> None:
        self._refuse_when_read_only()
        self._refuse_when_changed_outside()
        if event.seq != self.next_seq:
            raise ValueError(f"event {event.seq} cannot follow event {self._end.seq}")
        line = self._encoded(event)
        self._put(line + b"\n")
        self._end = _End(self._end.size + len(line) + 1, line, event.seq)
        if isinstance(event, AnswerGiven) and event.address == self._draft.address:
            self.drop_draft()

    def save_draft(self, address: str, text: str) -> None:
        try:
            self._draft.save(Draft(address, text), self._end.seq)
        except (OSError, ValueError) as error:
            reason = because(error) if isinstance(error, OSError) else "it holds a character that cannot be stored"
            raise StoreProblem(
                "draft_not_kept",
                f"What you are typing is not kept yet: {reason}. Please press Enter soon or make room.",
                self.case,
                can_retry=True,
            ) from error

    def load_draft(self) -> Draft | None:
        return self._draft.load(self.reading.events)

    def drop_draft(self) -> None:
        with suppress(OSError):  # An old draft is recognised when it is loaded: its answer was given after it.
            self._draft.drop()

    def attach(self, source: Path, check: Callable[[Path], None] = lambda _: None) -> StoredFile:
        self._refuse_when_read_only()
        return attachments_files.copy_in(source, self._files.attachments, self.case, self._disk, check)

    def attachment(self, sha256: str) -> Path:
        return attachments_files.verified(self._files.attachments, sha256, self.case)

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _mend(self, found: Scan, now: datetime) -> None:
        """After a crash: save the torn tail aside and cut it, or give a whole last line its line feed."""
        try:
            if found.torn:
                write_new(self._disk, self._files.torn(now), found.torn)
                self._disk.cut(self._descriptor, found.size)
                self._disk.sync(self._descriptor)
            elif found.lacks_line_feed:
                self._put(b"\n")
                self._end = _End(found.size + 1, found.last, len(found.events))
        except OSError as error:
            self.read_only = (
                f"The end of the transcript of {self.case} was torn by a crash and cannot be mended: {because(error)}. "
                "Please either make room or correct the folder's rights, then open it again; nothing was changed."
            )

    def _encoded(self, event: AnyEvent) -> bytes:
        """The event's line, which is known to read back as the same event."""
        try:
            line = self._codec.encode(event, self._end.last)
            if self._codec.decode(line, self._end.last) == event:
                return line
            raise CannotStore
        except Exception as error:
            raise StoreProblem(
                "cannot_store",
                "This holds a character that cannot be stored, so it was not recorded. Please type it again.",
                self.case,
            ) from error

    def _put(self, data: bytes) -> None:
        """Write at the end and sync. Whatever fails, the file ends as it did before, or nothing is added any more."""
        try:
            os.lseek(self._descriptor, self._end.size, os.SEEK_SET)
            write_all(self._disk, self._descriptor, data)
        except BaseException as error:
            self._cut_back()
            if isinstance(error, OSError):
                raise self._not_written(error) from error
            raise
        try:
            self._disk.sync(self._descriptor)
        except OSError as error:
            raise self._not_synced(error) from error
        except BaseException:
            self._cut_back()
            raise

    def _cut_back(self) -> None:
        try:
            self._disk.cut(self._descriptor, self._end.size)
            self._disk.sync(self._descriptor)
        except OSError as error:
            self.read_only = (
                f"A write to the transcript of {self.case} failed and could not be taken back: {because(error)}. "
                "Nothing can be added until it is opened again. "
                "Please either make room or check the disk, then resume the case."
            )

    def _not_written(self, error: OSError) -> StoreProblem:
        return StoreProblem(
            "not_written",
            f"This was not recorded in {self.case}: {because(error)}. "
            + (self.read_only or "Please either make room or check the disk, then press Enter again."),
            self.case,
            can_retry=not self.read_only,
        )

    def _not_synced(self, error: OSError) -> StoreProblem:
        # After a failed sync the system may have dropped the bytes while reads still show them: nothing that is
        # written now could be promised, so no second try is made.
        self.read_only = (
            f"The disk did not confirm the last entry of {self.case}: {because(error)}. It may be lost, and nothing "
            "more can be added. Please either check the disk or copy the folder to another one, then resume the case."
        )
        return StoreProblem("not_synced", self.read_only, self.case)

    def _refuse_when_read_only(self) -> None:
        if self._descriptor < 0:
            raise ValueError("the case is closed")
        if self.read_only:
            raise StoreProblem("read_only", self.read_only, self.case)

    def _refuse_when_changed_outside(self) -> None:
        """Another program's edit, or a synchroniser's replacement, would swallow what is written now."""
        mine = os.fstat(self._descriptor)
        with suppress(OSError):
            there = self._files.transcript.stat()
            if os.path.samestat(mine, there) and mine.st_size == self._end.size:
                return
        self.read_only = (
            f"Another program changed or moved the transcript of {self.case} while it was open, so nothing can be "
            "added. Please either put the file back or close the other program, then resume the case."
        )
        raise StoreProblem("changed_outside", self.read_only, self.case)
