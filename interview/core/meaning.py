"""What a tree means, as a hash that tells whether older answers were given to the same questions."""

from __future__ import annotations

import hashlib


class Meaning:
    """SHA-256 over ids, kinds, options, conditions and checks, in tree order; wording is not in
    it, nor how an author breaks lines.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, *parts: str) -> None:
        words = "\x1f".join(" ".join(part.split()) for part in parts)
        self._hash.update(f"{words}\x1e".encode())

    def hexdigest(self) -> str:
        return self._hash.hexdigest()
