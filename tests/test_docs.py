"""What the documents show is run here, so that they cannot go stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def test_the_library_example_runs_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("engine.md", "python")
    exec(compile(example, "engine.md", "exec"), {})  # noqa: S102  our own document
    first, why, *holes = capsys.readouterr().out.splitlines()
    assert first.endswith("?")
    assert why.startswith("Asked because “Reasons for the refusal” is")
    assert holes and all(holes)
