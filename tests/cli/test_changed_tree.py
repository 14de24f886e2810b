"""A transcript that was written with one tree folder and is opened with another."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.sitting.opening import draft_of, resume_session
from interview.storage.store import Draft
from interview.talk import commands
from tests.cli.conftest import Interview
from tests.office import CASE, begun, say
from tests.plain.lines import typed_into

RENAMED = {
    "{id: denial.drug,": "{id: denial.medicine, formerly: denial.drug,",
    "drug: denial.drug": "drug: denial.medicine",
    "{id: drug, kind: drug,": "{id: name, formerly: drug, kind: drug,",
    "row.drug": "row.name",
    "{id: mood.worse, kind: yes_no,": "{id: mood.harder, formerly: mood.worse, kind: text,",
    "urgency_hints: [mood.worse]": "urgency_hints: []",
    "{id: end.fast,": "{id: end.quick,",
    "expedited: end.fast": "expedited: end.quick",
    "reported(denial.drug)": "reported(denial.medicine)",
}
"""Two names and a kind are changed and said so; `end.fast` goes, and another question comes."""
PART = [
    "Answers to questions that are no longer asked",
    "  “Should it be fast?” No  [chart, Nov 20, 2026]",
    "  gone.list, entry 1",
    "    gone.list/r1/what: rash  [patient said, Nov 20, 2026]",
]


@pytest.fixture
def then(place: Workplace, tmp_path: Path) -> bytes:
    """A case told under the old tree, whose folder then got the new one; its transcript."""
    with closing(begun(place, papers="prescriber")) as session:
        say(session, patient__name="Ana Ruiz", patient__born="5/3/1961", denial__reasons="1")
        say(session, denial__drug="upadacitinib", drugs="methotrexate", drugs_in_r1_in_outcome="1")
        say(session, mood__worse="yes", end__fast="no")
        rash = Claim(
            state=AnswerState.answered,
            source=Source(party=Party.patient, how=How.said),
            value="rash",
            kind="text",
            label="rash",
        )
        session.append(ev.RowAdded, list="gone.list", row="r1")
        session.append(ev.AnswerGiven, address="gone.list/r1/what", claim=rash)
        gone = {"address": "gone.list/r1/what"}
        session.append(ev.Settled, **gone, party=Party.patient)
        session.append(ev.Waived, **gone, reason="No need.", by="Dr. Lee")
        session.append(ev.WordsChosen, **gone, claim=1, how="kept")
        session.append(ev.NoteAdded, **gone, text="Look again.", parked=True)
        session.append(ev.DecisionReceived, outcome="upheld", reopened=("gone.list/r1/what",))
        session.case.save_draft("drugs/r1/drug", "metho")
    for folder in ("trees", "letters"):
        for path in (tmp_path / folder).rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            for old, new in RENAMED.items():
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
    return transcript(tmp_path)


def transcript(folder: Path) -> bytes:
    return (folder / "cases" / f"{CASE}.jsonl").read_bytes()


@pytest.fixture
def now(then: bytes, place: Workplace, tmp_path: Path) -> Workplace:  # noqa: ARG001
    return Workplace(
        transcripts=place.transcripts,
        trees=tmp_path / "trees",
        templates=tmp_path / "letters",
        operator_name="Dana",
        clock=place.clock,
        profile_path=tmp_path / "profile.yaml",
    )


def test_show_knows_answers_by_the_new_names_and_lists_those_without_a_question(
    then: bytes, interview: Interview, tmp_path: Path
) -> None:
    shown = interview("show", CASE)
    assert shown.status == 0
    assert "Drug: upadacitinib" in shown.out
    assert shown.out.splitlines()[-len(PART) :] == PART
    assert transcript(tmp_path) == then


def test_show_for_programs_has_the_same(then: bytes, interview: Interview) -> None:  # noqa: ARG001
    data = json.loads(interview("show", CASE, "--json").out)
    answers = {each["address"]: each["text"] for each in data["answers"]}
    assert (answers["denial.medicine"], answers["drugs/r1/name"]) == (
        "upadacitinib",
        "methotrexate",
    )
    assert "mood.harder" not in answers
    kept = [
        (e["address"], e["list"], e["row"], e["said"], e["text"]) for e in data["no_longer_asked"]
    ]
    assert kept == [
        ("end.fast", None, None, "Should it be fast?", "No"),
        ("gone.list/r1/what", "gone.list", "r1", "", "rash"),
    ]


def test_they_are_listed_on_resume_and_in_a_review_and_nothing_is_rewritten(
    then: bytes, now: Workplace, tmp_path: Path
) -> None:
    with closing(resume_session(now, CASE)) as session:
        assert list(commands.run(session, "review", "").lines)[: len(PART)] == PART
    assert "\n".join(PART) in typed_into(resume_session(now, CASE), is_new=False)
    after = transcript(tmp_path)
    assert after.startswith(then)
    assert [json.loads(line)["type"] for line in after[len(then) :].splitlines()] == [
        "tree_changed"
    ]


def test_an_answer_to_a_question_of_another_kind_is_offered_and_asked_again(now: Workplace) -> None:
    with closing(resume_session(now, CASE)) as session:
        assert session.state.answer("mood.harder").state is None
        session.cursor = "mood.harder"
        prompt = session.prompt()
        assert prompt is not None
        assert (prompt.address, prompt.offer) == ("mood.harder", "yes")


def test_what_was_being_typed_comes_back_at_the_question_of_today(now: Workplace) -> None:
    with closing(resume_session(now, CASE)) as session:
        assert draft_of(session) == Draft("drugs/r1/name", "metho")


def test_what_was_being_typed_for_a_question_that_is_gone_is_told(now: Workplace) -> None:
    with closing(resume_session(now, CASE)) as session:
        session.case.save_draft("end.fast", "only if")
    told = " ".join(typed_into(resume_session(now, CASE), is_new=False).split())
    assert "Typed and not taken, for end.fast, which is no longer asked: “only if”" in told


def test_letters_and_what_is_missing_do_not_read_them(now: Workplace, interview: Interview) -> None:  # noqa: ARG001
    assert "rash" not in interview("missing", CASE).out
    assert "upadacitinib" in interview("render", CASE).out


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("check", CASE),
        ("due", CASE),
        *(("sheet", CASE, sheet) for sheet in ("missing", "office", "prescriber", "call")),
        ("show", CASE, "--trace"),
        ("waive", CASE, "gone.list/r1/what", "--take-back"),
    ],
)
def test_no_command_stumbles_over_them(
    then: bytes,  # noqa: ARG001
    interview: Interview,
    words: tuple[str, ...],
) -> None:
    complaint = interview(*words).err
    assert "error of its own" not in complaint
    assert "usage:" not in complaint


@pytest.mark.parametrize("name", [each.name for each in commands.COMMANDS])
def test_nor_does_a_command_of_the_interview(now: Workplace, name: str) -> None:
    with closing(resume_session(now, CASE)) as session:
        commands.run(session, name, "")
