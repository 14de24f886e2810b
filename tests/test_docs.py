"""What the documents show is run here, so that they cannot go stale."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from interview.case.letter_rights import NAMES
from interview.case.workplace import Workplace

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
spec = spec_from_file_location("make_docs", PROJECT / "scripts" / "make_docs.py")
assert spec is not None
assert spec.loader is not None
make_docs = module_from_spec(spec)
spec.loader.exec_module(make_docs)


def blocks(name: str, language: str) -> list[str]:
    return re.findall(
        rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL
    )


def test_the_library_example_runs_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("engine.md", "python")
    exec(compile(example, "engine.md", "exec"), {})  # noqa: S102  our own document
    first, why, *holes = capsys.readouterr().out.splitlines()
    assert first.endswith("?")
    assert why.startswith("Asked because “Reasons for the denial” is")
    assert holes and all(holes)


def test_the_words_for_rights_that_authors_read_are_those_there_are() -> None:
    text = (
        DOCS.joinpath("authoring.md")
        .read_text(encoding="utf-8")
        .partition("A template names no law by itself.")[2]
    )
    named = re.findall(r"`(\w+)`", text.partition("\n\n")[0])
    assert set(named) - {"if"} == set(NAMES)


def test_the_documents_that_the_trees_tell_are_current() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "make_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("entry", "asked", "sentence"),
    [
        (
            {"what": "Name", "by": ["patient.nam"]},
            ["name"],
            "nothing is called patient.nam. Did you mean patient.name",
        ),
        ({"what": "Name"}, ["name"], "exactly one of by, left_out and open"),
        (
            {"what": "Name", "by": ["patient.name"], "open": "Later"},
            ["name"],
            "exactly one of by, left_out and open",
        ),
        (
            {"what": "Name", "by": ["patient.name"]},
            ["nmae", "name"],
            "No field is called nmae. Did you mean name?",
        ),
        ({"what": "Name", "by": ["patient.name"]}, [], "name: no source asks for it."),
    ],
)
def test_coverage_names_only_what_there_is(
    entry: dict[str, object], asked: list[str], sentence: str
) -> None:
    given = {"fields": {"name": entry}, "sources": [{"name": "A letter", "fields": asked}]}
    with pytest.raises(make_docs.Uncovered, match=re.escape(sentence)):
        make_docs.coverage_page(Workplace(), given)


def test_coverage_says_what_covers_each_thing() -> None:
    fields = {
        "name": {
            "what": "Name",
            "by": ["patient.name", "treatments/dose", "fill_history", "exception_request"],
        },
        "rate": {"what": "Rate", "left_out": "Nobody checked it"},
        "card": {"what": "Card", "open": "copy of the card"},
    }
    given = {"fields": fields, "sources": [{"name": "A letter", "fields": list(fields)}]}
    page = make_docs.coverage_page(Workplace(), given)
    assert (
        "| Name | `patient.name`, `treatments/dose`, `fill_history`, `exception_request` |" in page
    )
    assert "| Rate | Left out: nobody checked it |" in page
    assert "| Card | Not covered yet (copy of the card) |" in page
    assert "1 of these are not covered yet" in page
    assert "| A letter | name; rate; card |" in page


def test_the_page_of_names_is_that_of_the_trees() -> None:
    command = [sys.executable, str(DOCS.parent / "scripts" / "make_template_names.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
