"""All cases at a glance: who is due, what is unfinished, in words and for programs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic import JsonValue

from interview.case import roles
from interview.case.dispositions import DISPOSITIONS
from interview.case.leftover_lines import beside_lines
from interview.case.next_date import NextDate, next_dates, order
from interview.case.summary import APPROVAL_HOLDS, APPROVAL_WITHDRAWN, OPEN, SENT, Summariser
from interview.case.workplace import Workplace
from interview.core.author_text import AuthorError
from interview.core.state import State
from interview.storage.store import CaseSummary, own_error

_APPROVALS = {
    APPROVAL_HOLDS: "letter approved",
    APPROVAL_WITHDRAWN: "APPROVAL WITHDRAWN: what the letter says was changed",
}
_DECIDED = {
    SENT: "waits for an answer",
    "approved": "approved",
    "partly": "approved in part",
    "upheld": "refused again",
    "dismissed": "dismissed",
}
_NOTHING: Mapping[str, JsonValue] = {}


@dataclass(frozen=True, slots=True)
class Overview:
    """One case of the list."""

    case: str
    summary: Mapping[str, JsonValue]
    problem: str
    """A sentence when the case cannot be read or not be changed."""
    now: datetime
    dates: tuple[NextDate, ...] = ()
    """Everything that is due, the earliest first."""
    notes: tuple[str, ...] = ()
    """What lies beside the case in its folder, in sentences."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Whatever is to be said of the case's files."""
        return (*([self.problem] if self.problem else ()), *self.notes)

    def text(self, key: str) -> str:
        return str(self.summary.get(key) or "")

    def number(self, key: str) -> int:
        value = self.summary.get(key)
        return value if isinstance(value, int) else 0

    @property
    def next(self) -> NextDate | None:
        """The next date that matters."""
        return self.dates[0] if self.dates else None

    @property
    def is_due(self) -> bool:
        return self.next is not None and self.next.is_now

    @property
    def is_unfinished(self) -> bool:
        """Whether there is something to go on with: a date, or no final letter and nobody who is
        not to be called.
        """
        if self.is_unsafe or self.dates:
            return True
        is_done = self.number("final") or self.text("decided")
        return bool(self.summary) and not self.summary.get("silent") and not is_done

    @property
    def is_unsafe(self) -> bool:
        """Somebody may be in danger, and nobody is recorded as having taken over."""
        return self.text("safety") == OPEN

    @property
    def line(self) -> str:
        """The case in one line."""
        if not self.summary:
            return f"{self.case} · cannot be read"
        who = self.text(roles.PATIENT_NAME) or "no name yet"
        known = [who, self.text(roles.DRUG), self.text(roles.PLAN_NAME), self._progress()]
        owner = f"with {self.text('owner')}" if self.text("owner") else ""
        parts = [self.case, self._alarm(), *known, self._next(), owner, self._flags()]
        return " · ".join(part for part in parts if part)

    def _alarm(self) -> str:
        return "!!! SAFETY STOP OPEN !!!" if self.is_unsafe else ""

    def _flags(self) -> str:
        """What stays true of a case however its later calls went."""
        flags = ["NUMBER NEEDS CHECKING"] if self.summary.get("wrong_number") else []
        flags += [words for state, words in _APPROVALS.items() if self.text("approval") == state]
        flags += ["safety stop handled"] if self.text("safety") == "handled" else []
        return " · ".join(flags)

    def _progress(self) -> str:
        return f"{self.number('answered')} of {self.number('total')}"

    def _next(self) -> str:
        parts = [
            self._silence(),
            self.next.words if self.next is not None else "",
            _DECIDED.get(self.text("decided"), ""),
        ]
        if self.number("final") and not self.text("decided"):
            parts.append("final letter made")
        found = [part for part in parts if part]
        return " · ".join(found) or dict(DISPOSITIONS).get(self.text("disposition"), "").lower()

    def _silence(self) -> str:
        if not self.summary.get("silent"):
            return ""
        return (
            "do not call: the patient has died"
            if self.text("silent_why") == "deceased"
            else "do not call"
        )

    def as_json(self) -> JsonValue:
        """The case for programs."""
        dates: list[JsonValue] = [
            {
                "day": each.day.isoformat(),
                "what": each.what,
                "words": each.words,
                "to_check": each.to_check,
            }
            for each in self.dates
        ]
        about: dict[str, JsonValue] = {
            "case": self.case,
            "problem": self.problem or None,
            "notes": [*self.notes],
            "due": self.is_due,
        }
        return {**about, **self.summary, "dates": dates}


def overview(workplace: Workplace) -> list[Overview]:
    """Every case: open safety stops, then by the next date, then the one changed last. Raises
    StoreProblem.
    """
    summarise = Summariser(
        workplace.engine, partial(_approval, workplace), _templates_hash(workplace)
    )
    now, renewal = workplace.clock(), workplace.profile.lead_days.renewal
    summaries = workplace.store.summaries(summarise, summarise.version, summarise.fits)
    found = [_seen(each, now, renewal) for each in summaries]
    return sorted(found, key=_order)


def _order(each: Overview) -> tuple[bool, bool, tuple[int, float]]:
    return not each.is_unsafe, not each.dates, order(each.dates[0]) if each.dates else (0, 0.0)


def _approval(workplace: Workplace, state: State) -> str:
    from interview.papers.signing import (
        approval_state,
    )  # Letters are slow to load, and few cases have an approval.

    with suppress(
        AuthorError
    ):  # A mistake in a template is told where letters are made, and stops no list.
        return approval_state(workplace.letters, state)
    return ""


def _templates_hash(workplace: Workplace) -> str:
    try:
        sources = workplace.template_sources
    except AuthorError:
        return "none"
    text = "\0".join(part for item in sorted(sources.items()) for part in item)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _seen(each: CaseSummary, now: datetime, renewal: int) -> Overview:
    summary, notes = each.summary or _NOTHING, tuple(beside_lines(each.case, each.beside))
    try:
        return Overview(
            each.case, summary, each.problem, now, tuple(next_dates(summary, now, renewal)), notes
        )
    except Exception as error:  # noqa: BLE001  one case that nobody foresaw must not hide all the others
        return Overview(
            each.case, _NOTHING, each.problem or own_error(each.case, error), now, notes=notes
        )
