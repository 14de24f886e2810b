"""Line mode: shows what is asked, reads a line, and hands it to the conversation. Nothing is
decided here.
"""

from __future__ import annotations

from interview.case.prompts import Prompt
from interview.case.summary import progress
from interview.plain.card import card, help_lines, shortcuts
from interview.plain.form_lines import is_leaving, read_field, show_form
from interview.plain.suggestions import bare_commands, suggest_for
from interview.plain.terminal import Entered, Line, Terminal
from interview.plain.terminal_text import labelled
from interview.sitting.session import Session
from interview.talk.commands import parse
from interview.talk.conversation import Conversation, Said
from interview.talk.face import Face
from interview.talk.form_run import FormRun
from interview.talk.resuming import begin_again

HELP = "?"


class LineMode:
    """One sitting on a terminal of lines. `run` returns when the operator has left; EOFError and
    Ctrl-C pass through, and so does a StoreProblem after which nothing can be written.
    """

    def __init__(self, session: Session, terminal: Terminal, *, is_new: bool = True) -> None:
        self.session = session
        self.terminal = terminal
        self.conversation = Conversation(session, self._tell)
        self.section = ""
        self._on_screen = ""
        """Key of what stands above the line already, so that it is not shown twice."""
        self._refused = ""
        """Key of what was not taken just now: typing begins anew, moving the cursor mends it."""
        self._form: FormRun | None = None
        """The form whose title and lines were shown."""
        self._said = 0
        """So many lines of what was said before it."""
        self._events_seen = 0
        if not is_new:
            begin_again(self.conversation)

    def run(self) -> None:
        conversation = self.conversation
        while not conversation.left:
            face = conversation.face()
            self._show(face)
            entered = self._read(face)
            if entered is not None:
                self._submit(face, entered)
        self.terminal.show(*conversation.parting)

    # what is shown

    def _tell(self, said: Said) -> None:
        if not said.aloud:
            self.terminal.show(*said.lines)
            return
        for text in said.lines:
            self.terminal.show(*labelled("SAY", text, self.terminal.width))

    def _show(self, face: Face) -> None:
        """What is asked, unless it stands above the line."""
        if face.field is not None:
            self._show_form(face)
        elif face.prompt is None:
            self._show_end(face)
        elif face.key != self._on_screen:
            self._show_question(face.prompt)

    def _show_question(self, prompt: Prompt) -> None:
        if prompt.section != self.section:
            is_first, self.section = not self.section, prompt.section
            answered, total = progress(self.session.state)
            self.terminal.show("", f"——— {prompt.section} ——— {answered} of {total} answered")
            if is_first:
                self.terminal.show(shortcuts(self.terminal.is_spoken))
        lines = card(self.session, prompt, self.terminal.width, self.terminal.is_spoken)
        self.terminal.show(*lines)

    def _show_form(self, face: Face) -> None:
        """A form's title and lines once; what was said before it comes first, and what is said
        since as it comes.
        """
        is_new = self.conversation.run is not self._form
        self.terminal.show(*(face.said if is_new else face.said[self._said :]))
        self._form, self._said = self.conversation.run, len(face.said)
        if is_new:
            self._tell(Said(face.aloud, aloud=True))
            show_form(self.terminal, face)

    def _show_end(self, face: Face) -> None:
        """Everybody who is here has been asked everything: said again when the case has changed."""
        seen, self._events_seen = self._events_seen, len(self.session.state.record.events)
        if seen != self._events_seen:
            self.terminal.show("", f"——— {face.heading} ———", *face.lines)
        self.terminal.show(
            "", "/who somebody else is here · /review check facts · /letter · /missing · /quit"
        )

    # what is typed

    def _read(self, face: Face) -> Entered | None:
        """The next line; None when a form was left instead."""
        try:
            return self._entered(face)
        except KeyboardInterrupt:
            if not face.may_be_left:
                raise
            self._on_screen = ""
            self.conversation.leave_form()
            return None

    def _entered(self, face: Face) -> Entered:
        kept = self.conversation.kept.pop(face.key, "")
        is_proposal = face.key == self._refused
        self._refused = ""
        if face.prompt is not None:
            return self.terminal.read(
                Line(
                    "> ",
                    kept or face.text,
                    suggest_for(self.session, face.prompt),
                    lambda text: self.session.writing.keep_draft(face.key, text),
                    is_proposal,
                )
            )
        if face.field is None:
            return self.terminal.read(
                Line("command > ", suggest=lambda text: bare_commands(self.session, text))
            )
        is_listed = face.key == self._on_screen
        return read_field(self.terminal, face, kept, is_listed=is_listed)

    def _submit(self, face: Face, entered: Entered) -> None:
        conversation, typed = self.conversation, entered.text
        command = parse(typed)
        if entered.kept:
            conversation.kept[face.key] = entered.kept
        if face.is_question and command is not None:
            # A command was carried out, not typed halfway.
            self.session.writing.keep_draft(face.key, entered.kept)
        if face.prompt is not None and typed.strip() == HELP:
            self.terminal.show(*help_lines(face.prompt, self.terminal.width))
            self._on_screen = ""
            return
        if is_leaving(face, typed):
            conversation.leave_form()
        else:
            conversation.enter(typed, command)
        self._follow(face)

    def _follow(self, face: Face) -> None:
        """What became of the line: why it was not taken, and whether it stands there again."""
        conversation = self.conversation
        failure = conversation.failure
        if failure is not None and not failure.can_retry:
            raise failure
        is_refused = bool(conversation.problem)
        if is_refused:
            self.terminal.show(conversation.problem)
        if face.field is not None and failure is None:
            # Enter alone means the field's own default, and never what did not fit it.
            conversation.kept.pop(face.key, None)
        if face.key in conversation.kept:
            self._refused = face.key
        self._on_screen = face.key if is_refused else ""
