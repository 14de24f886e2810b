"""A list to choose one of, with arrows or its number, by questionary. A slash leaves the list to
type a command.

A number only moves the pointer: who types “2” and Enter out of habit must not answer the next list
as well. What is pasted is no choice yet: it leaves the list, to be looked at.
"""

from __future__ import annotations

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.styles import Style
from questionary import Choice, Question, select
from questionary.prompts.common import InquirerControl

from interview.plain.terminal_text import printable
from interview.sitting.forms import Field

SLASH = "/"
"""Begins what `pick` returns when a command is to be typed."""
_STYLE = Style(
    [
        ("answer", ""),
        ("question", "bold"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", ""),
    ]
)


def pick(field: Field) -> str:
    """The number of what was chosen; else what a line is to begin with. Raises KeyboardInterrupt
    and EOFError.
    """
    question = _question(field)
    application = question.application
    control = next(
        c for c in application.layout.find_all_controls() if isinstance(c, InquirerControl)
    )
    own = application.key_bindings
    application.key_bindings = merge_key_bindings(
        [*([own] if own else []), _more_keys(control, len(field.options))]
    )
    return str(question.unsafe_ask())


def _question(field: Field) -> Question:
    choices = [
        Choice(f"{n} {printable(label)}", value=str(n))
        for n, (_, label) in enumerate(field.options, 1)
    ]
    start = next(
        (c for c, (key, _) in zip(choices, field.options, strict=True) if key == field.default),
        None,
    )
    return select(
        printable(field.title),
        choices,
        default=start,
        qmark="-",
        pointer=">",
        style=_STYLE,
        instruction="(number, Enter; / for commands)",
    )


def _more_keys(control: InquirerControl, count: int) -> KeyBindings:
    """Digits point, a slash or a paste leaves for a line of text, Ctrl-D is the end of input."""
    bindings, typed = KeyBindings(), [0]

    def point(event: KeyPressEvent) -> None:
        digit = int(event.data)
        number = next((n for n in (typed[0] * 10 + digit, digit) if 1 <= n <= count), 0)
        typed[0] = number
        control.pointed_at = number - 1 if number else control.pointed_at

    for digit in "0123456789":
        bindings.add(digit, eager=True)(point)
    for text in (SLASH, Keys.BracketedPaste):
        bindings.add(text, eager=True)(_leave)
    bindings.add("c-d", eager=True)(_end)
    return bindings


def _leave(event: KeyPressEvent) -> None:
    event.app.erase_when_done = True
    event.app.exit(result=event.data)


def _end(event: KeyPressEvent) -> None:
    event.app.exit(exception=EOFError())
