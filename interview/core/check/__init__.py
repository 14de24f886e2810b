"""The checker: what is wrong with a tree that can be built, and with the letters that read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from interview.core.author_text import Problem
from interview.core.letter_facts import LetterFacts, NameRead, TemplateTest
from interview.core.problem_codes import is_warning
from interview.core.tree import Tree

TODAY = date(2026, 1, 1)
"""The day on which the answers that the checker tries are given; it decides nothing but which
dates lie ahead.
"""


def check_tree(
    tree: Tree, letters: Sequence[LetterFacts], easy: Iterable[str] = (), today: date = TODAY
) -> tuple[Problem, ...]:
    """Everything the checker finds, by place. `easy` names (drugs, tests, plans) count as one easy
    word.

    What `is_warning` calls a warning does not keep a tree from being used.
    """
    found = dict.fromkeys(_problems(tree, letters, tuple(easy), today))
    return tuple(sorted(found, key=_order))


def _problems(
    tree: Tree, letters: Sequence[LetterFacts], easy: tuple[str, ...], today: date
) -> Iterator[Problem]:
    from interview.core.check.satisfiable import check_truths
    from interview.core.check.service import check_service
    from interview.core.check.spoken_texts import check_spoken
    from interview.core.engine import Engine
    from interview.core.walk.classes import partition
    from interview.core.walk.conditions_of import all_conditions
    from interview.core.walk.model import Model
    from interview.core.walk.reach import Reach

    engine = Engine(tree)
    model = Model(engine, partition(engine, all_conditions(tree, letters), today))
    yield from check_spoken(tree, easy)
    yield from check_service(tree, letters)
    yield from check_truths(tree, letters, Reach(model, tree))


def _order(problem: Problem) -> tuple[bool, str, int, int, str]:
    place = problem.place
    at = (place.file, place.line, place.column) if place else ("", 0, 0)
    return is_warning(problem), *at, problem.code


__all__ = [
    "LetterFacts",
    "NameRead",
    "TemplateTest",
    "check_tree",
    "is_warning",
]
