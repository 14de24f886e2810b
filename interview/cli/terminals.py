"""Which kind of terminal this is."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from interview.plain.stream_terminal import StreamTerminal
from interview.plain.terminal import Terminal

_DUMB = frozenset({"", "dumb", "unknown"})


def terminal_for(arguments: Namespace) -> Terminal:
    """Plain lines for a pipe, TERM=dumb and screen readers; else a line that can be edited, and pickers."""
    is_pipe = not (sys.stdin.isatty() and sys.stdout.isatty())
    is_dumb = os.name != "nt" and os.environ.get("TERM", "") in _DUMB
    if is_pipe or is_dumb or getattr(arguments, "screen_reader", False):
        return StreamTerminal(sys.stdin, sys.stdout)
    from interview.plain.keys import line_keys
    from interview.plain.prompt_terminal import PromptTerminal  # Slow to import, and not needed for a pipe.

    return PromptTerminal(line_keys())
