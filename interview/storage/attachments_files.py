"""Documents copied into a case: named by their hash, never overwritten, verified whenever they
are read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from interview.storage.disk import (
    BINARY,
    PRIVATE_FILE,
    Disk,
    because,
    make_private_folder,
    write_all,
)
from interview.storage.regular import open_regular
from interview.storage.store import StoredFile, StoreProblem

MAX_BYTES = 200 * 1000 * 1000
UNFINISHED = ".new"
"""Ending of the hidden name of a document while it is copied."""
_CHUNK = 1 << 20
_HASH = re.compile("[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def copy_in(
    source: Path, folder: Path, case: str, disk: Disk, check: Callable[[Path], None]
) -> StoredFile:
    """Copy a document into the case's folder; it is on disk when this returns. Raises StoreProblem.

    What `check` raises about the finished copy leaves nothing behind.
    """
    try:
        with _open_regular(source, case) as stream:
            make_private_folder(folder)
            return _copy(stream, source, folder, case, disk, check)
    except OSError as error:
        raise StoreProblem(
            "not_attached",
            f"{source} was not attached to {case}: {because(error)}. Nothing was changed. "
            "Please either correct the path or make room, and attach it again.",
            case,
            can_retry=True,
        ) from error


def verified(folder: Path, sha256: str, case: str) -> Path:
    """The stored document with this hash. Raises StoreProblem when it is missing or no longer
    what was copied.
    """
    path = _stored(folder, sha256) if _HASH.fullmatch(sha256) else None
    if path is None:
        raise _damaged(
            "attachment_missing",
            case,
            f"The attachment {sha256[:12]} of {case} is missing from {folder}.",
        )
    try:
        with os.fdopen(open_regular(path, MAX_BYTES), "rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        what = f"The attachment {path.name} of {case} cannot be read: {because(error)}."
        raise _damaged("attachment_unreadable", case, what) from error
    if found != sha256:
        what = f"The attachment {path} was changed after it was attached to {case}."
        raise _damaged("attachment_changed", case, what)
    return path


def _damaged(code: str, case: str, what: str) -> StoreProblem:
    return StoreProblem(
        code, f"{what} Please either restore it from a backup or attach the document again.", case
    )


def _open_regular(source: Path, case: str) -> BinaryIO:
    try:
        stream = os.fdopen(open_regular(source, MAX_BYTES), "rb")
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        raise _refusal(source, case, *_REFUSALS[error.errno]) from error
    if not os.fstat(stream.fileno()).st_size:
        stream.close()
        raise _refusal(
            source, case, "attachment_empty", "is empty. Please scan or save the document again"
        )
    return stream


def _refusal(source: Path, case: str, code: str, what: str) -> StoreProblem:
    return StoreProblem(code, f"{source} {what}.", case)


_TOO_BIG = (
    "attachment_too_big",
    (
        f"is larger than {MAX_BYTES // 1_000_000} MB. "
        "Please either attach only the pages that matter or save it with a lower resolution"
    ),
)
_REFUSALS = {
    errno.EISDIR: ("attachment_folder", "is a folder. Please attach its files one by one"),
    errno.EINVAL: (
        "attachment_not_file",
        "is not a file. Please save the document as a file and attach that",
    ),
    errno.EFBIG: _TOO_BIG,
}
"""By the reason for which a file is not opened."""


def _copy(
    stream: BinaryIO,
    source: Path,
    folder: Path,
    case: str,
    disk: Disk,
    check: Callable[[Path], None],
) -> StoredFile:
    new = folder / f".{secrets.token_hex(8)}{UNFINISHED}"
    try:
        sha256, size = _write_copy(stream, new, disk)
        if not 0 < size <= MAX_BYTES:  # It grew or shrank while it was copied.
            raise _refusal(source, case, *_TOO_BIG)
        check(new)
        if not _is_stored(folder, sha256):
            suffix = source.suffix.lower()
            disk.replace(new, folder / (sha256 + (suffix if _SUFFIX.fullmatch(suffix) else "")))
            disk.sync_folder(folder)
            disk.sync_folder(folder.parent)
    finally:
        new.unlink(missing_ok=True)
    return StoredFile(source.name, sha256, size)


def _write_copy(stream: BinaryIO, new: Path, disk: Disk) -> tuple[str, int]:
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    digest, size = hashlib.sha256(), 0
    try:
        while size <= MAX_BYTES and (chunk := stream.read(_CHUNK)):
            digest.update(chunk)
            size += len(chunk)
            write_all(disk, descriptor, chunk)
        disk.sync(descriptor)
    finally:
        os.close(descriptor)
    return digest.hexdigest(), size


def _is_stored(folder: Path, sha256: str) -> bool:
    """Whether these bytes are there already, undamaged; a damaged copy is replaced by the good
    one.
    """
    path = _stored(folder, sha256)
    if path is None:
        return False
    with suppress(OSError), os.fdopen(open_regular(path, MAX_BYTES), "rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() == sha256:
            return True
    path.rename(path.with_name(f"damaged-{secrets.token_hex(4)}-{path.name}"))
    return False


def _stored(folder: Path, sha256: str) -> Path | None:
    return next((path for path in sorted(folder.glob(f"{sha256}*")) if path.stem == sha256), None)
