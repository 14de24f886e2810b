"""A small clinic in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from tests.tui.stage import office


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.delenv("NO_COLOR", raising=False)
    return office(tmp_path)
