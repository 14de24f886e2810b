"""Ctrl-S must not stop a terminal in the middle of a call: whatever is typed then would seem to
be lost.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

try:
    import termios

    HAS_FLOW_CONTROL = True
except ImportError:  # Windows
    HAS_FLOW_CONTROL = False

INPUT_FLAGS = 0
"""Where a terminal's settings keep what is done to input."""


@contextmanager
def every_key_passes() -> Iterator[None]:
    """While this is entered, the terminal takes no key for itself to stop and go on."""
    descriptor = (
        sys.stdin.fileno()
        if HAS_FLOW_CONTROL and sys.stdin is not None and sys.stdin.isatty()
        else -1
    )
    if descriptor < 0:
        yield
        return
    was_on = _flow_control(descriptor)
    _set_flow_control(descriptor, 0)
    try:
        yield
    finally:
        with suppress(termios.error):  # The terminal may be gone.
            _set_flow_control(descriptor, was_on)


def _flow_control(descriptor: int) -> int:
    return int(termios.tcgetattr(descriptor)[INPUT_FLAGS]) & termios.IXON


def _set_flow_control(descriptor: int, flag: int) -> None:
    settings = termios.tcgetattr(descriptor)
    settings[INPUT_FLAGS] = settings[INPUT_FLAGS] & ~termios.IXON | flag
    termios.tcsetattr(descriptor, termios.TCSANOW, settings)
