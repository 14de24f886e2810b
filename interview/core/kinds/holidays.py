"""The days that people name by a holiday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth such weekday of a month."""
    return lambda year: date(
        year, month, 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    )


def _memorial(year: int) -> date:
    return date(year, 5, 31) - timedelta(date(year, 5, 31).weekday())


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": lambda year: date(year, 12, 25),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas eve": lambda year: date(year, 12, 24),
    "new year's": lambda year: date(year, 1, 1),
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "valentine's day": lambda year: date(year, 2, 14),
    "memorial day": _memorial,
    "independence day": lambda year: date(year, 7, 4),
    "labor day": _nth(9, 0, 1),
    "halloween": lambda year: date(year, 10, 31),
    "thanksgiving": _nth(11, 3, 4),
}
"""The day of a year, by the names it has."""
