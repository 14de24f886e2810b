"""Breaks the code in one place at a time and expects a test to fail: `make mutants`, `make mutants
RANDOM=200 SEED=7`.

Each breakage is applied to a copy of the project in a temporary folder. A breakage that no test
notices, and one whose text is no longer in the file, ends the run with status 1. At random it only
reports: some changes mean the same.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from mutations import MUTATIONS, Mutation
from random_mutants import Change, all_changes, chosen, tests_of

PROJECT = Path(__file__).resolve().parent.parent
JOBS = 2
SECONDS = 600
LEFT_OUT = (
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "__pycache__",
    "transcripts",
)
# Exit statuses of pytest: tests failed; anything above is a mistake in the run itself.
PASSED, FAILED = 0, 1


def copy_project(folder: Path) -> Path:
    """A copy without caches and real transcripts."""
    copy = folder / "project"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    examples = PROJECT / "transcripts" / "examples"
    if examples.exists():
        shutil.copytree(examples, copy / "transcripts" / "examples")
    return copy


def run_tests(copy: Path, tests: Iterable[str]) -> tuple[int, str]:
    """Exit status and output of pytest over `tests` in the copy; stops at the first failure."""
    # Without bytecode: a breakage of equal size within the same second would otherwise go unseen.
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "CI": "true",
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--no-header",
        "-p",
        "no:cacheprovider",
        *tests,
    ]
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def verdict(copy: Path, mutation: Mutation) -> str:
    """Applies the mutation, runs its tests, takes it back. Empty when a test failed as it
    should.
    """
    path = copy / mutation.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if text.count(mutation.old) != 1:
        return (
            f"its text stands {text.count(mutation.old)} times in {mutation.file}; please update"
            " the mutation"
        )
    path.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        status, output = run_tests(copy, mutation.tests)
    except subprocess.TimeoutExpired:
        return f"its tests did not end within {SECONDS} seconds"
    finally:
        path.write_text(text, encoding="utf-8")
    if status == PASSED:
        return f"no test in {', '.join(mutation.tests)} noticed"
    return "" if status == FAILED else f"pytest ended with status {status}\n{output[-2000:]}"


KILLED, NO_END, SURVIVED = "killed  ", "no end  ", "SURVIVED"


def fate(copy: Path, change: Change) -> str:
    """What becomes of this change: a test fails, the tests no longer end in their time, or
    nothing notices.
    """
    path = copy / change.file
    text = path.read_text(encoding="utf-8")
    path.write_text(change.applied(text), encoding="utf-8")
    try:
        noticed = any(run_tests(copy, tests)[0] != PASSED for tests in tests_of(copy, change.file))
        return KILLED if noticed else SURVIVED
    except subprocess.TimeoutExpired:
        return NO_END
    finally:
        path.write_text(text, encoding="utf-8")


Item = TypeVar("Item")
Found = TypeVar("Found")


def in_copies(
    items: list[Item], copies: list[Path], judge: Callable[[Path, Item], Found]
) -> list[Found]:
    """What `judge` makes of each item, in their order; each worker has a copy of its own."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def judged(item: Item) -> Found:
        copy = free.get()
        try:
            return judge(copy, item)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(judged, items))


def told_verdict(copy: Path, mutation: Mutation) -> str:
    """The verdict, printed as it comes."""
    problem = verdict(copy, mutation)
    print(
        f"{'ALIVE  ' if problem else 'caught '} {mutation.name}{': ' + problem if problem else ''}",
        flush=True,
    )
    return problem


def told_change(copy: Path, change: Change) -> str:
    """The fate of a change, printed as it comes."""
    found = fate(copy, change)
    print(f"{found} {change}", flush=True)
    return found


def written(words: list[str], copies: list[Path]) -> int:
    """Runs the mutations whose names contain any of `words`, or all."""
    wanted = [m for m in MUTATIONS if not words or any(word in m.name for word in words)]
    status, output = run_tests(copies[0], sorted({test for m in wanted for test in m.tests}))
    if status != PASSED:
        print(f"The tests fail without any breakage; please repair them first.\n{output[-4000:]}")
        return 1
    alive = sum(1 for problem in in_copies(wanted, copies, told_verdict) if problem)
    print(f"{len(wanted) - alive} of {len(wanted)} breakages were caught.")
    return 1 if alive or not wanted else 0


def at_random(most: int, seed: int, words: list[str], copies: list[Path]) -> int:
    """Runs so many changes at random, in files whose path contains any of `words`, or in all."""
    wanted = chosen(all_changes(copies[0], words), most, seed)
    fates = in_copies(wanted, copies, told_change)
    counts = ", ".join(
        f"{fates.count(each)} {each.strip().lower()}" for each in (KILLED, NO_END, SURVIVED)
    )
    print(f"{len(wanted)} changes: {counts}. The seed was {seed}.")
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Breaks the code and expects a test to fail.")
    parser.add_argument(
        "words", nargs="*", help="parts of a breakage's name; with --random, of a file's path"
    )
    parser.add_argument(
        "--random", type=int, default=0, metavar="N", help="so many changes at random instead"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed chooses the same changes"
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [copy_project(Path(folder, str(number))) for number in range(JOBS)]
        if given.random:
            return at_random(given.random, given.seed, given.words, copies)
        return written(given.words, copies)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
