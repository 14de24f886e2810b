"""The days of a case that matter, found without today's date, so that an index may keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import JsonValue

from interview.case.next_date import (
    ANSWER,
    AUTHORITY,
    CHANCE,
    CONFIRM,
    EXPIRES,
    FILE,
    KEEP,
    PROMISE,
    STALE,
)
from interview.core.attachments import attachment_statuses
from interview.core.state import State
from interview.letters import authority
from interview.rights.clock import file_dates, keep_dates
from interview.rights.course import Course, answer_due, course_now, known_on
from interview.rights.days import add_months
from interview.rights.known import is_urgent
from interview.rights.plan_kinds import plan_kinds


@dataclass(frozen=True, slots=True)
class CaseDate:
    """One day of one case."""

    day: date
    what: str
    """Which sort of day, as `next_date` names them."""
    key: str
    """What it belongs to: the same for as long as the same thing is to be done, also when its
    day moves.
    """
    about: str = ""
    to_check: bool = False
    """It rests on a rule that was not read, or on something not known."""
    lapses: bool = False
    """It counts only while it lies ahead."""

    def as_json(self) -> JsonValue:
        return [self.day.isoformat(), self.what, self.key, self.about, self.to_check, self.lapses]


def case_dates(state: State) -> tuple[CaseDate, ...]:
    """Every day that matters in this case but the call-back, in no order."""
    course = course_now(state)
    return (
        *_of_the_level(state, course),
        *_promises(state),
        *_stale(state, course),
        *other_dates(state, course),
    )


def is_to_be_sent_now(state: State) -> bool:
    """The prescriber asks for a fast review, and nothing waits for an answer yet: nobody waits
    for a last day.
    """
    course = course_now(state)
    return is_urgent(state) and course.sent is None and not course.is_over


def other_dates(state: State, course: Course) -> Iterator[CaseDate]:
    """Chances that run out, and days from which somebody else must sign, while the case goes on."""
    if course.is_over:
        return
    for answer, days in authority.days_in(state, authority.LAST_CHANCES):
        name = f"{CHANCE}-{answer.address}"
        yield CaseDate(days.first, CHANCE, name, str(answer.question.title), lapses=True)
    grown = authority.of_age_on(state)
    if grown is not None:
        about = f"the patient is {authority.ADULT} and signs from then on"
        yield CaseDate(grown[1], AUTHORITY, f"{AUTHORITY}-{grown[0].address}", about)
    for answer, days in authority.days_in(state, authority.AUTHORITY_ENDS):
        yield CaseDate(
            days.first, AUTHORITY, f"{AUTHORITY}-{answer.address}", str(answer.question.title)
        )


def _of_the_level(state: State, course: Course) -> Iterator[CaseDate]:
    """What the case waits for at its level: to file, an answer, or the end of what was approved."""
    kinds, known = plan_kinds(state), known_on(state, course)
    opened = course.decision.seq if course.decision is not None and course.decision.goes_on else 0
    if not (course.is_over or course.asked_to_keep):
        for each in keep_dates(kinds, known):
            yield CaseDate(each.day, KEEP, f"{KEEP}-{opened}", lapses=each.lapses)
    if course.waits_before_appeal or (course.sent is None and not course.is_over):
        for each in file_dates(kinds, known):
            yield CaseDate(each.day, FILE, f"{FILE}-{opened}", to_check=not each.is_verified)
    if course.sent is not None:
        answer, number = answer_due(kinds, known, course), course.sent.seq
        if answer is not None:
            yield CaseDate(
                answer.day, ANSWER, f"{ANSWER}-{number}", to_check=not answer.is_verified
            )
        if course.confirm_on is not None:
            yield CaseDate(course.confirm_on, CONFIRM, f"{CONFIRM}-{number}")
    elif course.is_over and course.decision is not None and course.decision.expires is not None:
        yield CaseDate(course.decision.expires, EXPIRES, f"{EXPIRES}-{course.decision.seq}")


def _promises(state: State) -> Iterator[CaseDate]:
    for each in state.record.promises:
        if each.promised_by is not None:
            yield CaseDate(each.promised_by, PROMISE, f"{PROMISE}-{each.seq}", each.promised)


def _stale(state: State, course: Course) -> Iterator[CaseDate]:
    """The last day on which a paper is young enough, while something is still to be sent."""
    if course.sent is not None or course.is_over or not state.record.attachments:
        return
    for each in attachment_statuses(state):
        dated = each.held.document_date if each.held is not None else None
        if each.needed is True and each.attachment.months and dated is not None:
            day = add_months(dated, each.attachment.months, "first_of_next") - timedelta(days=1)
            yield CaseDate(day, STALE, f"{STALE}-{each.address}", each.title)
