"""F1: the keys of what has focus, then everything else that can be done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from interview.talk.commands import COMMANDS
from interview.tui.chat import InterviewScreen
from interview.tui.keys import SCREEN_KEYS, key_words
from interview.tui.line_view import LineView, Row
from interview.tui.literal import padded, plain
from interview.tui.start import StartScreen

BOX_KEYS = (
    ("Enter", "Take the answer"),
    ("1-9, y, n", "Answer at once, where the options are numbered and no Enter is needed"),
    ("digits, Space", "Where several can be chosen: choose one more, or take it back; then Enter"),
    ("Up, Down, Tab", "Go through options or suggestions; Tab takes one over"),
    ("Ctrl-J", "New line in a long text"),
    ("Esc", "One step back in a form; from an older answer back to the question that is open"),
    ("/word", "Any command by its name; // begins an answer with a slash"),
)
VIEW_KEYS = (
    ("Up, Down", "The entry before or after"),
    ("Page Up/Down", "One page; Home and End for the ends"),
    ("Left, Right", "The letter before or after, where the case calls for several"),
    ("Enter", "Go to that question: answer it, or answer it again"),
    ("Esc", "Back to the question"),
)
LIST_KEYS = (
    ("any letter", "Filter by name, drug, plan, reason or case"),
    ("Up, Down", "Choose a case"),
    ("Enter", "Open it"),
    *(
        (key_words(each.key), each.description)
        for each in StartScreen.BINDINGS
        if isinstance(each, Binding)
    ),
    ("^P", "All actions by name"),
)


class HelpScreen(ModalScreen[None]):
    """A list of keys."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > LineView { width: 90%; max-width: 100; height: 85%; border: solid $primary; padding: 0 1;
                         background: $surface; }
    HelpScreen > Static { height: 1; width: 90%; max-width: 100; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "Close", show=False, priority=True),
    ]

    def __init__(self, behind: Screen[object]) -> None:
        super().__init__()
        self._view = LineView(id="keys")
        if isinstance(behind, StartScreen):
            self._rows = [
                *_group("In the list of cases", LIST_KEYS),
                *_group("In an interview", BOX_KEYS),
            ]
            return
        in_view = isinstance(behind.focused, LineView)
        first = ("In this list", VIEW_KEYS) if in_view else ("While typing an answer", BOX_KEYS)
        second = (
            ("While typing an answer", BOX_KEYS)
            if in_view
            else ("In the conversation and the pane", VIEW_KEYS)
        )
        self._rows = [
            *_group(*first),
            *_commands(),
            *_screen(),
            *_group(*second),
            *_options(behind),
        ]

    def compose(self) -> ComposeResult:
        yield self._view
        yield Static("Esc closes", markup=False)

    def on_mount(self) -> None:
        self._view.set_rows(self._rows)
        self._view.focus()


def _group(title: str, keys: tuple[tuple[str, str], ...]) -> list[Row]:
    rows = [Row(plain(title, "bold underline"))]
    return [*rows, *(_key_row(key, words) for key, words in keys), Row(plain(""))]


def _key_row(key: str, words: str) -> Row:
    return Row(plain(f"  {padded(key, 15)} {words}"), indent=18)


def _commands() -> list[Row]:
    rows = [Row(plain("Commands", "bold underline"))]
    for command in COMMANDS:
        keys = " ".join(key_words(key) for key in command.keys)
        rows.append(_key_row(f"{padded(keys, 4)} /{command.name}", command.help))
    return [*rows, Row(plain(""))]


def _screen() -> list[Row]:
    return _group("Screen", tuple((key_words(key), words) for key, _, words in SCREEN_KEYS))


def _options(behind: Screen[object]) -> list[Row]:
    """All of what is asked now, where the card had no room for it."""
    if not isinstance(behind, InterviewScreen) or not behind.card.face.is_question:
        return []
    face = behind.card.face
    texts = [
        f"SAY {face.say}",
        *([f"PROBE {face.probe}"] if face.probe else []),
        *([face.note] if face.note else []),
    ]
    rows = [
        Row(plain("The question in full", "bold underline")),
        *(Row(plain(f"  {t}"), indent=2) for t in texts),
    ]
    return [*rows, *(Row(plain(f"  {number} {label}"), indent=4) for number, label in face.options)]
