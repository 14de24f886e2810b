"""`make fuzz`: COUNT mutated files and a tenth as many hostile values, made from SEED; stops at the
first fault.

Environment: COUNT (default 100000), VALUES (default COUNT / 10), SEED (default 1), ONLY (a number
such as `chained-123`, to try one input again), SAVED (folder for the input that was at fault,
default `.fuzz`).
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType

from tests.fuzz.targets import Targets
from tests.fuzz.values import Values

SECONDS = 2.0
"""Of processor time that one input may take."""
ASLEEP = 30.0
"""Seconds that it may take by the clock on the wall, on however busy a machine."""
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
"""Files there wait for no disk."""
RARELY = 40
"""One of so many inputs is a whole worked example, which takes as long as all the others between
two of them.
"""
Run = Callable[[], None]


class HangingError(Exception):
    """An input took too long."""


@contextmanager
def in_time() -> Iterator[None]:
    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise HangingError

    signal.signal(signal.SIGPROF, too_long)
    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, ASLEEP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def inputs(targets: Targets, values: Values, count: int, hostile: int) -> Iterator[str]:
    """The names of all inputs: which target, and the how-manieth of it."""
    often = [name for name in targets.runs if name != "example"]
    assert values.questions
    for number in range(count):
        name = "example" if number % RARELY == RARELY - 1 else often[number % len(often)]
        yield f"{name}-{number}"
    yield from (f"value-{number}" for number in range(hostile))


def one(targets: Targets, values: Values, name: str, seed: str) -> tuple[bytes, Run]:
    target, random = name.partition("-")[0], Random(f"{seed}/{name}")
    return values.input(random) if target == "value" else targets.input(target, random)


def failed(name: str, seed: str, data: bytes) -> int:
    """Saves what was at fault, and says how to try it again."""
    folder = Path(os.environ.get("SAVED", ".fuzz"))
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-seed-{seed}"
    path.write_bytes(data)
    traceback.print_exc()
    print(f"\n{name}: saved as {path}. Once more: make fuzz SEED={seed} ONLY={name}")
    return 1


def main() -> int:
    seed, count = os.environ.get("SEED") or "1", int(os.environ.get("COUNT") or 100_000)
    hostile, only = int(os.environ.get("VALUES") or count // 10), os.environ.get("ONLY")
    done, slowest, begin = Counter[str](), dict[str, float](), time.monotonic()
    with tempfile.TemporaryDirectory(
        prefix="fuzz-", dir=MEMORY if MEMORY.is_dir() else None
    ) as folder:
        targets = Targets(Path(folder))
        values = Values(targets.shipped)
        _ = targets.place.letters, targets.shipped.letters
        gc.freeze()
        for name in [only] if only else inputs(targets, values, count, hostile):
            data, run = one(targets, values, name, seed)
            start, target = time.process_time(), name.partition("-")[0]
            try:
                with in_time():
                    run()
            except BaseException:  # noqa: BLE001  whatever comes through is a fault, and its input is kept
                return failed(name, seed, data)
            done[target] += 1
            slowest[target] = max(slowest.get(target, 0.0), time.process_time() - start)
            if sum(done.values()) % 5_000 == 0:
                print(
                    f"{sum(done.values()):,} inputs, {time.monotonic() - begin:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
    for target, number in done.items():
        print(f"{target:<11} {number:>7,} inputs, the slowest {slowest[target] * 1000:.0f} ms")
    print(
        f"{sum(done.values()):,} inputs in {time.monotonic() - begin:.0f} s, seed {seed}: no fault"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
