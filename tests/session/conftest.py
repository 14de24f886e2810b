from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from interview.session.workplace import Workplace
from tests.session.days import FIRST_CALL, Office
from tests.session.office import begun, say, workplace


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
