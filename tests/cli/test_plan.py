"""Recording what happens with the plan, the calendar, and a case on its way, from the command
line.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from tests.cli.conftest import Interview
from tests.office import CASE, begun, say


@pytest.fixture
def case(place: Workplace) -> str:
    with closing(begun(place)) as session:
        say(session, patient__name="Ana Ruiz")
    return CASE


def test_options_record_without_asking(interview: Interview, case: str) -> None:
    sent = (
        "sent",
        case,
        "--asks",
        "appeal",
        "--to",
        "555-0150",
        "--proof",
        "0042",
        "--when",
        "3 days ago 9am",
    )
    assert interview(*sent).status == 0
    ran = interview(
        "log",
        case,
        "--person",
        "Lee",
        "--said",
        "It is there.",
        "--confirms",
        "y",
        "--promised",
        "a call",
    )
    assert (ran.status, ran.err) == (0, "Cases: " + ran.err.partition("Cases: ")[2])
    assert interview("kept", case, "--promise", "1").status == 0
    assert interview("owner", case, "Kim").out == "Kim looks after this case now.\n"
    ran = interview(
        "decision", case, "--outcome", "upheld", "--dated", "yesterday", "--received", "today"
    )
    assert "DECIDED: Appeal: refused" in ran.out
    shown = interview("show", case).out
    for words in (
        "by fax to 555-0150; confirmation 0042",
        "Contact with the health plan (Lee), Dana for us: It is there.",
        "Promise kept",
        "Kim looks after this case",
        "Appeal: refused",
    ):
        assert words in shown, words
    assert json.loads(interview("due", case, "--json").out)["level"] == 2
    assert json.loads(interview("due", case, "--level", "1", "--json").out)["decision"] is None


def test_somebody_else_has_the_paper(interview: Interview, case: str) -> None:
    ran = interview(
        "holder",
        case,
        "--document",
        "notice_copy",
        "--has",
        "prescriber",
        "--name",
        "Example Rheumatology",
    )
    assert (ran.status, ran.out) == (0, "The notice: with Example Rheumatology now.\n")
    assert "who has it: Example Rheumatology" in interview("missing", case).out


def test_without_options_it_asks(interview: Interview, case: str) -> None:
    typed = "1\n3\n2\n555-0150\n77\nyesterday 8am\n"
    ran = interview("sent", case, typed=typed)
    assert ran.status == 0, ran.out + ran.err
    assert "What went out?" in ran.out
    assert "confirmation 77" in interview("show", case).out


def test_leaving_the_form_records_nothing(interview: Interview, case: str) -> None:
    ran = interview("log", case, typed="/cancel\n")
    assert (ran.status, ran.out.splitlines()[-1]) == (1, "Left; nothing was recorded.")
    assert "Contact" not in interview("show", case).out


WRONG = {
    "an unknown way": (
        ("sent", CASE, "--asks", "appeal", "--way", "pigeon"),
        "--way: pigeon is none of the choices.",
    ),
    "no promise": (("kept", CASE, "--promise", "1"), "Nobody has promised anything"),
    "a case that is not there": (("log", "c-000000", "--said", "x"), "There is no case c-000000"),
    "an export over a file": (("export", CASE, "--out", __file__), "exists already"),
    "an export to nowhere": (("export", CASE, "--out", "/nonexistent/x.zip"), "it does not exist"),
    "an import of nothing": (("import", "/nonexistent/x.zip"), "it does not exist"),
    "an import of something else": (("import", __file__), "damaged or no exported case"),
}


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
@pytest.mark.usefixtures("case")
def test_a_mistake_is_status_1_and_a_sentence(
    interview: Interview, words: tuple[str, ...], sentence: str
) -> None:
    ran = interview(*words)
    assert ran.status == 1
    assert sentence in ran.err
    assert "Traceback" not in ran.err


def test_the_list_says_what_is_due_and_when(interview: Interview, case: str) -> None:
    interview("log", case, "--said", "x", "--promised", "a call", "--promised-by", "in 2 days")
    assert "in 2 days: promised by" in interview("list").out
    (found,) = json.loads(interview("list", "--json").out)
    assert found["dates"][0]["what"] == "promise"


def test_calendar_to_a_file_and_to_the_screen(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    interview("log", case, "--said", "x", "--promised", "a call", "--promised-by", "in 2 days")
    ran = interview("calendar", "--out", str(tmp_path / "dates.ics"))
    assert ran.out == f"1 date written to {tmp_path / 'dates.ics'}\n"
    assert (tmp_path / "dates.ics").stat().st_mode & 0o077 == 0
    assert interview("calendar").out.startswith("BEGIN:VCALENDAR\nVERSION:2.0\n")
    assert "Ana Ruiz" in interview("calendar", "--details").out


def test_a_case_goes_to_another_folder_with_its_owner(
    interview: Interview, case: str, tmp_path: Path, place: Workplace
) -> None:
    file = tmp_path / "case.zip"
    out = interview("export", case, "--out", str(file), "--owner", "Kim").out
    assert "Kim looks after this case." in out and "send it by a safe way only" in out
    assert "Everything in it was here already" in interview("import", str(file)).out
    Path(place.store.where, f"{case}.jsonl").unlink()
    out = interview("import", str(file)).out
    assert out.splitlines()[:2] == [
        f"{case} taken in. It is new here.",
        "Kim looks after this case.",
    ]
    assert "Ana Ruiz" in interview("show", case).out
