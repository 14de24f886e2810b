"""The call whose keys are counted is one that the shipped questions take, and it stays within
its budget.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def test_every_answer_of_the_counted_call_is_taken_and_the_budget_holds() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "keystrokes.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "step_therapy_call, 32 answers" in done.stdout
    assert "met: " in done.stdout
