"""A form of its own, over the list of cases."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from interview.sitting.forms import Form, Reply
from interview.talk.form_alone import FormAlone
from interview.tui.card import Card


class FormScreen(ModalScreen[Reply | None]):
    """Asks a form field by field; gives back its reply, or None when it was left."""

    DEFAULT_CSS = """
    FormScreen { align: center bottom; background: $background 50%; }
    FormScreen > Card { dock: bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, priority=True),
        Binding("f8", "more", "The rest", show=False, priority=True),
    ]
    AUTO_FOCUS = "#box"

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = FormAlone(form)
        self.card = Card(self.submit, lambda _: None)

    def compose(self) -> ComposeResult:
        yield self.card

    def on_mount(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Shows what is asked now. Called after everything that may have changed it."""
        form = self.form
        if form.over:
            _ = self.dismiss(form.reply)
        else:
            self.card.ask(form.face(), form.kept, form.problem)

    def submit(self, typed: str) -> None:
        self.form.submit(typed)
        self._follow()

    def action_more(self) -> None:
        """The lines of the form that had no room."""
        self.card.cycle_texts()

    def action_back(self) -> None:
        if self.card.take_out_paste():
            return
        self.form.escape()
        self._follow()
