"""A form of its own, over the list of cases."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from interview.case.problem import CaseProblem
from interview.core.source import AuthorError
from interview.sitting.forms import Form, Reply
from interview.storage.store import StoreProblem
from interview.talk.face import field_face
from interview.talk.form_run import FormRun
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
        self.run_of_form = FormRun(form)
        self.card = Card(self.submit, lambda _: None)

    def compose(self) -> ComposeResult:
        yield self.card

    def on_mount(self) -> None:
        self._ask()

    def _ask(self, text: str = "", problem: str = "") -> None:
        self.card.ask(field_face(self.run_of_form), text, problem)

    def submit(self, typed: str) -> None:
        problem = self.run_of_form.take(typed)
        if problem:
            self._ask(typed, problem)
        elif self.run_of_form.field is None:
            self._finish(typed)
        else:
            self._ask()

    def _finish(self, typed: str) -> None:
        try:
            reply = self.run_of_form.finish()
        except (StoreProblem, CaseProblem, AuthorError) as problem:
            self.run_of_form.back()
            self._ask(typed, str(problem))
            return
        if reply.form is not None:
            self.run_of_form = FormRun(reply.form, reply.lines, reply.aloud)
            self._ask()
        else:
            _ = self.dismiss(reply)

    def action_more(self) -> None:
        """The lines of the form that had no room."""
        self.card.cycle_texts()

    def action_back(self) -> None:
        if self.card.take_out_paste():
            return
        if self.run_of_form.back():
            self._ask()
        else:
            _ = self.dismiss(None)
