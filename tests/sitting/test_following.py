"""Answers that follow from others, in a sitting: not asked, told of, never copied, and against a
record nobody's word.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.case.following import following_lines
from interview.case.letters import letters_for, render_letter
from interview.case.workplace import Workplace
from interview.cli.main import main
from interview.core.answers import AnswerState, How, Party, Source
from interview.sitting.copying import session_from
from interview.sitting.outcome import Taken
from interview.sitting.review import review_items
from tests.office import CASE, TREE, address, begun, say, workplace

COAST = """
          - {id: patient.coast, kind: choice, title: Coast, say: "On which coast do you live?",
             ask: [patient, prescriber], options: {east: East, west: West}}
          - id: patient.zone
            implied:
              - {when: patient.coast == east, value: America_New_York}
              - {when: patient.coast == west, value: America_Los_Angeles}
"""
PATIENT = TREE["patient.yaml"].replace("\n          - id: patient.zone\n", COAST)
LETTER = """
    ---
    letter: request
    title: Request
    voice: prescriber
    when: answered(denial.plan)
    ---
    {{ patient.name }} is called in {{ reported(patient.zone) }} time.
"""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = workplace(tmp_path, tree={**TREE, "patient.yaml": PATIENT})
    (tmp_path / "letters" / "request.md.j2").write_text(
        "\n".join(line[4:] for line in LETTER.strip("\n").splitlines()), encoding="utf-8"
    )
    return place


def test_what_follows_is_said_and_not_asked(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz", patient__born="1979", patient__phone="505-555-0136")
    outcome = session.answer("east")
    assert isinstance(outcome, Taken)
    assert outcome.remarks == ("Not asked: Time zone: Eastern (follows from “Coast”).",)
    pending = session.pending()
    assert pending is not None
    assert pending.address == address("patient__voicemail")
    assert not any(
        event.type == "answer_given" and event.address == "patient.zone"
        for event in session.state.record.events
    )


def test_what_follows_no_more_is_open_again(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__coast="east")
    session.cursor = "patient.coast"
    outcome = session.give_state(AnswerState.dont_know)
    assert isinstance(outcome, Taken)
    assert "Time zone is open again." in outcome.remarks


def test_what_follows_is_not_copied_into_a_new_case(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz", patient__coast="east")
    session.close()
    new = session_from(place, CASE)
    copied = [e.address for e in new.state.record.events if e.type == "answer_given"]
    assert sorted(copied) == ["patient.coast", "patient.name"]
    assert new.state.answer("patient.zone").to_confirm


def test_show_tells_from_what_it_follows(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    session = begun(place)
    say(session, patient__coast="west")
    session.close()
    assert following_lines(session.state) == [
        "Answers that follow from others; nobody was asked",
        "  Time zone: Pacific (follows from “Coast”)",
    ]
    assert place.transcripts is not None
    places = ["--transcripts", place.transcripts, "--trees", str(place.trees)]
    assert main(["show", CASE, "--json", *places]) == 0
    told = {each["address"]: each for each in json.loads(capsys.readouterr().out)["answers"]}
    assert told["patient.zone"]["follows_from"] == ["patient.coast"]
    assert told["patient.coast"]["follows_from"] is None


@pytest.mark.parametrize(
    ("base", "openings", "review"),
    [
        pytest.param(
            Source(party=Party.prescriber, how=How.chart),
            ["Something else follows from what was verified: Coast."],
            ["patient.zone"],
            id="against a record",
        ),
        pytest.param(Source(party=Party.patient), [], [], id="against a word"),
    ],
)
def test_what_is_said_against_a_record_keeps_the_letter_from_being_final(
    place: Workplace, base: Source, openings: list[str], review: list[str]
) -> None:
    session = begun(place)
    session.source = base
    say(session, patient__coast="east")
    session.source = Source(party=Party.prescriber, how=How.chart)
    say(session, patient__zone="Pacific", denial__plan="Acme")
    (letter,) = letters_for(place.letters, session.state)
    document = render_letter(letter, session.state, session.today)
    whys = [each.why for each in document.openings if each.address == "patient.zone"]
    assert [why for why in whys if why.startswith("Something")] == openings
    items = [item.address for item in review_items(session.state) if item.what == "disagrees"]
    assert items == review
