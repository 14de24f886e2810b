"""The facts on appeals as data: levels with their windows and clocks, tests of urgency, rights,
by kind of plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import Field, model_validator

from interview.core.answers import Model
from interview.core.bulk import without_collector
from interview.core.measure import Truth

DATA = Path(__file__).parent / "data"
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Leaves every scalar a text; the models below type it."""


class Source(Model):
    """What was read."""

    title: str
    address: str = ""


class Cited(Model):
    """A rule and the text it rests on."""

    citation: str = ""
    sources: tuple[str, ...] = ()
    """Names of what was read, in `Facts.sources`."""
    as_of: str = ""
    """State of the text that was read: a day such as 2026-10-01, or an edition in words."""
    verified: bool
    to_check: str = ""
    """What about it was not read; for staff only."""

    @model_validator(mode="after")
    def _is_traceable(self) -> Cited:
        if self.verified and not self.as_of:
            raise ValueError(f"{self.citation or self} is verified, so it needs as_of")
        return self

    @property
    def text_words(self) -> str:
        """The state of the text in words: "text of October 1, 2026", "2015 annual edition"."""
        words = as_of_words(self.as_of)
        return words if words == self.as_of else f"text of {words}"

    @property
    def cited(self) -> str:
        """The citation with the state of its text, as a letter prints it."""
        return f"{self.citation}; {self.text_words}"


class Window(Model):
    """The time in which something must be filed."""

    amount: int
    unit: Literal["days", "months"]
    start: Literal["receipt", "notice", "mailed"] = Field(alias="from")
    presumed: int = 0
    """Days after the notice's date on which it counts as received; 0 where no rule presumes it."""
    filed: Literal["received", "postmarked", "unstated"] = "unstated"
    """What must have happened by the last day."""
    missing: Literal["first_of_next", "last_of_month"] = "last_of_month"
    """What stands for a day that the last month lacks. Where no rule says so: the earlier day."""
    roll: bool = False
    """A last day on a Saturday, Sunday or federal holiday moves to the next day that is none."""
    at_least: bool = False
    """The state may give more."""
    at_most: bool = False
    """The state may give less, so that no day is safe."""
    note: str = ""


class Clock(Model):
    """The time in which a request must be decided."""

    amount: int
    unit: Literal["days", "hours"]
    extension: int = 0
    """Days by which it may be extended."""
    note: str = ""

    @property
    def words(self) -> str:
        more = f", which may be extended by {self.extension} days" if self.extension else ""
        return f"{self.amount} {self.unit}{more}" + (f" ({self.note})" if self.note else "")


class Level(Cited):
    """One level of appeal."""

    name: str
    stage: Literal["internal", "independent", "hearing", "court"]
    decides: str
    asks: str = ""
    """For a review outside the plan that somebody asks for: words that complete "I ask for ..."."""
    file: Window | None = None
    urgent_file: Window | None = None
    """Another window for an urgent request, where there is one."""
    answer: dict[Literal["pre_service", "post_service", "expedited"], Clock] = Field(
        default_factory=dict
    )
    clock_citation: str = ""
    """Where the time to decide stands, if its text is of another state than the rest."""
    clock_as_of: str = ""
    automatic: str = ""
    """For a level that nobody files: how the case gets there."""
    rule: str
    """In one sentence."""
    urgent_rule: str = ""
    expedited_note: str = ""
    scope: str = ""

    @model_validator(mode="after")
    def _computes_only_what_was_read(self) -> Level:
        if not self.verified and (self.file or self.urgent_file or self.answer):
            raise ValueError(f"{self.name} ({self.citation}) was not read, so it can have no days")
        return self

    @property
    def clock_rule(self) -> Cited:
        """The rule of the time to decide, with the state of its own text."""
        if not self.clock_citation:
            return self
        return Cited(
            citation=self.clock_citation,
            as_of=self.clock_as_of,
            sources=self.sources,
            verified=self.verified,
        )


class Expedited(Cited):
    """The words by which a plan decides whether a request is urgent."""

    test: str
    """The rule's own words; completes "Waiting … because"."""
    who: str
    """Whose word starts the fast clock."""
    severe_pain: bool = False
    """Whether severe pain counts besides danger."""


class Request(Cited):
    """Something that a plan must hand out when asked."""

    what: str


class Rule(Cited):
    """A rule in one sentence."""

    rule: str
    exceptions_only: bool = False
    """It was read for a request for an exception alone; of an appeal nothing was."""


class Continued(Rule):
    """Keeping a benefit while the appeal runs: by so many days after sending, or the day it
    takes effect if later.
    """

    amount: int
    warning: str


class ExceptionClock(Rule):
    """A request for an exception: hours from its start."""

    starts: str
    standard: int
    expedited: int
    without: int = 0
    """Days after which the clock runs without a supporting statement; 0 where none is asked for."""
    statement: str = ""
    uncovered_only: bool = False
    """It speaks of drugs that the plan does not cover, and of no other rule that an exception is
    asked from.
    """


class StateLaw(Model):
    """Whether a state's insurance law reaches a kind of plan."""

    reaches: Literal["yes", "no", "perhaps"]
    why: str
    verified: bool
    as_of: str = ""


class Kind(Model):
    """One kind of plan, with the names of its rules."""

    label: str
    levels: tuple[tuple[str, ...], ...] = ()
    """Rungs in order; a rung may have two levels, of which one fits the dispute."""
    second: str = ""
    """A second appeal within the plan, which some plans of this kind have after the first."""
    expedited: str = ""
    requests: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    continued: str = ""
    exceptions: str = ""
    concurrent: str = ""
    filers: str = ""
    complaints: str = ""
    state_law: str
    to_check: tuple[str, ...] = ()


class Facts(Model):
    """Everything in federal.yaml."""

    sources: dict[str, Source]
    levels: dict[str, Level]
    expedited: dict[str, Expedited]
    requests: dict[str, Request]
    missed: dict[str, Rule]
    continued: dict[str, Continued]
    exceptions: dict[str, ExceptionClock]
    concurrent: dict[str, Rule]
    complaints: dict[str, Rule]
    filers: dict[str, Rule]
    state_law: dict[str, StateLaw]
    kinds: dict[str, Kind]

    def exception_clock(self, kind: str) -> ExceptionClock | None:
        """The time for an exception under this kind of plan; None where none was read."""
        rule = self.exceptions.get(self.kinds[kind].exceptions)
        return rule if rule is not None and rule.verified else None

    def rungs(self, kind: str, second: Truth = False) -> tuple[tuple[Level, ...], ...]:
        """The levels of appeal of a kind of plan, in order. Empty where nothing was read.

        `second` tells whether the plan has a second appeal of its own, where plans of this kind may
        have one. While nobody knows, that appeal stands beside what follows it.
        """
        own = self.kinds[kind]
        rungs = own.levels
        if own.second and second is True:
            rungs = (*rungs[:1], (own.second,), *rungs[1:])
        elif own.second and second is None:
            rungs = (
                *rungs[:1],
                (own.second, *(name for rung in rungs[1:2] for name in rung)),
                *rungs[2:],
            )
        return tuple(tuple(self.levels[name] for name in rung) for rung in rungs)


C = TypeVar("C", bound=Cited)


def shared(
    kinds: Sequence[Kind], names: Callable[[Kind], tuple[str, ...]], known: Mapping[str, C]
) -> tuple[C, ...]:
    """The rules that every one of these kinds of plan names, in the first one's order."""
    first = names(kinds[0]) if kinds else ()
    return tuple(
        known[name] for name in first if name and all(name in names(kind) for kind in kinds)
    )


@cache
def facts() -> Facts:
    """The federal facts, read once."""
    with without_collector():
        return Facts.model_validate(load_data("federal.yaml"))


def load_data(name: str) -> Any:
    """A file of `data/` as plain texts, lists and mappings."""
    with DATA.joinpath(name).open(encoding="utf-8") as stream:
        return yaml.load(stream, _LOADER)  # noqa: S506  the base loader makes texts, lists and mappings only


def as_of_words(as_of: str) -> str:
    """A day in words ("October 1, 2026"); an edition as it is."""
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        return as_of
    return f"{day:%B} {day.day}, {day.year}"
