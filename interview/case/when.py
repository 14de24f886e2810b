"""Reads when to call back: "tomorrow 3pm", "11/24 10:30", "monday 9 am", in the patient's time
zone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from interview.core.kinds import Refused
from interview.core.kinds.date_reader import read_days

_TIME = re.compile(r"(?:^|\s)(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.)?\s*$", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IN = re.compile(r"in (half an|an?|\d{1,3}) (minutes?|mins?|hours?|hrs?|h)")
_IN_DAYS = re.compile(r"in (an?|\d{1,2}) (day|week)s?")
_NOON = re.compile(r"\b(?:12 )?(?:noon|midday)\b")
PAST_EXAMPLE = "for example “now”, “today 9:30 am” or “11/20 2pm”"
EXAMPLE = "for example “tomorrow 3pm” or “11/24 10:30”"


def day_words(moment: date) -> str:
    """November 2, 2026."""
    return f"{moment:%B} {moment.day}, {moment.year}"


def zone_named(key: str) -> ZoneInfo | None:
    """The time zone of an option key such as America_New_York: the first underscore stands for
    the slash.
    """
    name = key.replace("_", "/", 1)
    return ZoneInfo(name) if name in available_timezones() else None


def read_call_back(typed: str, now: datetime, zone: ZoneInfo | None) -> datetime:
    """The moment that was typed, in the given zone or else in the one of `now`. Raises
    ValueError with a sentence.
    """
    here = now.astimezone(zone) if zone is not None else now
    text = _NOON.sub("12 pm", " ".join(re.sub(r",|\b(?:at|on)\b", " ", typed.casefold()).split()))
    span = _IN.fullmatch(text)
    if span is not None:
        return _later(here, span)
    match = _TIME.search(text)
    if match is None:
        raise ValueError(_lacks_time(text, here.date()))
    day, at = text[: match.start()].strip(), _time(match)
    moment = datetime.combine(_day(day, here.date()), at, here.tzinfo)
    if not day and moment <= here:
        moment = datetime.combine(here.date() + timedelta(days=1), at, here.tzinfo)
    if moment <= here:
        raise ValueError(
            f"That moment has passed already. Please give one in the future, {EXAMPLE}."
        )
    return moment


def read_moment(typed: str, now: datetime) -> datetime:
    """The moment at which something happened, in the zone of `now`. A day alone stands for its
    noon.

    Raises ValueError with a sentence.
    """
    text = _NOON.sub("12 pm", " ".join(re.sub(r",|\b(?:at|on)\b", " ", typed.casefold()).split()))
    if text in ("now", "today"):
        return now
    match = _TIME.search(text)
    has_time = match is not None and bool(match[2] or match[3])
    day = text[: match.start()].strip() if match is not None and has_time else text
    at = _time(match) if match is not None and has_time else time(12)
    moment = datetime.combine(
        read_day(day, now.date(), future=False) if day else now.date(), at, now.tzinfo
    )
    if moment.date() == now.date() and not has_time:
        return now
    if moment > now:
        raise ValueError(
            f"{moment_words(moment)} has not come yet. Please say when it was, {PAST_EXAMPLE}."
        )
    return moment


def read_day(typed: str, today: date, future: bool) -> date:
    """The one day that was typed; with `future` also a day to come. Raises ValueError with a
    sentence.
    """
    if future:
        with suppress(ValueError):
            return _day(typed.casefold(), today)
    short = _DATE.fullmatch(typed)
    if short is not None and short[4] and not short[6]:  # A month and a day: the last such day.
        return _last_such_day(int(short[4]), int(short[5]), today)
    try:
        days = read_days(typed, today, future)
    except Refused as refused:
        raise ValueError(refused.sentence) from None
    if days.first != days.last or days.about:
        raise ValueError(f"“{typed}” is no single day. Please give the day, for example “11/24”.")
    return days.first


def _last_such_day(month: int, day: int, today: date) -> date:
    for year in range(
        today.year, today.year - 8, -1
    ):  # February 29 comes every four years, and once after eight.
        with suppress(ValueError):
            if (found := date(year, month, day)) <= today:
                return found
    raise ValueError(f"There is no day {month}/{day}. Please correct it, for example “11/24”.")


def span_words(safe: date, outside: date | None) -> str:
    """The safe day of a rule, and its outside day where that is another one."""
    if outside is None:
        return f"safe day {day_words(safe)}; the true last day cannot be told."
    if safe == outside:
        return f"{day_words(safe)}."
    return f"safe day {day_words(safe)}; outside day {day_words(outside)}."


def far_words(day: date, today: date) -> str:
    """A day with its weekday and how far it is, so that a slip is seen."""
    left = (day - today).days
    days = f"{abs(left)} day{'s' * (abs(left) != 1)}"
    far = "today" if not left else f"in {days}" if left > 0 else f"OVERDUE by {days}"
    return f"{day:%A}, {day_words(day)} ({far})"


def moment_words(moment: datetime) -> str:
    """Tuesday, November 24, 2026, 12:00 PST: with the day of the week, so that a slip is seen."""
    return f"{moment:%A}, {day_words(moment)}, {moment:%H:%M %Z}".rstrip()


def _later(here: datetime, span: re.Match[str]) -> datetime:
    """So many minutes or hours from now, across a change of the clocks too."""
    number = {"half an": 0.5, "a": 1.0, "an": 1.0}.get(span[1]) or float(span[1])
    minutes = number * (1 if span[2].startswith("m") else 60)
    if not minutes:
        raise ValueError(f"Please give a moment in the future, {EXAMPLE}.")
    then = here.astimezone(UTC) + timedelta(minutes=minutes)
    return then.astimezone(here.tzinfo).replace(second=0, microsecond=0)


def _lacks_time(text: str, today: date) -> str:
    """What to ask when no time was given: only the time where the day is clear."""
    try:
        day = _day(text, today) if text else None
    except ValueError:
        day = None
    if day is None:
        return f"Please give a day and a time, {EXAMPLE}."
    return (
        f"At what time on {day:%A}, {day_words(day)}? Please type the day and the time, {EXAMPLE}."
    )


def _time(match: re.Match[str]) -> time:
    hour, minute, half = (
        int(match[1]),
        int(match[2] or 0),
        (match[3] or "").replace(".", "").lower(),
    )
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"There is no hour {hour} {half}. Please correct the time, {EXAMPLE}.")
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match[2] is None:
        raise ValueError(f"Please add am or pm to the time, {EXAMPLE}.")
    if hour > 23 or minute > 59:
        raise ValueError(f"There is no such time. Please correct it, {EXAMPLE}.")
    return time(hour, minute)


def _day(text: str, today: date) -> date:
    if text in ("", "today"):
        return today
    if text == "tomorrow":
        return today + timedelta(days=1)
    weekday = [
        i
        for i, name in enumerate(_DAYS)
        if len(text) >= 3 and name.startswith(text.removeprefix("next "))
    ]
    if len(weekday) == 1:
        return today + timedelta(days=(weekday[0] - today.weekday() - 1) % 7 + 1)
    span = _IN_DAYS.fullmatch(text)
    if span is not None:
        number = int(span[1]) if span[1].isdigit() else 1
        return today + timedelta(days=number * (7 if span[2] == "week" else 1))
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"The day “{text}” is unclear. Please write it another way, {EXAMPLE}.")
    try:
        return _calendar_day(match, today)
    except ValueError:
        raise ValueError(f"There is no day {text}. Please correct it, {EXAMPLE}.") from None


def _calendar_day(match: re.Match[str], today: date) -> date:
    if match[1]:
        return date(int(match[1]), int(match[2]), int(match[3]))
    year = int(match[6]) if match[6] else today.year
    day = date(year + 2000 if year < 100 else year, int(match[4]), int(match[5]))
    return day.replace(year=day.year + 1) if not match[6] and day < today else day
