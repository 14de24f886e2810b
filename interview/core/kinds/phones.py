"""Kind `phone`: US numbers of ten digits, with an extension where there is one."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.typed import plain, quoted, text_of

_EXAMPLE = "for example 202-555-0143"
_PHONE = re.compile(r"(.*?)(?:[ ,;]*(?:extension|ext\.?|x|#) ?([0-9]{1,7}))?", re.IGNORECASE)


class PhoneKind(Kind):
    """A US phone or fax number. The value is a str: ten digits, then "x" and the extension if
    any ("2025550143x12").
    """

    name = "phone"
    fhir = "string"
    example = "202-555-0143"
    hint = "202-555-0143"
    no_is_none = True
    is_misheard = True
    is_phone = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        return read_phone(typed)

    def show(self, value: Value, question: Asked) -> str:
        return shown_phone(value)

    def load(self, data: JsonValue, question: Asked) -> Value:
        text = text_of(data)
        if not re.fullmatch("[0-9]{10}(?:x[0-9]{1,7})?", text):
            raise Refused("The stored phone number cannot be read. Please answer again.")
        return self.read(text, question, date.min)

    def agree(self, one: Value, other: Value) -> bool:
        """The same ten digits; one source may know the extension."""
        first, second = one.partition("x"), other.partition("x")
        return bool(
            first[0] == second[0] and (first[2] == second[2] or not first[2] or not second[2])
        )


def read_phone(typed: str) -> str:
    """The ten digits of a US number, with "x" and the extension if any. Raises Refused."""
    match = _PHONE.fullmatch(plain(typed))
    assert match is not None
    number, extension = match[1], match[2]
    if odd := re.search(r"[^0-9().+ /-]", number):
        raise Refused(
            f"{quoted(odd.group())} does not belong in a phone number. Please type ten digits,"
            f" {_EXAMPLE}."
        )
    return _checked(number) + (f"x{extension}" if extension else "")


def shown_phone(value: str) -> str:
    """A number as `read_phone` gives it, as Americans write it: (202) 555-0143."""
    number, _, extension = value.partition("x")
    shown = f"({number[:3]}) {number[3:6]}-{number[6:]}"
    return f"{shown} ext. {extension}" if extension else shown


def _checked(number: str) -> str:
    """The ten digits. Raises Refused when they are no North American number (area code and
    exchange begin with 2-9).
    """
    digits = re.sub("[^0-9]", "", number)
    if number.lstrip().startswith("+") and not digits.startswith("1"):
        raise Refused(
            f"Only US numbers can be kept here. Please type ten digits, {_EXAMPLE}, or put this"
            " number in a note."
        )
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) == 7:
        raise Refused(f"The area code is missing. Please type all ten digits, {_EXAMPLE}.")
    if len(digits) != 10:
        raise Refused(
            f"That has {len(digits)} digits, and a US phone number has ten. Please check it,"
            f" {_EXAMPLE}."
        )
    for name, first in (("area code", digits[0]), ("middle part", digits[3])):
        if first in "01":
            raise Refused(
                f"The {name} of a US phone number never begins with {first}. Please check it,"
                f" {_EXAMPLE}."
            )
    return digits
