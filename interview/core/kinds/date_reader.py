"""From words about a time to the days it may have been."""

from __future__ import annotations

import re
from datetime import date

from interview.core.kinds.base import Refused
from interview.core.kinds.date_ago import read_counted
from interview.core.kinds.date_numbers import Frame, read_numeric
from interview.core.kinds.date_periods import MONTH, read_named
from interview.core.kinds.spans import about, in_words
from interview.core.kinds.typed import plain_amounts, quoted
from interview.core.measure import Days

_ABOUT = re.compile(
    r"(?:about|around|approximately|approx|roughly|circa|ca|maybe|perhaps|probably|possibly|some ?time around|~"
    r"|i think|i guess)"
    r"(?: |(?<=~))"
)
_FILLER = re.compile(
    r"(?:since|from|starting|started|beginning in|begun|on|during|the|some ?time|it was|it|was|back in|as of|dated"
    r"|month of"
    r"|year) "
)
_LITTLE_WORDS = re.compile(r"\b(?:of|the|in|on|during)\b ?")
_BETWEEN = re.compile(r"between (?P<about>about )?(?P<left>.+?) and (?P<right>.+)")
_RANGES = [_BETWEEN, *map(re.compile, (r"(?:from )?(?P<left>.+?) (?:to|through|thru|until|till|or|-) (?P<right>.+)",
                                       r"(?P<left>.*[a-z])-(?P<right>[a-z].*)"))]  # fmt: skip
_DAYS_OF_MONTH = re.compile(
    rf"(?:between |from )?{MONTH} (\d{{1,2}}) ?(?:-|to|and|or|through|thru) ?(\d{{1,2}})(?: (\d{{4}}))?"
)
_OPEN = re.compile(
    r"(?:before|after|until|till|by|prior to|over|more than|less than|at least|earlier than|later than)\b.*"
)
_EXAMPLES = '3/14/2025, March 2025, 2025 or "about 6 weeks ago"'


def read_days(typed: str, today: date, future: bool = False) -> Days:
    """The days that typed words may mean: never fewer than were said. Raises Refused with one
    sentence.

    Months come first (3/4/25 is March 4), weeks begin on Sunday, a month without a year is the
    latest that has begun. Unless `future`, the days must have begun by today.
    """
    text, roughly = _prepared(typed)
    frame = Frame(today, future)
    core = _read(text, frame, roughly)
    if core is None:
        raise Refused(_unreadable(typed, text))
    if core.first > today and not future:
        raise Refused(
            f"That would be {in_words(core)}, which is after today. Please type a day up to today."
        )
    return about(core) if roughly else core


def _prepared(typed: str) -> tuple[str, bool]:
    """The words without decoration, and whether they began or ended with a word for "about"."""
    text = plain_amounts(typed).casefold().strip(" .,;!?")
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.replace(",", " "))
    text = " ".join(re.sub(r"(?<=[a-z])\.(?= |\d|$)", " ", text).split())
    text = re.sub(r"^in (about|around|approximately|roughly) ", r"\1 in ", text)
    roughly = False
    while match := _ABOUT.match(text) or _FILLER.match(text):
        roughly = roughly or bool(_ABOUT.match(text))
        text = text[match.end() :].lstrip()
    if suffix := re.search(r"(?:[ -]?ish| or so| or thereabouts| give or take)$", text):
        return text[: suffix.start()], True
    return text, roughly


def _read(text: str, frame: Frame, roughly: bool) -> Days | None:
    return _read_one(text, frame, roughly) or _read_range(text, frame)


def _read_one(text: str, frame: Frame, roughly: bool = False) -> Days | None:
    """One day or period, no range."""
    counted = read_counted(re.sub(r"\bof ", "", text), frame, roughly)
    if counted is not None:
        return counted
    words = " ".join(_LITTLE_WORDS.sub("", text).split())
    return (
        read_numeric(words, frame)
        or read_named(_parted(words), frame)
        or read_named(_parted(text), frame)
    )


def _parted(text: str) -> str:
    """ "3-mar-2025" and "mar2025" with blanks where they belong."""
    text = re.sub(r"(?<=[a-z])-(?=\d)|(?<=\d)-(?=[a-z])", " ", text)
    return re.sub(r"(?<=[a-z])(?=\d{4}$)", " ", text)


def _read_range(text: str, frame: Frame) -> Days | None:
    if match := _DAYS_OF_MONTH.fullmatch(text):
        year = f" {match[4]}" if match[4] else ""
        return _span(f"{match[1]} {match[2]}{year}", f"{match[1]} {match[3]}{year}", frame)
    for form in _RANGES:
        if match := form.fullmatch(text):
            days = _span(match["left"], match["right"], frame)
            if days is not None:
                return Days(days.first, days.last, about=bool(match.groupdict().get("about")))
    return None


def _span(left: str, right: str, frame: Frame) -> Days | None:
    """From the first day of the left to the last of the right; a left without a year takes it
    from the right.
    """
    last = _read_one(right, frame)
    if last is None:
        return None
    first = _before(left, last, frame)
    if first is None:
        return None
    if first.first > last.last:
        raise Refused("That span ends before it begins. Please type the earlier date first.")
    return Days(first.first, last.last)


def _before(left: str, last: Days, frame: Frame) -> Days | None:
    if not re.search(r"\d{4}|'\d\d|/\d+/|ago|day\b|last|this|next", left):
        for year in (last.last.year, last.last.year - 1):
            days = _read_one(f"{left} {year}", frame)
            if days is not None and days.first <= last.last:
                return days
    return _read_one(left, frame)


def _unreadable(typed: str, text: str) -> str:
    if _OPEN.fullmatch(text):
        return (
            "Please type the earliest and the latest it may have been, for example between March 3"
            " and March 9, 2025."
        )
    return (
        f"{quoted(plain_amounts(typed))} cannot be read as a date. Please type it like this:"
        f" {_EXAMPLES}."
    )
