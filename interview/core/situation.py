"""The situation of a case: the value of each axis."""

from __future__ import annotations

from collections.abc import Iterator

from interview.core.axes import Axis, AxisValue
from interview.core.state import State


def situation(state: State) -> Iterator[tuple[Axis, AxisValue | None]]:
    """Each axis with its value; None while what it follows from is not known, or where none of its
    values holds.
    """
    for axis in state.tree.axes:
        yield axis, _value(state, axis)


def _value(state: State, axis: Axis) -> AxisValue | None:
    for value in axis.values:
        truth = state.truth(value.when)
        if truth is not False:  # An earlier value that may hold hides the later ones.
            return value if truth else None
    return None
