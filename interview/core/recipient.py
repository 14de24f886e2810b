"""Who gets letters, and what the patient has consented that each is told. Frozen data, no
behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.core.texts import Place, Text

if TYPE_CHECKING:
    from interview.core.conditions.nodes import Condition


@dataclass(frozen=True, slots=True)
class Consent:
    """The patient's consent that one recipient is told something."""

    when: Condition
    """When it is there."""
    tell: tuple[str, ...]
    """The questions whose answers may be told."""
    is_all: bool
    """Whether whole letters may be passed on."""
    place: Place


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets letters, or has them passed on."""

    id: str
    """What a letter calls its `addressee`."""
    title: Text
    only: tuple[str, ...] | None
    """Questions and modules of which it may be told without a consent; None where the matter
    itself needs it all.
    """
    papers: tuple[str, ...]
    """Documents that it may get without a consent."""
    consents: tuple[Consent, ...]
    person: Text | None = None
    """What the patient is called at the foot of its pages; "Patient" where nothing is said."""
