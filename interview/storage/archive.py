"""One case as one file that another computer can take in: transcript, documents, and their
checksums.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import JsonValue

from interview.storage.attachments_files import MAX_BYTES
from interview.storage.case_ids import is_case_id
from interview.storage.disk import BINARY, PRIVATE_FILE, Disk, because
from interview.storage.regular import open_regular
from interview.storage.store import StoreProblem

FORMAT = 1
"""Version of the archive's format that this program writes, and the newest it reads."""
MANIFEST, TRANSCRIPT, FOLDER = "manifest.json", "transcript.jsonl", "files"
_KIND = "interview case"
_DOCUMENT = re.compile(rf"{FOLDER}/[0-9a-f]{{64}}(\.[a-z0-9]{{1,8}})?")
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_MOST_MANIFEST = 4_000_000
_MOST_FILES = 5_000
MOST_BYTES = 2_000_000_000
"""Of an archive, and of everything that it holds."""
_PLAIN_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How this program packs. Other ways can hold gigabytes in a few bytes that cannot be unpacked
piece by piece.
"""


def pack(
    case: str, transcript: bytes, documents: Mapping[str, Path], target: Path, disk: Disk
) -> None:
    """Write the archive as a new private file, on disk when this returns. Raises StoreProblem,
    and leaves nothing.
    """
    try:
        descriptor = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    except FileExistsError as error:
        raise StoreProblem(
            "export_exists",
            f"{target} exists already. Please either name another file or remove it.",
            case,
        ) from error
    except OSError as error:
        raise _not_written(case, target, error) from error
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            _write(stream, case, transcript, documents)
            stream.flush()
            disk.sync(stream.fileno())
        disk.sync_folder(target.parent)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written(case, target, error) from error
        raise


def _not_written(case: str, target: Path, error: OSError) -> StoreProblem:
    sentence = (
        f"{case} was not exported to {target}: {because(error)}. Please either choose another place"
        " or make room."
    )
    return StoreProblem("not_exported", sentence, case, can_retry=True)


def _write(stream: BinaryIO, case: str, transcript: bytes, documents: Mapping[str, Path]) -> None:
    files: dict[str, JsonValue] = {
        TRANSCRIPT: _about(hashlib.sha256(transcript).hexdigest(), len(transcript))
    }
    for name, path in documents.items():
        files[f"{FOLDER}/{name}"] = _about(PurePosixPath(name).stem, path.stat().st_size)
    manifest = json.dumps(
        {"kind": _KIND, "format": FORMAT, "case": case, "files": files}, indent=1, sort_keys=True
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_entry(MANIFEST), manifest)
        packed.writestr(_entry(TRANSCRIPT), transcript)
        for name, path in documents.items():
            with path.open("rb") as source, packed.open(_entry(f"{FOLDER}/{name}"), "w") as copy:
                while chunk := source.read(_CHUNK):
                    copy.write(chunk)


def _about(sha256: str, size: int) -> dict[str, JsonValue]:
    return {"sha256": sha256, "size": size}


def _entry(name: str) -> zipfile.ZipInfo:
    """The same for the same content, and readable by its owner only wherever it is unpacked."""
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | PRIVATE_FILE) << 16
    return entry


class OpenArchive:
    """An archive whose list and transcript have been read and checked; its documents are still
    in it.
    """

    def __init__(self, packed: zipfile.ZipFile, source: Path) -> None:
        """Raises StoreProblem for whatever is not a whole archive of one case."""
        self._packed = packed
        self._source = source
        self._entries = _entries(packed, source)
        manifest = _manifest(packed, self._entries, source)
        self._listed = _files(manifest, self._entries, source)
        self.case = str(manifest["case"])
        sha256, size = self._listed[TRANSCRIPT]
        self.transcript = _checked(packed, self._entries[TRANSCRIPT], sha256, size, source)

    @property
    def documents(self) -> frozenset[str]:
        """Hashes of the documents."""
        return frozenset(sha256 for name, (sha256, _) in self._listed.items() if name != TRANSCRIPT)

    def unpack(self, folder: Path) -> Mapping[str, Path]:
        """Puts every document into `folder`; gives the files by their name in a case's folder.
        Raises StoreProblem.
        """
        found = {}
        with _reading(self._source):
            for name in self._listed.keys() - {TRANSCRIPT}:
                path = folder / PurePosixPath(name).name
                _unpack_one(
                    self._packed, self._entries[name], *self._listed[name], path, self._source
                )
                found[path.name] = path
        return found


@contextmanager
def opened_archive(source: Path) -> Iterator[OpenArchive]:
    """An archive for as long as this lasts. Every name, size and checksum is looked at before
    anything is unpacked.

    Raises StoreProblem for whatever is not a whole archive of one case.
    """
    with ExitStack() as stack:
        with _reading(source):
            stream = stack.enter_context(os.fdopen(open_regular(source, MOST_BYTES), "rb"))
            archive = OpenArchive(stack.enter_context(zipfile.ZipFile(stream)), source)
        yield archive


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Whatever can be wrong with a file becomes one sentence."""
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(source) from error
    except OSError as error:
        what = (
            f"{source} cannot be read: {because(error)}. Please either correct the path or the"
            " file's rights."
        )
        raise StoreProblem("import_unreadable", what) from error


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a file that is no whole archive can come to."""


def _damaged(source: Path) -> StoreProblem:
    return StoreProblem(
        "import_damaged",
        f"{source} is damaged or no exported case; nothing was taken in. Please export the case"
        " again.",
    )


def _foreign(source: Path, why: str) -> StoreProblem:
    return StoreProblem(
        "import_foreign",
        f"{source} was not written by `interview export`: {why}. Nothing was taken in. Please"
        " export the case again.",
    )


def _entries(packed: zipfile.ZipFile, source: Path) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; a name that is no part of a case is refused before anything is
    unpacked.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    if len(packed.infolist()) > _MOST_FILES:
        raise _foreign(source, f"it holds more than {_MOST_FILES} files")
    for entry in packed.infolist():
        if entry.filename not in (MANIFEST, TRANSCRIPT) and not _DOCUMENT.fullmatch(entry.filename):
            raise _foreign(source, f"it holds “{entry.filename[:60]}”")
        if entry.filename in found:
            raise _foreign(source, f"it holds {entry.filename} twice")
        if entry.compress_type not in _PLAIN_WAYS:
            raise _foreign(
                source, f"{entry.filename} is packed in another way than this program packs"
            )
        found[entry.filename] = entry
    return found


def _manifest(
    packed: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], source: Path
) -> dict[str, JsonValue]:
    if MANIFEST not in entries:
        raise _foreign(source, "it has no list of what it holds")
    with packed.open(entries[MANIFEST]) as stream:
        found = json.loads(stream.read(_MOST_MANIFEST))
    match found:
        case {
            "kind": "interview case",
            "format": int(form),
            "case": str(case),
            "files": dict(),
        } if is_case_id(case):
            if form > FORMAT:
                sentence = (
                    f"{source} was written by a newer version of this program. Please update the"
                    " program first."
                )
                raise StoreProblem("import_newer", sentence)
            return dict(found)
    raise _foreign(source, "its list of what it holds cannot be understood")


def _files(
    manifest: Mapping[str, JsonValue], entries: Mapping[str, zipfile.ZipInfo], source: Path
) -> dict[str, tuple[str, int]]:
    """Checksum and size of every file; exactly those that are there."""
    listed, found = manifest["files"], dict[str, tuple[str, int]]()
    assert isinstance(listed, dict)
    for name, about in listed.items():
        match about:
            case {"sha256": str(sha256), "size": int(size)} if 0 <= size <= MAX_BYTES:
                found[name] = sha256, size
            case _:
                raise _foreign(source, f"{name[:60]} is not described as it should be")
    if {MANIFEST, *found} != set(entries) or TRANSCRIPT not in found:
        raise _foreign(source, "what it holds is not what it lists")
    if any(entries[name].file_size != size for name, (_, size) in found.items()):
        raise _foreign(source, "its files are not as large as it says")
    if sum(size for _, size in found.values()) > MOST_BYTES:
        raise _foreign(source, f"it holds more than {MOST_BYTES // 1_000_000_000} GB")
    return found


def _checked(
    packed: zipfile.ZipFile, entry: zipfile.ZipInfo, sha256: str, size: int, source: Path
) -> bytes:
    """The content, never more than was announced."""
    with packed.open(entry) as stream:
        data = stream.read(size + 1)
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        raise _damaged(source)
    return data


def _unpack_one(
    packed: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    sha256: str,
    size: int,
    path: Path,
    source: Path,
) -> None:
    """Write one document as a private file, piece by piece and never more than was announced."""
    digest, left = hashlib.sha256(), size + 1
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as copy, packed.open(entry) as stream:
        while left and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            copy.write(chunk)
            left -= len(chunk)
    if left != 1 or digest.hexdigest() != sha256 or PurePosixPath(entry.filename).stem != sha256:
        raise _damaged(source)
