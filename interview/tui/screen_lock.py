"""Hides the case after a while without keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class LockScreen(ModalScreen[None]):
    """Shows nothing of the case until the operator gives the name they work under."""

    DEFAULT_CSS = """
    LockScreen { background: $background 100%; align: center middle; }
    LockScreen > Vertical { width: 60; max-width: 90%; height: auto; border: solid $primary; padding: 1 2; }
    """

    def __init__(self, operator: str) -> None:
        super().__init__()
        self._operator = operator
        self._wrong = Static("", id="wrong", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Locked. The case is hidden; nothing was lost.", markup=False)
            yield Static("To go on, type the name you work under, then Enter.", markup=False)
            yield Input(id="name")
            yield self._wrong

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip().casefold() == self._operator.strip().casefold():
            _ = self.dismiss()  # not awaited: the handler must end first
        else:
            self._wrong.update(
                "That is not the name of whoever works here now. Leave with Ctrl-C; nothing is"
                " lost."
            )
            event.input.clear()
