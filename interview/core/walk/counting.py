"""Counts the paths through a whole tree."""

from __future__ import annotations

from interview.core.build import REASONS
from interview.core.tree import Tree
from interview.core.walk.model import Model, TooWide
from interview.core.walk.modules import whole_tree
from interview.core.walk.report import ReasonWalk, WalkReport

MOST_COUNTED = 3_000
"""Trails side by side before the paths through the whole tree are too many to count."""


def count_paths(model: Model, tree: Tree, report: WalkReport) -> None:
    """Notes how many paths there are, and how many with each reason; nothing where they are too
    many.
    """
    parts, role = model.partition, tree.role(REASONS)
    keep = [tree.positions[role]] if role in parts.branching else []
    report.by_reason = {module.name: ReasonWalk() for module in tree.modules if module.is_reason}
    try:
        trails = model.trails(whole_tree(model, tree, keep), most=MOST_COUNTED)
    except TooWide:
        return
    report.paths = sum(trail.ways for trail in trails)
    for name, reason in report.by_reason.items() if keep else ():
        chosen = {
            i
            for i, cls in enumerate(parts.classes[role])
            if name in (cls.answers[0].data or ())  # type: ignore[operator]
        }
        reason.paths = sum(trail.ways for trail in trails if trail.values[keep[0]] in chosen)
