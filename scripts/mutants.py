"""Breaks the code in one place at a time and expects a test to fail: `make mutants`.

Each breakage is applied to a copy of the project in a temporary folder. A breakage that no test notices, and one whose
text is no longer in the file, ends the run with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).parent))

from mutations import MUTATIONS, Mutation

PROJECT = Path(__file__).resolve().parent.parent
JOBS = 2
SECONDS = 600
LEFT_OUT = (".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "transcripts")
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
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "CI": "true"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def verdict(copy: Path, mutation: Mutation) -> str:
    """Applies the mutation, runs its tests, takes it back. Empty when a test failed as it should."""
    path = copy / mutation.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if text.count(mutation.old) != 1:
        return f"its text stands {text.count(mutation.old)} times in {mutation.file}; please update the mutation"
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


def run_all(mutations: list[Mutation], copies: list[Path]) -> list[str]:
    """One verdict for each mutation, printed as they come; each worker has its own copy."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def judge(mutation: Mutation) -> str:
        copy = free.get()
        try:
            problem = verdict(copy, mutation)
        finally:
            free.put(copy)
        print(f"{'ALIVE  ' if problem else 'caught '} {mutation.name}{': ' + problem if problem else ''}", flush=True)
        return problem

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(judge, mutations))


def main(words: list[str]) -> int:
    """Runs the mutations whose names contain any of `words`, or all."""
    chosen = [m for m in MUTATIONS if not words or any(word in m.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [copy_project(Path(folder, str(number))) for number in range(JOBS)]
        status, output = run_tests(copies[0], sorted({test for m in chosen for test in m.tests}))
        if status != PASSED:
            print(f"The tests fail without any breakage; please repair them first.\n{output[-4000:]}")
            return 1
        alive = sum(1 for problem in run_all(chosen, copies) if problem)
    print(f"{len(chosen) - alive} of {len(chosen)} breakages were caught.")
    return 1 if alive or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
