"""The plan's time to answer, in sentences for letters: the fast one to ask for, and the one that
it has missed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from interview.rights.answer_clock import answers_by
from interview.rights.clock import levels_of
from interview.rights.course import LADDER, Course
from interview.rights.facts import Facts, as_of_words
from interview.rights.known import Known
from interview.rights.plan_kinds import PlanKinds


class Time(NamedTuple):
    """The time that a rule gives for an answer."""

    words: str
    cited: str
    """The rule's citation, with the state of its text."""
    over: date | None
    """The day after which it is over for sure; None while it is not known when the time began."""
    last: date | None
    """The last day; None for a time in hours, since no text was read that says how hours run."""


def fast_words(kinds: PlanKinds, known: Known, asks: str, facts: Facts) -> str:
    """The time for a fast answer with its citation; empty unless one rule gives it for every
    possible kind of plan.
    """
    time = _time(kinds, replace(known, urgent=True), asks, facts)
    return f"{time.words} ({time.cited})" if time is not None and known.given is not True else ""


def late_words(kinds: PlanKinds, known: Known, course: Course, facts: Facts, today: date) -> str:
    """That the time for the answer is over, by which rule; empty where none was read or it may
    still run.
    """
    if course.sent is None:
        return ""
    time = _time(kinds, replace(known, urgent=known.urgent is True), course.sent.asks, facts)
    if time is None or time.over is None or today <= time.over:
        return ""
    words = f"{_received(course)} The time for an answer is {time.words} ({time.cited})."
    return (
        f"{words} Its last day was {as_of_words(time.last.isoformat())}."
        if time.last is not None
        else words
    )


def _received(course: Course) -> str:
    assert course.sent is not None and course.filed is not None
    day = as_of_words(course.filed.date().isoformat())
    return (
        f"The plan states that it received it on {day}."
        if course.logged is not None
        else f"It was sent on {day}."
    )


def _time(kinds: PlanKinds, known: Known, asks: str, facts: Facts) -> Time | None:
    """The one time that holds for every kind of plan that is still possible."""
    if asks not in LADDER and asks != "exception":
        return None
    of_kind = _at_level if asks in LADDER else _exception
    found = [of_kind(kind, known, facts) for kind in kinds.possible]
    times = {time for each in found for time in each}
    return times.pop() if len(times) == 1 and all(found) else None


def _at_level(kind: str, known: Known, facts: Facts) -> list[Time]:
    """Both usual times while it is not known whether the care was given: then no single one
    holds.
    """
    return [
        Time(
            each.clock.words
            if known.urgent is not True
            else f"{each.clock.amount} {each.clock.unit}",
            level.clock_rule.cited,
            each.latest or each.by or (each.ask_from.date() if each.ask_from is not None else None),
            each.latest or each.by,
        )
        for level in levels_of(kind, known, facts=facts)
        if level.verified
        for each in answers_by(level, known)
        if known.urgent is not True or each.which == "expedited"
    ]


def _exception(kind: str, known: Known, facts: Facts) -> list[Time]:
    rule = facts.exception_clock(kind)
    if rule is None or rule.uncovered_only:
        return []
    hours = rule.expedited if known.urgent is True else rule.standard
    over = known.filed.date() + timedelta(days=-(-hours // 24)) if known.filed is not None else None
    return [Time(f"{hours} hours from {rule.starts}", rule.cited, over, None)]
