"""The shipped letters for worked cases, compared with files. INTERVIEW_WRITE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os

import pytest

from interview.letters import blocks as b
from interview.letters.letter import applicable
from interview.letters.proofread import faults
from interview.letters.writers.html import to_html
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.text import to_text
from tests.letters.building import drawn
from tests.letters.paper import page
from tests.letters.test_writers import read_back
from tests.letters.worked import CASES, HERE, shipped_letters, worked

EXPECTED = {
    "at_the_counter": ["records_request"],
    "both_reasons": ["exception_request"],
    "child": ["exception_request"],
    "depression": ["appeal"],
    "lung_cancer": ["exception_request"],
}


@pytest.mark.parametrize("name", CASES)
def test_letters_of_worked_cases(name: str) -> None:
    case = worked(name)
    found = [letter for letter in shipped_letters().values() if applicable(letter, case.state)]
    assert [letter.id for letter in found] == EXPECTED[name]
    for letter in found:
        document = drawn(case, letter)
        assert faults(document.body) == ()
        written = to_markdown(document.blocks)
        assert [words for words in read_back(written) if not words.startswith("Signature:")] == [
            b.plain(inlines) for inlines in b.runs_of(document.blocks)
        ]
        _compare(f"{name}.{letter.id}.md", written)
        _compare(f"{name}.{letter.id}.txt", to_text(document.blocks))
        _compare(f"{name}.{letter.id}.html", to_html(page(*document.blocks, watermark="DRAFT")))


def _compare(name: str, written: str) -> None:
    path = HERE / "golden" / name
    if os.environ.get("INTERVIEW_WRITE_GOLDEN"):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


def test_every_letter_has_a_golden_file() -> None:
    assert set(shipped_letters()) == {id for ids in EXPECTED.values() for id in ids}
