"""What every event of a case carries."""

from __future__ import annotations

from pydantic import AwareDatetime

from interview.core.answers import Model


class Event(Model):
    """What every event carries: its place in the case, when, by whom, and in which call."""

    seq: int
    """1, 2, 3 … without a gap."""
    at: AwareDatetime
    operator: str
    call: int = 0
    """Number of the call it happened in; 0 outside a call."""
