"""What counts for one question, as letters and screens see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party
from interview.core.free_words import is_in_own_words
from interview.core.tree import Implication, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """The claim that counts for one question, with everything a letter or a screen asks about
    it.
    """

    address: str
    question: Question
    on_path: bool
    state: AnswerState | None
    """None while nobody has said anything that still fits the question."""
    value: Any
    claim: Claim | None
    seq: int
    call: int
    verified: bool
    """A record, or a professional about their own work, says the same."""
    conflict: bool
    """Sources disagree and nobody has settled it."""
    blocked: bool
    """A later change broke a check of this answer; it is asked again."""
    implication: Implication | None
    """The rule by which it follows from others; None for one that somebody gave."""
    bases: tuple[str, ...]
    """Addresses of the answers from which it follows."""
    disagrees: tuple[str, ...]
    """Addresses of verified answers from which another one would follow than was said."""
    waived: str
    """Why the signer lets it go as it stands; empty when not waived."""
    chosen: ev.WordsChosen | None = None
    """What the desk made of these words for letters; None while nobody has read them there."""

    @property
    def text(self) -> str:
        """The value in words; the label of "none" where that is the answer; else empty."""
        if self.state is AnswerState.none:
            return str(self.question.none) if self.question.none else "None"
        if self.state is not AnswerState.answered or self.question.is_list:
            return ""
        return self.question.kind.show(self.value, self.question)

    @property
    def seen(self) -> str:
        """What a waiver of it is about: the number of the answer that stands there, empty while
        there is none.
        """
        return str(self.seq) if self.state is not None and self.state.is_settled else ""

    @property
    def written(self) -> str:
        """The value in the words of a letter; like `text` where there is no value."""
        if self.state is not AnswerState.answered or self.question.is_list:
            return self.text
        return self.question.kind.write(self.value, self.question)

    @property
    def is_callers(self) -> bool:
        """In the own words of the patient or a proxy, and on their word alone."""
        told_by = self.claim.source.party if self.claim is not None else None
        by_caller = told_by in (Party.patient, Party.proxy) and not self.verified
        return by_caller and self.is_known and is_in_own_words(self.question, self.text)

    @property
    def is_unread(self) -> bool:
        """A caller's words about which nobody has decided whether a letter may say them so."""
        return self.chosen is None and self.is_callers

    @property
    def is_known(self) -> bool:
        return self.on_path and self.state is not None and self.state.is_settled

    @property
    def is_implied(self) -> bool:
        """Whether it follows from other answers; nobody was asked."""
        return self.implication is not None

    @property
    def to_confirm(self) -> bool:
        """Known only from an earlier case, and not confirmed in this one."""
        return self.is_known and self.claim is not None and bool(self.claim.source.case)

    @property
    def is_sure(self) -> bool:
        """Known, and nothing about it is still to be asked."""
        return self.is_known and not self.blocked and not self.to_confirm
