"""What a sheet says of the clinic: its profile first, then what this case knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from interview.case.workplace import Workplace
from interview.core.state import State
from interview.core.tree import Question


@dataclass(frozen=True, slots=True)
class ClinicWords:
    """Name, address, telephone and fax; each empty while it is not known."""

    name: str
    address: str
    phone: str
    fax: str


def clinic_words(workplace: Workplace, state: State) -> ClinicWords:
    return ClinicWords(
        *(_known(workplace, state, f"clinic.{key}") for key in ClinicWords.__slots__)
    )


def _known(workplace: Workplace, state: State, key: str) -> str:
    """What the profile has under this key, else the answer to the question that the key fills
    in.
    """
    known = workplace.profile.text(key)
    if known:
        return known
    ids = (
        node.id for node in state.tree.nodes if isinstance(node, Question) and node.profile == key
    )
    return next((state.answer(id).text for id in ids if state.answer(id).is_known), "")
