"""Kind `number`: an amount in one of the question's units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pydantic import JsonValue

from interview.core.kinds.amounts import (
    AMOUNT,
    NUMBER_WORDS,
    amount_of,
    check_limits,
    clear_amounts,
    in_print,
    known_unit,
    plain_amount,
    shown,
    stored_amount,
    unit_in,
)
from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.typed import fields_of, plain_amounts, quoted, text_of
from interview.core.measure import Measure


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a unit; the unit is "" for a bare count."""

    amount: Decimal
    unit: str = ""


_NUMBER = re.compile(rf"([-+])? ?({AMOUNT}) ?(.*)", re.DOTALL)
_FEET = re.compile(
    rf"([0-9]) ?(?:'|ft\.?|feet|foot) ?({AMOUNT}) ?(?:\"|''|in\.?|inch|inches)?", re.IGNORECASE
)
_VAGUE = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|maybe|almost|nearly|over|under|more than|less than|[~<>]=?) *"
)
_RANGE = re.compile(rf"{AMOUNT} ?(?:-|to|or) ?{AMOUNT}\b.*", re.DOTALL)


class NumberKind(Kind):
    """A number, exact, within the question's limits. The value is a Quantity in one of the
    question's units.
    """

    name = "number"
    fhir = "quantity"
    example = "12.5"
    is_misheard = True
    is_measured = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = clear_amounts(plain_amounts(typed))
        amount, unit = _feet(text, question.units) or _amount_and_unit(text)
        unit = unit_in(unit, question.units, shown(amount, ""))
        check_limits(amount, question.low, question.high, unit)
        return Quantity(amount, unit)

    def show(self, value: Value, question: Asked) -> str:
        return shown(value.amount, value.unit)

    def write(self, value: Value, question: Asked) -> str:
        return in_print(self.show(value, question))

    def dump(self, value: Value) -> JsonValue:
        return {"amount": plain_amount(value.amount), "unit": value.unit}

    def load(self, data: JsonValue, question: Asked) -> Value:
        stored, unit = fields_of(data, "amount", "unit")
        amount = stored_amount(stored)
        if text_of(unit) not in (question.units or ("",)):
            raise Refused(
                "The stored number has a unit that is no longer asked for. Please answer again."
            )
        check_limits(amount, question.low, question.high, text_of(unit))
        return Quantity(amount, text_of(unit))

    def measure(self, value: Value, question: Asked) -> Measure | None:
        """Times are in days, weeks, months or years however the unit is spelled, to compare with
        elapsed time.
        """
        return Measure.exactly(Fraction(value.amount), known_unit(value.unit))


def _amount_and_unit(text: str) -> tuple[Decimal, str]:
    if vague := _VAGUE.match(text.casefold()):
        raise Refused(
            "Only an exact number fits here. Please type it without"
            f" {quoted(vague.group().strip())}, if that is right."
        )
    if _RANGE.fullmatch(text):
        raise Refused(
            f"{quoted(text)} is two numbers. Please type the one that fits best, for example 12."
        )
    word, _, rest = text.partition(" ")
    if word.casefold() in NUMBER_WORDS:
        return Decimal(NUMBER_WORDS[word.casefold()]), rest
    match = _NUMBER.fullmatch(text)
    if match is None or match[3][:1] in tuple(",.0123456789/"):
        raise Refused(
            f"{quoted(text)} is not a number that can be read. Please type it in digits, for"
            " example 12.5 or 1,200."
        )
    amount = amount_of(match[2])
    return (-amount if match[1] == "-" else amount), match[3].strip()


def _feet(text: str, units: tuple[str, ...]) -> tuple[Decimal, str] | None:
    """5'4" where inches are asked for; feet alone cannot hold the inches exactly."""
    match = _FEET.fullmatch(text)
    if match is None or "in" not in {known_unit(unit) for unit in units}:
        return None
    return 12 * Decimal(match[1]) + amount_of(match[2]), "in"
