"""Kind `money`: US dollars and cents."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pydantic import JsonValue

from interview.core.kinds.amounts import check_limits
from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.typed import plain_amounts, quoted, text_of
from interview.core.measure import Measure

_MONEY = re.compile(
    r"(?:usd|us)? ?\$? ?([1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|[0-9]{1,10}|(?=\.))(\.[0-9]*)?"
    r" ?(k|thousand|grand)? ?(?:\$|dollars?|bucks|usd)?",
    re.IGNORECASE,
)
_CENTS = re.compile(r"([0-9]{1,2}) ?(?:cents?|¢)", re.IGNORECASE)


class MoneyKind(Kind):
    """An amount of US dollars. The value is a Decimal with exactly two places."""

    name = "money"
    fhir = "decimal"
    example = "$1,250.00"
    hint = "$120.50"
    is_misheard = True
    is_measured = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = plain_amounts(typed)
        amount = _dollars(text)
        check_limits(amount, question.low, question.high)
        return amount

    def show(self, value: Value, question: Asked) -> str:
        return f"${value:,.2f}"

    def dump(self, value: Value) -> JsonValue:
        return f"{value:.2f}"

    def load(self, data: JsonValue, question: Asked) -> Value:
        text = text_of(data)
        if not re.fullmatch(r"[0-9]{1,13}\.[0-9]{2}", text):
            raise Refused("The stored amount cannot be read. Please answer again.")
        check_limits(Decimal(text), question.low, question.high)
        return Decimal(text)

    def measure(self, value: Value, question: Asked) -> Measure | None:
        return Measure.exactly(Fraction(value), "USD")


def _dollars(text: str) -> Decimal:
    if match := _CENTS.fullmatch(text):
        return Decimal(match[1]).scaleb(-2).quantize(Decimal("0.01"))
    match = _MONEY.fullmatch(text)
    if match is None:
        raise Refused(
            f"{quoted(text)} cannot be read as an amount of dollars. Please type it like $1,250.00."
        )
    whole, cents, thousand = match[1].replace(",", ""), match[2] or "", match[3]
    if not thousand and len(cents) not in (0, 1, 3):
        raise Refused("Cents have two digits. Please type the amount like $1,250.00.")
    amount = Decimal((whole or "0") + (cents if len(cents) > 1 else "")) * (1000 if thousand else 1)
    if amount != amount.quantize(Decimal("0.01")):
        raise Refused("Cents have two digits. Please type the amount like $1,250.00.")
    return amount.quantize(Decimal("0.01"))
