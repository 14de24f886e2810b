"""The one place that runs Typst: a source of ours, data as JSON, our fonts, always a tagged PDF/UA-1."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from interview.letters.writers.fonts import font_to_install, more_fonts
from interview.letters.writers.problem import CannotWrite

if TYPE_CHECKING:
    import typst

STANDARD: Literal["ua-1"] = "ua-1"
"""Without it a character that no font has would vanish in silence."""
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')

_UNSET = "The PDF cannot be set as it stands. Please write another format, and tell whoever keeps the program"


def pdf_from(source: str, data: Mapping[str, object], day: date) -> bytes:
    """The PDF that a Typst file beside this module makes of the data, the same bytes for the same input.

    `day` is the date that stands inside the file. Characters that the program's own fonts lack are looked for in the
    fonts of this computer; one that none has raises CannotWrite.
    """
    try:
        return _compiled(source, data, day, False)
    except CannotWrite:
        return _compiled(source, data, day, True)


def _compiled(source: str, data: Mapping[str, object], day: date, all_fonts: bool) -> bytes:
    import typst

    moment = datetime.combine(day, time(12), UTC)
    compiler = typst.Compiler(_source(source), font_paths=_fonts(all_fonts), ignore_system_fonts=not all_fonts)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        found = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD, timestamp=moment)
    except typst.TypstError as error:
        lacking = _LACKING.search(error.diagnostic)
        if lacking is None:
            raise CannotWrite(f"{_UNSET}: {error.diagnostic.splitlines()[0]}") from error
        raise CannotWrite(_lacking_sentence(lacking[1])) from error
    assert isinstance(found, bytes)
    return found


def _lacking_sentence(words: str) -> str:
    """Which character no font has, and what to install. Typst quotes the text like a string of a program."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), words)
    sign = next((c for c in plain if not c.isspace()), plain[:1])
    name = unicodedata.name(sign, "a character without a name")
    return (
        f"The PDF cannot be written: no font on this computer has “{sign}” ({name}, U+{ord(sign):04X}). "
        f"Please either install {font_to_install(sign)} and render again, or write that word in other letters."
    )


@cache
def _source(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


@cache
def _fonts(all_fonts: bool) -> typst.Fonts:
    """Those inside Typst (Libertinus Serif and others under the Open Font License); or these and the computer's."""
    import typst

    paths = list(more_fonts()) if all_fonts else []
    return typst.Fonts(include_system_fonts=all_fonts, include_embedded_fonts=True, font_paths=paths)
