"""Line mode: one question after the other with the person on the phone, until the operator
leaves.
"""

from __future__ import annotations

from interview.case import missing
from interview.case.problem import CaseProblem
from interview.case.prompts import Prompt
from interview.case.summary import progress
from interview.core.source import AuthorError
from interview.plain.card import card, help_lines, shortcuts
from interview.plain.form_filler import FormFiller
from interview.plain.suggestions import bare_commands, suggest_for
from interview.plain.terminal import Line, Terminal
from interview.plain.text import labelled
from interview.sitting.call_end import leave
from interview.sitting.calls import start_form
from interview.sitting.forms import Field, Form, Reply, say
from interview.sitting.identity import identity_form
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm, ToPreview
from interview.sitting.safety import safety_form
from interview.sitting.session import Session
from interview.storage.store import StoreProblem
from interview.talk import commands
from interview.talk.commands import SURE, outcome_lines, parse

SAFETY = "safety"
IN_FORMS = frozenset({"note", "park", "help", "missing", "letter", "show", "why", SAFETY})
"""Commands that answer something and let a form go on."""
INSTEAD_OF_FORMS = frozenset({"quit", "who"})
"""Commands that take a form's place."""


class Conversation:
    """One sitting over one case. `run` returns when the operator has left; EOFError and Ctrl-C
    pass through.
    """

    def __init__(self, session: Session, terminal: Terminal) -> None:
        self.session = session
        self.terminal = terminal
        self.filler = FormFiller(terminal, self._command_in_form)
        self.left = False
        self.section = ""
        self.on_screen = ""
        """Address of the question that stands above the line already, so that it is not shown
        twice.
        """
        self.refused = ""
        """Address of the question whose answer was not taken just now."""
        self.events_seen = 0
        self.kept: dict[str, str] = {}
        """Typed but not taken, by address: stands in the line when its question is asked again."""
        draft = session.case.load_draft()
        if draft is not None:
            self.kept[draft.address] = draft.text

    def run(self) -> None:
        while not self.left:
            try:
                self._step()
            except StoreProblem as problem:
                if not problem.can_retry:
                    raise
                self.terminal.show(problem.sentence)

    def _step(self) -> None:
        session = self.session
        if session.state.record.safety_open is not None:
            self.handle(Reply(form=safety_form(session)))
        elif session.call is None:
            self._start()
        elif session.needs_identity:
            self.handle(Reply(form=identity_form(session)))
        elif (prompt := session.prompt()) is not None:
            self._ask(prompt)
        else:
            self._nothing_left()

    def _start(self) -> None:
        if (
            not self.handle(Reply(form=start_form(self.session)))
            and not self.left
            and self.session.call is None
        ):
            self.handle(leave(self.session))

    # replies and forms

    def handle(self, reply: Reply) -> bool:
        """Shows a reply and fills in its form, and the form of what that gives; False when one
        was left.
        """
        while True:
            self._show(reply)
            self.left = self.left or reply.leave
            if reply.form is None:
                return True
            values = self.filler.fill(reply.form)
            if values is None:
                return False
            reply = self._finish(reply.form, values)

    def _finish(self, form: Form, values: dict[str, str]) -> Reply:
        """What the form gives; tried again with the same values as long as the disk refuses and the
        operator wants.

        A form whose values do not go together is asked anew.
        """
        while True:
            try:
                return form.finish(values)
            except CaseProblem as problem:
                return Reply((problem.sentence,), form=form)
            except StoreProblem as problem:
                if not problem.can_retry:
                    raise
                self.terminal.show(problem.sentence)
                self.terminal.read(Line("Enter to try again > "))

    def _show(self, reply: Reply) -> None:
        self.terminal.show(*reply.lines)
        for text in reply.aloud:
            self.terminal.show(*labelled("SAY", text, self.terminal.width))

    def _command_in_form(self, name: str, argument: str) -> bool:
        """Carries out a command that was typed into a form; tells whether the form goes on, with
        what it holds.
        """
        is_unsafe = self.session.state.record.safety_open is not None
        if is_unsafe and name not in IN_FORMS - {SAFETY}:
            self.terminal.show("This must be done first.")
            return True
        if name not in IN_FORMS | INSTEAD_OF_FORMS:
            self.terminal.show(
                f"/{name} is for questions. Please fill this in first, or leave it with /cancel."
            )
            return True
        reply = self._reply(name, argument)
        if is_unsafe and reply.form is not None and reply.form.must_finish:
            self._show(reply)  # These very steps are on the screen.
            return True
        self.handle(reply)
        return not self.left and (name in IN_FORMS or reply.form is None)

    # questions

    def _ask(self, prompt: Prompt) -> None:
        address = prompt.address
        refused, self.refused = self.refused, ""
        if address != self.on_screen:
            self._heading(prompt)
            self.terminal.show(
                *card(self.session, prompt, self.terminal.width, self.terminal.is_spoken)
            )
        self.on_screen = ""
        entered = self.terminal.read(
            Line(
                "> ",
                self.kept.pop(address, "") or prompt.offer,
                suggest_for(self.session, prompt),
                lambda text: self.session.writing.keep_draft(address, text),
                is_proposal=address == refused,
            )
        )
        if entered.kept:
            self.kept[address] = entered.kept
        if parse(entered.text) is not None:
            self.session.writing.keep_draft(
                address, entered.kept
            )  # A command was carried out, not typed halfway.
        self._take(prompt, entered.text)

    def _heading(self, prompt: Prompt) -> None:
        if prompt.section != self.section:
            is_first, self.section = not self.section, prompt.section
            answered, total = progress(self.session.state)
            self.terminal.show("", f"——— {prompt.section} ——— {answered} of {total} answered")
            if is_first:
                self.terminal.show(shortcuts(self.terminal.is_spoken))

    def _take(self, prompt: Prompt, typed: str) -> None:
        command = parse(typed)
        if command is not None:
            self.command(*command)
        elif typed.strip() == "?":
            self.terminal.show(*help_lines(prompt, self.terminal.width))
        elif (
            not typed.strip()
            and prompt.answer.is_known
            and not prompt.answer.to_confirm
            and not prompt.is_more_rows
        ):
            self.session.cursor = ""
        else:
            self._answer(prompt, typed[1:] if typed.lstrip().startswith("//") else typed)

    def _answer(self, prompt: Prompt, typed: str) -> None:
        try:
            outcome = self._sure(typed, self.session.answer(typed))
        except StoreProblem:
            self.kept[prompt.address] = typed
            raise
        if isinstance(outcome, Taken):
            self.kept.pop(prompt.address, None)
        else:
            self.kept[prompt.address] = typed
            self.refused = prompt.address
            self.on_screen = prompt.address if isinstance(outcome, NotTaken) else ""
        if isinstance(outcome, Taken | NotTaken):
            self.terminal.show(*outcome_lines(outcome))

    def _sure(self, typed: str, outcome: Outcome) -> Outcome:
        """Asks once about what is unlikely and about what a change hides; gives back what was
        not agreed to.
        """
        confirmed = accept = False
        while isinstance(outcome, ToConfirm | ToPreview):
            if not self._is_sure(outcome):
                return outcome
            confirmed |= isinstance(outcome, ToConfirm)
            accept |= isinstance(outcome, ToPreview)
            outcome = self.session.answer(typed, confirmed=confirmed, accept=accept)
        return outcome

    def _is_sure(self, outcome: ToConfirm | ToPreview) -> bool:
        lines = outcome_lines(outcome) if isinstance(outcome, ToPreview) else outcome.sentences
        label = "CHANGE" if isinstance(outcome, ToPreview) else "CHECK"
        form = Form(
            f"{label}: keep “{outcome.typed}”?",
            (Field("sure", "Keep it?", SURE),),
            lambda _: Reply(),
            lines,
        )
        values = self.filler.fill(form)
        return values is not None and values["sure"] == SURE[0][0]

    def command(self, name: str, argument: str) -> None:
        """Runs a command that was typed instead of an answer."""
        self.handle(self._reply(name, argument))

    def _reply(self, name: str, argument: str) -> Reply:
        try:
            return commands.run(self.session, name, argument)
        except (AuthorError, CaseProblem) as problem:
            return say(problem.sentence)

    # the end

    def _nothing_left(self) -> None:
        """Everybody who is here has been asked everything: says so, what is still to get, and
        what can be done.
        """
        seen, self.events_seen = self.events_seen, len(self.session.state.record.events)
        if seen != self.events_seen:
            self.terminal.show("", "——— Nothing is left to ask of whoever is here ———")
            lines = missing.to_get_lines(self.session.state, self.session.today)
            self.terminal.show(*(lines or ["Every question is answered."]))
        self.terminal.show(
            "", "/who somebody else is here · /review check facts · /letter · /missing · /quit"
        )
        typed = self.terminal.read(
            Line("command > ", suggest=lambda text: bare_commands(self.session, text))
        ).text
        command = parse(f"/{typed.strip().removeprefix('/')}")
        if command is not None and command[0]:
            self.command(*command)
