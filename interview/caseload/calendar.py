"""The dates of all cases as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from interview import __version__
from interview.case import roles
from interview.case.next_date import NextDate
from interview.case.workplace import Workplace
from interview.caseload.overview import Overview, overview

if TYPE_CHECKING:
    from icalendar import Event

CALL = timedelta(minutes=30)
"""How long a call-back stands in the calendar."""


def calendar_file(workplace: Workplace, details: bool) -> tuple[bytes, int]:
    """The file, and how many dates it holds. Without `details` it says what is due and nothing of
    whom.

    Each date keeps its random id, so that a calendar that reads the file again moves it and does
    not double it. Raises StoreProblem.
    """
    from icalendar import Calendar  # Slow to load, and nothing else needs it.

    secret, count, found = workplace.store.secret(), 0, Calendar()
    found.add("prodid", f"-//denial-interview//interview {__version__}//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Case work")
    for case in overview(workplace):
        for each in case.dates:
            with suppress(
                OverflowError
            ):  # No calendar has a day after the last one; the list shows the date.
                found.add_component(_event(case, each, secret, details))
                count += 1
    return found.to_ical(), count


def _event(case: Overview, each: NextDate, secret: bytes, details: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _id(secret, case.case, each.key))
    event.add("dtstamp", case.now.astimezone(UTC))
    begin, end = _span(each)
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("summary", _title(case, each) if details else f"Case work: {each.what_words}")
    if details:
        event.add("description", f"{case.case}: {each.by_day}")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if each.at is not None else "TRANSPARENT")
    return event


def _span(each: NextDate) -> tuple[object, object]:
    """A whole day, its end not included; or a moment in UTC, which every calendar knows."""
    if each.at is None:
        return each.day, each.day + timedelta(days=1)
    begin: datetime = each.at.astimezone(UTC)
    return begin, begin + CALL


def _title(case: Overview, each: NextDate) -> str:
    who = case.text(roles.PATIENT_NAME) or case.case
    about = [each.what_words.capitalize(), who, case.text(roles.DRUG), each.about]
    return ", ".join(part for part in about if part)


def _id(secret: bytes, case: str, key: str) -> str:
    """A random number for this date of this case; without the secret nobody can tell for which."""
    digest = hmac.digest(secret, f"{case}/{key}".encode(), hashlib.sha256)
    return str(uuid.UUID(bytes=digest[:16], version=4))
