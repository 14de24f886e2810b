"""Figures in two answers that do not go together: a quantity beside its dose, a rating beside
another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from interview.core.answer import Answer
from interview.core.kinds.amounts import AMOUNT, NUMBER_WORDS, amount_of, known_unit
from interview.core.kinds.doses import Dose
from interview.core.kinds.typed import fold
from interview.core.sense import Rating, Supply
from interview.core.state import State


@dataclass(frozen=True, slots=True)
class Clash:
    """The answer to go back to, and what to say about it."""

    address: str
    say: str


_IN_MG = {"g": Fraction(1000), "mg": Fraction(1), "mcg": Fraction(1, 1000)}
_DAYS = {"day": 1, "week": 7, "month": 30}
_STRENGTH = re.compile(rf"({AMOUNT}) ?(mg|mcg|µg|μg|g|units?|iu)\b", re.IGNORECASE)
_QUANTITY = re.compile(
    rf"({AMOUNT})(?: [a-z-]+){{1,3}} (?:per|for|every|each|in|a) ({AMOUNT})? ?(day|week|month)s?",
    re.IGNORECASE,
)
_LEAST, _MOST = Fraction(3, 4), Fraction(4, 3)
"""Between these shares of what the dose takes a quantity is the same: packs are rounded, and
months differ.
"""


def unlike_supplies(state: State) -> Iterator[Clash]:
    """Quantities that strength, dose and schedule do not make, where all of them can be read for
    sure.
    """
    for supply in state.tree.supplies:
        share = _share(supply, state)
        if share is not None and not _LEAST <= share <= _MOST:
            yield Clash(supply.quantity, str(supply.say))


def _share(supply: Supply, state: State) -> Fraction | None:
    """How much of what the dose takes the quantity is; None where one of the three leaves it
    open.
    """
    dose, strength = state.answer(supply.dose), _STRENGTH.search(_text(state, supply.strength))
    quantity = _QUANTITY.fullmatch(_text(state, supply.quantity).rstrip("."))
    if strength is None or quantity is None or not (dose.is_known and isinstance(dose.value, Dose)):
        return None
    often = dose.value.frequency
    amount, unit = _plain(dose.value.amounts[0], dose.value.unit)
    piece, its_unit = _plain(amount_of(strength[1]), strength[2])
    if (
        often is None
        or often.per_week is None
        or len(dose.value.amounts) > 1
        or unit != its_unit
        or not piece
    ):
        return None
    days = Fraction(amount_of(quantity[2]) if quantity[2] else 1) * _DAYS[quantity[3].casefold()]
    needed = amount / piece * often.per_week * days / 7
    return Fraction(amount_of(quantity[1])) / needed if needed else None


def _plain(amount: Decimal, unit: str) -> tuple[Fraction, str]:
    known = known_unit(unit)
    return (
        (Fraction(amount) * _IN_MG[known], "mg") if known in _IN_MG else (Fraction(amount), known)
    )


def _text(state: State, address: str) -> str:
    answer = state.answer(address)
    return fold(answer.text) if answer.is_known else ""


_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORDS = "|".join(NUMBER_WORDS)
_NOT_A_DAY = r"(?<!since )(?<!on )(?<!from )(?<!until )(?<!by )(?<![\d/.])"


def unlike_ratings(state: State, answers: Iterable[Answer]) -> Iterator[Clash]:
    """Of these answers, each that rates the same thing otherwise than one before it, with both
    ratings.

    An answer with several ratings tells a course, and agrees with any of them.
    """
    read = list(answers)
    for rating in state.tree.ratings:
        first: frozenset[int] = frozenset()
        for answer in (each for each in read if _question_of(each.address) in rating.of):
            found = frozenset(_rated(answer.text, rating))
            if found and first and not found & first:
                both = " and ".join(f"{each} of {rating.most}" for each in (min(first), min(found)))
                yield Clash(answer.address, f"{rating.say} ({both})")
            first = first or found


def _question_of(address: str) -> str:
    """`list/column` for a cell, without its row."""
    list_id, _, rest = address.partition("/")
    return f"{list_id}/{rest.rpartition('/')[2]}" if rest else address


def _rated(text: str, rating: Rating) -> Iterator[int]:
    pattern = re.compile(
        rf"{_NOT_A_DAY}\b(\d{{1,3}}|{_WORDS}) ?(?:/|out of|of) ?({rating.most}|{_WORDS})\b(?!/)"
    )
    for sentence in _SENTENCE.split(fold(text)):
        if not any(re.search(rf"\b{re.escape(word)}", sentence) for word in rating.words):
            continue
        for value, most in pattern.findall(sentence):
            if _number(most) == rating.most and _number(value) <= rating.most:
                yield _number(value)


def _number(word: str) -> int:
    return NUMBER_WORDS[word] if word in NUMBER_WORDS else int(word)
