"""In a real terminal: a whole interview that is killed and taken up again, a hang-up, a resize,
a closed window.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

from interview.case.workplace import Workplace
from interview.core.state import State
from interview.sitting.opening import read_state
from tests.office import workplace

PROJECT = Path(__file__).resolve().parents[2]


class Window:
    """A terminal window with the program in it."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, lines: int = 24) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(PROJECT)}
        for name in ("COLUMNS", "LINES"):  # They would win over the window's own size.
            environment.pop(name, None)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tests.tui.child", str(folder), *words],
            env=environment,
            cwd=str(PROJECT),
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=30,
        )
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)

    def until(self, words: str, seconds: float = 30) -> None:
        """Reads until the words stand on the screen."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not appear:\n{self.text}"
            self._read()

    def _read(self) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, 0.1))
        except pexpect.TIMEOUT:
            return

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def type(self, keys: str, then: str) -> None:
        self.child.send(keys)
        self.until(then)

    def call(self) -> None:
        """Begins a call to the patient, who says name and birth date."""
        self.type("1", "Who is on the line?")
        self.type("1", "Interpreter")
        self.type("\r", "Papers")
        self.type("\r", "Right person?")
        self.type("\r", "Date of birth, as")
        self.type("\r", "Which did")
        self.child.send("12\r")

    def end(self) -> str:
        """What is left on the terminal when the program has ended."""
        self.child.expect(pexpect.EOF)
        left = str(self.child.before)
        self.child.close()
        return left


def only_case(folder: Path) -> tuple[Workplace, str]:
    place = workplace(folder)
    return place, place.store.cases()[0]


def shown(state: State, address: str) -> str:
    return state.answer(address).text


REST = (
    ("0143\r", "What time zone"),
    ("1", "May we leave a message?"),
    ("y", "What is your plan?"),
    ("none\r", "Which drug was refused?"),
    ("methotrexate\r", "What is the date on the notice?"),
    ("\x1bOR", "Why did they refuse it?"),
    ("1\r", "What has changed?"),
    ("none\r", "Who recommended it?"),
    ("Lena Okoro\r", "What have you taken before?"),
    ("aspirin\r", "How did aspirin go?"),
    ("1", "When did aspirin begin?"),
    ("March 2025\r", "When did aspirin end?"),
    ("June 2025\r", "Anything else?"),
    ("no\r", "Is it getting worse?"),
    ("n", "ending your life?"),
    ("n\r", "Which of these was the first?"),
    ("1", "Nothing is left to ask"),
)
"""Keys from the fourth question on, and what stands on the screen then."""


def test_an_interview_is_killed_resumed_and_finished(tmp_path: Path) -> None:
    first = Window(tmp_path, "new")
    first.until("Who calls?")
    first.call()
    first.until("What is your name?")
    first.type("Ana Ruiz\r", "When were you born?")
    first.type("5/3/1961\r", "What is your phone number?")
    first.child.send("202555")
    time.sleep(0.6)
    first.child.kill(signal.SIGKILL)
    first.child.wait()

    place, case = only_case(tmp_path)
    state = read_state(place, case)
    assert (shown(state, "patient.name"), shown(state, "patient.born")) == (
        "Ana Ruiz",
        "May 3, 1961",
    )

    second = Window(tmp_path, case)
    second.until("Ana Ruiz, born May 3, 1961")
    second.until("was cut off")
    second.type("y", "Who calls?")
    second.call()
    second.until("202555")
    for keys, then in REST:
        second.type(keys, then)
    second.type("\x11", "How did the call end?")
    second.type("1", "Note (Enter for none)")
    second.child.send("\r")
    assert f"interview resume {case}" in second.end()
    assert second.child.exitstatus == 0
    state = read_state(place, case)
    assert shown(state, "drugs/r1/ended") == "June 2025"
    assert shown(state, "patient.phone").endswith("0143")
    assert len(state.record.calls) == 2


def test_a_closed_window_loses_nothing(tmp_path: Path) -> None:
    window = Window(tmp_path, "new")
    window.until("Who calls?")
    window.call()
    window.until("What is your name?")
    window.type("Ana Ruiz\r", "When were you born?")
    window.child.send("half")
    time.sleep(0.1)
    window.child.kill(signal.SIGHUP)
    window.end()
    place, case = only_case(tmp_path)
    assert shown(read_state(place, case), "patient.name") == "Ana Ruiz"
    with place.store.open(case) as opened:
        draft = opened.load_draft()
    assert draft is not None
    assert draft.text == "half"


def test_a_window_that_changes_its_size_keeps_what_is_typed(tmp_path: Path) -> None:
    window = Window(tmp_path, "new", columns=80, lines=24)
    window.until("Who calls?")
    window.call()
    window.until("What is your name?")
    window.type("Ana Ru", "Ana Ru")
    window.child.setwinsize(60, 200)
    window.screen.resize(60, 200)
    window.until("Letter")
    window.type("iz\r", "When were you born?")
    window.child.setwinsize(24, 80)
    window.screen.resize(24, 80)
    window.type("5/3/1961\r", "What is your phone number?")
    window.child.send("\x03")
    assert "Everything you entered is kept." in window.end()


def test_bytes_that_are_no_utf_8_and_lines_at_once_are_shown_before_they_are_taken(
    tmp_path: Path,
) -> None:
    window = Window(tmp_path, "new")
    window.until("Who calls?")
    window.call()
    window.until("What is your name?")
    os.write(window.child.child_fd, b"Jos\xe9?")
    window.until("could not be read")
    window.type("\x7f\x7fe", "❯ Jose ")
    window.type(" M.\rRuiz\r", "2 lines came at once.")
    window.type("\r", "When were you born?")
    window.child.send("\x03")
    window.end()
    place, case = only_case(tmp_path)
    assert shown(read_state(place, case), "patient.name") == "Jose M. Ruiz"
