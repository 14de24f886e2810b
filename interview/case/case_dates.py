"""Which dates a case has, and why: the one place that says so. All that shows a day reads it here.

Found without today's date, so that an index may keep them. `CaseDate.is_overdue` is told today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import JsonValue

from interview.case.missing import HAS, has_words
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
from interview.case.plan_words import decision_text, sent_text
from interview.core.answers import Party
from interview.core.attachments import attachment_statuses
from interview.core.state import State
from interview.letters import authority
from interview.rights.clock import Due, continued, due
from interview.rights.course import Course, answer_due, course_now, known_on
from interview.rights.days import add_months
from interview.rights.facts import Level, Rule
from interview.rights.known import Known, is_urgent
from interview.rights.plan_kinds import PlanKinds, plan_kinds

REVIEWER = "the reviewer"
"""Whose move it is where somebody outside the plan decides; else it is one of the parties."""


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
    whose: str = HAS[Party.coordinator]
    """Whose move it is."""
    counts_from: str = ""
    """What the day counts from, or what gives it, as a sentence."""
    rules: tuple[Level | Rule, ...] = ()
    """The rules that the day comes from; none where a notice or somebody's word gives it."""
    by_rule: tuple[date, date | None] | None = None
    """For the day to file: the safe and the outside day of the rules, where all were read and agree."""
    differs: str = ""
    """For the day to file: by how much the notice's own day and the rules' lie apart."""
    done: str = ""
    """By what it was done or fell away, in words; empty while it is open."""

    def is_overdue(self, today: date) -> bool:
        return not self.done and not self.lapses and self.day < today

    def counts_on(self, today: date) -> bool:
        """It is open, and did not lapse before this day."""
        return not self.done and not (self.lapses and self.day < today)

    def as_json(self) -> JsonValue:
        """What an index keeps of it."""
        return [self.day.isoformat(), self.what, self.key, self.about, self.to_check, self.lapses]


@dataclass(frozen=True, slots=True)
class _Level:
    """Where a case stands, as far as its days depend on it."""

    course: Course
    kinds: PlanKinds
    known: Known

    @property
    def opened_by(self) -> int:
        """Sequence number of the decision that opened this level; 0 for the case's own notice."""
        decision = self.course.decision
        return decision.seq if decision is not None and decision.goes_on else 0

    @property
    def is_filed(self) -> str:
        """What was sent or decided, so that nothing is to be filed; empty while something is.

        A request or an exception that waits for its answer does not stop the time to appeal.
        """
        course = self.course
        if course.sent is not None:
            return "" if course.waits_before_appeal else sent_text(course.sent)
        is_over = course.is_over and course.decision is not None
        return decision_text(course.decision) if is_over and course.decision is not None else ""


def case_dates(state: State, course: Course | None = None) -> tuple[CaseDate, ...]:
    """Every date of this case but the call-back, in no order; what is done is among them.

    `course` asks for another level or notice than the one on which the case stands.
    """
    course = course or course_now(state)
    level = _Level(course, plan_kinds(state), known_on(state, course))
    return (
        *_to_keep(level),
        *_to_file(level),
        *_answer(level),
        *_confirm(course),
        *_expires(course),
        *_promises(state),
        *_stale(state, course),
        *_chances(state, course),
        *_authority(state, course),
    )


def open_dates(state: State) -> tuple[CaseDate, ...]:
    """Those for which somebody still waits, or has to do something."""
    return tuple(each for each in case_dates(state) if not each.done)


def is_to_be_sent_now(state: State) -> bool:
    """The prescriber asks for a fast review, and nothing waits for an answer yet: nobody waits
    for a last day.
    """
    course = course_now(state)
    return is_urgent(state) and course.sent is None and not course.is_over


def _to_keep(level: _Level) -> Iterator[CaseDate]:
    """By when to ask that a benefit goes on. When the day is over, the appeal remains."""
    course, keep = level.course, continued(level.kinds, level.known)
    if course.is_over or course.asked_to_keep or keep is None:
        return
    if keep.is_for_sure and keep.day is not None:
        yield CaseDate(
            keep.day,
            KEEP,
            f"{KEEP}-{level.opened_by}",
            lapses=True,
            whose=HAS[Party.patient],
            counts_from="Counted from the date on the notice, or the day the cut takes effect.",
            rules=(keep.rule,),
        )


def _to_file(level: _Level) -> Iterator[CaseDate]:
    """By when to file: the earlier of the rules' safe day and the notice's own.

    The notice's own day rests on itself, so that it needs no rule to be sure.
    """
    found = due(level.kinds, level.known)
    if found.day is None:
        return
    is_stated = found.day == found.stated_day
    by_rule = (found.computed, found.outside) if found.computed and found.is_verified else None
    yield CaseDate(
        found.day,
        FILE,
        f"{FILE}-{level.opened_by}",
        to_check=not (found.is_verified or is_stated),
        counts_from=_file_counts_from(found),
        rules=() if is_stated else _file_rules(found),
        by_rule=by_rule,
        differs=found.differs if found.is_verified else "",
        done=level.is_filed,
    )


def _file_counts_from(found: Due) -> str:
    """The sentence of the notice where its own day counts, else those of the rules that give it."""
    if found.stated is not None and found.day == found.stated_day:
        return found.stated.words
    deciding = (each.by for each in found.levels if each.earliest == found.day)
    return " ".join(dict.fromkeys(by.counted for by in deciding if by is not None))


def _file_rules(found: Due) -> tuple[Level, ...]:
    """The rules that give the day; one that stands for several kinds of plan is named once."""
    deciding = [each.level for each in found.levels if each.earliest == found.day]
    return tuple({(level.rule, level.citation): level for level in deciding}.values())


def _answer(level: _Level) -> Iterator[CaseDate]:
    sent, answer = level.course.sent, answer_due(level.kinds, level.known, level.course)
    if sent is not None and answer is not None:
        yield CaseDate(
            answer.day,
            ANSWER,
            f"{ANSWER}-{sent.seq}",
            to_check=not answer.is_verified,
            whose=HAS[Party.plan] if answer.is_plan else REVIEWER,
            counts_from=answer.words,
        )


def _confirm(course: Course) -> Iterator[CaseDate]:
    if course.sent is not None and course.confirm_on is not None:
        counted = "The next business day after it was sent."
        key = f"{CONFIRM}-{course.sent.seq}"
        yield CaseDate(course.confirm_on, CONFIRM, key, counts_from=counted)


def _expires(course: Course) -> Iterator[CaseDate]:
    """What was approved ends, also where the case goes on about the rest."""
    decision = course.decision
    if decision is not None and decision.expires is not None:
        counted = "The last day of what was approved, as the decision says."
        yield CaseDate(decision.expires, EXPIRES, f"{EXPIRES}-{decision.seq}", counts_from=counted)


def _promises(state: State) -> Iterator[CaseDate]:
    for each in state.record.promises:
        if each.promised_by is not None:
            yield CaseDate(
                each.promised_by,
                PROMISE,
                f"{PROMISE}-{each.seq}",
                each.promised,
                whose=HAS[each.party],
                counts_from="Promised in a contact.",
            )


def _stale(state: State, course: Course) -> Iterator[CaseDate]:
    """The last day on which a paper is young enough, while something is still to be sent."""
    if course.sent is not None or course.is_over or not state.record.attachments:
        return
    for each in attachment_statuses(state):
        dated = each.held.document_date if each.held is not None else None
        months = each.attachment.months
        if each.needed is True and months and dated is not None:
            day = add_months(dated, months, "first_of_next") - timedelta(days=1)
            counted = f"It may not be older than {months} months; counted from its date."
            key = f"{STALE}-{each.address}"
            yield CaseDate(day, STALE, key, each.title, whose=has_words(each), counts_from=counted)


def _chances(state: State, course: Course) -> Iterator[CaseDate]:
    """Chances that run out, while the case goes on."""
    if course.is_over:
        return
    for answer, days in authority.days_in(state, authority.LAST_CHANCES):
        about, key = str(answer.question.title), f"{CHANCE}-{answer.address}"
        yield CaseDate(
            days.first, CHANCE, key, about, lapses=True, counts_from="As the case tells it."
        )


def _authority(state: State, course: Course) -> Iterator[CaseDate]:
    """Days from which somebody else must sign, while the case goes on."""
    if course.is_over:
        return
    grown = authority.of_age_on(state)
    if grown is not None:
        answer, day = grown
        about = f"the patient is {authority.ADULT} and signs from then on"
        counted = "Counted from the date of birth."
        key = f"{AUTHORITY}-{answer.address}"
        yield CaseDate(day, AUTHORITY, key, about, whose=HAS[Party.patient], counts_from=counted)
    for answer, days in authority.days_in(state, authority.AUTHORITY_ENDS):
        about, key = str(answer.question.title), f"{AUTHORITY}-{answer.address}"
        yield CaseDate(days.first, AUTHORITY, key, about, counts_from="As the case tells it.")
