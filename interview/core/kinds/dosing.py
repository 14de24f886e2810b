"""What the words after a dose's amount say: how often, by which route, only as needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from interview.core.kinds.amounts import NUMBER_WORDS

_HOURS = {"hour": 1, "day": 24, "week": 168}


@dataclass(frozen=True, slots=True)
class Interval:
    """So many times in so many hours, days, weeks, months or years: "every 2 weeks" is once in 2
    weeks.
    """

    times: int
    every: int
    unit: str

    @property
    def per_week(self) -> Fraction | None:
        """Times a week; None for months and years, which have no fixed number of weeks."""
        hours = _HOURS.get(self.unit)
        return Fraction(168 * self.times, hours * self.every) if hours and self.every else None


_TIMES = {"once": 1, "one time": 1, "twice": 2, "thrice": 3}
_LATIN = {
    "qd": Interval(1, 1, "day"),
    "qday": Interval(1, 1, "day"),
    "qam": Interval(1, 1, "day"),
    "qpm": Interval(1, 1, "day"),
    "qhs": Interval(1, 1, "day"),
    "bid": Interval(2, 1, "day"),
    "tid": Interval(3, 1, "day"),
    "qid": Interval(4, 1, "day"),
    "qod": Interval(1, 2, "day"),
    "qwk": Interval(1, 1, "week"),
    "qweek": Interval(1, 1, "week"),
}
_PERIODS = {
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_UNIT = r"(?P<unit>hours?|hrs?|h|days?|d|nights?|mornings?|evenings?|weeks?|wks?|w|months?|mos?|years?|yrs?)"
_COUNT = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_OFTEN = rf"(?P<times>once|twice|thrice|one time|{_COUNT} ?(?:times|x)|x ?(?P<n2>[0-9]{{1,2}}))"
_PATTERNS = [
    re.compile(
        rf"\b{_OFTEN}(?: ?(?:a|an|per|every|each|/) ?{_UNIT}|,? (?P<period>{'|'.join(_PERIODS)}))\b"
    ),
    re.compile(
        rf"\b(?:every|each|per|q\.?) ?(?P<other>other |second )?"
        rf"(?:(?P<every>[0-9]{{1,3}}|{'|'.join(NUMBER_WORDS)})[ -]?)?{_UNIT}\b"
    ),
    re.compile(rf"\b(?P<period>{'|'.join(_PERIODS)})\b"),
    re.compile(r"\b(?P<bedtime>at bedtime|before bed|at night|in the (?:morning|evening))\b"),
]
_UNIT_NAMES = {"h": "hour", "d": "day", "n": "day", "e": "day", "w": "week", "y": "year"}


def interval_of(words: str) -> Interval | None:
    """How often, where the words say it in a usual way; None when they do not (the words stand
    for themselves).
    """
    text = words.casefold()
    latin = re.sub(r"\b([a-z])\.", r"\1", text)
    for word in re.findall("[a-z]+", latin):
        if word in _LATIN:
            return _LATIN[word]
    for pattern in _PATTERNS:
        if match := pattern.search(text):
            return _interval({name: part or "" for name, part in match.groupdict().items()})
    return None


def _interval(said: dict[str, str]) -> Interval:
    if said.get("bedtime"):
        return Interval(1, 1, "day")
    unit = _PERIODS.get(said.get("period", ""), "") or _unit(said.get("unit", ""))
    times = _TIMES.get(said.get("times", ""), 0) or _number(said.get("n", "") or said.get("n2", ""))
    every = 2 if said.get("other") else _number(said.get("every", ""))
    return Interval(times or 1, every or 1, unit)


def _unit(word: str) -> str:
    return (
        "month"
        if word.startswith("mo") and not word.startswith("morn")
        else _UNIT_NAMES.get(word[:1], "day")
    )


def _number(word: str) -> int:
    return NUMBER_WORDS.get(word, 0) or (int(word) if word.isdecimal() else 0)


_ROUTES = {
    "oral": r"by mouth|orally|oral|p\.?o\b",
    "subcutaneous": r"subcutaneous(?:ly)?|subcut|sub-?q|s\.?c\b|s\.?q\b|under the skin",
    "intravenous": r"intravenous(?:ly)?|i\.?v\b|by (?:vein|infusion)",
    "intramuscular": r"intramuscular(?:ly)?|i\.?m\b",
    "intranasal": r"intranasal(?:ly)?|nasal(?:ly)?",
    "sublingual": r"sublingual(?:ly)?|s\.?l\b|under the tongue",
    "topical": r"topical(?:ly)?|on the skin",
    "inhaled": r"inhaled|by inhal\w+",
    "rectal": r"rectal(?:ly)?",
    "transdermal": r"transdermal(?:ly)?",
    "intrathecal": r"intrathecal(?:ly)?",
    "intravitreal": r"intravitreal(?:ly)?|into the eye",
}
_ROUTE = {route: re.compile(rf"\b(?:{words})", re.IGNORECASE) for route, words in _ROUTES.items()}
_AS_NEEDED = re.compile(r"\b(?:as needed|when needed|if needed|p\.?r\.?n)\b", re.IGNORECASE)


def route_of(words: str) -> str:
    """The route in full ("subcutaneous"), or nothing when none was said."""
    return next((route for route, pattern in _ROUTE.items() if pattern.search(words)), "")


def is_as_needed(words: str) -> bool:
    return _AS_NEEDED.search(words) is not None
