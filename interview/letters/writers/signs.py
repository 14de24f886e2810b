"""The signs of a document one by one: which of them no font has. Together they can vanish, or be
taken for another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Say which shape of a sign is meant, and are none themselves."""
_FOREIGN = re.compile(r"[!-~]?[^\x00-\x7f]+")
"""Signs beyond ASCII, with a letter before them that may carry an accent."""
Trial = Callable[[Mapping[str, object]], str]
"""Sets the signs, and gives the first that cannot be seen; nothing when all can."""


class Signs:
    """What a set of fonts is known to have."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._seen: set[str] = set()

    def lacking(self, text: str) -> str:
        """The first sign of the text, perhaps a letter with its accents, that none of the fonts
        shows; or nothing.
        """
        signs = [sign for sign in dict.fromkeys(_signs(text)) if sign not in self._seen]
        if not signs:
            return ""
        accented = [[sign, sign[0]] for sign in signs if len(sign) > 1]
        lacking = self._trial({"signs": list(dict.fromkeys("".join(signs))), "accented": []})
        if accented and not lacking:
            lacking = self._trial({"signs": [], "accented": accented})
        if (
            not lacking
        ):  # Only what is there is remembered: a font may be installed while the program runs.
            self._seen.update(signs)
        return lacking


def _signs(text: str) -> Iterator[str]:
    """Every letter together with the accents on it."""
    if text.isascii():
        return
    for run in _FOREIGN.finditer(_SELECTORS.sub("", text)):
        sign = ""
        for char in run[0]:
            if unicodedata.category(char) in ("Mn", "Me") and sign:
                sign += char
                continue
            yield from filter(None, [sign])
            sign = char if unicodedata.category(char) not in ("Cf", "Cc", "Zs", "Zl", "Zp") else ""
        yield from filter(None, [sign])
