"""One case as one file that another computer can take in: transcript, documents, and their checksums."""

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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import JsonValue

from interview.storage.attachments_files import MAX_BYTES
from interview.storage.case_ids import is_case_id
from interview.storage.disk import BINARY, PRIVATE_FILE, Disk, because
from interview.storage.store import StoreProblem

FORMAT = 1
"""Version of the archive's format that this program writes, and the newest it reads."""
MANIFEST, TRANSCRIPT, FOLDER = "manifest.json", "transcript.jsonl", "files"
_KIND = "interview case"
_DOCUMENT = re.compile(rf"{FOLDER}/[0-9a-f]{{64}}(\.[a-z0-9]{{1,8}})?")
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_MOST_MANIFEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds, every byte of it checked."""

    case: str
    transcript: bytes
    documents: Mapping[str, Path]
    """Unpacked documents by their name in a case's folder: hash and ending."""


def pack(case: str, transcript: bytes, documents: Mapping[str, Path], target: Path, disk: Disk) -> None:
    """Write the archive as a new private file, on disk when this returns. Raises StoreProblem, and leaves nothing."""
    try:
        descriptor = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    except FileExistsError as error:
        raise StoreProblem(
            "export_exists", f"{target} exists already. Please either name another file or remove it.", case
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
        f"{case} was not exported to {target}: {because(error)}. Please either choose another place or make room."
    )
    return StoreProblem("not_exported", sentence, case, can_retry=True)


def _write(stream: BinaryIO, case: str, transcript: bytes, documents: Mapping[str, Path]) -> None:
    files: dict[str, JsonValue] = {TRANSCRIPT: _about(hashlib.sha256(transcript).hexdigest(), len(transcript))}
    for name, path in documents.items():
        files[f"{FOLDER}/{name}"] = _about(PurePosixPath(name).stem, path.stat().st_size)
    manifest = json.dumps({"kind": _KIND, "format": FORMAT, "case": case, "files": files}, indent=1, sort_keys=True)
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


def unpack(source: Path, folder: Path) -> Archive:
    """Read an archive; its documents go into `folder`. Every name, size and checksum is looked at first.

    Raises StoreProblem for whatever is not a whole archive of one case.
    """
    with _reading(source), zipfile.ZipFile(source) as packed:
        entries = _entries(packed, source)
        manifest = _manifest(packed, entries, source)
        files = _files(manifest, entries, source)
        transcript, documents = b"", {}
        for name, (sha256, size) in files.items():
            if name == TRANSCRIPT:
                transcript = _checked(packed, entries[name], sha256, size, source)
                continue
            path = folder / PurePosixPath(name).name
            path.write_bytes(_checked(packed, entries[name], sha256, size, source))
            documents[path.name] = path
        return Archive(str(manifest["case"]), transcript, documents)


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Whatever can be wrong with a file becomes one sentence."""
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(source) from error
    except OSError as error:
        what = f"{source} cannot be read: {because(error)}. Please either correct the path or the file's rights."
        raise StoreProblem("import_unreadable", what) from error


_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a file that is no whole archive can come to."""


def _damaged(source: Path) -> StoreProblem:
    return StoreProblem(
        "import_damaged",
        f"{source} is damaged or no exported case; nothing was taken in. Please export the case again.",
    )


def _foreign(source: Path, why: str) -> StoreProblem:
    return StoreProblem(
        "import_foreign",
        f"{source} was not written by `interview export`: {why}. Nothing was taken in. Please export the case again.",
    )


def _entries(packed: zipfile.ZipFile, source: Path) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; a name that is no part of a case is refused before anything is unpacked."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in packed.infolist():
        if entry.filename not in (MANIFEST, TRANSCRIPT) and not _DOCUMENT.fullmatch(entry.filename):
            raise _foreign(source, f"it holds “{entry.filename[:60]}”")
        if entry.filename in found:
            raise _foreign(source, f"it holds {entry.filename} twice")
        found[entry.filename] = entry
    return found


def _manifest(packed: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], source: Path) -> dict[str, JsonValue]:
    if MANIFEST not in entries:
        raise _foreign(source, "it has no list of what it holds")
    with packed.open(entries[MANIFEST]) as stream:
        found = json.loads(stream.read(_MOST_MANIFEST))
    match found:
        case {"kind": "interview case", "format": int(form), "case": str(case), "files": dict()} if is_case_id(case):
            if form > FORMAT:
                sentence = f"{source} was written by a newer version of this program. Please update the program first."
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
    return found


def _checked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, sha256: str, size: int, source: Path) -> bytes:
    """The content, never more than was announced."""
    with packed.open(entry) as stream:
        data = stream.read(size + 1)
    name = PurePosixPath(entry.filename)
    is_right = len(data) == size and hashlib.sha256(data).hexdigest() == sha256
    if not is_right or (name.name != TRANSCRIPT and name.stem != sha256):
        raise _damaged(source)
    return data
