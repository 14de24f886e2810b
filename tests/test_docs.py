"""What the documents show is run here, so that they cannot go stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview.rights.rights_for import NAMES

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


def test_the_words_for_rights_that_authors_read_are_those_there_are() -> None:
    text = DOCS.joinpath("authoring.md").read_text(encoding="utf-8").partition("A template names no law by itself.")[2]
    named = re.findall(r"`(\w+)`", text.partition("\n\n")[0])
    assert set(named) - {"if"} == set(NAMES)
