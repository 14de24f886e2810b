"""State laws on exceptions to step therapy, and whether one reaches a plan. Only points whose
text was read.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import model_validator

from interview.core.answers import Model
from interview.rights.facts import Facts, StateLaw, facts, load_data


class Ban(Model):
    """A condition for which step therapy is banned."""

    scope: str
    citation: str
    before: date | None = None
    """The ban ends on this day."""


class StepTherapy(Model):
    """What was read of one state's law. What is not set here was not read."""

    name: str
    citation: str = ""
    """Empty: there is no law that may be cited."""
    standard: str = ""
    """In which time an exception must be decided, in words."""
    urgent: str = ""
    granted: bool = False
    """A request that is not answered in time counts as granted."""
    grounds: tuple[str, ...] = ()
    """Names of the grounds for an exception."""
    limit: str = ""
    cancer: Ban | None = None
    mental_health: Ban | None = None
    source: str = ""
    to_check: str = ""
    """What was not read; for staff only."""

    @model_validator(mode="after")
    def _has_a_source(self) -> StepTherapy:
        if self.citation and not self.source:
            raise ValueError(f"{self.name} cites a law without a source")
        if not self.citation and (
            self.standard or self.granted or self.grounds or self.cancer or self.mental_health
        ):
            raise ValueError(f"{self.name} has points without a citation")
        return self


class _States(Model):
    as_of: str
    grounds: dict[str, str]
    """Grounds for an exception in our own words."""
    states: dict[str, StepTherapy]

    @model_validator(mode="after")
    def _names_its_grounds(self) -> _States:
        unknown = {ground for law in self.states.values() for ground in law.grounds} - set(
            self.grounds
        )
        if unknown:
            raise ValueError(f"no ground is called {', '.join(sorted(unknown))}")
        return self


class Regulator(Model):
    """A state's insurance department, from one secondary source: to be checked before use."""

    name: str
    phone: str
    complaint: str
    """Address of the page for complaints."""


class _Regulators(Model):
    as_of: str
    states: dict[str, Regulator]


@cache
def step_therapy_laws() -> _States:
    return _States.model_validate(load_data("step_therapy.yaml"))


@cache
def regulators() -> _Regulators:
    return _Regulators.model_validate(load_data("regulators.yaml"))


def step_therapy(state: str) -> StepTherapy | None:
    """What is known of a state's law, by its two letters; None for no such state."""
    return step_therapy_laws().states.get(state)


def reach(kinds: tuple[str, ...], known: Facts | None = None) -> StateLaw | None:
    """Whether state law reaches a plan that may be of these kinds; None where they differ, or
    none is known.
    """
    named = known or facts()
    found = {named.kinds[kind].state_law for kind in kinds}
    return named.state_law[found.pop()] if len(found) == 1 else None


def ban_sentence(ban: Ban | None, today: date) -> str:
    """The ban in a sentence; empty where none was read, or it has ended."""
    if ban is None or (ban.before is not None and today >= ban.before):
        return ""
    return f"State law restricts step therapy for {ban.scope} ({ban.citation})."


def law_sentence(law: StepTherapy) -> str:
    """What the law says, as far as it was read, in a sentence or three; empty where it may not
    be cited.
    """
    if not law.citation:
        return ""
    parts = [f"{law.name} law on exceptions to step therapy applies here ({law.citation})."]
    if law.standard:
        urgent = f", and within {law.urgent}" if law.urgent else ""
        parts.append(f"It requires a decision on an exception within {law.standard}{urgent}.")
    if law.granted:
        parts.append("A request that is not answered in time counts as granted.")
    return " ".join(parts)


def grounds_sentence(law: StepTherapy) -> str:
    """The grounds that the law names, as far as they were read; empty where none were."""
    words = [step_therapy_laws().grounds[ground] for ground in law.grounds]
    if not words:
        return ""
    joined = words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; or {words[-1]}"
    return f"Among its grounds for an exception: {joined}."
