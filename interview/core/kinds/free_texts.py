"""Kinds whose value is the words themselves, kept as given: never recased, never cut apart."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import DRUGS, Asked, Kind, Refused, Value
from interview.core.kinds.typed import (
    clean_line,
    clean_lines,
    fold,
    plain,
    quoted,
    text_of,
    with_ended_lines,
)


class TextKind(Kind):
    """A few words on one line. The value is a str."""

    name = "text"
    fhir = "string"
    example = "Blue folder, second page"
    is_free = True
    is_worded = True
    no_is_none = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        return clean_line(typed) if question.administrative else clean_line(with_ended_lines(typed))

    def load(self, data: JsonValue, question: Asked) -> Value:
        text = text_of(data)
        if self.read(text, question, date.min) != text:
            raise Refused(
                "The stored answer is not written as it would be today. Please answer again."
            )
        return text

    def agree(self, one: Value, other: Value) -> bool:
        """The same words, whatever the case, the blanks and the shape of quotes and dashes."""
        return fold(one).rstrip(".") == fold(other).rstrip(".")

    def names(self, value: Value) -> frozenset[str]:
        return frozenset({fold(value).rstrip(".")})


class LongTextKind(TextKind):
    """Several lines or sentences. The value is a str with "\\n" between lines."""

    name = "long_text"
    fhir = "text"
    example = "I could not get out of bed for two weeks."
    lines = 2
    is_long = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        return clean_lines(typed)


class PersonKind(TextKind):
    """A person's name, one str exactly as given: O'Neil, Nguyễn, van der Berg."""

    name = "person"
    example = "Ana Ruiz"
    is_free = False

    def read(self, typed: str, question: Asked, today: date) -> Value:
        name = clean_line(typed)
        if not any(char.isalpha() for char in name):
            raise Refused(
                f"{quoted(name)} has no letters in it. Please type the name, for example Ana Ruiz."
            )
        return name


class DrugKind(TextKind):
    """The name of a medicine as given. Names are suggested from a catalogue elsewhere, and never
    refused.
    """

    name = "drug"
    fhir = "open-choice"
    example = "methotrexate"
    catalogue = DRUGS
    is_free = False
    no_is_none = False
    is_misheard = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        drug = clean_line(typed)
        if not any(char.isalpha() for char in drug):
            raise Refused(
                f"{quoted(drug)} has no letters in it. Please type a medicine's name, such as"
                " methotrexate."
            )
        return drug

    def names(self, value: Value) -> frozenset[str]:
        """The name in front and the one in brackets, without a strength: "Humira 40 mg
        (adalimumab)".
        """
        names = (_STRENGTH.sub("", part).strip(" .,") for part in re.split(r"[()]", fold(value)))
        return frozenset(name for name in names if name)


_STRENGTH = re.compile(r"\b[0-9][0-9.,/]* ?(?:mg|mcg|g|ml|units?|iu|%)(?![a-z]).*")


class MemberIdKind(TextKind):
    """A member, group or reference number as printed: letters, digits, hyphens and blanks. The
    value is a str.
    """

    name = "member_id"
    example = "XYZ 123-456-789"
    is_free = False
    is_worded = False
    is_misheard = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        number = plain(typed)
        odd = next((char for char in number if not (char.isalnum() or char in "- ")), None)
        if odd is not None:
            raise Refused(
                f"A number like this has letters, digits and hyphens, but {quoted(odd)} was typed"
                " as well. Please type it as printed on the card, for example XYZ 123-456-789."
            )
        return number

    def agree(self, one: Value, other: Value) -> bool:
        """The same letters and digits; hyphens, blanks and case are how people read a number
        aloud.
        """
        return _bare(one) == _bare(other)


class AddressKind(TextKind):
    """A postal address. The value is a str with one "\\n" between its lines.

    Typed on one line, commas part the lines, but a city stays with its state and ZIP code.
    """

    name = "address"
    fhir = "text"
    example = "12 Oak Street, Springfield, IL 62701"
    is_free = False

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = clean_lines(typed, 500)
        lines = [line for line in text.split("\n") if line]
        return "\n".join(lines if len(lines) > 1 else _lines_of(lines[0]))


def _bare(number: str) -> str:
    return re.sub(r"[\s-]", "", fold(number))


_STATES = (
    "al|ak|az|ar|ca|co|ct|de|dc|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|"
    "nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|pr|vi|gu|alabama|"
    "alaska|arizona|arkansas|california|colorado|connecticut|delaware|district of columbia|"
    "florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|"
    "maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|"
    "new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|"
    "oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|"
    "vermont|virginia|washington|west virginia|wisconsin|wyoming|puerto rico|guam"
)
_ZIP = r"[0-9]{5}(?:-[0-9]{4})?"
_STATE = re.compile(rf"(?:{_STATES})\.?(?: +{_ZIP})?", re.IGNORECASE)
_COMPANY = re.compile(r"(?:inc|llc|pllc|pc|p\.c|ltd|m\.?d|d\.?o|n\.?p)\.?", re.IGNORECASE)


def _lines_of(line: str) -> list[str]:
    """An address typed on one line, parted at its commas."""
    lines: list[str] = []
    for part in (part.strip() for part in line.split(",")):
        if lines and part and _COMPANY.fullmatch(part):
            lines[-1] += f", {part}"
        elif part:
            lines.append(part)
    tail = 1 + _ends_in_city(lines)
    return [*lines[:-tail], ", ".join(lines[-tail:])] if lines else [line]


def _ends_in_city(lines: list[str]) -> int:
    """How many parts after the city belong on its line: its state, its ZIP code, or both."""
    if len(lines) > 2 and re.fullmatch(_ZIP, lines[-1]) and _STATE.fullmatch(lines[-2]):
        return 2
    return int(
        len(lines) > 1 and bool(re.fullmatch(_ZIP, lines[-1]) or _STATE.fullmatch(lines[-1]))
    )
