"""Short summaries of all cases in one file, so that thousands list at once. It may be deleted at
any time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from interview.storage.codec import BadLine, Codec
from interview.storage.disk import Disk, because, replace_file
from interview.storage.regular import MOST_TRANSCRIPT, NO_LINK, read_regular
from interview.storage.store import (
    CaseSummary,
    StoreProblem,
    Summarise,
    Summary,
    TranscriptRead,
    own_error,
)

NAME = ".index"
_FORMAT = 1
_Entry = dict[str, Any]
"""`key` (size, mtime in ns, inode), `summary` (JSON or null), `problem` (sentence)."""


def summaries_of(
    cases: Mapping[str, Path],
    folder: Path,
    read: Callable[[str], TranscriptRead],
    summarise: Summarise,
    version: str,
    fits: Callable[[Summary], bool],
    codec: Codec,
    disk: Disk,
) -> list[CaseSummary]:
    """Every case, last changed first. Only files that changed since the last time are read.

    What the index holds of a case counts only while it `fits` what is made of one today.
    """
    known = _load(folder / NAME, version, codec)
    entries: dict[str, _Entry] = {}
    found: list[CaseSummary] = []
    for case, path in cases.items():
        try:
            about = path.stat()
        except FileNotFoundError:
            continue  # Removed since the folder was listed.
        except OSError as error:
            found.append(CaseSummary(case, 0.0, None, f"{case} cannot be read: {because(error)}."))
            continue
        entry = _current(known.get(case), about, fits) or _made(case, about, read, summarise)
        # What cannot be read may be readable again with the file unchanged.
        if entry["summary"] is not None:
            entries[case] = entry
        found.append(CaseSummary(case, about.st_mtime, entry["summary"], entry["problem"]))
    if entries != known:
        _save(folder / NAME, entries, version, codec, disk)
    return sorted(found, key=lambda each: (-each.changed, each.case))


def _key(about: os.stat_result) -> list[int]:
    return [about.st_size, about.st_mtime_ns, about.st_ino]


def _current(entry: Any, about: os.stat_result, fits: Callable[[Summary], bool]) -> _Entry | None:
    match entry:
        case {"key": key, "summary": dict(summary), "problem": str(problem)} if key == _key(
            about
        ) and fits(summary):
            return {"key": key, "summary": summary, "problem": problem}
    return None


def _made(
    case: str, about: os.stat_result, read: Callable[[str], TranscriptRead], summarise: Summarise
) -> _Entry:
    try:
        reading = read(case)
        return {
            "key": _key(about),
            "summary": dict(summarise(reading.events)),
            "problem": reading.read_only,
        }
    except StoreProblem as problem:
        sentence = problem.sentence
    except Exception as error:  # noqa: BLE001  one case that nobody foresaw must not hide all the others
        sentence = own_error(case, error)
    return {"key": _key(about), "summary": None, "problem": sentence}


def _load(path: Path, version: str, codec: Codec) -> dict[str, Any]:
    """What the index knows; nothing when it is missing, damaged or made with another version."""
    try:
        stored = codec.unseal(read_regular(path, MOST_TRANSCRIPT, NO_LINK))
    except (OSError, BadLine):
        return {}
    match stored:
        case {"format": int(form), "version": str(of), "cases": dict(cases)} if (form, of) == (
            _FORMAT,
            version,
        ):
            return cases
    return {}


def _save(path: Path, entries: Mapping[str, Any], version: str, codec: Codec, disk: Disk) -> None:
    with suppress(OSError, ValueError):  # Without an index only the next listing is slower.
        data = codec.seal({"format": _FORMAT, "version": version, "cases": dict(entries)})
        replace_file(disk, path, data, sync=False)
