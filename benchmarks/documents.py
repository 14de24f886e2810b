"""Measures letters as files: each format, the first one of a process, and the letters of 1,000
cases.

`python -m benchmarks.documents [CASES]` prints these figures alone.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.clock import repeated, shown
from benchmarks.report import Figure
from interview.case.workplace import Workplace
from interview.core.state import State, replay
from interview.letters.writers.formats import WRITERS
from interview.papers.rendering import Rendering, rendered, write_files
from interview.storage.places import examples_folder
from interview.storage.transcripts import FolderStore

CASES = 1_000
DAY = date(2026, 11, 2)
BUDGETS = {"md": 0.01, "txt": 0.01, "html": 0.01, "docx": 0.06, "pdf": 0.06}
"""Seconds for one letter of about three pages, from its blocks."""
EACH = 0.15
"""Seconds for the letters of one case in one format, with everything from the answers to the
disk.
"""


def document_figures(folder: Path, cases: int = CASES) -> list[Figure]:
    """Every figure, with its budget."""
    workplace = Workplace(profile_path=folder / "none")
    states = [state for _, state in _examples(workplace)]
    return [*_formats(workplace, states), *_firsts(), *_many(workplace, states, folder, cases)]


def _examples(workplace: Workplace) -> Iterator[tuple[str, State]]:
    """The worked examples."""
    store = FolderStore(examples_folder())
    for case in store.cases():
        yield case, replay(workplace.engine, store.read(case).events)


def _drafts(workplace: Workplace, state: State, case: str = "c-bbbbbb") -> list[Rendering]:
    return rendered(workplace.letters, state, case, DAY)


def _formats(workplace: Workplace, states: list[State]) -> Iterator[Figure]:
    """The longest letter of the examples, from its blocks to the bytes."""
    drafts = [draft for state in states for draft in _drafts(workplace, state)]
    longest = max(drafts, key=lambda draft: len(draft.text("md")))
    for suffix, write in WRITERS.items():

        def once(write: Callable[..., bytes] = write) -> bytes:
            return write(longest.page)

        size = len(once())
        note = f"{size / 1000:.0f} kB"
        yield Figure(f"write a letter as {suffix}", repeated(once, 15).best, BUDGETS[suffix], note)


def _firsts() -> Iterator[Figure]:
    """The first letter of a process, with everything that the process loads for it."""
    text = _process("txt")
    for suffix in ("docx", "pdf"):
        yield Figure(
            f"a process that writes one {suffix}", _process(suffix), 1.5, f"one txt: {shown(text)}"
        )


def _process(suffix: str) -> float:
    command = [sys.executable, "-c", f"from benchmarks.documents import first; first({suffix!r})"]
    return repeated(lambda: subprocess.run(command, check=True), 5).best


def first(suffix: str) -> None:
    """One letter in a new process."""
    workplace = Workplace(profile_path=Path("none"))
    _, state = next(_examples(workplace))
    _drafts(workplace, state)[0].written(suffix)


def _many(workplace: Workplace, states: list[State], folder: Path, cases: int) -> Iterator[Figure]:
    """Rendering the letters of many cases in one process and putting them on disk."""
    for suffix in ("docx", "pdf"):

        def all_cases(suffix: str = suffix) -> None:
            for number in range(cases):
                drafts = _drafts(workplace, states[number % len(states)], f"c-{number:06}")
                write_files(drafts, [suffix], folder / suffix)

        seconds = repeated(all_cases, 1).best
        note = f"{len(list((folder / suffix).iterdir())):,} letters"
        yield Figure(f"render {cases:,} cases as {suffix}, to files", seconds, EACH * cases, note)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for figure in document_figures(Path(name), int((sys.argv[1:] or [str(CASES)])[0])):
            spent, most = shown(figure.seconds), shown(figure.budget)
            print(f"{figure.what}: {spent} (budget {most}: {figure.verdict}; {figure.note})")
