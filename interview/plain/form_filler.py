"""Asks the fields of a form one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from interview.plain.terminal import Line, Terminal
from interview.plain.text import LABEL, all_wrapped
from interview.sitting.forms import Field, Form, Values
from interview.storage.store import StoreProblem
from interview.talk.commands import parse
from interview.talk.suggest import Suggestion

Command = Callable[[str, str], bool]
"""Runs a command typed into a form; tells whether the form goes on."""
LEAVE = "cancel"
BACK = "back"
_FIRST_TIME = "Type /cancel to leave this."


class Left(Enum):
    """How a field was left without a value."""

    form = "the whole form"
    field = "to the field before"


class FormFiller:
    """Fills in forms on a terminal. A form is left with Ctrl-C, /cancel, or an empty first line;
    /back mends it.
    """

    def __init__(self, terminal: Terminal, command: Command) -> None:
        self.terminal = terminal
        self.command = command

    def fill(self, form: Form) -> Values | None:
        """The values by key; None when the form was left."""
        is_title_new = form.title != form.fields[0].title
        self.terminal.show("", *([f"— {form.title} —"] if is_title_new else []), *form.lines)
        values: Values = {}
        before: Values = {}
        while (field := form.next_field(values)) is not None:
            value = self._ask(form, _offering(field, before), is_first=not values)
            if value is Left.form:
                return None
            if isinstance(value, str):
                values[field.key] = value
            elif values:
                key, held = values.popitem()
                before[key] = held
        return values

    def _ask(self, form: Form, field: Field, is_first: bool) -> str | Left:
        """The field's value, asked until it fits."""
        listed = False
        while True:
            typed = self._typed(form, field, listed)
            if typed is None:
                return Left.form
            command = parse(typed)
            listed = command is None
            if command is not None:
                left = self._left_by(form, *command, is_first=is_first)
                if left is not None:
                    return left
                continue
            value, problem = self._taken(field, typed)
            if not problem:
                return value
            if is_first and not typed.strip() and not form.must_finish and not form.is_gate:
                return Left.form
            self.terminal.show(problem, *([] if form.must_finish else [_FIRST_TIME]))

    def _taken(self, field: Field, typed: str) -> tuple[str, str]:
        """The value, or what is wrong with it, which may be the disk."""
        value, problem = field.read(typed)
        if not problem:
            try:
                field.taken(value)
            except StoreProblem as refused:
                if not refused.can_retry:
                    raise
                return "", refused.sentence
        return value, problem

    def _typed(self, form: Form, field: Field, listed: bool) -> str | None:
        try:
            chosen = self.terminal.choose(field) if field.options else None
            if chosen is not None:
                return chosen
            if not listed:
                self.terminal.show(*field_lines(field, self.terminal.width))
            shown = field.default if not field.options else ""
            return self.terminal.read(
                Line("> ", shown, lambda text: suggestions(field, text), is_proposal=True)
            ).text
        except KeyboardInterrupt:
            if form.must_finish or form.is_gate:
                raise
            return None

    def _left_by(self, form: Form, name: str, argument: str, is_first: bool) -> Left | None:
        """How a command leaves the field; None when the field is asked again after it."""
        if name == BACK and not is_first:
            return Left.field
        if name == LEAVE and form.is_gate:
            name = "quit"
        if name == LEAVE:
            if form.must_finish:
                self.terminal.show("This must be done first.")
            return None if form.must_finish else Left.form
        return None if self.command(name, argument) or form.must_finish else Left.form


def _offering(field: Field, before: Values) -> Field:
    """The field with what was filled in there before the operator stepped back."""
    held = before.get(field.key, "")
    keys = dict(field.options)
    is_possible = not field.options or all(key in keys for key in held.split(","))
    return replace(field, default=held) if held and is_possible else field


def field_lines(field: Field, columns: int) -> list[str]:
    """The field's title, its numbered options, and what Enter alone means."""
    lines = [field.title]
    lines += [
        f"{' ' * LABEL}{number} {label}" for number, (_, label) in enumerate(field.options, 1)
    ]
    label = dict(field.options).get(field.default, "") if field.options else ""
    lines += [f"{' ' * LABEL}Enter: {label}"] if label else []
    return all_wrapped(lines, columns)


def suggestions(field: Field, text: str) -> list[Suggestion]:
    """Options whose label has what was typed."""
    typed = text.strip().casefold()
    if not typed or typed.isdecimal() or field.several:
        return []
    return [Suggestion(label, label) for _, label in field.options if typed in label.casefold()]
