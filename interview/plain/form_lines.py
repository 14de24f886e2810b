"""A form's field as lines, and a form that is filled in outside a sitting."""

from __future__ import annotations

from interview.plain.terminal import Entered, Line, Terminal
from interview.plain.terminal_text import LABEL, all_wrapped
from interview.sitting.forms import Field, Form
from interview.talk.face import Face
from interview.talk.form_alone import FormAlone
from interview.talk.form_run import FormRun
from interview.talk.suggest import Suggestion


def fill(terminal: Terminal, form: Form) -> FormAlone | None:
    """The form, filled in; None when it was left: with Ctrl-C, /cancel, /quit, or an empty line at
    a first field that has to be filled in. Raises StoreProblem where trying again is of no use.
    """
    alone = FormAlone(form)
    shown: FormRun | None = None
    while not alone.over:
        face = alone.face()
        if alone.run is not shown:
            shown = alone.run
            terminal.show(*face.said)
            show_form(terminal, face)
        try:
            typed = read_field(terminal, face, is_listed=bool(alone.problem)).text
        except KeyboardInterrupt:
            return None
        if is_leaving(face, typed):
            return None
        alone.submit(typed)
        if alone.failure is not None and not alone.failure.can_retry:
            raise alone.failure
        if alone.problem:
            terminal.show(alone.problem)
    return alone if alone.reply is not None else None


def show_form(terminal: Terminal, face: Face) -> None:
    """The title and the lines of a form, where the title is not what is asked."""
    title = [f"— {face.heading} —"] if face.heading != face.ask else []
    terminal.show("", *title, *face.lines[len(face.said) :])


def is_leaving(face: Face, typed: str) -> bool:
    """An empty line at the first field leaves a form, where Enter alone means nothing there."""
    starts = face.field is not None and face.is_at_start and face.may_be_left
    return starts and not face.takes_enter and not typed.strip()


def read_field(
    terminal: Terminal, face: Face, kept: str = "", *, is_listed: bool = False
) -> Entered:
    """A line for the field, or what was picked from its options; `kept` stands in the line."""
    field = face.field
    assert field is not None
    chosen = terminal.choose(field) if field.options else None
    if chosen is not None:
        return Entered(chosen)
    if not is_listed:
        terminal.show(*field_lines(field, terminal.width))
    shown = kept or (field.default if not field.options else "")
    return terminal.read(Line("> ", shown, lambda text: suggestions(field, text), is_proposal=True))


def field_lines(field: Field, columns: int) -> list[str]:
    """The field's title, its numbered options, and what Enter alone means."""
    lines = [field.title]
    lines += [
        f"{' ' * LABEL}{number} {label}" for number, (_, label) in enumerate(field.options, 1)
    ]
    label = field.default_words if field.options else ""
    lines += [f"{' ' * LABEL}Enter: {label}"] if label else []
    return all_wrapped(lines, columns)


def suggestions(field: Field, text: str) -> list[Suggestion]:
    """Options whose label has what was typed."""
    typed = text.strip().casefold()
    if not typed or typed.isdecimal() or field.several:
        return []
    return [Suggestion(label, label) for _, label in field.options if typed in label.casefold()]
