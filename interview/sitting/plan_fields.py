"""Fields for what is recorded of a case: days, moments, yes or no; and the case that it is
about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime

from interview.case.clock_behind import Read, read_by_the_clock
from interview.case.when import read_day, read_moment
from interview.case.workplace import Workplace
from interview.core.kinds import Refused
from interview.core.state import State
from interview.rights.course import Course, course_of
from interview.sitting.forms import Against, Field, Values, goes_with_anything
from interview.sitting.session import Session

Held = Callable[[], AbstractContextManager[Session]]
"""Opens the case for writing as long as the form's end needs it."""
YES_NO = (("y", "Yes"), ("n", "No"))
YES = YES_NO[0][0]
NO_ONE_OF_THESE = "-"


@dataclass(frozen=True, slots=True)
class CaseAtHand:
    """A case about which something is recorded."""

    workplace: Workplace
    state: State
    held: Held

    @property
    def now(self) -> datetime:
        return self.workplace.clock()

    def read(self, read: Callable[[datetime], Read]) -> Read:
        """What `read` makes of typed words now. Raises ValueError, also where the clock cannot
        be relied on.
        """
        try:
            return read_by_the_clock(read, self.state.record, self.now)
        except Refused as refused:
            raise ValueError(refused.sentence) from None

    @property
    def course(self) -> Course:
        return course_of(self.state.record)


def at_hand(session: Session) -> CaseAtHand:
    """The case of a sitting that goes on."""
    return CaseAtHand(session.workplace, session.state, lambda: nullcontext(session))


def optional(
    key: str, title: str, default: str = "", asked_if: Callable[[Values], bool] | None = None
) -> Field:
    field = Field(key, title, required=False, default=default)
    return replace(field, asked_if=asked_if) if asked_if is not None else field


def yes_no(
    key: str, title: str, asked_if: Callable[[Values], bool], default: str = YES_NO[1][0]
) -> Field:
    return Field(key, title, YES_NO, default=default, asked_if=asked_if)


def day_field(
    key: str,
    title: str,
    case: CaseAtHand,
    future: bool = False,
    asked_if: Callable[[Values], bool] | None = None,
    required: bool = True,
    default: str = "",
    against: Against = goes_with_anything,
) -> Field:
    """A day, kept as ISO text."""

    def read(typed: str) -> str:
        return case.read(lambda now: read_day(typed, now.date(), future)).isoformat()

    field = Field(
        key,
        title,
        required=required,
        default=default,
        check=_problem(read),
        against=against,
        meant=_meant(read),
    )
    return replace(field, asked_if=asked_if) if asked_if is not None else field


def moment_field(
    key: str, title: str, case: CaseAtHand, against: Against = goes_with_anything
) -> Field:
    """A moment that is over, kept as ISO text."""

    def read(typed: str) -> str:
        return case.read(lambda now: read_moment(typed, now)).isoformat()

    return Field(
        key, title, default="now", check=_problem(read), against=against, meant=_meant(read)
    )


def _meant(read: Callable[[str], str]) -> Callable[[str], str]:
    def meant(typed: str) -> str:
        try:
            return read(typed)
        except ValueError:
            return typed

    return meant


def _problem(read: Callable[[str], str]) -> Callable[[str], str]:
    """What is wrong with a text; nothing is with a moment that was read already."""

    def check(typed: str) -> str:
        try:
            if not _MOMENT.fullmatch(typed):
                read(typed)
        except ValueError as error:
            return str(error)
        return ""

    return check


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:[+-][\d:]+|Z)?")


def day_of(values: Values, key: str) -> date | None:
    return date.fromisoformat(values[key]) if values.get(key) else None
