"""The few calls on which it depends that an acknowledged answer is on disk. Tests put failing
ones in their place.
"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

try:
    from fcntl import F_FULLFSYNC as _FULL_SYNC  # type: ignore[attr-defined]  # macOS only
    from fcntl import fcntl as _fcntl
except ImportError:
    _FULL_SYNC = None

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
BINARY = getattr(os, "O_BINARY", 0)
"""Keeps Windows from changing line ends."""


class Disk:
    """The operating system's file calls."""

    def write(self, descriptor: int, data: bytes) -> int:
        """How many bytes were written; perhaps fewer than given."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return once everything written is on the medium."""
        if _FULL_SYNC is not None:
            _fcntl(descriptor, _FULL_SYNC)
        else:
            os.fsync(descriptor)

    def cut(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Make new names in a folder last. Windows has no such call and needs none."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_all(disk: Disk, descriptor: int, data: bytes) -> None:
    """Write every byte. Raises OSError when the disk takes no more."""
    left = memoryview(data)
    while left:
        count = disk.write(descriptor, bytes(left))
        if count <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left = left[count:]


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Make a private file that did not exist, on disk with its name when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    try:
        write_all(disk, descriptor, data)
        disk.sync(descriptor)
    finally:
        os.close(descriptor)
    # A power cut can take a new name that is not synced itself, and with it the whole file.
    disk.sync_folder(path.parent)


def replace_file(disk: Disk, path: Path, data: bytes, sync: bool) -> None:
    """Put a whole private file in place of another; a reader sees the one or the other, never a
    part.

    Without `sync` it survives the end of this process, not a power cut.
    """
    # In the same folder: only within one file system is a replacement one step.
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    try:
        try:
            write_all(disk, descriptor, data)
            if sync:
                disk.sync(descriptor)
        finally:
            os.close(descriptor)
        disk.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    if sync:
        disk.sync_folder(path.parent)


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that exists keeps the rights somebody
    gave it.
    """
    missing = [folder, *folder.parents]
    for path in reversed([each for each in missing if not each.exists()]):
        path.mkdir(PRIVATE_FOLDER, exist_ok=True)


_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you have no right to do that there",
    errno.EPERM: "you have no right to do that there",
    errno.EROFS: "the disk can only be read",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "it does not exist",
    errno.ENOTDIR: "a file stands where a folder should be",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "a link stands where a file should be",
}


def because(error: OSError) -> str:
    """The cause of a failed call in plain words."""
    if error.errno in _WORDS:
        return _WORDS[error.errno]
    return (error.strerror or "the system refuses it").lower()
