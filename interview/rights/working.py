"""The office's own dates that lie before a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interview.rights.days import business_days_before


@dataclass(frozen=True, slots=True)
class Lead:
    """How many business days the office wants before a deadline."""

    prescriber: int
    """For the prescriber to read and sign."""
    documents: int
    """For all documents to be in."""


@dataclass(frozen=True, slots=True)
class WorkingDates:
    """Days to work by. They are the office's, not the law's."""

    documents: date
    prescriber: date


def working_dates(day: date, lead: Lead) -> WorkingDates:
    """The business days that lie so long before `day`."""
    return WorkingDates(
        business_days_before(day, lead.documents), business_days_before(day, lead.prescriber)
    )
