"""Measures the interview screen in a real terminal: start, answer to paint, key echo, pane, resume,
list of cases.

`python -m benchmarks.screen` prints the figures alone.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NoReturn

import pyte

from benchmarks.clock import shown
from benchmarks.report import SCREEN, Figure, budgets_table
from interview.case.workplace import Workplace
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.events import (
    AnswerGiven,
    AnyEvent,
    CallEnded,
    CallStarted,
    CaseOpened,
    Respondent,
)
from interview.core.tree import Tree
from interview.storage.disk import Disk
from interview.storage.places import examples_folder
from interview.storage.transcripts import FolderStore

SIZES = (10, 100, 1_000, 5_000)
QUESTIONS = 5_200
CASES = 5_000
CASE = "c-bench2"
COLUMNS, LINES = 120, 40
TRIES = 25
DEADLINE = 60.0
ECHOED = b"ZQKWVYUX"
"""Letters that stand nowhere on the screen."""


class Terminal:
    """The program in a pseudo-terminal of its own, and the bytes it has painted."""

    def __init__(self, run: Callable[[], int]) -> None:
        pid, self._fd = pty.fork()
        if pid == 0:
            _child(run)
        self.pid = pid
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.painted = b""
        self.chunks: list[tuple[float, bytes]] = []
        """Everything that was painted, with its moment."""

    def send(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def until(self, wanted: bytes, seconds: float = DEADLINE) -> float:
        """Reads until this has been painted; returns the moment."""
        end = perf_counter() + seconds
        while wanted not in self.painted:
            if not self._read(end - perf_counter()):
                raise TimeoutError(
                    f"{wanted!r} was not painted within {seconds} s; last {self.painted[-400:]!r}"
                )
        return perf_counter()

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.painted += data
        self.chunks.append((perf_counter(), data))
        return True

    def seen_right_of(self, column: int, words: str) -> float:
        """The moment at which words stood on the screen first, beyond a column. Raises
        TimeoutError.
        """
        screen = pyte.Screen(COLUMNS, LINES)
        stream = pyte.ByteStream(screen)
        for moment, data in self.chunks:
            stream.feed(data)
            if any(words in line[column:] for line in screen.display):
                return moment
        raise TimeoutError(f"{words} was not painted")

    def rest(self, seconds: float) -> None:
        """Reads for a while and forgets it."""
        end = perf_counter() + seconds
        while self._read(end - perf_counter()):
            pass
        self.painted = b""

    def timed(self, keys: bytes, wanted: bytes) -> float:
        """Seconds from a key to its effect on the screen."""
        self.painted = b""
        start = perf_counter()
        self.send(keys)
        return self.until(wanted) - start

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


def _child(run: Callable[[], int]) -> NoReturn:
    os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(LINES))
    for name in (
        "NO_COLOR",
        "PYTHONDONTWRITEBYTECODE",
    ):  # An installed program is compiled once, not at every start.
        os.environ.pop(name, None)
    os._exit(run())


@contextmanager
def terminal(folder: Path, *words: str, trees: Path | None = None) -> Iterator[Terminal]:
    """The command line in a terminal, with its cases in `folder`."""
    options = [
        "--transcripts",
        str(folder),
        "--operator",
        "Bench",
        *(["--trees", str(trees)] if trees else []),
    ]

    def run() -> int:
        os.execv(sys.executable, [sys.executable, "-m", "interview", *options, *words])  # noqa: S606  our own code
        return 1

    opened = Terminal(run)
    try:
        yield opened
    finally:
        opened.close()


def screen_figures(folder: Path) -> list[Figure]:
    """Every figure, with its budget."""
    trees = write_tree(folder / "trees")
    figures = [start_figure(folder)]
    for size in SIZES:
        figures += answer_figures(folder / str(size), trees, size)
    return [*figures, letter_figure(folder), *list_figures(folder / "many")]


def figure(what: str, samples: Sequence[float], budget: float) -> Figure:
    """The best of several, with their median beside it."""
    return Figure(what, min(samples), budget, f"median {shown(median(samples))}")


def start_figure(folder: Path) -> Figure:
    """From the start of the process to the first question of the shipped tree."""
    samples = []
    for number in range(12):
        begun = perf_counter()
        with terminal(folder / f"start{number}", "new") as screen:
            samples.append(screen.until(b"Who calls?") - begun)
    return figure("process start → first question on screen", samples, 0.4)


def answer_figures(folder: Path, trees: Path, size: int) -> list[Figure]:
    """Resume, Enter → painted, and key echo in a case with `size` answers."""
    place = Workplace(transcripts=str(folder), trees=trees)
    write_case(folder, place.tree, size)
    begun = perf_counter()
    with terminal(folder, "resume", CASE, trees=trees) as screen:
        resumed = screen.until(b"Is this the right") - begun
        screen.rest(0.5)
        for keys in (b"y", b"1", b"3", b"\r", b"\r", b"\r"):
            screen.send(keys)
            screen.rest(0.4)
        screen.rest(3.0)
        entered = [_answer(screen, size + number) for number in range(TRIES)]
        echoed = [
            _echo(screen, ECHOED[n % len(ECHOED) : n % len(ECHOED) + 1]) for n in range(TRIES)
        ]
    figures = [
        figure(f"Enter → painted, {size:,} answers", entered, 0.016),
        figure(f"key echo, {size:,} answers", echoed, 0.005),
    ]
    note = "from the start of the process"
    return (
        figures
        if size != max(SIZES)
        else [*figures, Figure(f"resume {size:,} events", resumed, 1.0, note)]
    )


def _answer(screen: Terminal, number: int) -> float:
    screen.send(b"some words")
    screen.rest(0.3)
    return screen.timed(b"\r", b"Is it so %d?" % (number + 1))


def _echo(screen: Terminal, letter: bytes) -> float:
    screen.rest(0.25)
    took = screen.timed(letter, letter)
    screen.rest(0.2)
    screen.send(b"\x7f")
    return took


def letter_figure(folder: Path) -> Figure:
    """From the answer being painted to the letter that shows it, beside a worked example; 30 ms
    of it are a pause.
    """
    import shutil

    target = folder / "letter"
    target.mkdir()
    source = max(examples_folder().glob("*.jsonl"), key=lambda path: path.stat().st_size)
    shutil.copy(source, target)
    with terminal(target, "resume", source.stem) as screen:
        screen.until(b"Is this the right")
        for keys in (b"y", b"3", b"2,3\r"):
            screen.send(keys)
            screen.rest(1.0)
        screen.rest(4.0)
        samples = []
        for number in range(8):
            screen.send(b"/jump patient.name\r")
            screen.rest(0.8)
            name = f"Qzname{'abcdefgh'[number]}"
            screen.send(name.encode())
            screen.rest(0.4)
            screen.timed(b"\r", name.encode())
            answered = screen.chunks[-1][0]
            screen.rest(1.0)
            samples.append(screen.seen_right_of(COLUMNS - COLUMNS * 2 // 5, name) - answered)
    return figure("answer painted → letter pane", samples, 0.1)


def list_figures(folder: Path) -> list[Figure]:
    """A list of 5,000 cases: until it is shown, and a key of the filter until the list has
    changed.
    """
    place, store = Workplace(transcripts=str(folder)), FolderStore(folder, disk=HastyDisk())
    for number in range(CASES):
        case = store.new_case_id()
        with store.create(_opened(place.tree, case)) as written:
            for event in _named(place.tree, number):
                written.append(event)
    with terminal(folder) as screen:
        screen.until(b"5000 of 5000", 2 * DEADLINE)
    begun = perf_counter()
    with terminal(folder) as screen:
        screen.until(b"5000 of 5000")
        listed = perf_counter() - begun
        screen.rest(3.0)
        samples = []
        for digit in (b"1", b"2", b"3", b"4"):
            samples.append(screen.timed(digit, b" of 5000 cases \xc2\xb7"))
            screen.rest(0.5)
    return [
        Figure(f"process start → {CASES:,} cases listed", listed, 1.0, "with an index"),
        figure(f"filter {CASES:,} cases, one key", samples, 0.05),
    ]


# what is measured with


def write_tree(folder: Path) -> Path:
    """A tree of text questions that the prescriber answers."""
    folder.mkdir(parents=True)
    (folder / "root.yaml").write_text(
        "tree: long\nversion: '1'\ntitle: Long\nmodules: [long]\nroles: {}\n"
    )
    lines = ["module: long", "title: Long", "questions:"]
    lines += [
        f'  - {{id: long.q{number}, kind: text, title: Title {number}, say: "Is it so {number}?", '
        "ask: [prescriber], serves: [sheet]}"
        for number in range(QUESTIONS)
    ]
    (folder / "long.yaml").write_text("\n".join(lines))
    return folder


class HastyDisk(Disk):
    """Does not wait for the medium: the cases are made to be read, not to last."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


def _when(seq: int) -> datetime:
    return datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(seconds=seq)


def _opened(tree: Tree, case: str) -> CaseOpened:
    return CaseOpened(
        seq=1, at=_when(1), operator="bench", case=case,
        tree=tree.id, tree_version=tree.version, tree_hash=tree.hash,
    )  # fmt: skip


def _given(seq: int, address: str, value: str, kind: str, party: Party) -> AnswerGiven:
    claim = Claim(
        state=AnswerState.answered,
        source=Source(party=party),
        value=value,
        kind=kind,
        typed=value,
        label=value,
    )
    return AnswerGiven(
        seq=seq, at=_when(seq), operator="bench", call=1, address=address, claim=claim
    )


def _call(seq: int, party: Party) -> CallStarted:
    return CallStarted(
        seq=seq,
        at=_when(seq),
        operator="bench",
        call=1,
        direction="out",
        respondent=Respondent(party=party),
    )


def write_case(folder: Path, tree: Tree, size: int) -> None:
    """A case with that many answers."""
    events: list[AnyEvent] = [_call(2, Party.prescriber)]
    events += [
        _given(3 + n, f"long.q{n}", f"words {n}", "text", Party.prescriber) for n in range(size)
    ]
    events.append(
        CallEnded(seq=3 + size, at=_when(3 + size), operator="bench", call=1, disposition="partial")
    )
    with FolderStore(folder, disk=HastyDisk()).create(_opened(tree, CASE)) as case:
        for event in events:
            case.append(event)


def _named(tree: Tree, number: int) -> list[AnyEvent]:
    name = tree.question(tree.role("patient_name"))
    return [
        _call(2, Party.patient),
        _given(3, name.id, f"Person {number}", name.kind.name, Party.patient),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        print(budgets_table(SCREEN, screen_figures(Path(name))))


if __name__ == "__main__":
    main()
