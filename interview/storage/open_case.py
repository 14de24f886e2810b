"""A case under lock: the only code that writes to a transcript that exists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from interview.core.events import AnswerGiven, AnyEvent
from interview.storage import attachments_files
from interview.storage.attachments_files import UNFINISHED
from interview.storage.codec import CannotStore
from interview.storage.disk import Disk, because, write_new
from interview.storage.draft import DraftFile
from interview.storage.held_file import DISPLACED, HeldFile
from interview.storage.lock import CaseLock
from interview.storage.scan import Scan
from interview.storage.store import Draft, StoredFile, StoreProblem, TranscriptRead


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
        """Remove what a killed process left unfinished: copies of documents that nobody would ever
        look for.

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


class CaseFile:
    """An open case in a folder; see store.OpenCase."""

    def __init__(
        self,
        found: Scan,
        files: CaseFiles,
        descriptor: int,
        lock: CaseLock,
        disk: Disk,
        now: datetime,
    ) -> None:
        self.case = found.case
        self.reading: TranscriptRead = found.reading
        self.read_only = found.damage
        self._codec = found.codec
        self._files = files
        self._lock = lock
        self._disk = disk
        self._draft = DraftFile(files.draft, found.codec, disk)
        self._file = HeldFile(files.transcript, self.case, descriptor, found.whole, disk)
        self._last, self._seq = found.last, len(found.events)
        self._lost = ""
        """Why what was acknowledged is not where it was put; empty while it is."""
        if not self.read_only:
            self._mend(found, now)

    @property
    def next_seq(self) -> int:
        return self._seq + 1

    def append(self, event: AnyEvent) -> None:
        self._refuse_when_read_only()
        if event.seq != self.next_seq:
            raise ValueError(f"event {event.seq} cannot follow event {self._seq}")
        line = self._encoded(event)
        with self._reading_only_after_failure():
            self._file.add(line + b"\n")
        self._last, self._seq = line, event.seq
        if isinstance(event, AnswerGiven) and event.address == self._draft.address:
            self.drop_draft()

    def check(self) -> str:
        if not (self._file.is_closed or self.read_only):
            with suppress(StoreProblem), self._reading_only_after_failure():
                self._file.be_in_place()
        return self._lost

    def save_draft(self, address: str, text: str) -> None:
        try:
            self._draft.save(Draft(address, text), self._seq)
        except (OSError, ValueError) as error:
            reason = (
                because(error)
                if isinstance(error, OSError)
                else "it holds a character that cannot be stored"
            )
            raise StoreProblem(
                "draft_not_kept",
                f"What you are typing is not kept yet: {reason}. Please press Enter soon or make"
                " room.",
                self.case,
                can_retry=True,
            ) from error

    def load_draft(self) -> Draft | None:
        return self._draft.load(self.reading.events)

    def drop_draft(self) -> None:
        # An old draft is recognised when it is loaded: its answer was given after it.
        with suppress(OSError):
            self._draft.drop()

    def attach(self, source: Path, check: Callable[[Path], None] = lambda _: None) -> StoredFile:
        self._refuse_when_read_only()
        return attachments_files.copy_in(
            source, self._files.attachments, self.case, self._disk, check
        )

    def attachment(self, sha256: str) -> Path:
        return attachments_files.verified(self._files.attachments, sha256, self.case)

    def close(self) -> None:
        self._file.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _mend(self, found: Scan, now: datetime) -> None:
        """After a crash: save the torn tail aside and cut it, or give a whole last line its line
        feed.
        """
        try:
            if found.torn:
                # Saved before it is cut: a crash in between leaves it twice, never not at all.
                write_new(self._disk, self._files.torn(now), found.torn)
                self._file.cut_back()
            elif found.lacks_line_feed:
                self._file.add(b"\n")
        except (OSError, StoreProblem) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            reason = because(cause) if isinstance(cause, OSError) else "another program changed it"
            self.read_only = (
                f"The end of the transcript of {self.case} was torn by a crash and cannot be"
                f" mended: {reason}. Please either make room or correct the folder's rights, then"
                " open it again; nothing was changed."
            )

    def _encoded(self, event: AnyEvent) -> bytes:
        """The event's line, which is known to read back as the same event."""
        try:
            line = self._codec.encode(event, self._last)
            # A line that reads back as something else would be found out only when the case is
            # opened again, and nobody could type it anew then.
            if self._codec.decode(line, self._last) == event:
                return line
            raise CannotStore
        except Exception as error:
            raise StoreProblem(
                "cannot_store",
                "This holds a character that cannot be stored, so it was not recorded. Please type"
                " it again.",
                self.case,
            ) from error

    @contextmanager
    def _reading_only_after_failure(self) -> Iterator[None]:
        """What cannot be tried again ends all writing."""
        try:
            yield
        except StoreProblem as problem:
            if not problem.can_retry:
                self.read_only = problem.sentence
                self._lost = problem.sentence if problem.code in DISPLACED else ""
            raise

    def _refuse_when_read_only(self) -> None:
        if self._file.is_closed:
            raise ValueError("the case is closed")
        if self.read_only:
            raise StoreProblem("read_only", self.read_only, self.case)
