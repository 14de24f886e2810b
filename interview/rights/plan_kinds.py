"""Which kinds of plan a case can still be about, and which question would settle it."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.state import State
from interview.core.tree import PlanKind
from interview.rights.facts import Facts, facts


@dataclass(frozen=True, slots=True)
class PlanKinds:
    """The kinds of plan whose rules may reach the plan."""

    possible: tuple[str, ...]
    """One when it is settled; none when the tree knows no kinds, or none fits what was answered."""
    is_settled: bool
    settled_by: str = ""
    """Id of the question that would settle it next; empty when it is settled or nothing more can
    be asked.
    """


def plan_kinds(state: State, known: Facts | None = None) -> PlanKinds:
    """The kinds whose condition holds; while none does, those whose condition is unsure.

    A kind that the facts do not name is passed over: nothing can be said about it.
    """
    named = [each for each in state.tree.plan_kinds if each.kind in (known or facts()).kinds]
    holding = tuple(each.kind for each in named if state.truth(each.when) is True)
    if holding:
        return PlanKinds(holding, len(holding) == 1)
    unsure = [each for each in named if state.truth(each.when) is None]
    return PlanKinds(tuple(each.kind for each in unsure), False, _first_open(state, unsure))


def _first_open(state: State, unsure: list[PlanKind]) -> str:
    """The first question in tree order that would settle one of these."""
    open_ = (id for each in unsure for id in each.settled_by if _is_open(state, id))
    return min(open_, key=lambda id: state.tree.positions[id], default="")


def _is_open(state: State, id: str) -> bool:
    answer = state.answer(id)
    return answer.on_path and not answer.is_known
