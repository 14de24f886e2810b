"""Transcripts in a folder: one append-only file of lines a case, and what stands beside it."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from interview.core.events import CaseOpened
from interview.storage import attachments_files
from interview.storage.archive import opened_archive
from interview.storage.case_ids import is_case_id, random_case_id, read_case_id
from interview.storage.codec import CODECS, CannotStore, Codec, PlainCodec
from interview.storage.disk import Disk, because, make_private_folder, replace_file, write_new
from interview.storage.index import summaries_of
from interview.storage.leftovers import SUFFIX, beside_of, case_of
from interview.storage.lock import CaseLock, this_process
from interview.storage.moving import export_case, scan_archive, take_in
from interview.storage.open_case import CaseFile, CaseFiles
from interview.storage.regular import MOST_TRANSCRIPT, NO_LINK, open_regular, read_regular
from interview.storage.scan import Scan, scan
from interview.storage.store import (
    NOTHING_BESIDE,
    Beside,
    CaseSummary,
    StoreProblem,
    Summarise,
    Summary,
    TakenIn,
    TranscriptRead,
)

_RANDOM = ".random"
_MOST_SECRET = 1000
_SECRET = re.compile(rb"[0-9a-f]{64}")
Clock = Callable[[], datetime]


def _local_time() -> datetime:
    return datetime.now().astimezone()


class FolderStore:
    """Cases in one folder. Files are 0600; a folder that it makes is 0700."""

    def __init__(
        self,
        path: Path,
        operator: str = "",
        *,
        clock: Clock = _local_time,
        disk: Disk | None = None,
        codec: Codec | None = None,
    ) -> None:
        self.path = path
        self.operator = operator
        """Named to whoever wants to open a case that is held here."""
        self._clock = clock
        self._disk = disk or Disk()
        self._codec = codec or PlainCodec()
        self._codecs = {**CODECS, self._codec.name: self._codec}

    @property
    def where(self) -> str:
        return str(self.path)

    def new_case_id(self, random: Random | None = None) -> str:
        while self._exists(case := random_case_id(random)):
            pass
        return case

    def resolve(self, typed: str) -> str:
        case = read_case_id(typed)
        if not self._exists(case):
            raise self._no_case(case)
        return case

    def create(self, opened: CaseOpened) -> CaseFile:
        case = self._checked(opened.case)
        try:
            make_private_folder(self.path)
            lock = self._lock(case)
            try:
                self._write_first_line(opened)
                return self._opened(case, lock)
            except BaseException:
                lock.release()
                raise
        except FileExistsError as error:
            raise StoreProblem(
                "case_exists", f"{case} exists already. Please begin with another id.", case
            ) from error
        except OSError as error:
            raise self._unwritable(case, error) from error

    def open(self, case: str) -> CaseFile:
        case = self._checked(case)
        if not self._exists(case):
            raise self._no_case(case)
        # Locked before it is read: what was read is what the next line is to follow.
        try:
            lock = self._lock(case)
        except OSError as error:
            raise self._unwritable(case, error) from error
        try:
            return self._opened(case, lock)
        except BaseException as error:
            lock.release()
            if isinstance(error, OSError):
                raise self._unwritable(case, error) from error
            raise

    def read(self, case: str) -> TranscriptRead:
        return self._scan(self._checked(case)).reading

    def attachment(self, case: str, sha256: str) -> Path:
        return attachments_files.verified(
            self._files(self._checked(case)).attachments, sha256, case
        )

    def export(self, case: str, target: Path) -> None:
        with self.open(case) as held:
            if held.read_only:
                raise StoreProblem("export_damaged", held.read_only, case)
            export_case(self._scan(case), self._files(case), target, self._disk)

    def take_in(self, source: Path) -> TakenIn:
        with opened_archive(source) as archive:
            found = scan_archive(archive, source, self._codecs)
            if self._exists(archive.case):
                # Opening mends what a crash left, so that nothing of it is lost.
                self.open(archive.case).close()
            try:
                make_private_folder(self.path)
                lock = self._lock(archive.case)
            except OSError as error:
                raise self._unwritable(archive.case, error) from error
            try:
                here = self._scan(archive.case) if self._exists(archive.case) else None
                return take_in(archive, found, self._files(archive.case), here, self._disk)
            finally:
                lock.release()

    def secret(self) -> bytes:
        path, new = self.path / _RANDOM, secrets.token_hex(32).encode()
        try:
            make_private_folder(self.path)
            with suppress(FileExistsError):
                write_new(self._disk, path, new)
            found = read_regular(path, _MOST_SECRET, NO_LINK)
            if _SECRET.fullmatch(found):
                return found
            # Cut short by a crash: it would keep no secret.
            replace_file(self._disk, path, new, sync=True)
        except OSError as error:
            sentence = (
                f"{path} cannot be kept: {because(error)}. Please correct the folder's rights or"
                " make room."
            )
            raise StoreProblem("no_secret", sentence) from error
        return new

    def cases(self) -> tuple[str, ...]:
        return tuple(sorted(filter(None, map(case_of, self._names()))))

    def beside(self, case: str) -> Beside:
        return beside_of(self._names()).get(self._checked(case), NOTHING_BESIDE)

    def read_copy(self, case: str, name: str) -> TranscriptRead:
        if name not in self.beside(case).copies:
            raise StoreProblem(
                "no_copy", f"There is no copy “{name[:80]}” of {case} in {self.path}.", case
            )
        return self._scan_file(self.path / name, case).reading

    def summaries(
        self, summarise: Summarise, version: str, fits: Callable[[Summary], bool] = lambda _: True
    ) -> list[CaseSummary]:
        names = self._names()
        cases = {case: self._files(case).transcript for case in filter(None, map(case_of, names))}
        found = summaries_of(
            cases, self.path, self.read, summarise, version, fits, self._codec, self._disk
        )
        beside = beside_of(names)
        lost = [
            _only_copies(case, each)
            for case, each in beside.items()
            if case not in cases and each.copies
        ]
        return [
            replace(each, beside=beside.get(each.case, NOTHING_BESIDE)) for each in found
        ] + lost

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.path)  # noqa: PTH208  # thousands of names; a Path for each takes 10 times longer
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreProblem(
                "folder_unreadable",
                f"The folder of cases {self.path} cannot be read: {because(error)}. "
                "Please either correct --transcripts or the folder's rights.",
            ) from error

    def _write_first_line(self, opened: CaseOpened) -> None:
        try:
            line = self._codec.encode(opened, b"")
        except CannotStore as error:
            raise StoreProblem(
                "cannot_store",
                f"{opened.case} cannot be begun: a name holds a character that cannot be stored. "
                "Please type the operator's name again.",
                opened.case,
            ) from error
        path = self._files(opened.case).transcript
        try:
            write_new(self._disk, path, line + b"\n")
        except FileExistsError:
            raise
        except BaseException:
            path.unlink(missing_ok=True)  # Nothing was acknowledged, and nobody else could open it.
            raise

    def _opened(self, case: str, lock: CaseLock) -> CaseFile:
        files = self._files(case)
        files.clear_leftovers()
        descriptor = open_regular(files.transcript, MOST_TRANSCRIPT, os.O_RDWR)
        try:
            return CaseFile(self._scan(case), files, descriptor, lock, self._disk, self._clock())
        except BaseException:
            os.close(descriptor)
            raise

    def _scan(self, case: str) -> Scan:
        return self._scan_file(self._files(case).transcript, case)

    def _scan_file(self, path: Path, case: str) -> Scan:
        try:
            data = read_regular(path, MOST_TRANSCRIPT)
        except FileNotFoundError as error:
            raise self._no_case(case) from error
        except OSError as error:
            raise StoreProblem(
                "unreadable",
                f"The transcript of {case} in {self.path} cannot be read: {because(error)}. "
                "Please either correct the file's rights or restore it from a backup.",
                case,
            ) from error
        return scan(data, case, self._codecs)

    def _lock(self, case: str) -> CaseLock:
        since = self._clock().isoformat(timespec="seconds")
        return CaseLock(self._files(case).lock, case, this_process(self.operator, since))

    def _files(self, case: str) -> CaseFiles:
        return CaseFiles(self.path / f"{case}{SUFFIX}")

    def _exists(self, case: str) -> bool:
        return os.path.lexists(self._files(case).transcript)

    def _checked(self, case: str) -> str:
        """Nothing but a well-formed id ever becomes part of a path."""
        if not is_case_id(case):
            raise StoreProblem(
                "not_a_case_id", f"“{case[:40]}” is not the id of a case, such as c-7k3m9q."
            )
        return case

    def _no_case(self, case: str) -> StoreProblem:
        return StoreProblem(
            "no_case",
            f"There is no case {case} in {self.path}. Please either look it up with `interview"
            " list` or name another folder with --transcripts.",
            case,
        )

    def _unwritable(self, case: str, error: OSError) -> StoreProblem:
        return StoreProblem(
            "unwritable",
            f"{case} cannot be written in {self.path}: {because(error)}. "
            "Please either choose another folder with --transcripts or correct its rights; "
            f"`interview show {case}` works without writing.",
            case,
            can_retry=True,
        )


def _only_copies(case: str, beside: Beside) -> CaseSummary:
    sentence = (
        f"{case} is not here, and “{beside.copies[0]}” looks like a copy of it. "
        f"Please either give the copy the name {case}{SUFFIX} or move it out of the folder."
    )
    return CaseSummary(case, 0.0, None, sentence, beside)
