"""Sheets for patient, office, prescriber and chart. INTERVIEW_WRITE_GOLDEN=1 writes the golden
texts anew.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from interview.case.find import find
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Party
from interview.core.reading_grade import grade
from interview.core.state import State
from interview.letters import blocks as b
from interview.papers.sheets.making import SHEETS, make_sheet
from interview.papers.sheets.patient import patient_blocks
from interview.sitting import call_end
from interview.sitting.opening import read_state
from interview.sitting.session import Session
from interview.talk import commands
from tests.office import CASE, START, begun, resumed, say, ticking

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "transcripts" / "examples"
CASES = sorted(path.stem for path in EXAMPLES.glob("*.jsonl"))
GOLDEN = {"missing": "c-cent01", "office": "c-stay01", "prescriber": "c-b0th01", "call": "c-c0de01"}
MOST_PAGES = {"missing": 1, "office": 1, "prescriber": 2, "call": 1}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The shipped trees and the worked cases on the day they were made, without a profile."""
    nothing = tmp_path_factory.mktemp("profile") / "profile.yaml"
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    return Workplace(transcripts=str(EXAMPLES), clock=lambda: noon, profile_path=nothing)


def words(place: Workplace, state: State, kind: str) -> str:
    """The sheet as text, its lines joined."""
    return " ".join(make_sheet(place, state, CASE, kind).text("txt").split())


# the worked cases


@pytest.mark.parametrize(("kind", "case"), GOLDEN.items())
def test_golden_text(shipped: Workplace, kind: str, case: str) -> None:
    written = make_sheet(shipped, read_state(shipped, case), case, kind).text("txt")
    path = HERE / "golden" / f"{case}-{kind}.txt"
    if os.environ.get("INTERVIEW_WRITE_GOLDEN"):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_worked_case_fits_on_its_pages(shipped: Workplace, case: str) -> None:
    state = read_state(shipped, case)
    for kind, most in MOST_PAGES.items():
        data = make_sheet(shipped, state, case, kind).written("pdf")
        assert len(pypdfium2.PdfDocument(data)) <= most, kind


@pytest.mark.parametrize(("case", "urgent"), {"c-stay01": True, "c-cent01": False}.items())
def test_nobody_waits_for_the_last_day_where_a_fast_review_is_asked_for(
    shipped: Workplace, case: str, urgent: bool
) -> None:
    state = read_state(shipped, case)
    for kind, sign in (
        ("missing", "Please send them today if you can."),
        ("office", ": urgent, today"),
    ):
        assert (sign in words(shipped, state, kind)) is urgent, kind


@pytest.mark.parametrize("case", CASES)
def test_what_a_patient_reads_is_plain(shipped: Workplace, case: str) -> None:
    blocks = patient_blocks(shipped, read_state(shipped, case), date(2026, 11, 2))
    said = [
        b.plain(inlines)
        for block in blocks
        for inlines in b.runs(block)
        if not _is_address(inlines)
    ]
    assert all(grade(text) <= 6 for text in said), [text for text in said if grade(text) > 6]


def _is_address(inlines: b.Inlines) -> bool:
    return any(isinstance(each, b.Break) for each in inlines)


def test_every_document_that_a_patient_sends_has_plain_words(shipped: Workplace) -> None:
    theirs = [a for a in shipped.tree.attachments if a.has in (Party.patient, Party.proxy)]
    assert theirs
    for each in theirs:
        assert each.say is not None, each.id
        assert grade(str(each.say)) <= 6, each.id


@pytest.mark.parametrize("case", CASES)
def test_the_small_words_on_a_form_lead_to_its_questions(shipped: Workplace, case: str) -> None:
    state = read_state(shipped, case)
    sheet = make_sheet(shipped, state, case, "prescriber")
    for each in sheet.page.blocks:
        if isinstance(each, b.Blank):
            assert find(state, each.id)[0].address == each.id


def test_numbers_on_a_form_are_those_in_the_sentences(shipped: Workplace) -> None:
    text = make_sheet(shipped, read_state(shipped, "c-b0th01"), "c-b0th01", "prescriber").text(
        "txt"
    )
    labels = [int(number) for number in re.findall(r"^\[(\d+)\] ", text, re.MULTILINE)]
    assert labels == list(range(1, len(labels) + 1))
    assert "[TO COMPLETE" not in text


def test_a_form_asks_everything_that_is_open_once(shipped: Workplace) -> None:
    from interview.case.missing import addresses_to_get

    state = read_state(shipped, "c-b0th01")
    blanks = [
        x.id
        for x in make_sheet(shipped, state, "c", "prescriber").page.blocks
        if isinstance(x, b.Blank)
    ]
    assert len(blanks) == len(set(blanks))
    assert set(addresses_to_get(state, START.date())[Party.prescriber]) <= set(blanks)


# a small clinic


def test_the_name_of_a_file_says_case_sheet_and_day(place: Workplace) -> None:
    with closing(begun(place)) as session:
        sheet = make_sheet(place, session.state, CASE, "office")
    assert sheet.name("pdf") == "c-test01-sheet-office-2026-11-20.pdf"


def steps(session: Session) -> None:
    say(
        session,
        patient__name="Ana Ruiz",
        denial__drug="ketamine",
        denial__reasons="1",
        drugs="sertraline",
    )


def test_a_sentence_stands_above_the_answer_that_completes_it(place: Workplace) -> None:
    with closing(begun(place)) as session:
        steps(session)
        text = words(place, session.state, "prescriber")
    assert "for Ana Ruiz, [1]. [1] Signer [signer.name]" in text
    assert text.index("[signer.name]") < text.index("Also needed") < text.index("[steps.why]")


def test_nothing_to_send_says_so(place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, patient__name="Ana Ruiz")
        assert "You do not need to send us any papers now." in words(
            place, session.state, "missing"
        )
        assert "Nothing is open that only the prescriber" not in words(
            place, session.state, "prescriber"
        )


@pytest.mark.parametrize(
    ("dated", "why"), [(date(2026, 1, 5), "is too old"), (None, "has no date")]
)
def test_a_paper_that_does_not_count_says_why(
    place: Workplace, dated: date | None, why: str
) -> None:
    with closing(begun(place)) as session:
        steps(session)
        file = {"name": "scan.pdf", "sha256": "0" * 64, "size": 1, "document_date": dated}
        session.append(ev.AttachmentAdded, attachment="notice_copy", **file)
        assert f"The one held {why}." in words(place, session.state, "office")
        assert f"The one we have {why}." in words(place, session.state, "missing")


def test_a_checklist_names_the_clinic_and_neither_drug_nor_reason(place: Workplace) -> None:
    with closing(begun(place)) as session:
        steps(session)
        text = words(place, session.state, "missing")
    assert "[ ] The notice. Shows the reason. It must be from the last 6 months." in text
    assert "Example Clinic" in text
    assert "ketamine" not in text
    assert "sertraline" not in text


def test_the_office_sees_whom_to_ask(place: Workplace) -> None:
    with closing(begun(place)) as session:
        steps(session)
        say(session, patient__phone="202-555-0143")
        text = words(place, session.state, "office")
    assert "Ask the patient, telephone (202) 555-0143" in text
    assert "[ ] Fills of sertraline. Shows the dates. [fills/r1]" in text


def test_a_call_summary_tells_answers_changes_and_what_was_put_off(place: Workplace) -> None:
    with closing(begun(place, name="Ana")) as session:
        steps(session)
        say(session, denial__drug="esketamine")
        session.cursor = "denial.plan"
        session.give_state(AnswerState.later, owner=Party.plan)
        session.append(ev.NoteAdded, text="Her sister drives")
        call_end.end_call(
            session, {"disposition": "partial", "call_back": "tomorrow 3 pm", "note": "dog barked"}
        )
        text = words(place, session.state, "call")
    assert "We called: Ana, the patient" in text
    assert "Operator: Dana" in text
    assert "Drug: esketamine" in text
    assert "Drug: ketamine → esketamine" in text
    assert "Plan: later, to ask: the health plan" in text
    assert "Note: Her sister drives" in text
    assert "dog barked" in text
    assert "Call back: Saturday, November 21, 2026, 15:00" in text


def test_a_call_summary_has_the_safety_stop_in_the_record_s_words(place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, mood__danger="yes")
        session.append(ev.SafetyNoted, field="location", text="at home, Elm Street")
        open_ = words(place, session.state, "call")
        handled = {
            "call_back_number": "202-555-0143",
            "taken_over_by": "911 dispatcher",
            "taken_over_at": "15:20",
        }
        session.append(ev.SafetyHandled, location="at home, Elm Street", **handled)
        closed = words(place, session.state, "call")
    assert "SAFETY STOP" in open_
    assert "Safety, location: at home, Elm Street" in open_
    assert (
        "Safety: 911 dispatcher took over at 15:20; location: at home, Elm Street; call back:"
        " 202-555-0143" in closed
    )


def test_a_call_summary_leaves_out_earlier_days(place: Workplace) -> None:
    with closing(begun(place)) as session:
        say(session, patient__name="Ana Ruiz", denial__plan="Old Plan")
    place.clock = ticking(START + timedelta(days=5))
    with closing(resumed(place)) as session:
        say(session, mood__worse="yes")
        text = words(place, session.state, "call")
    assert "CALL SUMMARY, NOVEMBER 25, 2026" in text
    assert "Getting worse: Yes" in text
    assert "Old Plan" not in text


def test_nobody_has_called_yet(place: Workplace) -> None:
    from interview.sitting.opening import new_session

    with closing(new_session(place, CASE)) as session:
        assert "Nobody has worked at this case yet." in words(place, session.state, "call")


HOSTILE = {
    "markup": "# Head\n\n| a | b |\n|---|---|\n- [ ] x **bold** <script>alert(1)</script>",
    "typst": '#panic("code") $x$ @ref <label> *b*',
    "template": "{{ patient.name }}{% for x in y %}",
    "direction": "abc\u202ecba",
    "no spaces": "x" * 10_000,
}


@pytest.mark.parametrize("story", HOSTILE.values(), ids=HOSTILE)
def test_what_people_say_changes_no_structure(place: Workplace, story: str) -> None:
    plain = "A plain story. " * (100 if len(story) > 160 else 1)  # What is cut is said to be.
    shapes = [
        _shapes(place, case, said) for case, said in (("c-test01", story), ("c-test02", plain))
    ]
    assert shapes[0] == shapes[1]


def _shapes(place: Workplace, case: str, story: str) -> list[tuple[list[type], int]]:
    """The kinds of blocks and the number of pages of every sheet of a case in which somebody
    said this.
    """
    found = []
    with closing(begun(place, case=case)) as session:
        steps(session)
        say(
            session, denial__changed=story, drugs_in_r1_in_outcome="2", drugs_in_r1_in_trouble=story
        )
        session.append(ev.NoteAdded, text=story)
        for kind in SHEETS:
            sheet = make_sheet(place, session.state, case, kind)
            assert "<script" not in sheet.text("html")
            assert "\u202e" not in sheet.text("txt")
            assert sheet.written("docx").startswith(b"PK")
            found.append(
                (
                    [type(x) for x in sheet.page.blocks],
                    len(pypdfium2.PdfDocument(sheet.written("pdf"))),
                )
            )
    return found


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx", "pdf"])
def test_the_same_bytes_for_the_same_case(shipped: Workplace, suffix: str) -> None:
    state = read_state(shipped, "c-step01")
    for kind in SHEETS:
        one, other = (
            make_sheet(shipped, state, "c-step01", kind).written(suffix) for _ in range(2)
        )
        assert one == other


# /sheet


def test_the_command_shows_a_sheet_and_how_to_print_it(place: Workplace) -> None:
    with closing(begun(place)) as session:
        steps(session)
        lines = commands.run(session, "sheet", "office").lines
        assert "WHAT IS STILL MISSING" in lines
        assert any(
            line.startswith("On paper: interview sheet c-test01 office --to pdf --out .")
            for line in lines
        )


def test_the_command_asks_which_sheet(place: Workplace) -> None:
    with closing(begun(place)) as session:
        form = commands.run(session, "sheet").form
        assert form is not None
        assert [key for key, _ in form.fields[0].options] == list(SHEETS)
        assert "CALL SUMMARY, NOVEMBER 20, 2026" in form.finish({"sheet": "call"}).lines


def test_the_command_says_which_sheet_was_meant(place: Workplace) -> None:
    with closing(begun(place)) as session:
        assert "There is no sheet offce." in commands.run(session, "sheet", "offce").lines[0]
