"""Opens sessions: a new case, an old one (perhaps written with another question tree), or one
only to be read.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.case.leftover_lines import beside_lines, torn_line
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.renamed import present_address
from interview.core.state import State, replay
from interview.sitting.session import Session
from interview.storage.store import Draft, OpenCase


def new_session(
    workplace: Workplace, case: str = "", example: bool = False, copied_from: str | None = None
) -> Session:
    """Starts a case. Raises StoreProblem when the folder cannot be written."""
    opened = ev.CaseOpened(
        seq=1,
        at=workplace.clock(),
        operator=workplace.operator,
        case=case or workplace.store.new_case_id(),
        tree=workplace.tree.id,
        tree_version=workplace.tree.version,
        tree_hash=workplace.tree.hash,
        copied_from=copied_from,
        example=example,
    )
    return Session(workplace, workplace.store.create(opened), replay(workplace.engine, [opened]))


def resume_session(workplace: Workplace, case: str) -> Session:
    """Opens a case to go on with it. Raises Held when somebody has it open, StoreProblem when it
    cannot be read.
    """
    opened = workplace.store.open(case)
    try:
        session = Session(workplace, opened, replay(workplace.engine, opened.reading.events))
        if not opened.read_only:
            _note_new_tree(session, opened)
        return session
    except BaseException:
        opened.close()
        raise


def draft_of(session: Session) -> Draft | None:
    """What was typed and not taken when the case was left, at the address that its question has
    now.
    """
    draft = session.case.load_draft()
    if draft is None:
        return None
    return Draft(present_address(draft.address, session.state.tree.former), draft.text)


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case that was read and is not held."""

    case: str
    state: State
    problem: str
    """A sentence saying why nothing can be added; what follows the damage is not in `state`."""
    notes: tuple[str, ...]
    """What else is to be said of its transcript: a torn end, copies that lie beside it."""

    @property
    def remarks(self) -> tuple[str, ...]:
        return (*([self.problem] if self.problem else ()), *self.notes)


def read_case(workplace: Workplace, case: str) -> CaseRead:
    """The case as it stands, and what is wrong with its transcript. Raises StoreProblem when
    nothing can be read.
    """
    reading = workplace.store.read(case)
    notes = (*torn_line(reading), *beside_lines(case, workplace.store.beside(case)))
    return CaseRead(case, replay(workplace.engine, reading.events), reading.read_only, notes)


def read_state(workplace: Workplace, case: str) -> State:
    """The case as it stands, for whoever has been told already how its transcript is. Raises
    StoreProblem.
    """
    return replay(workplace.engine, workplace.store.read(case).events)


def _note_new_tree(session: Session, opened: OpenCase) -> None:
    """The first write after the question tree changed says so, and which answers no longer fit."""
    events = opened.reading.events
    known = [e.tree_hash for e in events if isinstance(e, ev.CaseOpened | ev.TreeChanged)]
    tree = session.workplace.tree
    if known and known[-1] != tree.hash:
        session.append(
            ev.TreeChanged,
            call=0,
            tree_version=tree.version,
            tree_hash=tree.hash,
            asked_again=tuple(a for a in session.state.addresses() if _is_stale(session.state, a)),
        )


def _is_stale(state: State, address: str) -> bool:
    slot = state.slot(address)
    return slot is not None and slot.entry is not None and slot.entry.stale
