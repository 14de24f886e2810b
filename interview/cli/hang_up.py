"""Turns the system's signals for a closed terminal or a kind request to end into an exception."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from interview.plain.terminal import HungUp

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


@contextmanager
def hang_up_is_noticed() -> Iterator[None]:
    """While this is entered, a hang-up raises HungUp, so that the case is closed as it should
    be.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _hung_up) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _hung_up(_number: int, _frame: FrameType | None) -> None:
    raise HungUp
