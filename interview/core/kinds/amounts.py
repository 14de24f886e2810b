"""Reading amounts and units as people type them: "1,200", "½", "12.5 kg", "pounds"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from interview.core.kinds.base import Refused
from interview.core.kinds.typed import fold, one_of, quoted

_FRACTION = "(?:1/2|[13]/4|[1357]/8)(?![0-9/])"
"""Halves, quarters and eighths in lowest terms: 4/2 and 2/4 are parts of a combination."""
AMOUNT = (
    rf"(?:(?:[0-9]{{1,12}} )?{_FRACTION}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,9}})?"
    r"|[0-9]{1,12}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})"
)
"""A pattern for what `amount_of` reads, without a sign. No thousands begin with 0: "0,125" is a
decimal comma.
"""
_HYPHENED = re.compile(rf"(?<![\w.,/-])([0-9]{{1,3}})-(?={_FRACTION})")
_GLUED = re.compile(rf"(?<![\w.,/ ])[0-9]+{_FRACTION}")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,/])(?:0,[0-9]+|[0-9]+,[0-9]{1,2})(?![0-9,/])")

_TO_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER_WORDS = {word: number for number, word in enumerate(_TO_TWENTY)}

_ALIASES = {
    "kg": "kgs kilo kilos kilogram kilograms",
    "g": "gm gms gram grams",
    "mg": "mgs milligram milligrams",
    "mcg": "ug μg microgram micrograms",
    "ng": "nanogram nanograms",
    "lb": "lbs pound pounds #",
    "oz": "ounce ounces",
    "cm": "cms centimeter centimeters centimetre centimetres",
    "m": "meter meters metre metres",
    "in": 'inch inches "',
    "ft": "foot feet '",
    "mL": "ml mls cc ccs milliliter milliliters millilitre millilitres",
    "L": "l liter liters litre litres",
    "m2": "m^2 sqm",
    "%": "percent per cent pct",
    "mEq": "meq",
    "units": "unit u",
    "IU": "iu i.u.",
    "minutes": "minute min mins",
    "hours": "hour hr hrs h",
    "days": "day",
    "weeks": "week wk wks",
    "months": "month mo mos mth mths",
    "years": "year yr yrs y",
}
_BY_ALIAS = {
    fold(alias): unit for unit, words in _ALIASES.items() for alias in (unit, *words.split(), words)
}

_ONE = {
    "minutes": "minute",
    "hours": "hour",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "units": "unit",
}


def clear_amounts(text: str) -> str:
    """The plain text with "1-1/2" as "1 1/2". Raises Refused where its first amount can be read
    in two ways.
    """
    refuse_decimal_comma(text)
    if glued := _GLUED.match(text):
        whole, part = glued.group()[:-3], glued.group()[-3:]
        meant = shown_amount(amount_of(f"{whole} {part}"))
        raise Refused(
            f"Is {quoted(glued.group())} meant as {whole} and {part}? Please type {meant}, if that"
            " is right."
        )
    return _HYPHENED.sub(r"\1 ", text)


def refuse_decimal_comma(text: str) -> None:
    """Raises Refused where the text begins with a number such as 2,5 or 0,125, which some people
    write for 2.5.
    """
    if comma := _DECIMAL_COMMA.match(text):
        point = comma.group().replace(",", ".")
        raise Refused(
            f"Is {quoted(comma.group())} meant as {point}? Please type {point}, or each number by"
            " itself."
        )


def known_unit(word: str) -> str:
    """The unit in its usual spelling: "pounds" → "lb", "µg" → "mcg". An unknown one comes back
    as typed.
    """
    return _BY_ALIAS.get(fold(word).rstrip("."), word) if word else word


def same_unit(word: str, units: Iterable[str]) -> str | None:
    """Which of the units the word means, in the spelling of `units`; None when it is none of
    them.
    """
    meant = _stem(word)
    return next((unit for unit in units if _stem(unit) == meant), None)


def amount_of(text: str) -> Decimal:
    """The amount that text matching AMOUNT stands for, without needless zeros."""
    whole, _, rest = text.rpartition(" ")
    if "/" in rest:
        top, bottom = rest.split("/")
        return tidy(Decimal(whole or 0) + Decimal(top) / Decimal(bottom))
    return tidy(Decimal(text.replace(",", "")))


def tidy(amount: Decimal) -> Decimal:
    """The same amount with no trailing zeros and no exponent."""
    return Decimal(plain_amount(amount))


def plain_amount(amount: Decimal) -> str:
    """The amount as digits: "1200", "0.5". Never "0.50" or ".5", which are misread in doses."""
    text = format(amount, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def in_print(words: str) -> str:
    """With the signs that nobody types: m² for m2."""
    return _SQUARE.sub("m²", words)


_SQUARE = re.compile(r"(?<![A-Za-z])m2\b")


def shown_amount(amount: Decimal) -> str:
    """The amount with thousands parted: "1,200"."""
    return f"{Decimal(plain_amount(amount)):,f}"


def shown(amount: Decimal, unit: str) -> str:
    """The amount with its unit: "12.5 kg", "50%", "1 week", "6 weeks"."""
    many = known_unit(unit) if known_unit(unit) in _ONE else unit
    unit = _ONE.get(many, many) if amount == 1 else many
    return f"{shown_amount(amount)}{'' if unit in ('', '%') else ' '}{unit}"


def stored_amount(data: object) -> Decimal:
    """The amount of a stored string of digits. Raises Refused for anything else."""
    if (
        not isinstance(data, str)
        or len(data) > 40
        or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", data)
    ):
        raise Refused("The stored number cannot be read. Please answer again.")
    return tidy(Decimal(data))


def check_limits(amount: Decimal, low: str, high: str, unit: str = "") -> None:
    """Raises Refused when the amount lies outside the limits (inclusive; "" is none, but then 0
    is the lowest).
    """
    if low and amount < Decimal(low):
        raise Refused(
            f"{shown(amount, unit)} is too low: {shown(Decimal(low), unit)} is the least. Please"
            " check it."
        )
    if not low and amount < 0:
        raise Refused(f"{shown(amount, unit)} is below zero. Please type it without a minus sign.")
    if high and amount > Decimal(high):
        raise Refused(
            f"{shown(amount, unit)} is too high: {shown(Decimal(high), unit)} is the most. Please"
            " check it."
        )


def unit_in(typed: str, units: tuple[str, ...], amount: str) -> str:
    """The question's unit that was typed; the only one when none was. Raises Refused with the
    units to choose from.
    """
    if not units:
        if typed:
            raise Refused(
                f"Only a number is needed here. Please type {amount} without {quoted(typed)}."
            )
        return ""
    if not typed:
        if len(units) > 1:
            raise Refused(
                f"{amount} what? Please add {one_of(units)}, for example {amount} {units[0]}."
            )
        return units[0]
    found = same_unit(typed, units)
    if found is None:
        raise Refused(
            f"This is asked in {one_of(units)}, not in {quoted(typed)}. Please give it in"
            f" {one_of(units)}."
        )
    return found


def _stem(unit: str) -> str:
    known = fold(known_unit(unit))
    return known[:-1] if len(known) > 3 and known.endswith("s") else known
