"""Measures what works with files: starting, opening a transcript, listing cases, rendering
letters.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pexpect

from benchmarks.clock import Timing, each, repeated, shown
from benchmarks.forms import form, write
from benchmarks.report import Figure
from benchmarks.script import answers, opening, yes_or_no
from interview.case.letters import letters_for, render_letter
from interview.case.summary import Summariser
from interview.case.workplace import Workplace
from interview.core.events import AnyEvent
from interview.core.state import State, replay
from interview.letters.letter import Letter
from interview.letters.writers.text import to_text
from interview.storage.codec import PlainCodec
from interview.storage.places import examples_folder
from interview.storage.transcripts import FolderStore

EVENTS = 10_000
CASES = 5_000
CASE = "c-bbbbbb"
READY = "\x1b[?2004h"
"""What line mode sends to a terminal when it begins to read: bracketed paste on."""
LETTER_DATE = date(2026, 11, 2)


def file_figures(folder: Path) -> list[Figure]:
    """Every figure, with its budget."""
    return [
        *_starts(folder / "starts"),
        _opening(folder / "opening"),
        *_listing(folder / "listing"),
        *_letters(),
    ]


def _starts(folder: Path) -> list[Figure]:
    def run(*words: str) -> Timing:
        command = [sys.executable, *words]
        return repeated(lambda: subprocess.run(command, check=True, capture_output=True), 20)

    bare = run("-c", "pass").best
    version = run("-m", "interview", "--version").best
    return [
        Figure("`interview --version`", version, 0.05, f"an empty Python program: {shown(bare)}"),
        Figure("process start → first question in line mode", _first_question(folder), 0.4),
    ]


def _first_question(folder: Path) -> float:
    """From the start of the process on a real terminal until it waits for the first key, the
    best of several.
    """

    def start() -> None:
        words = ["-m", "interview", "new", "--plain", "--transcripts", str(folder)]
        terminal = pexpect.spawn(sys.executable, words, dimensions=(24, 80), timeout=20)
        terminal.expect_exact(READY)
        terminals.append(terminal)

    terminals: list[pexpect.spawn] = []
    seconds = repeated(start, 7).best
    for terminal in terminals:
        terminal.close(force=True)
    return seconds


def _write_case(folder: Path, case: str, events: list[AnyEvent]) -> None:
    """A transcript as the store would write it, at once and without waiting for the disk."""
    first = events[0].model_copy(update={"case": case})
    codec, lines = PlainCodec(), [b""]
    for event in [first, *events[1:]]:
        lines.append(codec.encode(event, lines[-1]))
    folder.joinpath(f"{case}.jsonl").write_bytes(b"\n".join([*lines[1:], b""]))


def _opening(folder: Path) -> Figure:
    """A case with 10,000 events in a tree of 10,000 questions, from the file to everything
    decided.
    """
    made = form("one", 10_000)
    workplace = Workplace(transcripts=str(folder), trees=write(made, folder / "tree"))
    events = [*opening(workplace.tree, CASE), *answers(made)]
    while len(events) < EVENTS:
        events.append(yes_or_no(len(events) + 1, made.asked[len(events) % len(made.asked)]))
    _write_case(folder, CASE, events)
    engine = workplace.engine

    def open_case() -> None:
        with workplace.store.open(CASE) as case:
            replay(engine, case.reading.events)

    read = repeated(lambda: workplace.store.read(CASE), 7).best
    return Figure(
        f"open {EVENTS:,} events",
        repeated(open_case, 7).best,
        0.06,
        f"reading the file: {shown(read)}",
    )


def _examples() -> list[list[AnyEvent]]:
    """The events of every worked example."""
    paths = sorted(examples_folder().rglob("*.jsonl"))
    return [list(FolderStore(path.parent).read(path.stem).events) for path in paths]


def _listing(folder: Path) -> list[Figure]:
    """5,000 cases, each a copy of a worked example, listed for the first time and again."""
    folder.mkdir()
    workplace = Workplace(transcripts=str(folder))
    examples, ids = _examples(), Random(1)
    for number in range(CASES):
        _write_case(folder, workplace.store.new_case_id(ids), examples[number % len(examples)])
    summarise = Summariser(workplace.engine)
    listed = each([lambda: workplace.store.summaries(summarise, summarise.version)] * 6).samples
    assert len(workplace.store.summaries(summarise, summarise.version)) == CASES
    note = f"without an index, {shown(listed[0])}"
    return [Figure(f"list {CASES:,} cases, warm", min(listed[1:]), 0.3, note)]


def _letters() -> list[Figure]:
    """The longest letter of the worked examples, from the state to text."""
    workplace, timings = Workplace(), {}
    for events in _examples():
        state = replay(workplace.engine, events)
        for letter in letters_for(workplace.letters, state):
            write_text = partial(_text, letter, state)
            timings[len(write_text().split())] = repeated(write_text, 15)
    words = max(timings)
    note = f"the longest example letter, {words:,} words"
    return [Figure("render a letter as text", timings[words].best, 0.01, note)]


def _text(letter: Letter, state: State) -> str:
    return to_text(render_letter(letter, state, LETTER_DATE).blocks)
