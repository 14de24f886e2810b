"""Ends the program when its terminal is gone and no signal said so; a screen nobody sees must
not hold a case.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time

GRACE = 3.0
"""Seconds that the program has to end by itself after the terminal has gone."""


def watch_terminal() -> None:
    """Waits, in a thread of its own and without using the processor, until standard input hangs
    up.
    """
    if hasattr(select, "poll") and hasattr(signal, "SIGHUP") and sys.stdin.isatty():
        threading.Thread(
            target=_wait, args=(sys.stdin.fileno(),), daemon=True, name="terminal-watch"
        ).start()


def _wait(number: int) -> None:
    poll = select.poll()
    poll.register(number, 0)  # No events are asked for: hanging up is told in any case.
    poll.poll()
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(GRACE)
    os._exit(
        128 + signal.SIGHUP
    )  # Everything acknowledged is on disk; writing to the screen would wait for ever.
