"""The safety stop: by command, by an alarming answer, every word kept at once, nothing accepted
that is of no use.
"""

from __future__ import annotations

import pytest

from interview.case.history import history_lines
from interview.case.workplace import Workplace
from interview.sitting.opening import resume_session
from interview.sitting.safety import safety_form
from interview.talk.commands import run
from tests.office import CASE, begun, resumed, say
from tests.sitting.test_calls import fill


def test_safety_stops_everything_until_somebody_took_over(place: Workplace) -> None:
    session = begun(place)
    reply = run(session, "safety")
    assert reply.form is not None
    assert reply.form.must_finish
    text = "\n".join(reply.form.lines)
    assert "Dr. Sato" in text
    assert "911" in text
    assert "988" in text
    assert not session.may_ask
    assert "finish the safety steps" in run(session, "jump", "drug").lines[0]
    fill(
        reply.form,
        location="at home",
        number="555-0102",
        taken_over_by="Dr. Sato",
        taken_over_at="9:10",
    )
    assert session.may_ask


def test_an_alarming_answer_stops_the_questions_and_the_stop_survives(place: Workplace) -> None:
    session = begun(place)
    say(session, mood__danger="yes")
    assert session.state.record.safety_open is not None
    session.close()
    again = resumed(place)
    assert not again.may_ask


def test_what_is_said_in_a_crisis_is_kept_at_once_and_offered_again(place: Workplace) -> None:
    session = begun(place)
    form = run(session, "safety").form
    assert form is not None
    form.fields[0].taken("at home")
    form.fields[0].taken("in the car")
    session.close()
    again = resume_session(place, CASE)
    assert [f.default for f in safety_form(again).fields] == ["in the car", "", "", ""]
    assert again.state.record.safety_open is not None
    assert "SAFETY STOP OPEN" in history_lines(again.state)[0]
    assert "in the car" in history_lines(again.state)[1]
    fill(safety_form(again), number="555-0102", taken_over_by="Dr. Sato", taken_over_at="9:10")
    run(again, "safety")
    assert safety_form(again).fields[0].default == ""


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("number", "12"),
        ("number", "555-010"),
        ("number", "file"),
        ("taken_over_by", "911"),
        ("taken_over_at", "soon"),
    ],
)
def test_the_safety_steps_refuse_what_nobody_could_use(
    place: Workplace, key: str, typed: str
) -> None:
    field = next(f for f in safety_form(begun(place)).fields if f.key == key)
    value, problem = field.read(typed)
    assert not value
    assert problem.startswith("Please type")


def test_now_is_the_time_and_the_number_on_file_is_written_out(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__phone="505-555-0136")
    reply = fill(
        run(session, "safety").form,
        location="x",
        number="file",
        taken_over_by="Dr. Sato",
        taken_over_at="now",
    )
    assert reply.lines
    text = "\n".join(history_lines(session.state))
    assert "Safety: Dr. Sato took over at 09:00; location: x; call back: (505) 555-0136" in text


# before dialing
