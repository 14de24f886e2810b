"""Letters from the command line: drafts, what is let go, what becomes final."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.cli.commands import run
from interview.sitting.opening import new_session, resume_session
from tests.cli.conftest import Interview
from tests.office import resumed, say, write


def test_a_letter_is_a_draft_unless_final(interview: Interview, case: str) -> None:
    done = interview("render", case)
    assert done.status == 0
    assert done.out.startswith("DRAFT")
    assert "ketamine" in done.out


def test_final_is_refused_with_what_is_open(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    done = interview("render", case, "--final", "--out", str(tmp_path / "out"))
    assert done.status == 1
    assert "Signer  [signer.name] (blocks" in done.err
    assert not (tmp_path / "out").exists()


def test_each_hole_is_let_go_by_itself_and_taken_back(interview: Interview, case: str) -> None:
    done = interview("waive", case, "fills/r1", "the pharmacy has closed", "--by", "Lena Okoro")
    assert (done.status, "Let go: Fills of" in done.out) == (0, True)
    found = json.loads(interview("missing", case, "--json").out)
    assert [each["id"] for each in found["missing"]] == ["notice_copy"]
    assert [(each["id"], each["waived"]) for each in found["waived"]] == [
        ("fills/r1", "the pharmacy has closed")
    ]
    assert "let go: the pharmacy has closed" in interview("missing", case).out
    assert "fills/r1 waived by Lena Okoro: the pharmacy has closed" in interview("show", case).out
    assert "[fills/r1]: the pharmacy has closed" in interview("check", case).out
    assert "[fills/r1]: the pharmacy has closed" in interview("show", case, "--trace").out
    assert interview("waive", case, "fills/r1", "--take-back").status == 0
    assert "let go" not in interview("missing", case).out
    assert interview("waive", case, "fills/r1", "--take-back").status == 1


CANNOT_BE_LET_GO = {
    "what blocks": ("signer.name", "Signer cannot be let go: the letter rests on it"),
    "what is not open": ("patient.name", "Nothing is open at patient.name"),
    "what is misspelled": ("notice_cpy", "Did you mean notice_copy?"),
}


@pytest.mark.parametrize(("address", "sentence"), CANNOT_BE_LET_GO.values(), ids=CANNOT_BE_LET_GO)
def test_what_cannot_be_let_go(
    interview: Interview, case: str, address: str, sentence: str
) -> None:
    done = interview("waive", case, address, "because", "--by", "Lena Okoro")
    assert (done.status, sentence in done.err) == (1, True), done.err


def test_nobody_lets_anything_go_without_a_name(interview: Interview, case: str) -> None:
    assert "Please say who decides" in interview("waive", case, "notice_copy", "because").err


def test_a_final_letter_is_recorded_and_never_overwritten(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    with closing(resume_session(place, case)) as session:
        say(session, signer__name="Lena Okoro", drugs="no")
    out = tmp_path / "out"
    done = interview("render", case, "--final", "--out", str(out), "--to", "md,txt")
    assert done.status == 0, done.err
    names = sorted(path.name for path in out.iterdir())
    assert all(name.startswith(f"{case}-request-") for name in names)
    assert [name.rpartition("-")[2] for name in names] == ["final.md", "final.txt"]
    assert "DRAFT" not in (out / names[1]).read_text()
    assert "Final letter request made" in interview("show", case).out
    assert interview("render", case, "--final", "--out", str(out), "--to", "md,txt").status == 0
    assert interview("show", case).out.count("Final letter request made") == 1
    with closing(resumed(place, case=case)) as session:
        say(session, denial__drug="esketamine")
    again = interview("render", case, "--final", "--out", str(out), "--to", "md")
    assert again.status == 1
    assert "is a final letter already" in again.err


def test_an_unknown_letter_and_one_that_does_not_apply(
    interview: Interview, case: str, place: Workplace
) -> None:
    assert "Did you mean request?" in interview("render", case, "--letter", "requst").err
    with closing(new_session(place, "c-test02")):
        pass
    done = interview("render", "c-test02")
    assert done.status == 1
    assert "calls for no letter yet" in done.err


def test_a_problem_with_one_case_does_not_stop_the_others(interview: Interview, case: str) -> None:
    done = interview("render", "c-zzzzzz", case)
    assert done.status == 1
    assert "ketamine" in done.out


def test_a_mistake_in_a_template_is_status_2_with_its_place(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    write(
        tmp_path / "extra",
        {"request.md.j2": "---\nletter: request\ntitle: X\nvoice: king\n---\nHello\n"},
    )
    done = interview("render", case)
    assert done.status == 0
    words = ["render", case, "--transcripts", f"{tmp_path}/cases", "--trees", f"{tmp_path}/trees"]
    assert run([*words, "--templates", f"{tmp_path}/extra"]) == 2
