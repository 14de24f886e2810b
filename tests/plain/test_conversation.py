"""The conversation in line mode, as an operator types and reads it."""

from __future__ import annotations

import io
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview.case.history import history_lines
from interview.case.workplace import Workplace
from interview.plain.card import card, help_lines
from interview.plain.line_mode import LineMode
from interview.plain.stream_terminal import StreamTerminal
from interview.sitting.opening import new_session, read_state, resume_session
from interview.sitting.safety import safety_form
from interview.storage.store import StoreProblem
from interview.talk.commands import COMMANDS
from tests.long_lists import LABELS, NUMBERED, many_options
from tests.office import CASE, begun, workplace
from tests.plain.lines import PATIENT, talk, typed_into

ESC = "\x1b"


def test_questions_answers_and_how_they_were_understood(place: Workplace) -> None:
    text = talk(place, "Ana Ruiz", "5/4/79")
    assert "SAY    What is your name?" in text
    assert "→ Ana Ruiz" in text
    assert "→ May 4, 1979" in text
    assert "——— Patient ———" in text


def test_a_new_section_is_announced(place: Workplace) -> None:
    assert "——— Refusal ———" in talk(place, "Ana Ruiz", "1979", "505-555-0136", "Eastern", "yes")


def test_a_refused_answer_comes_back_with_a_sentence_and_stands_in_the_line(
    place: Workplace,
) -> None:
    text = talk(place, "Ana Ruiz", "31 June 1979", "30 June 1979")
    assert "Enter alone takes: 31 June 1979" in text
    assert "→ June 30, 1979" in text
    assert text.count("When were you born?") == 1


def test_nothing_typed_says_what_to_type_instead(place: Workplace) -> None:
    assert "Type /dk for don't know" in talk(place, "")


def test_a_question_mark_explains_the_question(place: Workplace) -> None:
    text = talk(place, "?")
    assert "How to type it" in text
    assert "/refused" in text


def test_two_slashes_begin_an_answer(place: Workplace) -> None:
    talk(place, "/jump denial.plan", "//unsure, ask again")
    assert read_state(place, CASE).answer("denial.plan").text == "/unsure, ask again"


def test_a_soft_check_asks_once_and_no_gives_the_line_back(place: Workplace) -> None:
    lines = (
        "/jump denial.reasons",
        "1",
        "/jump drugs",
        "methotrexate",
        "/jump began",
        "March 2 2025",
    )
    text = talk(place, *lines, "/jump drugs/r1/ended", "March 9 2025", "2", "March 9 2025", "y")
    assert text.count("That is short. Is it right?") == 2
    assert "Enter alone takes: March 9 2025" in text
    assert read_state(place, CASE).answer("drugs/r1/ended").is_known


def test_what_a_change_hides_is_seen_before_it_is_taken(place: Workplace) -> None:
    lines = (
        "/jump denial.reasons",
        "1",
        "/jump drugs",
        "methotrexate",
        "/jump denial.reasons",
        "2",
    )
    text = talk(place, *lines, "n")
    assert "This change hides" in text
    assert "1: methotrexate" in text
    assert read_state(place, CASE).answer("drugs/r1/drug").on_path
    typed_into(resume_session(place, CASE), *PATIENT, "/jump denial.reasons", "2", "y")
    assert not read_state(place, CASE).answer("drugs/r1/drug").on_path


def test_enter_keeps_an_answer_that_is_there(place: Workplace) -> None:
    text = talk(place, "Ana Ruiz", "/back", "", "1979")
    assert "so far: Ana Ruiz (patient said)" in text
    assert read_state(place, CASE).answer("patient.born").text == "1979"


def test_when_nothing_is_left_it_says_what_is_to_get_and_from_whom(place: Workplace) -> None:
    text = talk(place, *["/dk"] * 13)
    assert "Nothing is left to ask of whoever is here" in text
    assert "From the prescriber's office" in text
    assert "/who" in text


def test_commands_need_no_slash_when_nothing_is_asked(place: Workplace) -> None:
    assert "No letter applies yet" in talk(place, *["/dk"] * 13, "letter")


def test_a_form_is_left_without_harm(place: Workplace) -> None:
    text = talk(place, "/quit", "/cancel", "/quit", "1", "/cancel", "Ana Ruiz")
    assert text.count("How did the call end?") == 2
    assert read_state(place, CASE).record.call is not None
    assert "→ Ana Ruiz" in text


def test_a_wrong_choice_in_a_form_is_asked_again(place: Workplace) -> None:
    text = typed_into(new_session(place, CASE), "9", "we call", "the pat", "", "7", "1")
    assert "9 is none of the choices" in text
    assert "7 is none of the choices" in text
    assert "Right person?" in text


def test_a_call_nobody_answers_ends_from_the_identity_form(place: Workplace) -> None:
    text = typed_into(new_session(place, CASE), "1", "1", "", "", "/quit", "no answer", "")
    assert "interview resume c-test01" in text
    assert "Completed" not in text


def test_the_safety_form_cannot_be_left(place: Workplace) -> None:
    text = talk(
        place,
        "/safety",
        "/cancel",
        "",
        "/quit",
        "at home",
        "555-0102",
        "Dr. Sato",
        "9:10",
        "Ana Ruiz",
    )
    assert "This must be done first." in text
    assert text.index("Recorded.") < text.index("→ Ana Ruiz")


def test_a_crisis_answer_is_on_disk_before_the_next_question(place: Workplace) -> None:
    talk(place, "/safety", "at home", "12")
    assert safety_form(resume_session(place, CASE)).fields[0].default == "at home"


def test_the_safety_steps_can_be_mended(place: Workplace) -> None:
    talk(place, "/safety", "at home", "/back", "in the car", "555-0102", "Dr. Sato", "9:10")
    assert "location: in the car" in "\n".join(history_lines(read_state(place, CASE)))


@pytest.mark.parametrize("before", [(), ("1",), ("1", "1", "", ""), (*PATIENT, "/quit")])
def test_after_safety_the_same_form_goes_on(place: Workplace, before: tuple[str, ...]) -> None:
    crisis = ("/safety", "at home", "555-0102", "Dr. Sato", "9:10")
    plain = typed_into(new_session(place, "c-test02"), *before)
    text = typed_into(new_session(place, CASE), *before, *crisis)
    asked = [line for line in plain.splitlines() if line.endswith(("?", ")"))][-1]
    assert asked in text[text.index("Recorded.") :]
    assert "interview resume" not in text


def test_seeing_the_steps_asks_for_them_once(place: Workplace) -> None:
    talk(place, "/safety", "/missing", "at home", "555-0102", "Dr. Sato", "9:10", "Ana Ruiz")
    state = read_state(place, CASE)
    assert sum(event.type == "safety_handled" for event in state.record.events) == 1
    assert state.answer("patient.name").text == "Ana Ruiz"


def test_an_empty_line_at_the_identity_gate_asks_again(place: Workplace) -> None:
    text = typed_into(new_session(place, CASE), *PATIENT[:-1], "", "", "1,2", "Ana Ruiz")
    assert "please type something" in text
    assert "→ Ana Ruiz" in text


def test_leaving_the_identity_gate_ends_the_call(place: Workplace) -> None:
    text = typed_into(new_session(place, CASE), *PATIENT[:-1], "/cancel", "", "")
    assert "interview resume c-test01" in text
    ended = read_state(place, CASE).record.calls[-1].ended
    assert ended is not None
    assert ended.disposition == "not_confirmed"


def test_leaving_before_the_call_says_how_to_resume(place: Workplace) -> None:
    for leaves in ("/quit", "/cancel"):
        assert "interview resume" in typed_into(
            new_session(place, place.store.new_case_id()), leaves
        )


def test_a_command_that_cannot_be_used_leaves_the_form_where_it_is(place: Workplace) -> None:
    assert "Right person?" in typed_into(new_session(place, CASE), "/who", *PATIENT)


def test_a_refused_call_back_is_not_offered_again(place: Workplace) -> None:
    text = talk(place, "/quit", "2", "monday", "", "next monday at noon", "")
    assert "At what time on Monday" in text
    assert "Enter alone takes: monday" not in text
    assert "Call back: Monday" in text


def test_an_open_safety_stop_is_said_before_the_name(place: Workplace) -> None:
    talk(place, "Ana Ruiz", "/safety", "at home")
    text = typed_into(resume_session(place, CASE), "y", is_new=False)
    assert text.index("SAFETY STOP OPEN") < text.index("at home") < text.index("Ana Ruiz")


@pytest.mark.parametrize(
    ("answer", "is_right", "parked", "said"),
    [
        ("y", True, ["she has moved"], "Parked"),
        ("n", False, [], "Not kept, since nobody said"),
        ("/quit", False, [], "Not kept"),
    ],
)
def test_a_note_at_the_question_whose_case_it_is_waits_for_the_answer(
    place: Workplace, answer: str, is_right: bool, parked: list[str], said: str
) -> None:
    talk(place, "Ana Ruiz")
    lines = ("/park", "/park she has moved", "/back", answer)
    text = typed_into(resume_session(place, CASE), *lines, is_new=False)
    assert [note.text for note in read_state(place, CASE).record.parked] == parked
    assert ("Who is on the line?" in text or "call" in text.rpartition("moved")[2]) is is_right
    assert "/back is for a case that is open." in text
    assert said in text


def test_safety_works_inside_a_form(place: Workplace) -> None:
    assert "the questions have stopped" in talk(place, "/quit", "/safety")


def test_a_note_can_be_kept_while_a_form_is_filled_in(place: Workplace) -> None:
    text = talk(place, "/quit", "/park she moved to Ohio", "1", "")
    assert "Parked" in text
    assert read_state(place, CASE).record.calls[-1].ended is not None


def test_what_was_being_typed_stands_in_the_line_after_a_crash(place: Workplace) -> None:
    session = new_session(place, CASE)
    session.case.save_draft("patient.name", "Ana Ru")
    session.close()
    text = typed_into(resume_session(place, CASE), *PATIENT, "")
    assert "Enter alone takes: Ana Ru" in text
    assert read_state(place, CASE).answer("patient.name").text == "Ana Ru"


def test_a_full_disk_gives_the_answer_back(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, fails = new_session(place, CASE), [True]
    append = session.case.append

    def sometimes(event: object) -> None:
        if type(event).__name__ == "AnswerGiven" and fails.pop() if fails else False:
            raise StoreProblem("not_written", "The disk is full.", CASE, can_retry=True)
        append(event)  # type: ignore[arg-type]

    monkeypatch.setattr(session.case, "append", sometimes)
    text = typed_into(session, *PATIENT, "Ana Ruiz", "")
    assert "The disk is full." in text
    assert "Enter alone takes: Ana Ruiz" in text
    assert read_state(place, CASE).answer("patient.name").text == "Ana Ruiz"


def test_words_cannot_steer_the_terminal(place: Workplace) -> None:
    text = talk(place, f"/note {ESC}[2J{ESC}]0;title\x07 and\x08 more\u202e", "/show")
    assert ESC not in text
    assert "\x07" not in text
    assert "\u202e" not in text


class Paper(io.StringIO):
    """A terminal that only shows."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_wider_than_the_terminal(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = Paper()
    with suppress(EOFError), closing(new_session(place, CASE)) as session:
        lines = (*PATIENT, "/help", "?", "/note " + "word " * 80, "/show", "/missing")
        LineMode(
            session, StreamTerminal(io.StringIO("".join(f"{line}\n" for line in lines)), out)
        ).run()
    shown = [line for line in out.getvalue().splitlines() if not line.startswith("> ")]
    assert max(len(line) for line in shown) <= 80


def test_a_pipe_gets_each_line_whole(place: Workplace) -> None:
    text = talk(place, "/note " + "word " * 80 + "end", "/show", "/missing")
    assert "  note: " + "word " * 80 + "end" in text


WORDS = st.sampled_from(
    [
        *(f"/{command.name}" for command in COMMANDS),
        *(
            "1",
            "2",
            "3",
            "1,2",
            "y",
            "n",
            "no",
            "none",
            "dk",
            "?",
            "",
            "//",
            "/",
            "/cancel",
            "Ana Ruiz",
        ),
        *(
            "methotrexate",
            "March 2025",
            "tomorrow 3pm",
            "/jump drug",
            "/later plan",
            "/from chart",
            "/park x",
        ),
    ]
)
HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=30)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(lines=st.lists(WORDS | HOSTILE, max_size=40))
def test_nothing_that_is_typed_raises_or_steers_the_terminal(
    place: Workplace, lines: list[str]
) -> None:
    case = place.store.new_case_id()
    text = talk(place, *lines, case=case)
    assert ESC not in text
    assert not place.store.read(case).read_only


def test_seventeen_options_leave_the_question_in_sight_and_are_listed_whole_on_demand(
    tmp_path: Path,
) -> None:
    place = workplace(tmp_path, tree=many_options())
    session = begun(place)
    session.cursor = "denial.kind"
    prompt = session.prompt()
    assert prompt is not None
    lines = card(session, prompt, 79, spoken=False)
    assert len(lines) < 18
    assert all(len(line) <= 79 for line in lines)
    assert all(f"{number} {label[:10]}" in "\n".join(lines) for number, label in NUMBERED)
    assert all(label in " ".join(" ".join(help_lines(prompt, 79)).split()) for label in LABELS)
    wide = card(session, prompt, 199, spoken=False)
    assert all(label in "\n".join(wide) for label in LABELS)
    session.close()


@pytest.mark.parametrize(("typed", "position"), [("12", 11), ("records", 12), ("Reason C", 2)])
def test_one_of_seventeen_by_number_or_word(tmp_path: Path, typed: str, position: int) -> None:
    place = workplace(tmp_path, tree=many_options())
    text = talk(place, "/jump denial.kind", typed)
    assert "17 choices: type letters of one" in text
    assert f"→ {LABELS[position]}" in text


def test_a_word_that_fits_several_of_seventeen_takes_none(tmp_path: Path) -> None:
    place = workplace(tmp_path, tree=many_options())
    assert "could be" in talk(place, "/jump denial.kind", "letter")
    assert read_state(place, CASE).answer("denial.kind").state is None


def test_the_end_of_a_call_on_a_full_disk_keeps_nobody_there(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(place, CASE)
    append = session.case.append

    def full(event: object) -> None:
        if type(event).__name__ == "CallEnded":
            raise StoreProblem("not_written", "The disk is full.", CASE, can_retry=True)
        append(event)  # type: ignore[arg-type]

    monkeypatch.setattr(session.case, "append", full)
    text = typed_into(session, *PATIENT, "Ana Ruiz", "/quit", "1", "", "2")
    assert "The disk is full." in text
    assert "Not recorded: the end of the call." in text
    assert "Saved." not in text
