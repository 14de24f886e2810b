"""Which kind of terminal this is."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from interview.plain.stream_terminal import StreamTerminal
from interview.plain.terminal import Terminal

_DUMB = frozenset({"", "dumb", "unknown"})


def takes_screen(arguments: Namespace) -> bool:
    """Whether the whole screen can be used: a real terminal, and nobody asked for line mode.

    The screen is drawn on standard error; where that goes elsewhere, nobody would see it.
    """
    is_drawn_on = sys.__stderr__ is not None and sys.__stderr__.isatty()
    return (
        is_drawn_on and not _takes_plain_lines(arguments) and not getattr(arguments, "plain", False)
    )


def terminal_for(arguments: Namespace) -> Terminal:
    """Plain lines for a pipe, TERM=dumb and screen readers; else a line that can be edited, and
    pickers.
    """
    if _takes_plain_lines(arguments):
        return StreamTerminal(sys.stdin, sys.stdout)
    from interview.plain.keys import line_keys
    from interview.plain.prompt_terminal import (
        PromptTerminal,
    )  # Slow to import, and not needed for a pipe.

    return PromptTerminal(line_keys())


def _takes_plain_lines(arguments: Namespace) -> bool:
    is_pipe = not (sys.stdin.isatty() and sys.stdout.isatty())
    is_dumb = os.name != "nt" and os.environ.get("TERM", "") in _DUMB
    return is_pipe or is_dumb or getattr(arguments, "screen_reader", False)
