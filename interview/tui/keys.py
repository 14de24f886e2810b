"""Keys: those of the command table, those that only a screen needs, and a footer that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.content import Content

from interview.talk.commands import COMMANDS
from interview.tui.literal import cells, clipped, joined

SHORT = {
    "dk": "don't know",
    "later": "later",
    "refused": "refused",
    "none": "none",
    "note": "note",
    "park": "park",
    "again": "probe",
    "why": "why",
    "safety": "SAFETY",
    "help": "help",
    "back": "back",
    "undo": "undo",
    "jump": "jump",
    "missing": "missing",
    "letter": "letter",
    "review": "review",
    "quit": "end",
}
"""Names of commands in the footer."""
FIRST = (
    "safety",
    "help",
    "dk",
    "later",
    "back",
    "jump",
    "quit",
    "refused",
    "none",
    "note",
    "park",
    "again",
)
"""What stays when there is little room; the rest follows as there is more."""
USABLE_WIDTH, USABLE_HEIGHT = 40, 12
"""Columns and lines of a screen below which a question with its options has no room."""
SCREEN_KEYS: tuple[tuple[str, str, str], ...] = (
    ("ctrl+l", "page('Letter')", "Letter"),
    ("ctrl+n", "page('Missing')", "Missing"),
    ("ctrl+o", "page('Outline')", "Outline: every question, and why one is skipped"),
    ("ctrl+t", "page('To get')", "To get, by who can tell"),
    ("ctrl+g", "turn", "To the conversation or the side pane and back"),
    ("ctrl+p", "command_palette", "All actions by name"),
    ("ctrl+c", "hang_up", "Leave at once; everything entered is kept"),
)
"""(key, action, what it does) of the interview screen, over and above the commands."""


def command_bindings() -> Iterator[Binding]:
    """A binding for every key of the command table that the screen has no view of its own for."""
    own = {key for key, _, _ in SCREEN_KEYS}
    for command in COMMANDS:
        for key in command.keys:
            if key not in own:
                yield Binding(
                    key, f"run('{command.name}')", command.help, show=False, priority=True
                )


def screen_bindings() -> Iterator[Binding]:
    for key, action, words in SCREEN_KEYS:
        yield Binding(key, action, words, show=False, priority=True)


def key_words(key: str) -> str:
    """ "^Z" for "ctrl+z", "F2" for "f2"."""
    return f"^{key[5:].upper()}" if key.startswith("ctrl+") else key.capitalize()


def footer_items() -> list[tuple[str, str]]:
    """(key, short name) of the commands, the most needed first."""
    by_name = {command.name: command for command in COMMANDS if command.keys}
    order = [*FIRST, *(name for name in by_name if name not in FIRST)]
    return [
        (key_words(by_name[name].keys[0]), SHORT.get(name, name))
        for name in order
        if name in by_name
    ]


def footer(items: Iterable[tuple[str, str]], width: int, height: int) -> Content:
    """As many as fit on one line; on a screen that is hardly of use it says so behind the first."""
    parts = [
        joined(Content.styled(f" {key} ", "bold reverse"), Content(f" {words} "))
        for key, words in items
    ]
    if width < USABLE_WIDTH or height < USABLE_HEIGHT:
        small = f" Small window: {width} × {height}; {USABLE_WIDTH} × {USABLE_HEIGHT} is enough. "
        parts.insert(1, Content(clipped(small, max(width - cells(parts[0].plain), 1))))
    fitting, left = [], width
    for part in parts:
        left -= cells(part.plain)
        if left < 0:
            break
        fitting.append(part)
    return joined(*fitting) if fitting else Content("")
