"""By when an appeal must be filed: from a window, and from what is known of the notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from interview.core.measure import Days
from interview.rights.days import add_months, rolled
from interview.rights.facts import Window


@dataclass(frozen=True, slots=True)
class Notice:
    """What is known of the notice that is appealed. Days are local dates; an imprecise one is an
    interval.
    """

    dated: Days | None = None
    """The date printed on it."""
    received: Days | None = None
    """The day it came."""
    heard: Days | None = None
    """The day the refusal became known, where there is no date of a notice."""
    stated: Days | None = None
    """The last day to appeal that the notice itself gives."""
    stated_days: int = 0
    """The number of days that it gives instead; 0 for none."""
    stated_months: int = 0
    """The number of calendar months that it gives instead; 0 for none."""


@dataclass(frozen=True, slots=True)
class FileBy:
    """The days by which to file under a rule.

    `safe` holds whatever the open facts turn out to be; `outside` is the last day that the rule can
    give. Either is None where it cannot be told.
    """

    safe: date | None
    outside: date | None
    counted: str
    """From which day, in words."""
    is_imprecise: bool = False
    """The day it counts from is known as a span only; its first day was taken."""


NOTHING = FileBy(None, None, "No day to count from is known yet.")


def file_by(window: Window, notice: Notice) -> FileBy:
    """The days that a window gives for this notice.

    A presumption of receipt never moves the safe day, and a later receipt never the outside day:
    both would have to be proven. Nothing rolls over a weekend unless the window says so.
    """
    if window.start != "receipt":
        return _from_date(window, notice)
    return _presumed(window, notice) if window.presumed else _from_receipt(window, notice)


def _from_date(window: Window, notice: Notice) -> FileBy:
    """Counted from the date on the notice; for one that was mailed, that date is the earliest
    day of mailing.
    """
    day = notice.dated
    if day is None:
        return _from_heard(window, notice)
    end = _end(window, day.first)
    what = (
        "mailing, taken as the date on the notice"
        if window.start == "mailed"
        else "the date on the notice"
    )
    safe, outside = (None if window.at_most else end), (None if window.at_least else end)
    return FileBy(safe, outside, f"Counted from {what}.", _is_span(day))


def _from_receipt(window: Window, notice: Notice) -> FileBy:
    """No rule presumes a day of receipt: without it only a safe day can be told, from the date
    on the notice.
    """
    if notice.received is not None:
        end = _end(window, notice.received.first)
        return FileBy(end, end, "Counted from the day the notice came.", _is_span(notice.received))
    if notice.dated is None:
        return _from_heard(window, notice)
    words = (
        "Counted from the date on the notice, as the day it came is not known; the true last day"
        " can only be later."
    )
    return FileBy(_end(window, notice.dated.first), None, words, _is_span(notice.dated))


def _presumed(window: Window, notice: Notice) -> FileBy:
    """Receipt is presumed some days after the date on the notice, unless it is shown to be
    earlier.
    """
    if notice.dated is None:
        if notice.received is None:
            return _from_heard(window, notice)
        end = _end(window, notice.received.first)
        return FileBy(end, end, "Counted from the day the notice came.", _is_span(notice.received))
    dated, received = notice.dated.first, notice.received
    presumed = dated + timedelta(days=window.presumed)
    start = min(presumed, received.first) if received is not None else presumed
    words = (
        "The safe day counts from the date on the notice, the outside day from"
        f" {_receipt_words(start, presumed)}."
    )
    is_imprecise = _is_span(notice.dated) or (
        received is not None and start < presumed and _is_span(received)
    )
    return FileBy(_end(window, dated), _end(window, start), words, is_imprecise)


def _receipt_words(start: date, presumed: date) -> str:
    return "the day it came" if start < presumed else "the day on which it counts as received"


def _from_heard(window: Window, notice: Notice) -> FileBy:
    if notice.heard is None:
        return NOTHING
    words = "Counted from the day the refusal was heard of, as no date of a notice is known."
    safe = None if window.at_most else _end(window, notice.heard.first)
    return FileBy(safe, None, words, is_imprecise=True)


def _end(window: Window, start: date) -> date:
    if window.unit == "months":
        day = add_months(start, window.amount, window.missing)
    else:
        day = start + timedelta(days=window.amount)
    return rolled(day) if window.roll else day


def _is_span(days: Days) -> bool:
    return days.first != days.last or days.about


@dataclass(frozen=True, slots=True)
class Stated:
    """The last day that the notice itself gives."""

    day: date
    words: str


def stated_by(notice: Notice) -> Stated | None:
    """The notice's own last day.

    A number of days or months counts from the date on the notice, which is the earliest reading.
    Months are calendar months; where the last one lacks the day, its last day is taken, again the
    earliest reading.
    """
    if notice.stated is not None:
        return Stated(notice.stated.first, "The notice gives this day.")
    start = notice.dated or notice.received
    if start is None or not (notice.stated_days or notice.stated_months):
        return None
    day = add_months(start.first, notice.stated_months, "last_of_month") + timedelta(
        days=notice.stated_days
    )
    count, unit = (
        (notice.stated_days, "day") if notice.stated_days else (notice.stated_months, "month")
    )
    from_what = "the date on it" if notice.dated is not None else "the day it came"
    words = f"{count} {unit if count == 1 else f'{unit}s'}"
    return Stated(day, f"The notice gives {words}, counted here from {from_what}.")


def continue_by(amount: int, notice: Notice, effective: date | None) -> date | None:
    """By when to ask that a benefit goes on: so many days after the notice was sent, or the day the
    cut takes effect.

    The later of the two counts (42 CFR 438.420(a)); the notice's date stands for the day it was
    sent.
    """
    if notice.dated is None:
        return None
    sent = notice.dated.first + timedelta(days=amount)
    return sent if effective is None else max(sent, effective)
