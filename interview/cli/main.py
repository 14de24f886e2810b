"""The command `interview`. Answers `--version` before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from interview import __version__

ENOUGH_OBJECTS = 300_000
"""New objects before Python looks for garbage: starting up makes many and drops none."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line `argv` (default: the process's own) and returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not _has_streams():
        return 1
    if words == ["--version"]:
        return _version()
    gc.set_threshold(ENOUGH_OBJECTS)
    try:
        from interview.cli.commands import run
    except KeyboardInterrupt:  # Ctrl-C while it starts
        return 130
    return run(words)


def _has_streams() -> bool:
    """Whether something can be shown. Closed streams are opened on nothing, so that no file
    takes their number.
    """
    was_closed = sys.stdout is None  # As Python has it when descriptor 1 is closed.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  till the process ends
    if was_closed:
        print(
            "Standard output is closed, so nothing can be shown, and nothing was done.",
            file=sys.stderr,
        )
    return not was_closed


def _version() -> int:
    try:
        print(f"interview {__version__}", flush=True)
    except (
        BrokenPipeError
    ):  # Nobody reads any more; what is left must not raise when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
