"""The list of cases as a place to work from: who is to be called first, who is who, what fits
what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from interview.case import roles
from interview.case.workplace import Workplace
from interview.caseload.overview import Overview, overview
from interview.core.answers import Party
from interview.sitting.profile_answers import plain_name

Person = tuple[str, str]
"""Name, as it is compared, and birth date."""


@dataclass(frozen=True)
class WorkItem:
    """One case of the list."""

    seen: Overview

    @property
    def case(self) -> str:
        return self.seen.case

    @property
    def patient(self) -> str:
        return self.seen.text(roles.PATIENT_NAME)

    @property
    def reason(self) -> str:
        return self.seen.text(roles.REASONS)

    @property
    def is_silent(self) -> bool:
        """Nobody is to be called any more."""
        return bool(self.seen.summary.get("silent"))

    @property
    def progress(self) -> str:
        return f"{self.seen.number('answered')}/{self.seen.number('total')}"

    @property
    def to_get(self) -> dict[Party, int]:
        """How many questions are open, by who can tell."""
        found = self.seen.summary.get("to_get")
        return (
            {Party(party): int(str(n)) for party, n in found.items()}
            if isinstance(found, dict)
            else {}
        )

    @property
    def last_call(self) -> datetime | None:
        text = self.seen.text("last_call")
        return datetime.fromisoformat(text) if text else None

    @property
    def person(self) -> Person | None:
        """Who it is about; None while name or birth date is not known."""
        return person(self.patient, self.seen.text(roles.BIRTH_DATE))

    @cached_property
    def words(self) -> str:
        """Everything that can be looked for, in lower case."""
        others = (self.seen.text("owner"), self.seen.text("disposition"))
        parts = (self.case, *(self.seen.text(role) for role in _LOOKED_FOR), *others)
        return " ".join(parts).casefold()


_LOOKED_FOR = (roles.PATIENT_NAME, roles.BIRTH_DATE, roles.DRUG, roles.PLAN_NAME, roles.REASONS)


def person(name: str, born: str) -> Person | None:
    """For comparing people; None while name or birth date is not known."""
    return (plain_name(name), born) if name and born else None


def work_list(workplace: Workplace) -> list[WorkItem]:
    """Every case: by the next date that matters, then the one that was touched last. Raises
    StoreProblem.
    """
    found = [WorkItem(each) for each in overview(workplace)]
    for each in found:
        _ = each.words  # now, and not at the first key of a filter
    return found


def matching(items: Sequence[WorkItem], typed: str) -> list[WorkItem]:
    """The cases in which every word that was typed is found."""
    words = typed.casefold().split()
    return [each for each in items if all(word in each.words for word in words)]


def people(items: Iterable[WorkItem]) -> dict[Person, tuple[str, ...]]:
    """Cases by person."""
    found: dict[Person, tuple[str, ...]] = {}
    for each in items:
        if each.person is not None:
            found[each.person] = (*found.get(each.person, ()), each.case)
    return found
