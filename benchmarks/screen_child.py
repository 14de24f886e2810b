"""The program as benchmarks/screen.py starts it: FOLDER [new | CASE [TREES]]."""

from __future__ import annotations

import os
import sys

from interview.session.workplace import Workplace
from interview.tui.app import run


def main(words: list[str]) -> int:
    from pathlib import Path

    place = Workplace(transcripts=words[0], trees=Path(words[2]) if len(words) > 2 else None, operator_name="Bench")
    case = words[1] if len(words) > 1 and words[1] != "new" else None
    return run(place, case, new=words[1:2] == ["new"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or os.EX_OK)
