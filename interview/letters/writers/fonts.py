"""Fonts for the PDF beyond those inside Typst, and which one to install for a script that none
has.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_PACKAGES = {
    "CJK": ("Noto Sans CJK", "fonts-noto-cjk"),
    "HIRAGANA": ("Noto Sans CJK", "fonts-noto-cjk"),
    "KATAKANA": ("Noto Sans CJK", "fonts-noto-cjk"),
    "HANGUL": ("Noto Sans CJK", "fonts-noto-cjk"),
    "BOPOMOFO": ("Noto Sans CJK", "fonts-noto-cjk"),
}
"""Font and its Debian package by the first word of a character's Unicode name; all others are in
Noto core.
"""
_PIP = {"ARABIC", "DEVANAGARI", "KHMER", "TAMIL", "TELUGU", "THAI"}
"""Scripts with a font package that pip can install beside the program."""
_EMOJI = range(0x1F000, 0x1FB00)


def font_to_install(sign: str) -> str:
    """The font package that has this character, in words."""
    script = unicodedata.name(sign, "").partition(" ")[0]
    if ord(sign) in _EMOJI:
        font, package = "Noto Color Emoji", "fonts-noto-color-emoji"
    else:
        font, package = _PACKAGES.get(
            script, ("a Noto font for it", "fonts-noto-core or fonts-noto-extra")
        )
    pip = f"; anywhere: pip install fontpkg-noto-sans-{script.lower()}" if script in _PIP else ""
    return f"{font} (Debian and Ubuntu: apt install {package}{pip})"


def more_fonts() -> Iterator[Path]:
    """Folders of font packages that are installed beside the program."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (
                path / "files"
                for path in sorted(folder.glob("fontpkg_*"))
                if (path / "files").is_dir()
            )
