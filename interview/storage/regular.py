"""The one way to open a file that somebody named or that lies in a folder of ours: regular files,
up to a size.

A pipe would wait for a writer for ever, a device may have no end, and a folder is no text: none of
them is opened.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from interview.storage.disk import BINARY

MOST_TRANSCRIPT = 512_000_000
"""Bytes. Fifty thousand answers are about thirty million."""
MOST_TEXT = 16 * 1024 * 1024
"""Bytes of what people write by hand: trees, templates, answers, the profile."""
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""For files that only this program makes: a link in such a place leads to somebody else's file."""


def open_regular(path: Path, most: int, flags: int = os.O_RDONLY) -> int:
    """A descriptor of a regular file of at most so many bytes. Raises OSError with the reason
    for anything else.
    """
    descriptor = os.open(path, flags | _AT_ONCE | BINARY, 0o600)
    try:
        _refuse(os.fstat(descriptor), path, most)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_regular(path: Path, most: int, flags: int = os.O_RDONLY) -> bytes:
    """The content of a regular file. Raises OSError, also for one that grew beyond `most` while
    it was read.
    """
    with os.fdopen(open_regular(path, most, flags), "rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _too_big(path, most)
    return data


def is_another(path: Path, data: bytes) -> bool:
    """Whether something stands at this path that is not a file of exactly these bytes."""
    try:
        return read_regular(path, len(data)) != data
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _refuse(about: os.stat_result, path: Path, most: int) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "it is not a file but a pipe, a device or a socket", str(path))
    if about.st_size > most:
        raise _too_big(path, most)


def _too_big(path: Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB", str(path))
