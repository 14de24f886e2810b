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
