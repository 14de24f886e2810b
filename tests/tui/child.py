"""Runs the screen on the terminal it is started in: FOLDER [CASE]."""

from __future__ import annotations

import sys
from pathlib import Path

from interview.tui.app import run
from tests.office import workplace


def main(words: list[str]) -> int:
    """`new` begins a case, another word opens that case, none shows the list."""
    case = words[1] if len(words) > 1 and words[1] != "new" else None
    return run(workplace(Path(words[0])), case, new=words[1:] == ["new"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
