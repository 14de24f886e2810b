"""The command line: the specificity check, and what trees tell of themselves."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from interview.case.workplace import Workplace
from interview.sitting.opening import new_session
from tests.cli.conftest import Interview
from tests.office import CASE, begun, say


@pytest.fixture
def case(place: Workplace) -> str:
    """A case with a reason and one earlier drug."""
    with closing(begun(place)) as session:
        say(
            session,
            patient__name="Ana Ruiz",
            denial__reasons="1",
            drugs="sertraline",
            denial__drug="ketamine",
        )
    return CASE


# the specificity check


def test_check_lists_what_keeps_a_letter_from_being_specific(
    interview: Interview, case: str
) -> None:
    done = interview("check", case)
    assert done.status == 3
    assert "Request [request]\n  Open (" in done.out
    assert "  - Signer  [signer.name]: It is not known yet.\n      ask: " in done.out
    asked = interview("check", case, "--letter", "request", "--json")
    assert asked.status == 3
    (letter,) = json.loads(asked.out)["letters"]
    (signer,) = [each for each in letter["findings"] if each["address"] == "signer.name"]
    assert signer | {"party": "", "say": ""} == {
        "kind": "open", "address": "signer.name", "title": "Signer", "party": "", "say": "", "blocking": True,
        "rule": None,
    }  # fmt: skip


def test_check_without_a_letter_finds_nothing(interview: Interview, place: Workplace) -> None:
    with closing(new_session(place, CASE)):
        pass
    done = interview("check", CASE)
    assert (done.status, done.out) == (0, "No letter applies yet, so there is nothing to check.\n")


def test_check_of_a_letter_there_is_not(interview: Interview, case: str) -> None:
    done = interview("check", case, "--letter", "requst")
    assert done.status == 1
    assert "There is no letter requst. Did you mean request?" in done.err


# what trees tell of themselves


def test_tree_reasons_counts_what_is_asked_and_lists_what_belongs_to_a_reason(
    interview: Interview,
) -> None:
    done = interview("tree", "reasons", "--json")
    assert done.status == 0
    steps, unproven = json.loads(done.out)
    assert (steps["reason"], steps["group"], unproven["reason"]) == (
        "steps",
        "clinical",
        "unproven",
    )
    assert steps["asked"]["patient"] > unproven["asked"]["patient"]
    assert steps["asked"]["prescriber"] == unproven["asked"]["prescriber"] > 0
    assert [letter["id"] for letter in steps["letters"]] == ["request"]
    assert [document["id"] for document in steps["documents"]] == ["fills", "notice_copy"]
    assert steps["documents"][0]["title"] == "Fills of [Drug]"
    assert "Another drug first  [steps, clinical]" in interview("tree", "reasons").out


def test_tree_show_scores_what_is_read_aloud(interview: Interview) -> None:
    lines = interview("tree", "show", "--scores").out.splitlines()
    (drugs,) = [line for line in lines if line.startswith("drugs: ")]
    assert "questions, grade " in drugs
    assert "hardest drugs" in drugs
    assert interview("tree", "walk", "--scores").status == 2
