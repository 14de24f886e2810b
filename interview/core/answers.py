"""Who told what, and how sure the record of it is: parties, sources, answer states, claims."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, JsonValue


class Party(StrEnum):
    """Everyone who can tell something, told it, owns an open question, or has a document."""

    patient = "patient"
    proxy = "proxy"
    prescriber = "prescriber"
    plan = "plan"
    pharmacy = "pharmacy"
    laboratory = "laboratory"
    coordinator = "coordinator"


class How(StrEnum):
    """The way a source told it. A record (letter, chart) outweighs what was said."""

    said = "said"
    letter = "letter"
    chart = "chart"
    imported = "imported"

    @property
    def is_record(self) -> bool:
        return self in (How.letter, How.chart)


class AnswerState(StrEnum):
    """What kind of answer it is; `none` ("there is no group number") is an answer, the three
    before it are not.
    """

    answered = "answered"
    dont_know = "dont_know"
    refused = "refused"
    later = "later"
    none = "none"

    @property
    def is_settled(self) -> bool:
        return self in (AnswerState.answered, AnswerState.none)


class Model(BaseModel):
    """Base of everything that is written to a transcript: frozen, and nothing unknown is
    accepted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Model):
    """A party and the way it told."""

    party: Party
    how: How = How.said
    interpreter: bool = False
    """Whether an interpreter stood between the party and the operator."""
    case: str = ""
    """The case that the answer was copied from; it counts as unconfirmed until somebody says it
    anew.
    """
    name: str = ""
    """Who of the party wrote or said it, such as the author of a chart note; empty while nobody
    has noted that.
    """


class Confirmation(Model):
    """A soft check that the coordinator confirmed, bound to the values it saw."""

    check: str
    """The text of the check's condition."""
    seen: str
    """Fingerprint of the values that the check read when it was confirmed."""


class Claim(Model):
    """What one source says about one question."""

    state: AnswerState
    source: Source
    value: JsonValue = None
    """The value as its kind dumps it; null unless the state is `answered`."""
    kind: str = ""
    """Kind of the question when the value was read; an answer to another kind is offered again,
    never taken over.
    """
    typed: str = ""
    """What the operator typed, to the letter."""
    said: str = ""
    """The question as it was read aloud."""
    language: str = "en"
    label: str = ""
    """How the value was shown when it was given, for example the option's label."""
    owner: Party | None = None
    """For `later`: who is to be asked."""
    confirmed: tuple[Confirmation, ...] = ()
    saw: str = ""
    """Fingerprint of what the answer sums up, for a question that does; empty for others and in
    older transcripts.
    """
