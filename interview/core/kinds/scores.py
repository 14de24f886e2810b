"""Kind `score`: a result on a scale, and when it was measured."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pydantic import JsonValue

from interview.core.kinds.amounts import (
    check_limits,
    plain_amount,
    refuse_decimal_comma,
    stored_amount,
    tidy,
)
from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.date_reader import read_days
from interview.core.kinds.dates import DateKind, dump_days, load_days
from interview.core.kinds.spans import MONTHS, in_words
from interview.core.kinds.typed import fields_of, plain_amounts, quoted
from interview.core.measure import Days, Measure


@dataclass(frozen=True, slots=True)
class Score:
    """A result and the days on which it may have been measured; `on` is None when nobody said."""

    value: Decimal
    on: Days | None = None


_SCORE = re.compile(
    r"(?:(?P<name>[A-Za-z](?:[A-Za-z0-9.-]| (?=[A-Za-z]))*)(?: of| was|:| =|=)? )?"
    r"(?P<value>-?[0-9]{1,6}(?:\.[0-9]{1,4})?)(?: ?(?:/|out of|of) ?(?P<most>[0-9]{1,4})(?![0-9/]))?"
    r"(?P<join>[ ,;:(@-]+)?(?P<date>.*?)\)?"
)
_ONLY_DATE = re.compile(
    r"[A-Za-z]|[0-9]+[/.-][0-9]+[/.-][0-9]+$|[0-9]{1,2}[/.-][0-9]{4}$|[0-9]{4}-[0-9]{2}$"
)
_EXAMPLE = "for example 21 on 3/4/2025"


class ScoreKind(Kind):
    """A score with its date. The value is a Score; comparisons look at its number only."""

    name = "score"
    fhir = "decimal"
    example = "21 on 3/4/2025"
    hint = "21 on 3/4/2025"
    is_misheard = True
    is_measured = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        text = plain_amounts(typed)
        refuse_decimal_comma(text)
        if _ONLY_DATE.match(text) and _is_date(text, today):
            raise Refused(
                f"{quoted(text)} is only a date. Please type the score first, {_EXAMPLE}."
            )
        match = _SCORE.fullmatch(text)
        if match is None:
            raise Refused(
                f"{quoted(text)} has no score that can be read. Please type the score and its date,"
                f" {_EXAMPLE}."
            )
        value = tidy(Decimal(match["value"]))
        _check_most(value, match["most"])
        check_limits(value, question.low, question.high)
        return Score(value, _date(match, today, question.future))

    def show(self, value: Value, question: Asked) -> str:
        if value.on is None:
            return plain_amount(value.value)
        words = in_words(value.on)
        join = (
            " on "
            if value.on.first == value.on.last
            else " in "
            if words[0].isdecimal() or words.startswith(MONTHS)
            else ", "
        )
        return f"{plain_amount(value.value)}{join}{words}"

    def dump(self, value: Value) -> JsonValue:
        return {
            "value": plain_amount(value.value),
            "on": None if value.on is None else dump_days(value.on),
        }

    def load(self, data: JsonValue, question: Asked) -> Value:
        stored, on = fields_of(data, "value", "on")
        score = Score(stored_amount(stored), None if on is None else load_days(on))
        check_limits(score.value, question.low, question.high)
        return score

    def measure(self, value: Value, question: Asked) -> Measure | None:
        return Measure.exactly(Fraction(value.value), question.units[0] if question.units else "")

    def day(self, value: Value) -> date | None:
        return DateKind().day(value.on) if value.on is not None else None

    def agree(self, one: Value, other: Value) -> bool:
        """The same number, and dates that agree where both have one."""
        dates = one.on is None or other.on is None or DateKind().agree(one.on, other.on)
        return bool(one.value == other.value and dates)

    def lacks(self, value: Value) -> str:
        return "The score has no date." if value.on is None else ""

    def parts(self, value: Value) -> dict[str, Callable[[Asked], str]]:
        """`value` and `date`; the date is "" when nobody said it."""
        return {
            "value": lambda _question: plain_amount(value.value),
            "date": lambda _question: "" if value.on is None else in_words(value.on),
        }


def _date(match: re.Match[str], today: date, future: bool) -> Days | None:
    text, join = match["date"].strip(), match["join"] or ""
    if not text:
        return None
    if not join:
        raise Refused(
            f"{quoted(match.group())} has no score that can be read. Please type the score and its"
            f" date, {_EXAMPLE}."
        )
    if join == " " and not text.startswith(("on ", "in ")) and _is_date(match.group(), today):
        raise Refused(
            f"Is {match['value']} the score or the day? Please type it like {match['value']} on"
            f" {text}."
        )
    return read_days(text, today, future)


def _is_date(text: str, today: date) -> bool:
    try:
        read_days(text, today, future=True)
    except Refused:
        return False
    return True


def _check_most(value: Decimal, most: str | None) -> None:
    if most and value > int(most):
        raise Refused(
            f"{plain_amount(value)} is more than {most}. Please check the score, {_EXAMPLE}."
        )
