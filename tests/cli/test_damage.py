"""Cases that something damaged, from the command line: every list goes on, and each command says
what is wrong.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from tests.cli.conftest import Interview
from tests.office import CASE, START, begun, resumed, say

WHOLE = "c-whae01"


@pytest.fixture
def cases(place: Workplace) -> Path:
    """Two cases; gives the transcript of the one that is to be damaged."""
    with closing(begun(place)) as session:
        say(
            session,
            patient__name="Ana Ruiz",
            patient__born="May 4, 1979",
            denial__plan="Prairie Mutual",
        )
    with closing(begun(place, case=WHOLE)) as session:
        say(session, patient__name="Ben Osei")
    return Path(place.store.where, f"{CASE}.jsonl")


def swap(transcript: Path, one: int, two: int) -> None:
    """Exchanges two lines, counted from 1."""
    lines = transcript.read_bytes().split(b"\n")
    lines[one - 1], lines[two - 1] = lines[two - 1], lines[one - 1]
    transcript.write_bytes(b"\n".join(lines))


def test_two_lines_that_changed_places_stop_no_list(interview: Interview, cases: Path) -> None:
    swap(cases, 4, 5)
    for _ in range(2):
        listed = interview("list")
        assert listed.status == 0
        assert "Ben Osei" in listed.out
        assert f"The transcript of {CASE} was changed from outside at line 3 or 4" in listed.out
    assert "Ben Osei" in interview(typed="0\n").out
    assert interview("calendar").status == 0
    found = {each["case"]: each["problem"] for each in json.loads(interview("list", "--json").out)}
    assert found[WHOLE] is None
    assert "changed from outside" in found[CASE]


@pytest.mark.parametrize(
    "words", [["show"], ["show", "--json"], ["missing"], ["due"], ["sheet", "call"]]
)
def test_a_case_whose_lines_changed_places_is_shown_and_says_why_it_is_read_only(
    interview: Interview, cases: Path, words: list[str]
) -> None:
    swap(cases, 4, 5)
    ran = interview(words[0], CASE, *words[1:])
    assert "was changed from outside at line 3 or 4" in ran.err + ran.out
    assert "an error of its own" not in ran.err
    assert ran.status in (0, 3)
    assert interview("resume", CASE).status == 1


def test_answers_after_a_changed_last_line_are_not_cut_without_a_word(
    interview: Interview, cases: Path
) -> None:
    damaged = cases.read_bytes()[:-3] + b"~}\n"
    cases.write_bytes(damaged)
    ran = interview("resume", CASE)
    assert ran.status == 1
    assert "Line 6 of the transcript" in ran.err
    assert "Line 6" in json.loads(interview("show", CASE, "--json").out)["problem"]
    assert cases.read_bytes() == damaged


def test_what_a_crash_left_is_said_when_it_is_cut_and_ever_after(
    interview: Interview, cases: Path
) -> None:
    whole = cases.read_bytes()
    cases.write_bytes(whole + b'{"address":"denial.pl')
    assert (
        f"The last 21 bytes of the transcript of {CASE} are no whole entry"
        in interview("show", CASE).err
    )
    torn = "was broken off by a crash"
    assert torn in interview("resume", CASE, typed="2\n").out
    assert cases.read_bytes() == whole
    (kept,) = cases.parent.glob("*.torn-*")
    for ran in (interview("list"), interview("resume", CASE, typed="2\n")):
        assert torn in ran.out
        assert kept.name in ran.out
    assert kept.name in interview("show", CASE).err
    assert kept.name in json.loads(interview("show", CASE, "--json").out)["notes"][0]


@pytest.mark.parametrize(
    "name",
    [
        f"{CASE} (1).jsonl",
        f"{CASE} 2.jsonl",
        f"{CASE} - Copy.jsonl",
        f"{CASE}-LAPTOP.jsonl",
        f"{CASE} (Ana's conflicted copy 2026-11-02).jsonl",
        f"{CASE}.sync-conflict-20261102-101112-ABCDEFG.jsonl",
        f"{CASE}.jsonl.bak",
    ],
)
def test_a_copy_beside_a_case_is_named(interview: Interview, cases: Path, name: str) -> None:
    cases.with_name(name).write_bytes(cases.read_bytes())
    for ran in (interview("list"), interview("resume", CASE, typed="2\n")):
        assert f"“{name}”" in ran.out
        assert f"interview compare {CASE}" in ran.out
    assert name in interview("missing", CASE).err
    assert "can be removed" in interview("compare", CASE).out


def test_what_stands_only_in_a_case_or_only_in_its_copy(
    interview: Interview, cases: Path, place: Workplace
) -> None:
    assert f"No copy of {CASE}" in interview("compare", CASE).out
    copy, common = cases.with_name(f"{CASE} (1).jsonl"), cases.read_bytes()
    with closing(resumed(place)) as session:
        say(session, denial__drug="Humira")
    copy.write_bytes(common)
    assert "entries are in c-test01 as well. It can be removed." in interview("compare", CASE).out
    copy.write_bytes(cases.read_bytes())
    cases.write_bytes(common)
    ahead = interview("compare", CASE).out
    assert f"it goes on where {CASE} ends" in ahead
    assert "Drug: Humira" in ahead
    with closing(resumed(place)) as session:
        say(session, denial__drug="Enbrel")
    both = interview("compare", CASE).out.split("Only in")
    assert "both went on differently" in both[0]
    assert "Drug: Enbrel" in both[1]
    assert "Drug: Humira" in both[2]
    copy.write_bytes(b"Dear Sir,\n")
    assert "not a transcript" in interview("compare", CASE).out


def test_a_case_of_which_only_a_copy_is_there_is_listed(interview: Interview, cases: Path) -> None:
    cases.rename(cases.with_name(f"{CASE} (1).jsonl"))
    listed = interview("list")
    assert f"“{CASE} (1).jsonl” looks like a copy of it" in listed.out
    assert "Ben Osei" in listed.out


HOSTILE = "Ana\x9b31m\u202egnp\x1b]52;c;UFdO\x07\u200b\x7f\u2066X\U000e0041"


def test_json_for_programs_steers_no_terminal_and_means_the_same(
    interview: Interview, place: Workplace
) -> None:
    with closing(begun(place)) as session:
        session.append(ev.NoteAdded, text=HOSTILE)
    for words in (["show", CASE, "--json"], ["list", "--json"], ["missing", CASE, "--json"]):
        out = interview(*words).out
        assert out.replace("\n", "").isprintable(), words
    history = json.loads(interview("show", CASE, "--json").out)["history"]
    assert HOSTILE in [entry["text"] for entry in history]


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_date_that_nothing_can_be_counted_from_hides_no_other_case(
    interview: Interview, cases: Path, place: Workplace, far: date
) -> None:
    with closing(resumed(place)) as session:
        session.append(
            ev.ContactLogged, when=START, said="Yes", promised="the file", promised_by=far
        )
        session.append(
            ev.DecisionReceived, outcome="approved", received=far, dated=far, expires=far
        )
    assert cases.exists()
    listed = interview("list")
    assert "Ben Osei" in listed.out
    for words in (["list"], ["calendar"], ["show", CASE], ["due", CASE]):
        ran = interview(*words)
        assert ran.status in (0, 1), words
        assert "an error of its own" not in ran.out + ran.err, words


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the streams")
@pytest.mark.parametrize(
    ("words", "closed", "sentence"),
    [
        ("list", ">&-", "Standard output is closed"),
        ("new --plain", ">&-", "Standard output is closed"),
        ("new --plain", "<&- >&- 2>&-", ""),
    ],
)
def test_a_closed_stream_is_said_and_no_transcript_takes_its_place(
    tmp_path: Path, words: str, closed: str, sentence: str
) -> None:
    command = (
        f"{shlex.quote(sys.executable)} -m interview {words} --transcripts {tmp_path}/cases"
        f" {closed}"
    )
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode in (1, 2)
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list(tmp_path.rglob("*.jsonl"))
