"""The one place where exceptions become sentences and exit statuses."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from interview.case.problem import CaseProblem
from interview.core.author_text import AuthorError
from interview.plain.terminal import HungUp
from interview.plain.terminal_text import printable
from interview.storage.disk import because
from interview.storage.store import StoreProblem

DONE, PROBLEM, WRONG, MISSING = 0, 1, 2, 3
TRACEBACK_VARIABLE = "INTERVIEW_TRACEBACK"
"""When set, an error of the program itself shows where it happened. What it shows may name
answers.
"""


class WrongUsage(Exception):
    """The command line cannot be understood. Carries one sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def guarded(work: Callable[[], int]) -> int:
    """Runs a command; whatever stops it becomes a sentence on standard error and an exit status."""
    try:
        status = work()
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        return DONE
    except BaseException as error:  # noqa: BLE001  the one place that turns every exception into words
        status, sentence = _words(error)
        complain(sentence)
    if not _flushed():
        _close_output()
    return status


def complain(sentence: str) -> None:
    """Writes to standard error, if there still is one."""
    with suppress(OSError, ValueError):
        for line in sentence.splitlines():
            print(printable(line), file=sys.stderr)
        sys.stderr.flush()


def _words(error: BaseException) -> tuple[int, str]:
    match error:
        case WrongUsage() | AuthorError():
            return WRONG, error.sentence
        case CaseProblem() | StoreProblem():
            return PROBLEM, error.sentence
        case EOFError():
            return DONE, ""
        case SystemExit():
            return error.code if isinstance(error.code, int) else DONE, ""
        case KeyboardInterrupt() | HungUp():
            return PROBLEM, "Stopped."
        case OverflowError():
            sentence = (
                "A date in this case, or this computer's clock, lies too far off for anything to be"
                " counted from it."
            )
            return PROBLEM, f"{sentence} Please look for it with `interview show`, and correct it."
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return (
                PROBLEM,
                (
                    f"{where}{because(error)}. Please correct that and try again; nothing"
                    " acknowledged was lost."
                ),
            )
    return PROBLEM, _own_error(error)


def _own_error(error: BaseException) -> str:
    """An error of the program itself. Its text may hold answers, so it is shown only when asked
    for.
    """
    if os.environ.get(TRACEBACK_VARIABLE):
        return "".join(traceback.format_exception(error))
    return (
        f"The program made an error of its own ({type(error).__name__}). Everything acknowledged is"
        f" on disk. Please report it; {TRACEBACK_VARIABLE}=1 shows where it happened."
    )


def _flushed() -> bool:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        return False
    return True


def _close_output() -> None:
    """Nobody reads any more: what is left must not raise again when the process ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
