"""The command line: what each command prints, and the exit statuses with their sentences."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.cli.commands import run
from tests.cli.conftest import Interview
from tests.office import CASE, begun, write
from tests.packet.making import pdf
from tests.plain.lines import PATIENT

ANSWERS = """
    call: {respondent: {party: patient}, papers: [plan, prescriber]}
    answers:
      patient.name: Ana Ruiz
      patient.born: May 4, 1979
      denial.plan: Prairie Mutual
      denial.drug: {value: ketamine, source: chart}
      denial.reasons: [another drug first]
      drugs:
        - {drug: {value: sertraline, source: chart}, outcome: {value: failed, source: chart}}
        - drug: escitalopram
      signer.name: {value: Lena Okoro, source: prescriber}
"""


def prepared(tmp_path: Path, text: str = ANSWERS) -> str:
    write(tmp_path, {"answers.yaml": text})
    return str(tmp_path / "answers.yaml")


# usage


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lits"], "invalid choice"),
        (["show"], "required"),
        (["tree", "climb"], "invalid choice"),
        (["render", "c-test01", "--to", "docs"], "Letters cannot be written as “docs”"),
        (["render", "c-test01", "--final", "--as-is", "because"], "Unrecognized"),
        (["waive", "c-test01", "fills/r1"], "Please say why"),
        (["waive", "c-test01", "fills/r1", "why", "--take-back"], "needs no reason"),
        (["list", "--nonsense"], "Unrecognized"),
        (["list", "--trees", "/nowhere/at/all"], "is not a folder"),
        (["list", "--operator", "\x1b[2J"], "cannot be printed"),
    ],
)
def test_wrong_usage_is_status_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error
    assert "\x1b" not in error


@pytest.mark.parametrize("words", [["--help"], ["render", "--help"], ["--version"]])
def test_help_is_status_0(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 0
    assert "interview" in capsys.readouterr().out


def test_options_stand_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--transcripts", str(tmp_path / "a"), "list"]) == 0
    assert str(tmp_path / "a") in capsys.readouterr().err
    assert run(["list", "--transcripts", str(tmp_path / "b")]) == 0
    assert str(tmp_path / "b") in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "missing", "render", "resume"])
@pytest.mark.parametrize("typed", ["c-zzzzzz", "nonsense", "../../etc/passwd", "", "\x1b[2J"])
def test_a_case_that_does_not_exist_is_status_1(
    interview: Interview, command: str, typed: str
) -> None:
    done = interview(command, typed)
    assert done.status == (0 if command == "resume" and not typed else 1)
    assert "\x1b" not in done.err


# looking


def test_list_in_words_and_for_programs(interview: Interview, case: str) -> None:
    assert f"{case} · Ana Ruiz · ketamine" in interview("list").out
    found = json.loads(interview("list", "--json").out)
    assert found[0]["case"] == case
    assert found[0]["patient_name"] == "Ana Ruiz"


def test_show_the_conversation(interview: Interview, case: str) -> None:
    text = interview("show", case).out
    assert "Name: Ana Ruiz  [patient said]" in text
    found = json.loads(interview("show", case, "--json").out)
    assert {answer["address"] for answer in found["answers"]} >= {"patient.name", "drugs/r1/drug"}


def test_show_where_each_sentence_comes_from(interview: Interview, case: str) -> None:
    text = interview("show", case, "--trace").out
    assert "Drug [denial.drug]: patient said, call 1" in text
    assert json.loads(interview("show", case, "--trace", "--json").out)[0]["letter"] == "request"


def test_missing_is_status_3_until_everything_is_held(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    done = interview("missing", case)
    assert done.status == 3
    assert "[fills/r1]" in done.out
    assert "From the pharmacy" not in done.out
    assert json.loads(interview("missing", case, "--json").out)["missing"][0]["id"] == "fills/r1"
    pdf(tmp_path / "scan.pdf")
    for each in ("fills/r1", "notice_copy"):
        assert (
            interview(
                "attach", case, each, str(tmp_path / "scan.pdf"), "--date", "Nov 2, 2026"
            ).status
            == 0
        )
    assert interview("missing", case).status == 0


# attaching


@pytest.mark.parametrize(
    ("attachment", "date", "sentence"),
    [
        ("fils/r1", "", "Did you mean fills/r1?"),
        ("fills", "", "once per entry. Please name one of: fills/r1"),
        ("notice_copy", "2025", "no single day"),
        ("notice_copy", "tomorrow", "after today"),
        ("notice_copy", "31 June 2026", "June"),
    ],
)
def test_what_cannot_be_attached(
    interview: Interview, case: str, tmp_path: Path, attachment: str, date: str, sentence: str
) -> None:
    pdf(tmp_path / "scan.pdf")
    done = interview("attach", case, attachment, str(tmp_path / "scan.pdf"), "--date", date)
    assert done.status == 1
    assert sentence in done.err


def test_a_file_that_is_not_there_cannot_be_attached(interview: Interview, case: str) -> None:
    done = interview("attach", case, "notice_copy", "/nowhere.pdf")
    assert done.status == 1
    assert "was not attached" in done.err


def test_the_same_document_twice_changes_nothing(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    pdf(tmp_path / "scan.pdf")
    interview("attach", case, "article", str(tmp_path / "scan.pdf"))
    assert "held already" in interview("attach", case, "article", str(tmp_path / "scan.pdf")).out


# prepared interviews


def test_a_prepared_interview(interview: Interview, tmp_path: Path) -> None:
    done = interview("new", "--answers", prepared(tmp_path))
    assert done.status == 0, done.err
    case = done.out.split("Case: ")[1].split()[0]
    assert "[fills/r1]" in done.out
    text = interview("show", case).out
    assert "1: sertraline – Drug: sertraline  [chart]" in text
    assert "Identity confirmed" in text
    assert "End of the call: Completed" in text
    assert "Filled" not in text


def test_what_is_off_path_or_not_taken_is_reported_with_its_place(
    interview: Interview, tmp_path: Path
) -> None:
    text = ANSWERS + "      unproven.proof: A study\n      mood.worse: perhaps\n"
    done = interview("new", "--answers", prepared(tmp_path, text))
    assert done.status == 0
    assert "answers.yaml:12:19: Proof is kept, but not relevant in this case." in done.out
    assert "answers.yaml:13:15: Getting worse was not taken." in done.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "answers: {patient.nam: Ana}",
            "answers.yaml:1:11: There is no question patient.nam. Did you mean patient.name",
        ),
        ("answers: {drugs: [{drg: x}]}", "There is no column drg. Did you mean drug?"),
        ("answers: {patient.name: {value: Ana, source: moon}}", "source cannot be moon"),
        ("answers: {patient.name: {state: sleeping}}", "state cannot be sleeping"),
        ("call: {respondent: {party: proxy}}\nanswers: {}", "relation and the authority"),
        ("call: {papers: [cook]}", "cook is no party"),
        ("attachments: {articel: x.pdf}", "There is no document articel. Did you mean article?"),
        ("cal: {}", "has no key cal"),
        ("- a\n- b", "key: value"),
        ("answers: {a: {b", "answers.yaml"),
    ],
)
def test_mistakes_in_an_answers_file_are_status_2_and_nothing_is_made(
    interview: Interview, tmp_path: Path, text: str, sentence: str
) -> None:
    done = interview("new", "--answers", prepared(tmp_path, text))
    assert done.status == 2
    assert sentence in done.err
    assert not (tmp_path / "cases").exists()


def test_documents_of_a_prepared_interview(interview: Interview, tmp_path: Path) -> None:
    pdf(tmp_path / "scan.pdf")
    text = (
        ANSWERS
        + "    attachments:\n      fills/r1: {file: scan.pdf, date: 2026-11-01}\n      article:"
        " gone.pdf\n"
    )
    done = interview("new", "--answers", prepared(tmp_path, text))
    assert "Fills of sertraline  [fills/r1]: scan.pdf, dated 2026-11-01" in done.out
    assert "gone.pdf was not attached" in done.out


# sittings from a pipe


def test_a_new_interview_from_a_pipe_has_no_escape_sequences(interview: Interview) -> None:
    typed = "".join(f"{line}\n" for line in (*PATIENT, "Ana Ruiz"))
    done = interview("new", "--plain", typed=typed)
    assert done.status == 0
    assert "→ Ana Ruiz" in done.out
    assert "\x1b" not in done.out + done.err
    assert "Go on with: interview resume c-" in done.err


def test_resume_confirms_whose_case_it_is_first(interview: Interview, case: str) -> None:
    done = interview("resume", case, typed="n\n")
    assert "Ana Ruiz, born on a day not known yet" in done.out
    assert "Closed again" in done.out
    assert "ketamine" not in done.out


def test_resume_without_a_case_offers_a_list(interview: Interview, case: str) -> None:
    done = interview("resume", typed="1\ny\n")
    assert f"1 {case} · Ana Ruiz" in done.out
    assert "Start of the call" in done.out


def test_the_start_offers_what_there_is(interview: Interview, case: str) -> None:
    done = interview(typed="\n")
    assert done.status == 0
    assert "1 New interview" in done.out
    assert f"Go on with {case} · Ana Ruiz" in done.out


def test_a_case_that_somebody_holds_is_status_1_and_names_them(
    interview: Interview, place: Workplace
) -> None:
    with closing(begun(place)):
        done = interview("resume", CASE)
    assert done.status == 1
    assert "Dana has c-test01 open" in done.err


def test_a_damaged_case_is_not_resumed_and_can_be_shown(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    path = tmp_path / "cases" / f"{case}.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:4], b"garbage", *lines[4:]]))
    done = interview("resume", case)
    assert done.status == 1
    assert "cannot be read" in done.err
    assert interview("show", case).status == 0


# profile


def test_the_profile_is_asked_for_and_written(interview: Interview, tmp_path: Path) -> None:
    other = "5\nOmar Haddad\nMD\n\nPsychiatry\n1234567890\n1234567893\n\n\n\n\n\n\n\n"
    done = interview(
        "profile", typed="2\nExample Clinic\n1 Example Road\n505-555-0150\n-\n" + other + "done\n"
    )
    assert done.status == 0
    assert str(tmp_path / "profile.yaml") in done.out
    assert "check digit is wrong" in done.out
    text = (tmp_path / "profile.yaml").read_text()
    assert "1 Example Road" in text
    assert "Omar Haddad" in text


# the process itself


def test_a_reader_that_stops_reading_is_no_problem(case: str, tmp_path: Path) -> None:
    python, folders = (
        shlex.quote(sys.executable),
        f"--transcripts {tmp_path}/cases --trees {tmp_path}/trees",
    )
    command = f"{python} -m interview show {case} {folders} | true"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    ("redirected", "status", "out", "err"),
    [
        ("<&-", 0, "There is no case yet", "Cases: "),
        ("2>&-", 0, "There is no case yet", ""),
        (">&-", 1, "", "Standard output is closed, so nothing can be shown"),
        ("<&- >&- 2>&-", 1, "", ""),
    ],
)
def test_closed_streams_end_in_a_sentence_or_quietly(
    tmp_path: Path, redirected: str, status: int, out: str, err: str
) -> None:
    command = (
        f"{shlex.quote(sys.executable)} -m interview list --transcripts"
        f" {shlex.quote(str(tmp_path))} {redirected}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert out in done.stdout
    assert err in done.stderr
    assert "Traceback" not in done.stderr
    assert "error of its own" not in done.stderr


def test_an_error_of_the_program_shows_no_answers(
    interview: Interview, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Ana Ruiz")

    monkeypatch.setattr("interview.cli.cases.history_lines", broken)
    done = interview("show", case)
    assert done.status == 1
    assert "KeyError" in done.err
    assert "Ana" not in done.err


# trees


def test_the_tree_as_an_outline(interview: Interview) -> None:
    done = interview("tree", "show")
    assert done.status == 0
    assert "drugs: Earlier drugs" in done.out


def test_a_mistake_in_a_tree_is_status_2_with_its_place(
    interview: Interview, tmp_path: Path
) -> None:
    path = tmp_path / "trees" / "mood.yaml"
    path.write_text(path.read_text().replace("when: answered(drugs)", "when: answered(drug)"))
    done = interview("tree", "check")
    assert done.status == 2
    assert "mood.yaml:13:20:" in done.err
    assert "Did you mean drugs" in done.err


def test_the_checker_joins_trees_and_letters(interview: Interview) -> None:
    done = interview("tree", "check")
    assert done.status == 2
    assert "unproven.proof serves nothing" in done.out
    assert "patient.name serves nothing" not in done.out
