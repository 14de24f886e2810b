"""Work that must not hold up a key: done in a thread that nobody waits for when the program
ends.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TypeVar

Result = TypeVar("Result")


def in_background(work: Callable[[], Result], done: Callable[[Result | Exception], None]) -> None:
    """Runs `work` in a thread and calls `done` in the running loop with its result, or with what
    it raised.
    """
    loop, context = asyncio.get_running_loop(), copy_context()

    def run() -> None:
        try:
            result: Result | Exception = work()
        except Exception as error:  # noqa: BLE001  whatever it is, it is passed on to whoever asked
            result = error
        with suppress(RuntimeError):  # The program has ended meanwhile.
            loop.call_soon_threadsafe(done, result, context=context)

    threading.Thread(target=run, daemon=True).start()
