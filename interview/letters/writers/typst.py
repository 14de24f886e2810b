"""The one place that runs Typst: a source of ours, data as JSON, our fonts, always a tagged
PDF/UA-1.
"""

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
from interview.letters.writers.signs import Signs
from interview.letters.writers.write_problem import CannotWrite

if TYPE_CHECKING:
    import typst

STANDARD: Literal["ua-1"] = "ua-1"
"""Without it a character that no font has would vanish in silence."""
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')

_UNSET = "The PDF cannot be set as it stands. Please write another format, and tell whoever keeps the program"


def pdf_from(source: str, data: Mapping[str, object], day: date) -> bytes:
    """The PDF that a Typst file beside this module makes of the data, the same bytes for the same
    input.

    `day` is the date that stands inside the file. Characters that the program's own fonts lack are
    looked for in the fonts of this computer; one that none has raises CannotWrite.
    """
    import typst

    given = json.dumps(data, ensure_ascii=False)
    needs_all_fonts = bool(_signs(False).lacking(given))
    if needs_all_fonts:
        lacking = _signs(True).lacking(given)
        if lacking:
            raise CannotWrite(_lacking_sentence(lacking))
    try:
        return _compiled(source, given, day, needs_all_fonts)
    except typst.TypstError as error:
        raise CannotWrite(_unset_sentence(str(error.diagnostic))) from error


def _compiled(source: str, given: str, day: date, all_fonts: bool) -> bytes:
    import typst

    moment = datetime.combine(day, time(12), UTC)
    compiler = typst.Compiler(
        _source(source), font_paths=_fonts(all_fonts), ignore_system_fonts=not all_fonts
    )
    found = compiler.compile(
        format="pdf", sys_inputs={"data": given}, pdf_standards=STANDARD, timestamp=moment
    )
    assert isinstance(found, bytes)
    return found


@cache
def _signs(all_fonts: bool) -> Signs:
    import typst

    def trial(signs: Mapping[str, object]) -> str:
        try:
            _compiled(
                "signs.typ", json.dumps(signs, ensure_ascii=False), date(2000, 1, 1), all_fonts
            )
        except typst.TypstError as error:
            found = _LACKING.search(error.diagnostic)
            if found is None:
                raise
            return _read(found[1])
        return ""

    return Signs(trial)


def _read(words: str) -> str:
    """What Typst quotes like a string of a program."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), words)


def _lacking_sentence(sign: str) -> str:
    """Which character no font has, and what to install; of several, they are there and cannot be
    put together.
    """
    if len(sign) > 1:
        return (
            f"The PDF cannot be written: no font on this computer can put “{sign}” together"
            f" ({_names(sign)}). Please write that word in other letters."
        )
    return (
        f"The PDF cannot be written: no font on this computer has “{sign}” ({_names(sign)}). Please"
        f" either install {font_to_install(sign)} and render again, or write that word in other"
        " letters."
    )


def _names(signs: str) -> str:
    return ", ".join(
        f"{unicodedata.name(sign, 'a character without a name')}, U+{ord(sign):04X}"
        for sign in signs
    )


def _unset_sentence(diagnostic: str) -> str:
    """What is wrong with the page as a whole; signs that only fail together are named together."""
    together = "".join(dict.fromkeys(_read(words) for words in _LACKING.findall(diagnostic)))
    return _lacking_sentence(together) if together else f"{_UNSET}: {diagnostic.splitlines()[0]}"


@cache
def _source(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


@cache
def _fonts(all_fonts: bool) -> typst.Fonts:
    """Those inside Typst (Libertinus Serif and others under the Open Font License); or these and
    the computer's.
    """
    import typst

    paths = list(more_fonts()) if all_fonts else []
    return typst.Fonts(
        include_system_fonts=all_fonts, include_embedded_fonts=True, font_paths=paths
    )
