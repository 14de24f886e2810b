"""`make mutants` takes minutes; that each breakage still fits the code is told here at once."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parent.parent
MUTATIONS = runpy.run_path(str(PROJECT / "scripts" / "mutations.py"))["MUTATIONS"]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_breakage_fits_the_code(mutation: Any) -> None:
    assert (PROJECT / mutation.file).read_text(encoding="utf-8").count(mutation.old) == 1
    assert mutation.old != mutation.new
    for test in mutation.tests:
        assert (PROJECT / test.partition("::")[0]).exists()


RANDOM = runpy.run_path(str(PROJECT / "scripts" / "random_mutants.py"))
CODE = '''
"""One 1."""
def f(a: int = 1, b: "x == 1" = 2) -> bool:
    if a < b and not é(a):
        return True
    return a + 1 if a in (2,) else -b
'''
CHANGED = {
    "a: int = 2",
    '"x == 1" = 3',
    "if (a <= b) and not",
    "if (a < b or not é(a)):",
    "if a < b and (é(a)):",
    "if (not (a < b and (not é(a)))):",
    "return False",
    "a - 1",
    "a + 2",
    "(a not in (2,))",
    "(3,)",
    "else (b)",
    "(-b if a in (2,) else a + 1)",
}


def test_each_change_turns_over_one_thing_that_runs() -> None:
    changes = RANDOM["changes_in"]("interview/core/x.py", CODE)
    made = [change.applied(CODE) for change in changes]
    assert len(set(made)) == len(CHANGED)
    for part in CHANGED:
        assert sum(part in text for text in made) == 1, part


def test_a_seed_chooses_the_same_changes_and_no_place_twice() -> None:
    changes = RANDOM["changes_in"]("interview/core/x.py", CODE)
    for seed in range(5):
        found = RANDOM["chosen"](changes, 6, seed)
        assert found == RANDOM["chosen"](list(reversed(changes)), 6, seed)
        assert len({(each.start, each.end) for each in found}) == 6
