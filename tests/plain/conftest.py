from __future__ import annotations

from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from tests.office import workplace


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A small clinic with nothing in it yet."""
    return workplace(tmp_path)
