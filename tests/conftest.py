"""A small clinic for tests; Hypothesis profiles: `ci` draws the same examples every time, `dev`
looks for new ones.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from interview.case.workplace import Workplace
from tests.days import FIRST_CALL, Office
from tests.office import begun, say, workplace

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A whole walk through the trees takes a minute and more: begun first, it does not keep one
    process for the end.
    """
    items.sort(key=lambda item: item.path.name != "test_new_reason.py")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A small clinic with nothing in it yet."""
    return workplace(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = Office(tmp_path)
    with closing(begun(found.place, "coordinator", "prescriber,plan")) as session:
        say(session, **FIRST_CALL)
    return found
