"""Kind `dose`: how much, in which unit, and in the words given how often and how."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    plain_amount,
    shown_amount,
    stored_amount,
    unit_in,
)
from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.dose_units import (
    base_unit,
    per_unit,
    time_of,
    unit_key,
    unit_of_one,
)
from interview.core.kinds.dosing import Interval, interval_of, is_as_needed, route_of
from interview.core.kinds.typed import fields_of, plain_amounts, quoted, text_of
from interview.core.measure import Measure


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose and its words. `words` is everything after the unit as typed: "subcut every 2
    weeks".
    """

    amounts: tuple[Decimal, ...]
    """One amount; the two ends of a range; or the parts of a combination."""
    unit: str
    """mg, mg/kg, tablets …"""
    words: str = ""
    joined: str = ""
    """"-" between the ends of a range, "/" between the parts of a combination, "" for one
    amount.
    """

    @property
    def frequency(self) -> Interval | None:
        """How often, where the words say it in a usual way."""
        return interval_of(self.words)

    @property
    def route(self) -> str:
        return route_of(self.words)

    @property
    def as_needed(self) -> bool:
        return is_as_needed(self.words)

    @property
    def amount_text(self) -> str:
        """ "40 mg", "1 tablet", "5-10 mg", "50/200 mg"."""
        unit = unit_of_one(self.unit) if max(self.amounts) <= 1 else self.unit
        space = "" if unit == "%" else " "
        return self.joined.join(map(shown_amount, self.amounts)) + space + unit

    def __str__(self) -> str:
        space = "" if self.words.startswith("/") else " "
        return f"{self.amount_text}{space}{self.words}".strip()


_WORD = r"(?:million units?|[A-Za-zµμ%]+2?\.?)"
_ONE = rf"(?:{AMOUNT}|{'|'.join(NUMBER_WORDS)})"
_PER_UNIT = rf"(?:kg|m2|m\^2|min|minute|hr|hour|h|(?:{AMOUNT} ?)?ml|24 ?(?:h|hr|hours?)|actuation)"
_DOSE = re.compile(
    rf"(?P<one>{_ONE})(?P<parts>(?: ?/ ?{AMOUNT})*)(?: ?(?P<join>-|to\b|or\b) ?(?P<two>{_ONE}))?"
    rf" ?-?(?P<unit>{_WORD})?"
    rf"(?P<per>(?: ?(?:/|\bper\b) ?{_PER_UNIT}\b)*)"
    r"(?P<time>(?: ?/ ?)(?:day|d|week|wk|month|dose)\b)?(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(r"(?:take|takes|taking|give) ", re.IGNORECASE)
_EACH_WITH_UNIT = re.compile(
    rf"(?P<one>{_ONE}(?:/{_ONE})*) ?(?P<unit>{_WORD}(?:/[a-z]+2?)?) ?(?P<join>-|to\b|or\b|/) ?"
    rf"(?P<two>{_ONE}) ?(?P<unit2>{_WORD}(?:/[a-z]+2?)?)(?![\w/])",
    re.IGNORECASE,
)
_EXAMPLE = "for example 15 mg weekly"


class DoseKind(Kind):
    """A dose with its unit, and how often it is taken. The value is a Dose."""

    name = "dose"
    fhir = "string"
    example = "40 mg subcut every 2 weeks"
    hint = "15 mg weekly"
    is_misheard = True
    is_measured = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = _amount_first(_VERB.sub("", plain_amounts(typed), count=1))
        text = _unit_once(clear_amounts(text))
        match = _DOSE.match(text)
        if match is None:
            raise Refused(
                f"{quoted(text)} does not begin with an amount. Please type how much and how often,"
                f" {_EXAMPLE}."
            )
        amounts, joined = _amounts(match)
        if not any(amounts):
            raise Refused(
                f"A dose of {match['one']} is none. Please type how much and how often, {_EXAMPLE}."
            )
        shown = joined.join(map(shown_amount, amounts))
        unit = _unit(match, shown, question.units)
        time = f"per {time_of(match['time'])} " if match["time"] else ""
        for amount in amounts:
            check_limits(amount, question.low, question.high, unit)
        return Dose(amounts, unit, _words(f"{time}{match['words']}"), joined)

    def dump(self, value: Value) -> JsonValue:
        amounts: JsonValue = [plain_amount(amount) for amount in value.amounts]
        return {
            "amounts": amounts,
            "joined": value.joined,
            "unit": value.unit,
            "words": value.words,
        }

    def write(self, value: Value, question: Asked) -> str:
        return in_print(self.show(value, question))

    def load(self, data: JsonValue, question: Asked) -> Value:
        stored, joined, unit, words = fields_of(data, "amounts", "joined", "unit", "words")
        if not isinstance(stored, list):
            raise Refused("The stored dose cannot be read. Please answer again.")
        dose = Dose(
            tuple(map(stored_amount, stored)), text_of(unit), text_of(words), text_of(joined)
        )
        if self.read(str(dose), question, date.min) != dose:
            raise Refused("The stored dose no longer fits this question. Please answer again.")
        return dose

    def measure(self, value: Value, question: Asked) -> Measure | None:
        """One dose, in its own unit; a range is an interval, a combination has no order."""
        if value.joined == "/":
            return None
        return Measure(value.unit, Fraction(min(value.amounts)), Fraction(max(value.amounts)))

    def agree(self, one: Value, other: Value) -> bool:
        """The same amount, and the same frequency where both say one: "15 mg" and "15 mg weekly"
        agree.
        """
        if (one.amounts, one.unit, one.joined) != (other.amounts, other.unit, other.joined):
            return False
        said = [dose for dose in (one, other) if dose.words]
        if len(said) < 2 or one.words.casefold() == other.words.casefold():
            return True
        often = [dose.frequency for dose in said]
        routes = {dose.route for dose in said} - {""}
        return often[0] is not None and _same_rate(often[0], often[1]) and len(routes) < 2

    def lacks(self, value: Value) -> str:
        return "" if value.words else "The dose does not say how often it is given."

    def parts(self, value: Value) -> dict[str, Callable[[Asked], str]]:
        """`amount` with its unit, `frequency` (the words as given, with the route), `route`; ""
        where not said.
        """
        return {
            "amount": lambda _question: str(value.amount_text),
            "frequency": lambda _question: str(value.words),
            "route": lambda _question: str(value.route),
        }


def _same_rate(one: Interval, other: Interval | None) -> bool:
    return other is not None and (
        one == other or (one.per_week is not None and one.per_week == other.per_week)
    )


def _amount_first(text: str) -> str:
    """ "weekly 15 mg" → "15 mg weekly", when the words before the amount say how often."""
    before, _, after = text.partition(" ")
    if after and interval_of(before) and re.match(AMOUNT, after):
        return f"{after} {before}"
    return text


def _unit_once(text: str) -> str:
    """ "5 mg-10 mg" → "5-10 mg", "500 mg/125 mg" → "500/125 mg". Raises Refused for a range over
    two units.
    """
    while match := _EACH_WITH_UNIT.match(text):
        one, two = unit_key(match["unit"]), unit_key(match["unit2"])
        if not (one and two) or (one != two and match["join"] == "/"):
            break
        if one != two:
            raise Refused(
                f"{quoted(match.group())} has two units. Please type both amounts in one,"
                f" {_EXAMPLE}."
            )
        text = (
            f"{match['one']} {match['join']} {match['two']} {match['unit2']}{text[match.end() :]}"
        )
    return text


def _amounts(match: re.Match[str]) -> tuple[tuple[Decimal, ...], str]:
    one = _amount(match["one"])
    parts = [amount_of(part.strip()) for part in match["parts"].split("/")[1:]]
    if parts and match["two"]:
        raise Refused(
            f"{quoted(match.group())} is a range of combinations. Please type the one that was"
            " taken."
        )
    if parts:
        return (one, *parts), "/"
    if not match["two"]:
        return (one,), ""
    two = _amount(match["two"])
    if one >= two:
        raise Refused(
            f"{match['one']} to {match['two']} does not go up. Please type the smaller amount"
            f" first, {_EXAMPLE}."
        )
    return (one, two), "-"


def _amount(text: str) -> Decimal:
    word = text.casefold()
    return Decimal(NUMBER_WORDS[word]) if word in NUMBER_WORDS else amount_of(text)


def _unit(match: re.Match[str], shown: str, units: tuple[str, ...]) -> str:
    word = match["unit"] or ""
    if not word or (len(units) != 1 and interval_of(word)):
        raise Refused(
            f"{shown} what? Please add the unit, for example {shown}"
            f" {units[0] if units else 'mg weekly'}."
        )
    base = base_unit(word.rstrip("."))
    if not base:
        raise Refused(
            f"{quoted(word)} is not a unit of dose known here. "
            f"Please type a unit such as mg, mL, units or tablets, {_EXAMPLE}."
        )
    per = [
        per_unit(part.strip())
        for part in re.split(r"/|\bper\b", match["per"], flags=re.IGNORECASE)
        if part.strip()
    ]
    unit = "/".join([base, *per])
    return unit_in(unit, units, shown) if units else unit


def _words(text: str) -> str:
    return text.strip(" ,;").strip()
