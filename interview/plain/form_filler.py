"""Asks the fields of a form one after the other."""

from __future__ import annotations

from collections.abc import Callable

from interview.plain.terminal import Line, Suggestion, Terminal
from interview.plain.text import LABEL, all_wrapped
from interview.session.commands import parse
from interview.session.forms import Field, Form, Values

Command = Callable[[str, str], bool]
"""Runs a command typed into a form; tells whether the form goes on."""
LEAVE = "cancel"
_FIRST_TIME = "Type /cancel to leave this."


class FormFiller:
    """Fills in forms on a terminal. A form is left with Ctrl-C, /cancel, or an empty first line."""

    def __init__(self, terminal: Terminal, command: Command) -> None:
        self.terminal = terminal
        self.command = command

    def fill(self, form: Form) -> Values | None:
        """The values by key; None when the form was left."""
        is_title_new = form.title != form.fields[0].title
        self.terminal.show("", *([f"— {form.title} —"] if is_title_new else []), *form.lines)
        values: Values = {}
        while (field := form.next_field(values)) is not None:
            value = self._ask(form, field, is_first=not values)
            if value is None:
                return None
            values[field.key] = value
        return values

    def _ask(self, form: Form, field: Field, is_first: bool) -> str | None:
        """The field's value, asked until it fits; None when the form was left."""
        default, listed = field.default, False
        while True:
            typed = self._typed(form, field, default, listed)
            listed = True
            if typed is None:
                return None
            command = parse(typed)
            if command is not None:
                if not self._goes_on(form, *command):
                    return None
                continue
            value, problem = field.read(typed)
            if not problem:
                return value
            if is_first and not typed.strip() and not form.must_finish:
                return None
            self.terminal.show(problem, *([] if form.must_finish else [_FIRST_TIME]))
            default = typed if not field.options else default

    def _typed(self, form: Form, field: Field, default: str, listed: bool) -> str | None:
        try:
            chosen = self.terminal.choose(field) if field.options else None
            if chosen is not None:
                return chosen
            if not listed:
                self.terminal.show(*field_lines(field, self.terminal.width))
            shown = default if not field.options else ""
            return self.terminal.read(Line("> ", shown, lambda text: suggestions(field, text), is_proposal=True)).text
        except KeyboardInterrupt:
            if form.must_finish:
                raise
            return None

    def _goes_on(self, form: Form, name: str, argument: str) -> bool:
        if name == LEAVE:
            if form.must_finish:
                self.terminal.show("This must be done first.")
            return form.must_finish
        return self.command(name, argument) or form.must_finish


def field_lines(field: Field, columns: int) -> list[str]:
    """The field's title, its numbered options, and what Enter alone means."""
    lines = [field.title]
    lines += [f"{' ' * LABEL}{number} {label}" for number, (_, label) in enumerate(field.options, 1)]
    label = dict(field.options).get(field.default, "") if field.options else ""
    lines += [f"{' ' * LABEL}Enter: {label}"] if label else []
    return all_wrapped(lines, columns)


def suggestions(field: Field, text: str) -> list[Suggestion]:
    """Options whose label has what was typed."""
    typed = text.strip().casefold()
    if not typed or typed.isdecimal() or field.several:
        return []
    return [Suggestion(label, label) for _, label in field.options if typed in label.casefold()]
