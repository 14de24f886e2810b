"""An answer as somebody gives it, before anything is decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.answers import AnswerState, Party
from interview.core.flow import Pending
from interview.core.kinds import Value


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be taken for one question."""

    pending: Pending
    state: AnswerState
    value: Value = None
    """Only of an answer that is known."""
    typed: str = ""
    owner: Party | None = None
    """Whom to ask later; nobody in particular when empty."""
    is_confirmed: bool = False
    """What is unlikely about it was asked about once more."""
    is_accepted: bool = False
    """What the change hides was seen."""

    @property
    def asked_about(self) -> tuple[str, str]:
        """What a question asked once more is about: the question or list, and the typed words."""
        return self.pending.address.partition("/")[0], self.typed
