"""The walk: every branch of a tree, counted exactly and driven through the real engine."""

from interview.core.walk.limits import Limits, Render, Rendered
from interview.core.walk.report import Failure, ModuleWalk, WalkReport, report_text
from interview.core.walk.run import walk_tree

__all__ = [
    "Failure",
    "Limits",
    "ModuleWalk",
    "Render",
    "Rendered",
    "WalkReport",
    "report_text",
    "walk_tree",
]
