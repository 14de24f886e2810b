"""Builds what becomes of a recorded decision: a row of the tree's own list of steps."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from interview.core.author_text import Problem, Scalar
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.tree import Question, Recorded

STEP, SENT, DECIDED, OUTCOME = COLUMNS = ("step", "sent", "decided", "outcome")
"""What a row keeps, each a column of the list; `outcome` is one of its column's options."""
MORE_COLUMNS = ("received", "reference", "words")
"""What it may keep as well: the day the decision came, its number and the reason that it gives."""
OUTCOMES = ("waiting", "approved", "partly", "upheld", "dismissed")


def recorded_of(root: Fields, scope: Scope, problems: list[Problem]) -> Recorded | None:
    """`recorded:` of the root; None where it is not there or not right."""
    given = {key.text: value for key, value in root.pairs("recorded") if isinstance(value, Scalar)}
    name = given.get("list")
    if name is None:
        return None
    asked = scope.question(name.text)
    if asked is None or not asked.is_list:
        sentence = f"{name.text} is no list. Please name one that has rows."
        problems.append(Problem(name.place, "unknown_id", sentence))
        return None
    count = len(problems)
    recorded = _recorded(asked, given, problems)
    if not set(COLUMNS) <= set(given):
        sentence = (
            f"`recorded:` needs {', '.join(COLUMNS)}. Please name a column of {asked.id} for each."
        )
        problems.append(Problem(name.place, "missing_key", sentence))
    return None if len(problems) > count else recorded


def _recorded(asked: Question, given: Dict[str, Scalar], problems: list[Problem]) -> Recorded:
    named = [key for key in (*COLUMNS, *MORE_COLUMNS) if key in given]
    found = {key: _column(asked, given[key], problems) for key in named}
    columns = {key: column.id for key, column in found.items() if column is not None}
    kept = found.get(OUTCOME)
    options = {key: _option(kept, given[key], problems) for key in OUTCOMES if key in given}
    return Recorded(asked.id, columns, options)


def _column(asked: Question, name: Scalar, problems: list[Problem]) -> Question | None:
    found = next((each for each in asked.columns if each.id == name.text), None)
    if found is None:
        known = did_you_mean(name.text, [each.id for each in asked.columns])
        problems.append(
            Problem(name.place, "unknown_id", f"{asked.id} has no column {name.text}. {known}")
        )
    return found


def _option(column: Question | None, name: Scalar, problems: list[Problem]) -> str:
    keys = [each.key for each in column.options] if column is not None else []
    if name.text not in keys:
        known = did_you_mean(name.text, keys)
        problems.append(
            Problem(name.place, "unknown_option", f"There is no option {name.text}. {known}")
        )
    return name.text
