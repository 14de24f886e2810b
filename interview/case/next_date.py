"""Which of a case's days comes next today, and how it is said. Reads what an index kept; loads
no rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import JsonValue

CALL_BACK, FILE, KEEP, ANSWER, PROMISE = "call_back", "file", "keep", "answer", "promise"
STALE, CONFIRM, EXPIRES = "stale", "confirm", "expires"
CHANCE, AUTHORITY, URGENT = "chance", "authority", "urgent"
NEAR = 7
"""So many days ahead a date stands out."""
_WORDS = {
    CALL_BACK: "call back {day}",
    FILE: "file by {day}",
    KEEP: "ask to keep the benefit by {day}",
    ANSWER: "answer due {day}",
    PROMISE: "promised by {day}: {about}",
    STALE: "too old after {day}: {about}",
    CONFIRM: "ring whether the plan has it, {day}",
    EXPIRES: "ask to renew by {day}",
    CHANCE: "{about}: {day}",
    AUTHORITY: "{about}: {day}",
    URGENT: "urgent, send it now",
}
KINDS = frozenset(_WORDS)
"""Every sort of day."""
_SHORT = {
    CALL_BACK: "call back",
    FILE: "file by",
    KEEP: "keep benefit",
    ANSWER: "answer due",
    PROMISE: "promise",
    STALE: "paper too old",
    CONFIRM: "confirm call",
    EXPIRES: "renew",
    CHANCE: "last chance",
    AUTHORITY: "who signs",
    URGENT: "urgent: send",
}


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day on which something is due, as it looks now."""

    day: date
    what: str
    key: str
    about: str
    to_check: bool
    now: datetime
    at: datetime | None = None
    """For a call-back: the moment."""

    @property
    def left(self) -> int:
        """Days from today; negative when it is over."""
        return (self.day - self.now.date()).days

    @property
    def is_overdue(self) -> bool:
        return self.left < 0

    @property
    def is_now(self) -> bool:
        """It is time: over or today, and for a moment when it has come."""
        return self.at <= self.now if self.at is not None else self.left <= 0

    @property
    def is_near(self) -> bool:
        return self.left <= NEAR

    @property
    def when(self) -> str:
        """ "OVERDUE 3 days", "TODAY", "in 5 days"; a date when it is farther off."""
        if self.is_overdue:
            return f"OVERDUE {-self.left} day{'s' * (self.left != -1)}"
        if self.left == 0:
            return "TODAY"
        if self.is_near:
            return f"in {self.left} day{'s' * (self.left != 1)}"
        return _day(self.day, self.now.date())

    @property
    def words(self) -> str:
        """When and what, with the day; how far it is only where it is near."""
        if self.at is not None and self.is_now:
            return f"{self.when}: CALL BACK NOW (was {self._moment})"
        return f"{self.when}: {self.by_day}" if self.is_near else self.by_day

    @property
    def by_day(self) -> str:
        """What is to be done by which day; the same on any day."""
        day = self._moment if self.at is not None else _day(self.day, self.now.date())
        return _WORDS[self.what].format(day=day, about=self.about) + (
            " (to check)" if self.to_check else ""
        )

    @property
    def _moment(self) -> str:
        return f"{_day(self.day, self.now.date())}, {self.at:%H:%M}" if self.at is not None else ""

    @property
    def what_words(self) -> str:
        """What is to be done, without the day."""
        return _SHORT[self.what]

    @property
    def short(self) -> str:
        """The same in few words, for a column."""
        time = f" {self.at:%H:%M}" if self.at is not None and not self.is_overdue else ""
        return f"{self.when} {self.what_words}{time}{'?' if self.to_check else ''}"


def next_dates(summary: Mapping[str, JsonValue], now: datetime, renewal: int) -> list[NextDate]:
    """Everything that is due in a case, the earliest first. `renewal` is in days before an
    authorization ends.
    """
    found = [_read(each, now, renewal) for each in _list(summary.get("dates"))]
    dates = [each for each, lapses in found if not (lapses and each.is_overdue)]
    if summary.get("urgent"):
        dates.append(NextDate(now.date(), URGENT, URGENT, "", to_check=False, now=now))
    moment = summary.get("call_back")
    if moment:
        at = datetime.fromisoformat(str(moment)).astimezone(now.tzinfo)
        dates.append(NextDate(at.date(), CALL_BACK, CALL_BACK, "", to_check=False, now=now, at=at))
    return sorted(dates, key=order)


def renewal_day(expires: date, renewal: int) -> date:
    """The day on which to ask that what was approved goes on, so many days before it ends."""
    return expires - timedelta(days=renewal)


def order(each: NextDate) -> tuple[int, float]:
    """What is urgent first, then by day; within a day what has no hour first."""
    if each.what == URGENT:
        return 0, 0.0
    return each.day.toordinal(), each.at.timestamp() if each.at is not None else 0.0


def _read(entry: JsonValue, now: datetime, renewal: int) -> tuple[NextDate, bool]:
    """A date as `CaseDate.as_json` wrote it, and whether it counts only while it lies ahead."""
    day, what, key, about, to_check, lapses = _list(entry)
    on = date.fromisoformat(str(day))
    on = renewal_day(on, renewal) if what == EXPIRES else on
    return NextDate(on, str(what), str(key), str(about), bool(to_check), now), bool(lapses)


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _day(day: date, today: date) -> str:
    """Nov 21; with its year where that is another one."""
    return f"{day:%b} {day.day}" + (f", {day.year}" if day.year != today.year else "")
