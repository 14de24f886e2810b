"""All cases at a glance: who is due, what is unfinished, in words and for programs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic import JsonValue

from interview.core.source import AuthorError
from interview.core.state import State
from interview.session import roles
from interview.session.call_end import DISPOSITIONS
from interview.session.summary import APPROVAL_HOLDS, APPROVAL_WITHDRAWN, OPEN, Summariser
from interview.session.workplace import Workplace
from interview.storage.store import CaseSummary

_APPROVALS = {
    APPROVAL_HOLDS: "letter approved",
    APPROVAL_WITHDRAWN: "APPROVAL WITHDRAWN: what the letter says was changed",
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

    def text(self, key: str) -> str:
        return str(self.summary.get(key) or "")

    def number(self, key: str) -> int:
        value = self.summary.get(key)
        return value if isinstance(value, int) else 0

    @property
    def call_back(self) -> datetime | None:
        return datetime.fromisoformat(self.text("call_back")) if self.text("call_back") else None

    @property
    def is_due(self) -> bool:
        return self.call_back is not None and self.call_back <= self.now

    @property
    def is_unfinished(self) -> bool:
        """Whether there is something to go on with: no final letter yet, and nobody who asked not to be called."""
        if self.is_unsafe:
            return True
        return bool(self.summary) and not self.summary.get("silent") and not self.number("final")

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
        parts = [self.case, self._alarm(), *known, self._next(), self._flags()]
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
        if self.summary.get("silent"):
            return "do not call: the patient has died" if self.text("silent_why") == "deceased" else "do not call"
        if self.number("final"):
            return "final letter made"
        if self.call_back is not None:
            when = f"{self.call_back:%b %d, %H:%M}"
            return f"CALL BACK NOW (was {when})" if self.is_due else f"call back {when}"
        return dict(DISPOSITIONS).get(self.text("disposition"), "").lower()

    def as_json(self) -> JsonValue:
        """The case for programs."""
        return {"case": self.case, "problem": self.problem or None, "due": self.is_due, **self.summary}


def overview(workplace: Workplace) -> list[Overview]:
    """Every case: open safety stops, call-backs that are due, then the one changed last. Raises StoreProblem."""
    summarise = Summariser(workplace.engine, partial(_approval, workplace), _templates_hash(workplace))
    now = workplace.clock()
    found = [_seen(each, now) for each in workplace.store.summaries(summarise, summarise.version)]
    return sorted(found, key=lambda each: (not each.is_unsafe, not each.is_due))


def _approval(workplace: Workplace, state: State) -> str:
    from interview.session.signing import approval_state  # Letters are slow to load, and few cases have an approval.

    with suppress(AuthorError):  # A mistake in a template is told where letters are made, and stops no list.
        return approval_state(workplace.letters, state)
    return ""


def _templates_hash(workplace: Workplace) -> str:
    try:
        sources = workplace.template_sources
    except AuthorError:
        return "none"
    text = "\0".join(part for item in sorted(sources.items()) for part in item)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _seen(each: CaseSummary, now: datetime) -> Overview:
    return Overview(each.case, each.summary or _NOTHING, each.problem, now)
