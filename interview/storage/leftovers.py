"""What lies beside the transcripts in their folder: torn ends that were kept, and copies that a
sync program made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.storage.case_ids import ALPHABET, is_case_id
from interview.storage.store import Beside

SUFFIX = ".jsonl"
TORN = ".torn-"
_ID = re.compile(rf"(?<![0-9a-z])c-[{ALPHABET}]{{6}}(?![0-9a-z])")


def case_of(name: str) -> str:
    """The case whose transcript has this name; empty when it is no transcript's name."""
    case = name.removesuffix(SUFFIX)
    return case if case != name and is_case_id(case) else ""


def beside_of(names: Iterable[str]) -> dict[str, Beside]:
    """By case, the names of what lies beside its transcript.

    Every sync program and file manager has its own way to name a copy (`c-x (1).jsonl`, `c-x (Ana's
    conflicted copy 2026-11-02).jsonl`, `c-x.sync-conflict-….jsonl`, `c-x - Copy.jsonl`), so any
    name with a case's id in it and that of a transcript counts. Hidden names are files in the
    making.
    """
    torn: dict[str, list[str]] = {}
    copies: dict[str, list[str]] = {}
    for name in sorted(each for each in names if not case_of(each) and not each.startswith(".")):
        found = _ID.search(name)
        if found is None:
            continue
        if name.startswith(f"{found[0]}{TORN}"):
            torn.setdefault(found[0], []).append(name)
        elif SUFFIX in name.lower():
            copies.setdefault(found[0], []).append(name)
    return {
        case: Beside(tuple(torn.get(case, ())), tuple(copies.get(case, ())))
        for case in sorted({*torn, *copies})
    }
