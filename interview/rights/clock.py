"""The clock of a case: by when to file under each kind of plan that is still possible, and which
day counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interview.rights.deadline import FileBy, Stated, continue_by, file_by, stated_by
from interview.rights.facts import Continued, Facts, Level
from interview.rights.facts import facts as every_fact
from interview.rights.known import Known
from interview.rights.plan_kinds import PlanKinds


@dataclass(frozen=True, slots=True)
class LevelDue:
    """One level of one kind of plan, with its days."""

    kind: str
    level: Level
    by: FileBy | None
    """None where nobody files, or where nothing was read."""
    urgent_by: FileBy | None = None
    """Days of an urgent request, where the rule has others for it."""

    @property
    def earliest(self) -> date | None:
        """The day to act on under this rule: the safe one, or where none is safe the last one."""
        return (self.by.safe or self.by.outside) if self.by is not None else None

    @property
    def is_firm(self) -> bool:
        """Whether this day may be relied on: its rule was read and what it counts from is known to
        the day.

        Where nobody files there is no day that could be wrong.
        """
        if self.by is None:
            return bool(self.level.automatic)
        return self.by.safe is not None and self.level.verified and not self.by.is_imprecise


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which to file at one rung of the ladder, and where it comes from."""

    rung: int
    kinds: PlanKinds
    levels: tuple[LevelDue, ...]
    """Those of this rung, for every kind of plan that is still possible."""
    without: tuple[str, ...]
    """Kinds that are still possible and for which nothing can be computed at this rung."""
    stated: Stated | None
    computed: date | None
    """The earliest day under the rules."""
    outside: date | None
    """The earliest of the rules' last days."""
    is_verified: bool
    """Every rule that may apply was read, and all agree on the day."""

    @property
    def day(self) -> date | None:
        """The day that counts: the earlier of the rule's safe day and the notice's own."""
        return min(
            (day for day in (self.computed, self.stated_day) if day is not None), default=None
        )

    @property
    def stated_day(self) -> date | None:
        return self.stated.day if self.stated is not None else None

    @property
    def differs(self) -> str:
        """By how much the notice's day and the rule's differ; empty when they do not, or one is not
        known.

        Why they do is said by `stated.words` and by the `counted` of the levels.
        """
        if self.stated is None or self.computed is None or self.stated.day == self.computed:
            return ""
        days = abs((self.stated.day - self.computed).days)
        side, other = (
            ("earlier", "notice") if self.stated.day < self.computed else ("later", "rule")
        )
        apart = f"{days} day{'s' * (days != 1)}"
        return (
            f"The notice's day is {apart} {side} than the rule's; the earlier, the {other}'s,"
            " counts."
        )


def due(kinds: PlanKinds, known: Known, ahead: int = 0) -> Due:
    """The day by which to file at the rung that comes next for this case, or so many rungs ahead of
    it.

    A rung ahead counts from a notice that nobody has yet, so that it has no days.
    """
    levels = tuple(each for kind in kinds.possible for each in _levels(kind, ahead, known))
    counting = [each for each in levels if each.earliest is not None]
    lasting = [
        each.by.outside for each in counting if each.by is not None and each.by.outside is not None
    ]
    seen = {each.kind for each in levels if each.by is not None or each.level.automatic}
    without = tuple(kind for kind in kinds.possible if kind not in seen)
    computed = min((each.earliest for each in counting if each.earliest is not None), default=None)
    agree = (
        bool(counting)
        and not without
        and len({each.earliest for each in levels if each.by is not None}) == 1
    )
    return Due(
        known.rung + ahead,
        kinds,
        levels,
        without,
        None if ahead else stated_by(known.notice),
        computed,
        min(lasting, default=None),
        agree and all(each.is_firm for each in levels),
    )


def levels_of(
    kind: str, known: Known, ahead: int = 0, facts: Facts | None = None
) -> tuple[Level, ...]:
    """What comes next for a plan of this kind, or so many rungs ahead: one level, or two of
    which one fits.
    """
    rungs = (facts or every_fact()).rungs(kind, known.second)
    outside = (i for i, rung in enumerate(rungs) if any(level.stage == OUTSIDE for level in rung))
    at = (next(outside, known.rung) if known.review else known.rung) + ahead
    return rungs[at] if at < len(rungs) else ()


OUTSIDE = "independent"
"""The stage of a level that somebody outside the plan decides."""


def _levels(kind: str, ahead: int, known: Known) -> list[LevelDue]:
    return [_level(kind, level, known, ahead) for level in levels_of(kind, known, ahead)]


def _level(kind: str, level: Level, known: Known, ahead: int) -> LevelDue:
    if ahead:
        return LevelDue(kind, level, None)
    by = file_by(level.file, known.notice) if level.file is not None else None
    is_urgent = known.urgent is not False and level.urgent_file is not None
    return LevelDue(
        kind,
        level,
        by,
        file_by(level.urgent_file, known.notice) if is_urgent and level.urgent_file else None,
    )


@dataclass(frozen=True, slots=True)
class ContinueBy:
    """By when to ask that a benefit goes on while the appeal runs."""

    rule: Continued
    day: date | None
    is_for_sure: bool
    """The kind of plan is settled, so that the rule applies if the plan cuts what it had
    approved.
    """


def continued(kinds: PlanKinds, known: Known) -> ContinueBy | None:
    """The earlier day of Medicaid managed care, at the first rung; None where no kind that is
    possible has one.

    Care that has not begun cannot be cut; while that is not known, the day is told.
    """
    names = {every_fact().kinds[kind].continued for kind in kinds.possible} - {""}
    if known.rung or known.ongoing is False or known.keeps is False or not names:
        return None
    rule = every_fact().continued[min(names)]
    if not rule.verified:
        return None
    day = continue_by(rule.amount, known.notice, known.effective)
    return ContinueBy(rule, day, kinds.is_settled)


@dataclass(frozen=True, slots=True)
class RightsDate:
    """A day of the rights that a list of cases shows."""

    day: date
    is_verified: bool
    lapses: bool = False
    """It counts only while it lies ahead."""


def keep_dates(kinds: PlanKinds, known: Known) -> tuple[RightsDate, ...]:
    """The day for keeping a benefit. It counts only while it lies ahead: when it is over, the
    appeal remains.
    """
    keep = continued(kinds, known)
    is_told = keep is not None and keep.is_for_sure and keep.day is not None
    return (RightsDate(keep.day, is_verified=True, lapses=True),) if is_told else ()  # type: ignore[union-attr,arg-type]


def file_dates(kinds: PlanKinds, known: Known) -> tuple[RightsDate, ...]:
    """The day by which to file; none while none can be told."""
    found = due(kinds, known)
    if found.day is None:
        return ()
    return (RightsDate(found.day, found.is_verified or found.day == found.stated_day),)
