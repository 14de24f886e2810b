"""`attach` and `packet`: what is confirmed about documents, when a packet is ready, and where it
goes.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import docx
import pikepdf
import pytest

from interview.case.workplace import Workplace
from interview.core.events import EVENTS, AttachmentAdded, PacketMade
from interview.sitting.opening import read_state, resume_session
from tests.cli.conftest import Interview, Ran
from tests.office import CASE, begun, resumed, say
from tests.packet.making import half_black, page_count, pdf, texts

CLEARED = ("--no-psychotherapy-notes", "--no-substance-use")


@pytest.fixture
def case(place: Workplace) -> str:
    """A case whose letter can be final, and which needs the fills of one drug and the notice."""
    with closing(begun(place)) as session:
        answers = {"drugs": "sertraline", "denial__drug": "ketamine", "signer__name": "Lena Okoro"}
        say(
            session,
            patient__name="Ana Ruiz",
            denial__plan="Example Plan",
            denial__reasons="1",
            **answers,
        )
    with closing(resume_session(place, CASE)) as session:
        say(session, drugs="no")
    return CASE


@pytest.fixture
def complete(interview: Interview, case: str, tmp_path: Path) -> str:
    """The same with both documents, a final letter and its signed copy."""
    scan = str(pdf(tmp_path / "scan.pdf", 9))
    assert interview("attach", case, "fills/r1", scan, "--pages", "2-3", *CLEARED).status == 0
    assert (
        interview("attach", case, "notice_copy", scan, "--date", "2026-11-02", *CLEARED).status == 0
    )
    sign(interview, case, tmp_path)
    return case


def sign(interview: Interview, case: str, folder: Path) -> None:
    assert interview("render", case, "--final").status == 0
    done = interview("attach", case, "signed_copy", str(pdf(folder / "signed.pdf", 1, "Signed")))
    assert done.status == 0, done.err


def packed(interview: Interview, case: str, folder: Path, *more: str) -> Ran:
    return interview("packet", case, "--out", str(folder / "out" / "packet.pdf"), *more)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").iterdir())


# attaching


def test_what_is_said_about_a_document_is_kept(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    scan = str(pdf(tmp_path / "scan.pdf", 9))
    done = interview("attach", case, "fills/r1", scan, "--pages", "7, 1-3")
    assert "Attached: Fills of sertraline: scan.pdf, pages 1-3,7 of 9." in done.out
    assert "please confirm that it holds no psychotherapy notes" in done.out
    assert "please say whether it holds records of substance use treatment" in done.out
    interview("attach", case, "fills/r1", scan, "--no-psychotherapy-notes")
    done = interview("attach", case, "fills/r1", scan, "--consent", "signed Nov 2, covers the plan")
    assert "please" not in done.out
    held = read_state(place, case).record.attachments["fills/r1"]
    assert (held.pages, held.no_psychotherapy_notes, held.substance_use) == ("1-3,7", True, True)
    assert held.consent == "signed Nov 2, covers the plan"
    assert "held already" in interview("attach", case, "fills/r1", scan).out


def test_another_file_is_confirmed_anew(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    interview(
        "attach", case, "fills/r1", str(pdf(tmp_path / "scan.pdf", 9)), "--pages", "2", *CLEARED
    )
    interview("attach", case, "fills/r1", str(pdf(tmp_path / "other.pdf", 3)))
    held = read_state(place, case).record.attachments["fills/r1"]
    assert (held.name, held.pages, held.no_psychotherapy_notes, held.substance_use) == (
        "other.pdf",
        "",
        False,
        None,
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "is damaged"),
        (b"%PDF-1.7", "is damaged or was cut off"),
        (b"MZ", "is no PDF"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(
    interview: Interview, place: Workplace, case: str, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "scan.pdf").write_bytes(content)
    done = interview("attach", case, "fills/r1", str(tmp_path / "scan.pdf"))
    assert done.status == 1
    assert "scan.pdf" in done.err and words in done.err and "Please" in done.err
    assert not read_state(place, case).record.attachments
    assert not [path for path in (tmp_path / "cases").rglob("*") if "files" in path.parent.name]


def test_a_damaged_file_that_was_read_is_kept_as_it_is_and_said_to_be_damaged(
    interview: Interview, place: Workplace, case: str, tmp_path: Path
) -> None:
    scan = pdf(tmp_path / "scan.pdf", 3)
    scan.write_bytes(damaged := scan.read_bytes() + b"\0" * 2500)
    done = interview("attach", case, "fills/r1", str(scan), *CLEARED)
    assert (
        "The file is damaged; 3 pages could be read. Please compare them in the packet." in done.out
    )
    held = read_state(place, case).record.attachments["fills/r1"]
    (kept,) = (tmp_path / "cases").rglob(f"{held.sha256}*")
    assert kept.read_bytes() == damaged


def test_pages_that_are_not_there_are_refused(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    done = interview(
        "attach", case, "fills/r1", str(pdf(tmp_path / "scan.pdf", 9)), "--pages", "8-10"
    )
    assert done.status == 1
    assert "scan.pdf has the pages 1 to 9, and “8-10” asks for others" in done.err


def test_either_no_substance_use_or_a_consent(interview: Interview, case: str) -> None:
    assert (
        interview("attach", case, "fills/r1", "x", "--no-substance-use", "--consent", "yes").status
        == 2
    )


def test_documents_of_older_transcripts_are_read() -> None:
    line = {
        "seq": 1,
        "at": "2026-11-20T09:00:00-05:00",
        "operator": "Dana",
        "type": "attachment_added",
    }
    event = EVENTS.validate_python(
        {**line, "attachment": "fills", "name": "a.pdf", "sha256": "0" * 64, "size": 1}
    )
    assert isinstance(event, AttachmentAdded)
    assert (event.pages, event.no_psychotherapy_notes, event.substance_use, event.consent) == (
        "",
        False,
        None,
        "",
    )


# the packet


def test_a_complete_packet_is_ready(
    interview: Interview, place: Workplace, complete: str, tmp_path: Path
) -> None:
    done = packed(interview, complete, tmp_path)
    assert done.status == 0, done.err
    assert files(tmp_path) == ["packet.pdf"]
    path = tmp_path / "out" / "packet.pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    pages = texts(path.read_bytes())
    assert "Example Plan" in pages[0] and "Lena Okoro" in pages[0]
    assert "Ana Ruiz" not in pages[0] and "ketamine" not in pages[0]
    assert "Please cover ketamine" in pages[1] and "Signed 1" in pages[1]
    assert [page for page in pages if "NOT READY" in page] == []
    assert sum("Sheet" in page and "Exhibit A" in page for page in pages) == 2
    (event,) = [
        each for each in read_state(place, complete).record.events if isinstance(each, PacketMade)
    ]
    assert (event.letter, event.pages, len(event.parts)) == ("request", len(pages), 1)
    assert "Packet of letter request made" in interview("show", complete).out
    before = path.read_bytes()
    assert packed(interview, complete, tmp_path).status == 0
    assert path.read_bytes() == before
    assert (
        sum(isinstance(each, PacketMade) for each in read_state(place, complete).record.events) == 1
    )


def test_everything_that_is_missing_is_on_the_screen(
    interview: Interview, case: str, tmp_path: Path
) -> None:
    done = packed(interview, case, tmp_path)
    assert done.status == 3
    assert files(tmp_path) == ["packet-NOT-READY.pdf"]
    for words in (
        (
            "The letter request is not final yet. Please: interview render c-test01 --letter"
            " request --final"
        ),
        "There is no signed copy",
        "Exhibit A, Fills of sertraline [fills/r1]: not in hand.",
        "Exhibit B, The notice [notice_copy]: not in hand.",
    ):
        assert words in done.err
    assert all(
        "NOT READY" in page
        for page in texts((tmp_path / "out" / "packet-NOT-READY.pdf").read_bytes())
    )


def test_a_letter_changed_since_is_not_ready(
    interview: Interview, place: Workplace, complete: str, tmp_path: Path
) -> None:
    with closing(resumed(place, case=complete)) as session:
        say(session, denial__drug="esketamine")
    done = packed(interview, complete, tmp_path)
    assert done.status == 3
    assert "says something else now than on" in done.err
    assert files(tmp_path) == ["packet-NOT-READY.pdf"]
    interview("render", complete, "--final")
    assert "The signed copy of the letter of" in packed(interview, complete, tmp_path).err
    sign(interview, complete, tmp_path)
    assert packed(interview, complete, tmp_path).status == 0


def test_a_signed_copy_of_other_length_is_not_taken(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    interview("attach", complete, "signed_copy", str(pdf(tmp_path / "two.pdf", 2)))
    done = packed(interview, complete, tmp_path)
    assert done.status == 3
    assert "The signed copy two.pdf has 2 pages and the letter 1 page" in done.err


def test_a_document_nobody_has_looked_through_stays_out(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    interview("attach", complete, "fills/r1", str(pdf(tmp_path / "other.pdf", 1, "Private")))
    done = packed(interview, complete, tmp_path)
    assert done.status == 3
    assert (
        "Exhibit A, Fills of sertraline [fills/r1]: left out. Please attach it again and confirm"
        in done.err
    )
    assert not any(
        "Private" in page
        for page in texts((tmp_path / "out" / "packet-NOT-READY.pdf").read_bytes())
    )


def test_a_word_document_is_kept_and_has_to_be_printed(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    docx.Document().save(str(tmp_path / "note.docx"))
    done = interview("attach", complete, "fills/r1", str(tmp_path / "note.docx"), *CLEARED)
    assert done.status == 0
    assert "please print it to PDF and attach that" in done.out
    assert (
        "note.docx is a Word document. Please print it to PDF"
        in packed(interview, complete, tmp_path).err
    )


def test_a_document_damaged_since_is_missing(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    for path in (tmp_path / "cases" / f"{complete}.files").iterdir():
        with pikepdf.open(path) as file:
            if len(file.pages) == 9:
                path.write_bytes(b"%PDF-1.7 changed")
    done = packed(interview, complete, tmp_path)
    assert done.status == 3
    assert "was changed after it was attached" in done.err


def test_photos_go_in(interview: Interview, complete: str, tmp_path: Path) -> None:
    half_black().save(tmp_path / "photo.jpg")
    interview("attach", complete, "fills/r1", str(tmp_path / "photo.jpg"), *CLEARED)
    assert packed(interview, complete, tmp_path).status == 0


# where it goes


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("555-0143",), "The area code is missing"),
        (("202-555-0143",), "Please type it twice"),
        (
            ("202-555-0143", "202-555-0144"),
            "The fax numbers differ: (202) 555-0143 and (202) 555-0144",
        ),
    ],
)
def test_a_fax_number_is_typed_twice(
    interview: Interview, complete: str, tmp_path: Path, typed: tuple[str, ...], words: str
) -> None:
    done = packed(
        interview, complete, tmp_path, *[word for number in typed for word in ("--fax", number)]
    )
    assert done.status == 1
    assert words in done.err
    assert not (tmp_path / "out").exists()


def test_a_number_typed_twice_is_on_the_cover(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    done = packed(interview, complete, tmp_path, "--fax", "202-555-0143", "--fax", "(202) 555 0143")
    assert done.status == 0
    assert "was not read from the notice" in done.err
    assert "(202) 555-0143" in texts((tmp_path / "out" / "packet.pdf").read_bytes())[0]


def test_the_number_in_the_case_counts_once(
    interview: Interview, place: Workplace, complete: str, tmp_path: Path
) -> None:
    root = tmp_path / "trees" / "root.yaml"
    root.write_text(
        root.read_text().replace(
            "  phone: patient.phone", "  phone: patient.phone\n  plan_fax: patient.phone"
        )
    )
    place = Workplace(
        place.transcripts, place.trees, place.templates, "Dana", place.clock, place.profile_path
    )
    with closing(resumed(place, case=complete)) as session:
        say(session, patient__phone="202-555-0143")
    assert (
        "The case has (202) 555-0143. To print it, type it again"
        in packed(interview, complete, tmp_path).err
    )
    assert (
        "The fax numbers differ"
        in packed(interview, complete, tmp_path, "--fax", "202-555-0144").err
    )
    again = tmp_path / "again"
    done = packed(interview, complete, again, "--fax", "202-555-0143", "--letter", "request")
    assert done.status == 0, done.err
    assert "(202) 555-0143" in texts((again / "out" / "packet.pdf").read_bytes())[0]


def test_a_packet_goes_into_a_folder_under_a_name_of_its_own(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    for words, folder in ((("--out", str(tmp_path / "there")), "there"), ((), "letters")):
        (tmp_path / "there").mkdir(exist_ok=True)
        done = interview("packet", complete, *words)
        assert done.status == 0, done.err
        (path,) = (tmp_path / folder).glob("*packet*")
        assert path.name.startswith(f"{complete}-request-20") and path.name.endswith("-packet.pdf")


def test_parts_are_numbered_in_their_names(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    done = packed(interview, complete, tmp_path, "--fax-pages", "8")
    assert done.status == 0, done.err
    assert files(tmp_path) == [f"packet-part-{number}-of-3.pdf" for number in (1, 2, 3)]
    assert all(page_count((tmp_path / "out" / name).read_bytes()) <= 8 for name in files(tmp_path))


@pytest.mark.parametrize(
    "words", [["--fax-pages", "0"], ["--fax-pages", "x"], ["--max-mb", "-1"], ["--max-mb", "nan"]]
)
def test_a_limit_is_a_number(
    interview: Interview, complete: str, tmp_path: Path, words: list[str]
) -> None:
    assert packed(interview, complete, tmp_path, *words).status == 2


def test_what_is_too_small_a_limit_is_said(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    done = packed(interview, complete, tmp_path, "--fax-pages", "2")
    assert done.status == 1
    assert "The letter with its cover sheet alone is more than is allowed at once" in done.err


def test_a_ready_packet_is_never_overwritten_by_another(
    interview: Interview, complete: str, tmp_path: Path
) -> None:
    assert packed(interview, complete, tmp_path).status == 0
    before = (tmp_path / "out" / "packet.pdf").read_bytes()
    interview("attach", complete, "fills/r1", str(pdf(tmp_path / "other.pdf", 4)), *CLEARED)
    done = packed(interview, complete, tmp_path)
    assert done.status == 1
    assert "packet.pdf is there already and is another file" in done.err
    assert (tmp_path / "out" / "packet.pdf").read_bytes() == before


def test_a_letter_nobody_knows(interview: Interview, complete: str, tmp_path: Path) -> None:
    done = packed(interview, complete, tmp_path, "--letter", "requst")
    assert done.status == 1
    assert "Did you mean request?" in done.err
