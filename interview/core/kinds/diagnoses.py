"""Kind `diagnosis`: an ICD-10-CM code, the words, or both. Only the form of a code is looked at
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import DIAGNOSES, Asked, Kind, Refused, Value
from interview.core.kinds.typed import clean_line, fields_of, fold, quoted, text_of


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis as given: the ICD-10-CM code with its dot, or "", and the words, or "". At
    least one is there.
    """

    code: str = ""
    words: str = ""


_ICD = re.compile(r"[A-Z][0-9][0-9AB](?:\.?[0-9A-Z]{1,4})?")
"""ICD-10-CM: a letter, a digit, a digit (or A, B), then up to four letters or digits after a
dot.
"""
_LOOKS_ICD = re.compile(
    r"[A-Z][0-9][0-9AB](?:\.?[0-9A-Z]{0,6})\.?"  # a code, or one that is too long
    # anything with the dot of a code, such as MO5.79
    r"|(?=[A-Z0-9]*[0-9])[A-Z0][A-Z0-9]{0,3}\.[0-9A-Z]{1,6}",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[A-Z](?:[0-9]|O[0-9][0-9A-Z]{0,4}|[0-9]O[0-9A-Z]{0,4})", re.IGNORECASE)
"""What is a slip for a code when nothing else was typed: F3, MO579."""
_NOT_CODES = frozenset({"B12"})
"""Words with the form of a code that mean something else: vitamin B12."""
_BETWEEN = " ,:;-"
"""What people type between a code and its words."""
_CODE_LAST = re.compile(
    r"(.+?)[ ,:;-]*\(([A-Za-z0-9.]{3,9})\)|(.+?)[ ,:;-]+([A-Za-z][0-9OoIl][0-9A-Za-z]\.[0-9A-Za-z]{1,5})",
    re.DOTALL,
)
_CODE_FIRST = re.compile(r"([A-Za-z0-9.]{2,9})(?:[ ,:;-]+(.*))?", re.DOTALL)


class DiagnosisKind(Kind):
    """A diagnosis by its code, in words, or both. The value is a Diagnosis."""

    name = "diagnosis"
    fhir = "open-choice"
    example = "F33.2 major depressive disorder, recurrent, severe"
    hint = "F33.2, or the name of the illness"
    catalogue = DIAGNOSES
    is_misheard = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = clean_line(typed)
        code, words = _code_and_words(text)
        if not code and not any(char.isalpha() for char in words):
            raise Refused(
                f"{quoted(text)} is no ICD-10 code, which begins with a letter. "
                "Please type a code such as F33.2, or the words."
            )
        return Diagnosis(code, words)

    def show(self, value: Value, question: Asked) -> str:
        if not (value.code and value.words):
            return str(value.code or value.words)
        begins = _CODE_FIRST.fullmatch(value.words)
        if begins and _is_code(begins[1]):  # "T790M mutation" in front would be taken for the code
            return f"{value.code} {value.words}"
        return f"{value.words} ({value.code})"

    def dump(self, value: Value) -> JsonValue:
        return {"code": value.code, "words": value.words}

    def load(self, data: JsonValue, question: Asked) -> Value:
        code, words = map(text_of, fields_of(data, "code", "words"))
        if (
            (not code and not words)
            or (words and clean_line(words) != words)
            or (code and icd_code(code) != code)
        ):
            raise Refused("The stored diagnosis cannot be read. Please answer again.")
        return Diagnosis(code, words)

    def code(self, value: Value) -> str | None:
        return value.code.replace(".", "") or None

    def agree(self, one: Value, other: Value) -> bool:
        """Codes agree when one begins with the other (F33, F33.2). Without two codes, one's
        words hold the other's.
        """
        if one.code and other.code:
            return bool(one.code.startswith(other.code) or other.code.startswith(one.code))
        first, second = fold(one.words), fold(other.words)
        return bool(first and second and (first in second or second in first))

    def parts(self, value: Value) -> dict[str, Callable[[Asked], str]]:
        """`code` and `words`, each "" where it was not given."""
        return {
            "code": lambda _question: str(value.code),
            "words": lambda _question: str(value.words),
        }


def icd_code(typed: str) -> str:
    """An ICD-10-CM code in capitals with its dot. Raises Refused when it has not the form of
    one.
    """
    text = typed.strip().rstrip(".").upper()
    if _ICD.fullmatch(text):
        bare = text.replace(".", "")
        return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare
    meant = _repaired(text)
    if meant:
        raise Refused(
            f"{text[:12]} has a letter where an ICD-10 code has a digit, or the other way round."
            f" Did you mean {meant}?"
        )
    raise Refused(
        f"{quoted(text)} is no ICD-10 code, which is a letter, two digits, then up to four more,"
        " such as F33.2."
    )


def _repaired(text: str) -> str:
    """The code that was meant when O and 0, I, l and 1, or S and 5 were mixed up: MO5.79 is
    M05.79. Else empty.
    """
    bare = text.replace(".", "")
    digits = str.maketrans("OILS", "0115")
    for fixed in (
        bare[:1] + bare[1:3].translate(digits) + bare[3:],
        bare.replace("O", "", 1),
        "O" + bare[1:3].translate(digits) + bare[3:],
    ):
        if (
            fixed != bare
            and 3 <= len(fixed) <= 7
            and _ICD.fullmatch(fixed)
            and (fixed[0] != "O" or bare[0] in "0O")
        ):
            return f"{fixed[:3]}.{fixed[3:]}" if len(fixed) > 3 else fixed
    return ""


def _code_and_words(text: str) -> tuple[str, str]:
    text = _unwrapped(text)
    first = _CODE_FIRST.fullmatch(text)
    if first and _is_code(first[1], alone=not first[2]):
        return icd_code(first[1]), _words_after(first[1], (first[2] or "").strip())
    last = _CODE_LAST.fullmatch(text)
    if last and _is_code(last[2] or last[4]):
        return icd_code(last[2] or last[4]), last[1] or last[3]
    return "", text


def _is_code(word: str, alone: bool = False) -> bool:
    looks = _LOOKS_ICD.fullmatch(word) or (alone and _ALONE.fullmatch(word))
    return bool(looks) and word.upper() not in _NOT_CODES


def _words_after(code: str, words: str) -> str:
    following = _CODE_FIRST.fullmatch(words)
    if following and ("." in following[1] or not following[2]) and _is_code(following[1]):
        raise Refused(
            "That is more than one code. Please type one diagnosis here, for example F33.2."
        )
    if words and not any(char.isalpha() for char in words):
        raise Refused(
            f"{quoted(words)} after {code} cannot be read. Please type the code with its dot, such"
            " as F33.2."
        )
    return _unwrapped(words.strip(_BETWEEN)).strip(_BETWEEN)


def _unwrapped(words: str) -> str:
    inner = words[1:-1].strip()
    return inner if inner and words[0] + words[-1] == "()" and "(" not in inner else words
