"""The axes of a situation, two at a time: which of their values can go together, and answers that
lead there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from interview.core.axes import Axis, AxisValue
from interview.core.conditions.nodes import And
from interview.core.walk.conditions_of import Site
from interview.core.walk.model import Link
from interview.core.walk.reach import WHOLE, Reach

Together = tuple[AxisValue, AxisValue]


def situations(axes: tuple[Axis, ...]) -> Iterator[Together]:
    """Every value of each axis with every value of each other one."""
    for one, other in combinations(axes, 2):
        yield from product(one.values, other.values)


def way_to(together: Together, reach: Reach) -> tuple[bool | None, Link | None]:
    """Whether both values can hold in one case, and answers with which they do. None where too many
    answers bear on the two to be gone through.
    """
    one, other = together
    both = Site(one.place, f"{one.label}, {other.label}", And((one.when, other.when)), role="axis")
    seen = reach.of(both)
    ways = seen.of(WHOLE)
    if True in ways:
        return True, ways[True]
    return (False if seen.is_complete else None), None
