"""Letters as files: every format, several cases, sign-off, the signed copy, letterhead and logo
of the profile.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest

from interview.case.workplace import Workplace
from interview.sitting.opening import read_state, resume_session
from tests.cli.conftest import Interview
from tests.letters.pictures import png
from tests.office import CASE, PROFILE, begun, resumed, say, write
from tests.packet.making import pdf

FORMATS = "md,txt,html,docx,pdf"


@pytest.fixture
def case(place: Workplace) -> str:
    """A case whose letter can be final."""
    with closing(begun(place)) as session:
        answers = {"drugs": "sertraline", "denial__drug": "ketamine", "signer__name": "Lena Okoro"}
        say(session, patient__name="Ana Ruiz", denial__reasons="1", **answers)
    with closing(resume_session(place, CASE)) as session:
        say(session, drugs="no")
    return CASE


def change(place: Workplace, case: str) -> None:
    """Another drug, which the letter names."""
    with closing(resumed(place, case=case)) as session:
        say(session, denial__drug="esketamine")


def test_a_draft_in_every_format(interview: Interview, case: str, tmp_path: Path) -> None:
    done = interview("render", case, "--to", FORMATS, "--out", str(tmp_path / "out"))
    assert done.status == 0, done.err
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [name.partition("-DRAFT.")[2] for name in names] == ["docx", "html", "md", "pdf", "txt"]
    assert (tmp_path / "out" / names[0]).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_what_cannot_be_shown_needs_a_folder(interview: Interview, case: str, suffix: str) -> None:
    done = interview("render", case, "--to", f"txt,{suffix}")
    assert done.status == 2
    assert (
        f"A letter as {suffix} cannot be shown here. Please say where to put it: --out DIR"
        in done.err
    )


def test_several_cases_say_how_far_it_is(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    with closing(begun(place, case="c-test02")) as session:
        say(session, patient__name="Bo Lind", denial__reasons="1", denial__drug="ketamine")
    done = interview(
        "render", case, "c-zzzzzz", "c-test02", "--to", "pdf", "--out", str(tmp_path / "out")
    )
    assert done.status == 1
    assert [line for line in done.err.splitlines() if " of 3: " in line] == [
        f"1 of 3: {case}",
        "2 of 3: c-zzzzzz",
        "3 of 3: c-test02",
    ]
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_the_transcript_keeps_what_a_final_letter_said(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert (
        interview("render", case, "--final", "--to", "docx,pdf,txt", "--out", str(out)).status == 0
    )
    (event,) = read_state(place, case).record.renderings
    files = {
        path.suffix[1:]: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()
    }
    assert {each.format: each.sha256 for each in event.files} == files
    assert event.said.startswith("Please cover ketamine")
    assert hashlib.sha256(event.said.encode()).hexdigest() == event.sha256
    assert len(event.content) == len(event.profile) == 64
    assert event.day is not None and event.day.isoformat() in next(iter(out.iterdir())).name
    interview("render", case, "--final", "--to", "pdf", "--out", str(out))
    assert len(read_state(place, case).record.renderings) == 1
    interview("render", case, "--final", "--to", "html", "--out", str(out))
    assert len(read_state(place, case).record.renderings) == 2


@pytest.mark.parametrize("suffix", FORMATS.split(","))
def test_a_final_letter_is_never_overwritten_by_another(
    interview: Interview, place: Workplace, case: str, tmp_path: Path, suffix: str
) -> None:
    words = ("render", case, "--final", "--to", suffix, "--out", str(tmp_path / "out"))
    assert interview(*words).status == 0
    (path,) = (tmp_path / "out").iterdir()
    before = path.read_bytes()
    change(place, case)
    done = interview(*words)
    assert done.status == 1
    assert "is a final letter already" in done.err
    assert path.read_bytes() == before


# sign-off


def test_an_approval_holds_until_the_letter_says_something_else(
    interview: Interview, place: Workplace, case: str
) -> None:
    done = interview("approve", case, "request", "--reviewer", "Sam Hale")
    assert (done.status, done.out) == (
        0,
        "Approved: request, by Lena Okoro (prescriber), reviewed by Sam Hale.\n",
    )
    (event,) = read_state(place, case).record.approvals.values()
    assert (event.reviewer, event.prescriber, event.letter) == ("Sam Hale", "Lena Okoro", "request")
    assert (
        "Nothing was changed" in interview("approve", case, "request", "--reviewer", "Sam Hale").out
    )
    assert "request: approved by Lena Okoro, reviewed by Sam Hale" in interview("show", case).out
    assert "request: approved by" in interview("render", case).err
    assert "letter approved" in interview("list").out
    change(place, case)
    assert "request: APPROVAL WITHDRAWN" in interview("show", case).out
    assert "request: APPROVAL WITHDRAWN" in interview("render", case, "--final").err
    assert "APPROVAL WITHDRAWN" in interview("list").out
    assert json.loads(interview("list", "--json").out)[0]["approval"] == "withdrawn"
    assert interview("approve", case, "request").out.startswith("Approved: request, by Lena Okoro")
    assert "letter approved" in interview("list").out


def test_another_template_withdraws_an_approval_too(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    interview("approve", case, "request")
    path = tmp_path / "letters" / "request.md.j2"
    path.write_text(path.read_text().replace("Please cover", "We ask you to cover"))
    assert "APPROVAL WITHDRAWN" in interview("list").out


def test_a_later_day_withdraws_nothing(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    path = tmp_path / "letters" / "request.md.j2"
    path.write_text(path.read_text().replace("Please cover", "{{ today }}\n\nPlease cover"))
    clock, place.clock = place.clock, lambda: clock().replace(year=2020)
    with closing(resume_session(place, case)) as session:
        from interview.papers.rendering import rendered
        from interview.papers.signing import approve

        (draft,) = rendered(place.letters, session.state, case, session.today)
        approve(session, draft, "Sam Hale", "")
    assert "request: approved by" in interview("show", case).out


def test_nobody_approves_what_is_open(interview: Interview, place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, patient__name="Ana Ruiz", denial__reasons="1")
    done = interview("approve", CASE, "request")
    assert done.status == 1
    assert "Signer  [signer.name] (blocks" in done.err
    assert not read_state(place, CASE).record.approvals
    assert "Did you mean request?" in interview("approve", CASE, "requst").err


def test_the_signed_copy_belongs_to_the_last_final_letter(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    scan = tmp_path / "signed.pdf"
    pdf(scan)
    early = interview("attach", case, "signed_copy", str(scan))
    assert early.status == 1
    assert "No letter of this case is final yet" in early.err
    interview("render", case, "--final", "--to", "pdf", "--out", str(tmp_path / "out"))
    assert "request: final letter of" in interview("show", case).out
    done = interview("attach", case, "signed_copy", str(scan), "--letter", "request")
    assert done.status == 0, done.err
    record = read_state(place, case).record
    (copy,) = record.signed.values()
    assert copy.rendering == record.renderings[-1].seq
    assert copy.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert "signed copy: signed.pdf" in interview("show", case).out
    assert "Nothing was changed" in interview("attach", case, "signed_copy", str(scan)).out
    assert (
        "Did you mean request?"
        in interview("attach", case, "signed_copy", str(scan), "--letter", "requst").err
    )


def test_a_new_final_letter_has_no_signed_copy_yet(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    scan = tmp_path / "signed.pdf"
    pdf(scan)
    interview("render", case, "--final", "--to", "txt")
    interview("attach", case, "signed_copy", str(scan))
    change(place, case)
    interview("render", case, "--final", "--to", "txt")
    lines = [line for line in interview("show", case).out.splitlines() if "final letter of" in line]
    assert [line.rpartition(", ")[2] for line in lines] == [
        "signed copy: signed.pdf",
        "no signed copy yet",
    ]


@pytest.mark.parametrize(
    "words", [["signed_copy", "x", "--date", "today"], ["fills/r1", "x", "--letter", "request"]]
)
def test_what_does_not_go_together_is_said(
    interview: Interview, case: str, words: list[str]
) -> None:
    done = interview("attach", case, *words)
    assert done.status == 2
    assert "--letter goes with signed_copy" in done.err


# the clinic's design


def with_profile(tmp_path: Path, more: str) -> None:
    write(tmp_path, {"profile.yaml": PROFILE + more})


def test_letterhead_and_logo_of_the_profile(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "EXAMPLE CLINIC"
    paper.save(str(tmp_path / "paper.docx"))
    (tmp_path / "logo.png").write_bytes(png())
    entry = "    letterhead: {file: paper.docx, logo: logo.png, logo_words: Example Clinic}\n"
    with_profile(tmp_path, entry)
    done = interview("render", case, "--to", "docx,html,pdf", "--out", str(tmp_path / "out"))
    assert done.status == 0, done.err
    files = {path.suffix: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert (
        docx.Document(BytesIO(files[".docx"])).sections[0].header.paragraphs[0].text
        == "EXAMPLE CLINIC"
    )
    assert b'alt="Example Clinic"' in files[".html"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("{file: none.docx}", "none.docx that the profile names cannot be read: it does not exist"),
        ("{file: profile.yaml}", "profile.yaml is not a Word document"),
        ("{logo: none.png, logo_words: x}", "none.png that the profile names cannot be read"),
        ("{logo: profile.yaml, logo_words: x}", "is neither PNG nor JPEG"),
        ("{logo: logo.png}", "Please write `logo_words:` below it"),
    ],
)
def test_a_design_that_cannot_be_used_is_said(
    interview: Interview, case: str, tmp_path: Path, entry: str, sentence: str
) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    with_profile(tmp_path, f"    letterhead: {entry}\n")
    done = interview("render", case, "--to", "docx", "--out", str(tmp_path / "out"))
    assert done.status == 1
    assert sentence in done.err
    assert "Traceback" not in done.err


def test_the_profile_names_the_clinics_own_letters(
    place: Workplace, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from interview.cli.commands import run

    (tmp_path / "letters").rename(tmp_path / "ours")
    with_profile(tmp_path, "    templates: ours\n")
    assert place.templates is not None
    status = run(
        ["render", case, "--transcripts", f"{tmp_path}/cases", "--trees", f"{tmp_path}/trees"]
    )
    assert status == 0
    assert "Please cover ketamine" in capsys.readouterr().out
