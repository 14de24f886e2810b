"""Which ids an author may give."""

from __future__ import annotations

import keyword
import re

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


def usable_id(id: str) -> bool:
    """Whether conditions can name it: words joined by dots, none a Python keyword, and not in
    the place of `row.`.
    """
    parts = id.split(".")
    return (
        bool(_ID.fullmatch(id))
        and not any(keyword.iskeyword(part) for part in parts)
        and parts[0] != "row"
    )


def bad_id(id: str) -> str:
    return (
        f"{id} cannot be an id. Please use small letters, digits and _, joined by dots; no Python"
        " keyword, no row."
    )
