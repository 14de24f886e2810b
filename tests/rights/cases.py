"""What is known of a case, in short lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from interview.core.measure import Days
from interview.rights.clock import Due, due
from interview.rights.deadline import Notice
from interview.rights.known import Known
from interview.rights.plan_kinds import PlanKinds


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str = "") -> Days:
    """One day, or a span of days."""
    return Days(day(first), day(last or first))


def notice(
    dated: str = "",
    received: str = "",
    heard: str = "",
    stated: str = "",
    stated_days: int = 0,
    stated_months: int = 0,
) -> Notice:
    first, second, third, last = (
        days(text) if text else None for text in (dated, received, heard, stated)
    )
    return Notice(first, second, third, last, stated_days, stated_months)


def known(told: Notice, **more: Any) -> Known:
    return Known(told, **more)


def kinds(*names: str, settled_by: str = "") -> PlanKinds:
    return PlanKinds(names, len(names) == 1 and not settled_by, settled_by)


def due_of(kind: str, told: Notice, rung: int = 0, **more: Any) -> Due:
    """The clock of a settled kind of plan."""
    return due(kinds(kind), known(told, rung=rung, **more))
