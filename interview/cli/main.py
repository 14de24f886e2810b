"""The command `interview`. Answers `--version` before anything heavy is imported."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from interview import __version__

ENOUGH_OBJECTS = 300_000
"""New objects before Python looks for garbage: starting up makes many and drops none."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line `argv` (default: the process's own) and returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        print(f"interview {__version__}")
        return 0
    gc.set_threshold(ENOUGH_OBJECTS)
    try:
        from interview.cli.commands import run
    except KeyboardInterrupt:  # Ctrl-C while it starts
        return 130
    return run(words)
