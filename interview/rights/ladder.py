"""The ladder of a case: this level and its days, the next, what follows when the plan misses its
date, and the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from interview.rights.answer_clock import AnswerBy, answers_by
from interview.rights.clock import OUTSIDE, ContinueBy, Due, LevelDue, continued, due
from interview.rights.facts import (
    Cited,
    ExceptionClock,
    Expedited,
    Kind,
    Rule,
    StateLaw,
    facts,
    shared,
)
from interview.rights.known import Known
from interview.rights.plan_kinds import PlanKinds
from interview.rights.step_therapy import reach

COUNSEL = (
    "After the independent review come hearings and courts. Please seek counsel; their days stand"
    " in that decision."
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder."""

    due: LevelDue
    answers: tuple[AnswerBy, ...]
    kinds: tuple[str, ...]
    """The kinds of plan that have this level, of those that are still possible."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What else holds for every kind of plan that is still possible. What was not read is there
    for staff to check.
    """

    missed: tuple[Rule, ...] = ()
    expedited: Expedited | None = None
    concurrent: Rule | None = None
    exceptions: ExceptionClock | None = None
    filers: Rule | None = None
    complaints: Rule | None = None
    """Which office oversees the plan."""
    to_check: tuple[str, ...] = ()
    """Notes on any of these kinds."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Everything that `interview due` shows."""

    due: Due
    this: tuple[Rung, ...]
    """This level, or levels while the kind of plan is open; empty where too many are possible,
    or nothing was read.
    """
    following: tuple[Rung, ...]
    """The next level, up to the independent review."""
    besides: tuple[LevelDue, ...]
    """The review outside the plan, by the days that count already where the plan does not
    require its second appeal.
    """
    needs_counsel: bool
    """After what is shown come hearings and courts."""
    rules: Rules
    keep: ContinueBy | None
    state_law: StateLaw | None
    """Whether state law reaches the plan; None while that is open."""


FEW = 4
"""So many kinds of plan can be told apart on one page; of more, only the day and the question
are shown.
"""
_REVIEWS = ("internal", "independent")


def ladder(kinds: PlanKinds, known: Known) -> Ladder:
    """The ladder for what is known of a case."""
    now, after = due(kinds, known), due(kinds, known, ahead=1)
    this = _rungs(now.levels, known)
    following = _rungs(
        [each for each in after.levels if each.level.stage in _REVIEWS], replace(known, filed=None)
    )
    few = len(kinds.possible) <= FEW
    return Ladder(
        now,
        this if few else (),
        following if few else (),
        _besides(kinds, known) if few else (),
        any(rung.due.level.stage != "internal" for rung in (*this, *following)),
        _rules(tuple(facts().kinds[kind] for kind in kinds.possible)) if few else Rules(),
        continued(kinds, known),
        reach(kinds.possible),
    )


def _besides(kinds: PlanKinds, known: Known) -> tuple[LevelDue, ...]:
    """Nothing but while a second appeal is the rung: its first decision is the last one, unless
    there must be two.
    """
    if known.second is not True or known.rung != 1:
        return ()
    levels = due(kinds, replace(known, second=False)).levels
    return tuple(
        each for each in levels if each.level.stage == OUTSIDE and each.earliest is not None
    )


def _rungs(levels: Iterable[LevelDue], known: Known) -> tuple[Rung, ...]:
    """Each level once, with the kinds that have it."""
    found: dict[str, list[LevelDue]] = {}
    for each in levels:
        found.setdefault(each.level.model_dump_json(), []).append(each)
    return tuple(
        Rung(same[0], answers_by(same[0].level, known), tuple(each.kind for each in same))
        for same in found.values()
    )


def _rules(kinds: tuple[Kind, ...]) -> Rules:
    """What is named for each of these kinds."""
    known = facts()
    return Rules(
        shared(kinds, lambda kind: kind.missed, known.missed),
        _first(shared(kinds, lambda kind: (kind.expedited,), known.expedited)),
        _first(shared(kinds, lambda kind: (kind.concurrent,), known.concurrent)),
        _first(shared(kinds, lambda kind: (kind.exceptions,), known.exceptions)),
        _first(shared(kinds, lambda kind: (kind.filers,), known.filers)),
        _first(shared(kinds, lambda kind: (kind.complaints,), known.complaints)),
        tuple(dict.fromkeys(words for kind in kinds for words in kind.to_check)),
    )


C = TypeVar("C", bound=Cited)


def _first(found: tuple[C, ...]) -> C | None:
    return found[0] if found else None
