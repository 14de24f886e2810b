"""The shipped letters for worked cases, compared with files. INTERVIEW_WRITE_GOLDEN=1 writes
them anew.
"""

from __future__ import annotations

import os

import pytest

from interview.letters import blocks as b
from interview.letters.proofread import faults
from interview.letters.writers.markdown import to_markdown
from tests.letters.test_writers import read_back
from tests.letters.worked import CASES, HERE, PROJECT, drawn_letters, shipped_letters

EXPECTED = {
    "at_the_counter": ["records_request", "route_sheet"],
    "both_reasons": ["exception_request", "route_sheet"],
    "child": ["exception_request", "route_sheet"],
    "depression": ["peer_to_peer_request", "appeal", "talking_sheet", "route_sheet"],
    "first_request": ["first_request", "route_sheet", "form_sheet"],
    "lung_cancer": ["exception_request", "route_sheet"],
}
EXAMPLES = PROJECT / "transcripts" / "examples"


@pytest.mark.parametrize("name", CASES)
def test_letters_of_worked_cases(name: str) -> None:
    documents = drawn_letters(name)
    assert [document.letter.id for document in documents] == EXPECTED[name]
    for document in documents:
        letter = document.letter
        assert faults(document.body) == ()
        written = to_markdown(document.blocks)
        assert [words for words in read_back(written) if not words.startswith("Signature:")] == [
            b.plain(inlines) for inlines in b.runs_of(document.blocks)
        ]
        if (
            not letter.is_internal
        ):  # The worked examples have the sheets, and two letters in every format.
            _compare(f"{name}.{letter.id}.md", written)


def _compare(name: str, written: str) -> None:
    path = HERE / "golden" / name
    if os.environ.get("INTERVIEW_WRITE_GOLDEN"):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


def test_every_letter_has_a_golden_file() -> None:
    """Here or among the worked examples, which are compared byte for byte as well."""
    here = {path.stem.partition(".")[2] for path in (HERE / "golden").glob("*.md")}
    examples = {path.stem.split("-")[2] for path in EXAMPLES.glob("c-*-*-20*.md")}
    assert here | examples == set(shipped_letters())


def test_no_golden_file_is_left_over() -> None:
    letters = shipped_letters()
    expected = {
        f"{name}.{id}"
        for name, ids in EXPECTED.items()
        for id in ids
        if not letters[id].is_internal
    }
    assert {path.stem for path in (HERE / "golden").iterdir()} == expected
