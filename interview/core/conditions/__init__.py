"""Conditions: text that an author can read, to a frozen tree, to three-valued truth."""

from interview.core.conditions.evaluate import NONE, Compiler
from interview.core.conditions.nodes import Condition, Read, reads, walk
from interview.core.conditions.parse import ConditionError, Names, parse_condition

__all__ = [
    "NONE",
    "Compiler",
    "Condition",
    "ConditionError",
    "Names",
    "Read",
    "parse_condition",
    "reads",
    "walk",
]
