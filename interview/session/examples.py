"""Worked examples with made-up people, and copies of them to try things on."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core import events as ev
from interview.core.state import replay
from interview.session.summary import ROLES, role_text
from interview.session.workplace import Workplace
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
    """The examples that come with the program; one that cannot be read is left out."""
    store, found = FolderStore(examples_folder()), []
    for case in store.cases():
        try:
            state = replay(workplace.engine, store.read(case).events)
        except StoreProblem:
            continue
        found.append(Example(case, {role: role_text(state, role) for role in ROLES}))
    return found


def copy_of_example(workplace: Workplace, case: str) -> str:
    """A new case with everything that happened in the example; returns its id. Raises StoreProblem."""
    first, *others = FolderStore(examples_folder()).read(case).events
    assert isinstance(first, ev.CaseOpened)
    new = workplace.store.new_case_id()
    with workplace.store.create(first.model_copy(update={"case": new, "copied_from": case, "example": True})) as copy:
        for event in others:
            copy.append(event)
    return new
