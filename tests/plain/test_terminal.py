"""Line mode in a real terminal: a whole call, a power cut in the middle, a hang-up, terminals
that cannot move.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.sitting.opening import read_state
from tests.office import PROFILE, workplace, write
from tests.plain.screen import Screen

ESC = b"\x1b"


class Clinic:
    """The small clinic, opened by the program itself."""

    def __init__(self, folder: Path) -> None:
        self.place: Workplace = workplace(folder)
        write(folder, {"profile.yaml": PROFILE})
        self.words: tuple[str, ...] = (
            "--transcripts",
            f"{folder}/cases",
            "--trees",
            f"{folder}/trees",
            "--operator",
            "Dana",
        )
        self.words += ("--templates", f"{folder}/letters")
        self.environ = {
            "INTERVIEW_PROFILE": f"{folder}/profile.yaml",
            "XDG_CACHE_HOME": f"{folder}/cache",
        }

    def open(
        self, *words: str, columns: int = 80, lines: int = 24, environ: dict[str, str] | None = None
    ) -> Screen:
        words = (*words, "--plain", *self.words)
        return Screen(*words, columns=columns, lines=lines, environ=self.environ | (environ or {}))

    @property
    def case(self) -> str:
        (case,) = self.place.store.cases()
        return case


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


FIRST_CALL = (
    ("Ana Ruiz", "→ Ana Ruiz"),
    ("5/4/79", "→ May 4, 1979"),
    ("505-555-0136", "What time zone"),
    ("2", "→ Pacific"),
    ("y", "What is your plan?"),
)
SECOND_CALL = (
    ("tual", "Which drug was refused?"),
    ("ketamine", "→ ketamine"),
    ("March 2026", "Why did they refuse it?"),
    ("1", "What has changed?"),
    ("none", "Who recommended it?"),
    ("Lena Okoro", "What have you taken before?"),
    ("sertraline", "How did sertraline go?"),
    ("it did not", "When did sertraline begin?"),
    ("March 2 2025", "When did sertraline end?"),
    ("March 9 2025", "That is short. Is it right?"),
    ("1", "Anything else?"),
    ("no", "Is it getting worse?"),
    ("y", "Do you think of ending your life?"),
    ("no", "Which of these was the first?"),
    ("1", "Nothing is left to ask"),
    ("quit", "How did the call end?"),
    ("", "Note (Enter for none)"),
    ("", "Saved."),
)
"""What is typed, and what is waited for then."""


def to_the_first_question(screen: Screen) -> None:
    """We call, the patient answers, no interpreter, no papers, two identifiers match."""
    screen.wait("Who calls?")
    screen.key("1\r")
    screen.wait("Who is on the line?")
    screen.key("1\r")
    screen.wait("Interpreter")
    screen.line("")
    screen.wait("Papers in front of you")
    screen.line("")
    screen.wait("Right person?")
    screen.line("")
    screen.wait("Date of birth, as")
    screen.line("")
    screen.wait("Which did the person say")
    screen.line("1,2")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (200, 60)])
def test_a_whole_call_with_a_power_cut_in_the_middle(
    clinic: Clinic, columns: int, lines: int
) -> None:
    screen = clinic.open("new", columns=columns, lines=lines)
    to_the_first_question(screen)
    screen.wait("What is your name?")
    for typed, then in FIRST_CALL:
        screen.answer(typed, then)
    screen.key("Prairie Mu")
    case = clinic.case
    draft = Path(clinic.place.store.where, f"{case}.draft")
    screen.until(lambda: draft.exists() and "Prairie Mu" in draft.read_text(), "the draft")
    screen.kill()
    state = read_state(clinic.place, case)
    assert [state.answer(a).text for a in ("patient.name", "patient.zone")] == [
        "Ana Ruiz",
        "Pacific",
    ]

    screen = clinic.open("resume", columns=columns, lines=lines)
    screen.wait("Which case?")
    screen.answer("1", "Ana Ruiz, born May 4, 1979")
    screen.key("\r")
    to_the_first_question(screen)
    screen.wait("> Prairie Mu")
    for typed, then in SECOND_CALL:
        screen.answer(typed, then)
    assert screen.end() == 0
    state = read_state(clinic.place, case)
    assert state.answer("denial.plan").text == "Prairie Mutual"
    assert state.answer("drugs/r1/ended").is_known
    assert [call.ended is not None for call in state.record.calls] == [False, True]
    assert not draft.exists()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_keep_everything_and_say_how_to_go_on(clinic: Clinic, key: str) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.answer("Ana Ruiz", "When were you born?")
    screen.key(key)
    assert screen.end() == 0
    assert f"interview resume {clinic.case}" in screen.text.replace("\n", "")
    assert read_state(clinic.place, clinic.case).answer("patient.name").text == "Ana Ruiz"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_hang_up_keeps_everything_with_the_half_typed_line(clinic: Clinic, number: int) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.key("Ana Ru")
    screen.wait("> Ana Ru")
    draft = Path(clinic.place.store.where, f"{clinic.case}.draft")
    os.kill(screen.process.pid, number)
    assert screen.end() == 0
    assert "Traceback" not in screen.text
    assert "Ana Ru" in draft.read_text()
    assert not Path(clinic.place.store.where, f"{clinic.case}.lock").exists()


def test_a_closed_terminal_ends_the_program_and_lets_the_case_go(clinic: Clinic) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.answer("Ana Ruiz", "When were you born?")
    screen.process.close(force=False)
    assert read_state(clinic.place, clinic.case).answer("patient.name").text == "Ana Ruiz"


@pytest.mark.parametrize(
    ("words", "environ"),
    [(("new",), {"TERM": "dumb"}), (("new", "--screen-reader"), {}), (("new",), {"TERM": ""})],
)
def test_plain_lines_move_nothing(
    clinic: Clinic, words: tuple[str, ...], environ: dict[str, str]
) -> None:
    screen = clinic.open(*words, environ=environ)
    for text, then in (
        ("1", "Who is on the line?"),
        ("1", "Interpreter"),
        ("", "Papers"),
        ("", "Right person?"),
        ("", "Date of birth, as"),
        ("", "Which did the person say"),
    ):
        screen.answer(text, then)
    screen.answer("1,2", "What is your name?")
    screen.answer("Ana Ruiz", "When were you born?")
    screen.line("/quit")
    screen.wait("How did the call end?")
    screen.line("1")
    screen.wait("Note")
    screen.line("")
    assert screen.end() == 0
    assert ESC not in screen.raw


def test_half_typed_words_are_kept_for_a_screen_reader_too(clinic: Clinic) -> None:
    screen = clinic.open("new", "--screen-reader")
    for text, then in (
        ("1", "Who is on the line?"),
        ("1", "Interpreter"),
        ("", "Papers"),
        ("", "Right person?"),
        ("", "Date of birth, as"),
        ("", "Which did the person say"),
    ):
        screen.answer(text, then)
    screen.answer("1,2", "What is your name?")
    screen.key("Anna\x7f\x7f\x1b[Aa Rui")
    screen.wait("> Ana Rui")
    draft = Path(clinic.place.store.where, f"{clinic.case}.draft")
    screen.until(lambda: draft.exists() and '"Ana Rui"' in draft.read_text(), "the draft")
    screen.kill()
    assert ESC not in screen.raw


LETTER = "Dear Ana,\r1. We cannot approve it.\r\r3\ry\r"


@pytest.mark.parametrize("words", [("new",), ("new", "--screen-reader")])
def test_lines_that_come_at_once_are_looked_at_before_they_are_an_answer(
    clinic: Clinic, words: tuple[str, ...]
) -> None:
    screen = clinic.open(*words)
    for text, then in (
        ("1", "Who is on the line?"),
        ("1", "Interpreter"),
        ("", "Papers"),
        ("", "Right person?"),
        ("", "Date of birth, as"),
        ("", "Which did the person say"),
    ):
        screen.answer(text, then)
    screen.answer("1,2", "What is your name?")
    screen.key("Ana")
    screen.wait("> Ana")
    screen.line(LETTER)
    screen.wait("5 lines came at once. Are they one answer?")
    screen.key("\x1b")
    screen.until(lambda: screen.text.rstrip().endswith("> Ana"), "the line as it was")
    screen.line(" Maria\rRuiz\r")
    screen.wait("2 lines came at once.")
    screen.key("\r")
    screen.wait("When were you born?")
    screen.key("\x03")
    assert screen.end() == 0
    assert read_state(clinic.place, clinic.case).answer("patient.name").text == "Ana Maria Ruiz"


def test_no_key_takes_what_is_typed_next_for_itself(clinic: Clinic) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.key("An\x13a \x12de\x16 la\x11 Cruz")  # Ctrl-S, Ctrl-R, Ctrl-V, Ctrl-Q
    screen.key("\x1b\x1b[D\x1b[?62;22c\x1b]11;rgb:1e1e/1e1e/1e1e\x07\u00a0\xe9\u3000R")
    screen.wait("> Ana de la Cruz é R")
    screen.process.send(b"\xe9.\r")
    screen.wait("could not be read. Please type that")
    screen.key("\x03")
    assert screen.end() == 0


def test_function_keys_and_suggestions(clinic: Clinic) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.key("\x1bOQ")  # F2
    screen.wait("→ don't know")
    screen.key("\x1b[18~", "knows her doctor\r")  # F7
    screen.wait("Parked")
    screen.line("/jump denial.drug")
    screen.wait("Which drug was refused?")
    screen.key("methotrex")
    screen.wait("methotrexate")
    screen.key("\t")
    screen.wait("> methotrexate")
    screen.key("\r")
    screen.wait("→ methotrexate")
    screen.key("\x03")
    assert screen.end() == 0


def test_typing_replaces_a_refused_answer_and_moving_mends_it(clinic: Clinic) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.answer("/jump patient.born", "When were you born?")
    screen.line("31 June 1979")
    screen.wait("there is no day 31")
    screen.answer("32 June 1979", "day 32")
    screen.key("\x01\x04\x04", "30")  # to the beginning, two characters away
    screen.wait("> 30 June 1979")
    screen.key("\r")
    screen.wait("→ June 30, 1979")
    screen.key("\x03")
    assert screen.end() == 0


def test_a_command_is_no_half_typed_answer(clinic: Clinic) -> None:
    screen = clinic.open("new")
    to_the_first_question(screen)
    screen.wait("What is your name?")
    screen.answer("/quit", "How did the call end?")
    screen.answer("1", "Note (Enter for none)")
    screen.answer("", "Saved.")
    assert screen.end() == 0
    assert not Path(clinic.place.store.where, f"{clinic.case}.draft").exists()


def test_a_slash_leaves_a_picker_for_a_command(clinic: Clinic) -> None:
    screen = clinic.open("new")
    screen.wait("Who calls?")
    screen.key("/")
    screen.wait("> /")
    screen.line("safety")
    screen.wait("the questions have stopped")
    screen.key("\x03")
    assert screen.end() == 0
