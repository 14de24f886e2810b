"""Kinds that are codes: procedures (HCPCS, CPT, NDC) and NPI numbers. Formats only, never
descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.typed import fields_of, plain, quoted, text_of


@dataclass(frozen=True, slots=True)
class Procedure:
    """A code for what is billed: its system ("HCPCS", "CPT" or "NDC") and the code with its
    hyphens.
    """

    system: str
    code: str


_SYSTEMS = (
    ("HCPCS", re.compile(r"[A-V][0-9]{4}(?:-[A-Z0-9]{2})?")),
    ("CPT", re.compile(r"(?:[0-9]{5}|[0-9]{4}[AFMTU])(?:-[A-Z0-9]{2})?")),
    (
        "NDC",
        re.compile(
            r"[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}|[0-9]{5}-[0-9]{4}-[0-9]{1,2}"
        ),
    ),
)
_PROCEDURE_EXAMPLES = (
    "a HCPCS code such as J9999, a CPT code of five characters, or an NDC such as 12345-678-90"
)


class ProcedureKind(Kind):
    """A HCPCS Level II, CPT or NDC code, by its format. The value is a Procedure."""

    name = "procedure"
    fhir = "string"
    example = "J9999"
    no_is_none = True
    is_misheard = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = plain(typed).upper()
        match = re.fullmatch(r"(?:(HCPCS|CPT|NDC)(?: CODE)?[ :#]*)?(.*)", text)
        assert match is not None
        return _procedure(match[1] or "", re.sub(r" ?- ?", "-", match[2]))

    def show(self, value: Value, question: Asked) -> str:
        return f"{value.system} {value.code}"

    def dump(self, value: Value) -> JsonValue:
        return {"system": value.system, "code": value.code}

    def load(self, data: JsonValue, question: Asked) -> Value:
        system, code = map(text_of, fields_of(data, "system", "code"))
        if _procedure(system, code) != Procedure(system, code):
            raise Refused("The stored code cannot be read. Please answer again.")
        return Procedure(system, code)

    def code(self, value: Value) -> str | None:
        return re.sub(r"[^A-Z0-9]", "", value.code)

    def parts(self, value: Value) -> dict[str, Callable[[Asked], str]]:
        return {
            "system": lambda _question: str(value.system),
            "code": lambda _question: str(value.code),
        }


def _procedure(named: str, text: str) -> Procedure:
    if re.fullmatch("[0-9]{11}", text):
        text = f"{text[:5]}-{text[5:9]}-{text[9:]}"
    for system, form in _SYSTEMS:
        if form.fullmatch(text) and named in ("", system):
            return Procedure(system, text)
    if re.fullmatch("[0-9]{10}", text):
        raise Refused(
            "An NDC of ten digits can be read in three ways. Please type it with its hyphens, such"
            " as 12345-678-90."
        )
    digits = text[:1] + text[1:].replace("O", "0").replace("I", "1")
    if digits != text and any(form.fullmatch(digits) for _, form in _SYSTEMS):
        raise Refused(f"{text[:12]} has a letter where a digit belongs. Did you mean {digits}?")
    raise Refused(
        f"{quoted(text)} is not one {named or 'billing'} code. Please type {_PROCEDURE_EXAMPLES}."
    )


class NpiKind(Kind):
    """A National Provider Identifier. The value is a str of ten digits whose check digit is right.

    The check is the Luhn sum of the number behind the prefix 80840 (45 CFR 162.406; CMS NPI check
    digit rule).
    """

    name = "npi"
    fhir = "string"
    example = "1234567893"
    hint = "the ten digits"
    is_misheard = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = plain(typed)
        digits = re.sub(r"^NPI\W*|[ .-]", "", text, flags=re.IGNORECASE)
        if not re.fullmatch("[0-9]+", digits):
            raise Refused(
                f"{quoted(text)} is no NPI, which is ten digits and nothing else, for example"
                " 1234567893."
            )
        if len(digits) != 10:
            raise Refused(
                f"That has {len(digits)} digits, and an NPI has ten. Please check it, for example"
                " 1234567893."
            )
        if digits[0] not in "12":
            raise Refused(
                f"An NPI begins with 1 or 2, and this begins with {digits[0]}. Please check it, for"
                " example 1234567893."
            )
        if luhn("80840" + digits) % 10:
            raise Refused(
                "That has ten digits, but its check digit is wrong: one of them was misread, or two "
                "were swapped. Please read it again; a right one looks like 1234567893."
            )
        return digits

    def load(self, data: JsonValue, question: Asked) -> Value:
        if self.read(text_of(data), question, date.min) != data:
            raise Refused("The stored NPI cannot be read. Please answer again.")
        return data


def luhn(digits: str) -> int:
    """The Luhn sum; a right number's ends in 0."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled)
