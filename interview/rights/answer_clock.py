"""By when the plan must answer a request, and when to ask for the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from interview.core.measure import Truth
from interview.rights.facts import Clock, Level
from interview.rights.known import Known

Which = Literal["expedited", "pre_service", "post_service"]
WORDS: dict[Which, str] = {
    "expedited": "fast review",
    "pre_service": "care not given yet",
    "post_service": "care given already",
}


@dataclass(frozen=True, slots=True)
class AnswerBy:
    """One clock of a level."""

    which: Which
    """For which requests."""
    clock: Clock
    by: date | None = None
    """The plan's last day; None while it is not known when it got the request, and for clocks in
    hours.
    """
    latest: date | None = None
    """The last day if the plan extends it; None where it may not."""
    ask_from: datetime | None = None
    """For a clock in hours: the moment from which to ask for the answer, in the time zone of the
    receipt.

    All hours are counted, nights and weekends too. It is the office's own reminder: no text was
    read that says how a plan's hours run.
    """


def answers_by(level: Level, known: Known) -> tuple[AnswerBy, ...]:
    """The clocks of a level that fit the case; both usual ones while it is not known whether the
    care was given.
    """
    fits: dict[Which, Truth] = {
        "expedited": known.urgent is not False and known.given is not True,
        "pre_service": known.given is not True,
        "post_service": known.given is not False,
    }
    if known.urgent is True and known.given is not True and "expedited" in level.answer:
        fits = {"expedited": True}
    return tuple(
        _answer(which, level.answer[which], known.filed)
        for which in WORDS
        if fits.get(which) and which in level.answer
    )


def _answer(which: Which, clock: Clock, filed: datetime | None) -> AnswerBy:
    if filed is None:
        return AnswerBy(which, clock)
    if clock.unit == "hours":
        moment = (filed.astimezone(UTC) + timedelta(hours=clock.amount)).astimezone(filed.tzinfo)
        return AnswerBy(which, clock, ask_from=moment)
    by = filed.date() + timedelta(days=clock.amount)
    return AnswerBy(
        which, clock, by, by + timedelta(days=clock.extension) if clock.extension else None
    )
