"""Worked examples with made-up people, and copies of them to try things on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from interview.case.summary import ROLES, role_text
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.state import replay
from interview.storage.places import examples_folder
from interview.storage.store import StoreProblem
from interview.storage.transcripts import FolderStore


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example."""

    case: str
    roles: dict[str, str]
    """Patient, drug, plan … in words, by role."""


def example_cases(workplace: Workplace) -> list[Example]:
    """The examples that come with the program; one that cannot be read to its end is left out."""
    store, found = FolderStore(examples_folder()), []
    for case in store.cases():
        with suppress(StoreProblem):
            state = replay(workplace.engine, _whole(store, case))
            found.append(Example(case, {role: role_text(state, role) for role in ROLES}))
    return found


def copy_of_example(workplace: Workplace, case: str) -> str:
    """A new case with everything that happened in the example; returns its id. Raises
    StoreProblem.
    """
    first, *others = _whole(FolderStore(examples_folder()), case)
    assert isinstance(first, ev.CaseOpened)
    new = workplace.store.new_case_id()
    with workplace.store.create(
        first.model_copy(update={"case": new, "copied_from": case, "example": True})
    ) as copy:
        for event in others:
            copy.append(event)
    return new


def _whole(store: FolderStore, case: str) -> tuple[ev.AnyEvent, ...]:
    """Everything that happened in an example. Raises StoreProblem for one that is damaged."""
    reading = store.read(case)
    if reading.read_only:
        raise StoreProblem("example_damaged", reading.read_only, case)
    return reading.events
