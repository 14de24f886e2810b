"""A terminal for sighted people: a line that can be edited, suggestions while typing, pickers,
function keys.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output

from interview.plain.terminal import Changed, Entered, Line, Suggest
from interview.plain.terminal_input import terminal_input
from interview.plain.terminal_text import all_wrapped, printable, wrapped
from interview.sitting.forms import Field
from interview.talk.keyboard import remark_on

DRAFT_EVERY = 0.25
"""Seconds that what was typed may be ahead of what was kept."""
MENU_LINES = 6
"""Kept free for suggestions on a tall screen; on a short one the question itself needs the room."""
MENU_LINES_SHORT = 2
SHORT = 30

OF_NO_USE = ("c-s", "c-r", "c-q", "c-v")
"""Search and literal keys: they would take what is typed next for themselves."""

CommandKeys = Iterable[tuple[str, str, bool]]
"""(key, command, whether words follow it)."""


class PromptTerminal:
    """Edits lines with prompt_toolkit and picks from lists with questionary. Nothing typed goes
    to a history.
    """

    is_spoken = False

    def __init__(
        self, keys: CommandKeys = (), lines_in: Input | None = None, out: Output | None = None
    ) -> None:
        self._input = lines_in or terminal_input(sys.stdin)
        self._output = out or _output()
        self._keys = tuple(keys)
        self._kept = ""
        self._proposal: str | None = None
        with self._here():
            self._session: PromptSession[str] = PromptSession(
                history=DummyHistory(), key_bindings=self._bindings()
            )

    @property
    def width(self) -> int:
        return (
            shutil.get_terminal_size().columns - 1
        )  # A full line would make some terminals add an empty one.

    def show(self, *lines: str) -> None:
        for line in all_wrapped(lines, self.width):
            self._output.write(line + "\n")
        self._output.flush()

    def read(self, line: Line) -> Entered:
        self._kept = ""
        self._proposal = printable(line.default) if line.is_proposal else None
        keeper = DraftKeeper(line.changed)
        buffer = self._session.default_buffer
        buffer.on_text_changed += keeper.typed
        buffer.on_text_changed += self._edited
        try:
            with self._here():
                text = self._session.prompt(
                    lambda: self._before_line(printable(line.prompt)),
                    default=printable(line.default),
                    completer=_Suggestions(line.suggest),
                    complete_while_typing=True,
                    reserve_space_for_menu=MENU_LINES
                    if shutil.get_terminal_size().lines >= SHORT
                    else MENU_LINES_SHORT,
                )
        finally:
            buffer.on_text_changed -= keeper.typed
            buffer.on_text_changed -= self._edited
            keeper.flush()
        return Entered(text, self._kept)

    def choose(self, field: Field) -> str | None:
        """The number of what was chosen, or a command line. Several are typed, which is quicker
        than marking them.
        """
        if field.several:
            return None
        from interview.plain.pickers import pick  # questionary is slow to import.

        with self._here():
            chosen = pick(field)
        return chosen if chosen.isdecimal() else self.read(Line("> ", chosen)).text

    @contextmanager
    def _here(self) -> Iterator[None]:
        with create_app_session(input=self._input, output=self._output):
            yield

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        is_proposal = Condition(self._stands_proposal)
        for any_text in (Keys.Any, Keys.BracketedPaste):
            bindings.add(any_text, filter=is_proposal)(_begin_anew)
        for keep in (" ", Keys.End, Keys.ControlE):
            bindings.add(keep, filter=is_proposal)(self._add_to_proposal)
        for key in OF_NO_USE:
            bindings.add(key)(_nothing)
        bindings.add(Keys.Escape, filter=Condition(self._stand_lines))(_take_out_lines)
        for key, command, takes_words in self._keys:
            bindings.add(key)(self._pressed(command, takes_words))
        return bindings

    def _before_line(self, prompt: str) -> str:
        """The prompt; above it what is to be said about the line, as long as that holds."""
        remark = remark_on(self._session.default_buffer.text, is_pasted=True)
        return "\n".join([*wrapped(remark, self.width), prompt]) if remark else prompt

    def _stand_lines(self) -> bool:
        return "\n" in self._session.default_buffer.text

    def _edited(self, buffer: Buffer) -> None:
        """Whoever has changed a proposed text types an answer of their own, also where it passes
        the same words.
        """
        if buffer.text != self._proposal:
            self._proposal = None

    def _add_to_proposal(self, event: KeyPressEvent) -> None:
        """A blank or End: the text is to be added to, as in "113" and then " kg"."""
        self._proposal = None
        event.current_buffer.insert_text(" " if event.data == " " else "")

    def _stands_proposal(self) -> bool:
        """Whether a proposed or refused text stands in the line untouched."""
        buffer = self._session.default_buffer
        return buffer.text == self._proposal != "" and buffer.cursor_position == len(buffer.text)

    def _pressed(self, command: str, takes_words: bool) -> Callable[[KeyPressEvent], None]:
        def press(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if takes_words:
                _begin_with(buffer, f"/{command} ")
                return
            self._kept = buffer.text
            event.app.exit(result=f"/{command}")

        return press


class DraftKeeper:
    """Passes on what is being typed, at once or within `DRAFT_EVERY`, and never more often than
    that.
    """

    def __init__(self, changed: Changed) -> None:
        self._changed = changed
        self._text: str | None = None
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def typed(self, buffer: Buffer) -> None:
        self._text = buffer.text
        wait = self._last + DRAFT_EVERY - time.monotonic()
        if wait <= 0:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(wait, self.flush)

    def flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._text is not None:
            text, self._text, self._last = self._text, None, time.monotonic()
            self._changed(text)


class _Suggestions(Completer):
    """What a line's `suggest` offers; each replaces the whole line."""

    def __init__(self, suggest: Suggest) -> None:
        self._suggest = suggest

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        if document.cursor_position < len(document.text):
            return
        for line, label, detail in self._suggest(document.text):
            yield Completion(
                printable(line),
                start_position=-len(document.text),
                display=printable(label),
                display_meta=printable(detail),
            )


def _begin_anew(event: KeyPressEvent) -> None:
    text = event.data.replace("\r", "\n")
    if text.isprintable() or "\n" in text:
        event.current_buffer.set_document(Document(text, len(text)))


def _nothing(_: KeyPressEvent) -> None:
    """For keys that would begin what no line here needs."""


def _take_out_lines(event: KeyPressEvent) -> None:
    """Puts back what stood there before several lines were pasted."""
    buffer = event.current_buffer
    before = ""
    while "\n" in buffer.text and buffer.text != before:
        before = buffer.text
        buffer.undo()
    if "\n" in buffer.text:
        buffer.set_document(Document(""))


def _begin_with(buffer: Buffer, words: str) -> None:
    text = words + buffer.text
    buffer.set_document(Document(text, len(text)))


def _output() -> Output:
    """The process's own output. Asking it for the cursor's position would make slow terminals
    wait.
    """
    from prompt_toolkit.output.defaults import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output

    out = create_output(sys.stdout)
    if isinstance(out, Vt100_Output):
        out.enable_cpr = False
    return out
