"""One sitting, apart from any terminal: what is asked now, and what becomes of what is typed.

A front end is a loop over it: it shows `face()`, takes a line, and hands that to `submit()`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from interview.case.problem import CaseProblem
from interview.case.prompts import Prompt, pending_at
from interview.core import events as ev
from interview.core.author_text import AuthorError
from interview.sitting.call_end import leave
from interview.sitting.calls import start_form
from interview.sitting.forms import Form, Reply, say
from interview.sitting.identity import identity_form
from interview.sitting.opening import draft_of
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm, ToPreview
from interview.sitting.safety import safety_form
from interview.sitting.session import Session
from interview.storage.store import StoreProblem
from interview.talk import commands
from interview.talk.commands import InForm, in_form, parse
from interview.talk.face import Face, field_face, nothing_left_face, nothing_offered, question_face
from interview.talk.form_run import FormRun
from interview.talk.held_notes import HELD, HeldNotes
from interview.talk.navigation import JUMP
from interview.talk.outcomes import outcome_lines, sure_form
from interview.talk.suggest import Suggestion, questions

LEAVE, BACK, HANG_UP = "cancel", "back", "quit"
_FIRST = "This must be done first."
_FIRST_FIELD = "Nothing was filled in before this. Esc or /cancel leaves it."


@dataclass(frozen=True, slots=True)
class Said:
    """Lines that belong to the conversation but not to the case."""

    lines: tuple[str, ...]
    aloud: bool = False


class Conversation:
    """Drives a session for a front end. `tell` is called with whatever is to be shown in the
    conversation.
    """

    def __init__(self, session: Session, tell: Callable[[Said], None]) -> None:
        self.session = session
        self.tell = tell
        self.run: FormRun | None = None
        self.problem = ""
        """Why what was typed was not taken; stands under the input."""
        self.failure: StoreProblem | None = None
        """The same where it was the disk that did not take it."""
        self.left = False
        self.parting: tuple[str, ...] = ()
        """Said when the sitting is over."""
        self.kept: dict[str, str] = {}
        """Typed but not taken, by the face's key: stands in the input when that is asked again."""
        self._held = HeldNotes()
        self._interrupted: FormRun | None = None
        """A form that goes on, as far as it had come, once what interrupted it is done."""
        self._face: Face | None = None
        """What is asked now, once it has been worked out."""
        self._answered = "", 0
        """The question that the last line was for, empty where for none, and how many events
        there were before it.
        """
        draft = draft_of(session)
        if draft is not None:
            self.kept[draft.address] = draft.text

    # what is asked

    def face(self) -> Face:
        """What is asked now; worked out once for each thing that happens."""
        if self._face is None:
            self._begin_due_form()
            self._face = self._asked_now()
        return self._face

    def look_again(self) -> Face:
        """The same, worked out anew: something else may have changed the case."""
        self._face = None
        return self.face()

    def _asked_now(self) -> Face:
        if self.run is not None:
            is_jump = self.run.form.title == JUMP
            return field_face(self.run, self._questions if is_jump else nothing_offered)
        prompt = self.session.prompt()
        if prompt is None:
            return nothing_left_face(self.session)
        return question_face(self.session, prompt)

    def _questions(self, text: str) -> Sequence[Suggestion]:
        return questions(self.session, text)

    def _begin_due_form(self) -> None:
        if self.run is not None:
            return
        form = self._due_form()
        if form is not None:
            self.run = FormRun(form, is_due=True)

    def _due_form(self) -> Form | None:
        session = self.session
        if session.state.record.safety_open is not None:
            return safety_form(session)
        if session.call is None:
            return start_form(session)
        return identity_form(session) if session.needs_identity else None

    # what is typed

    def submit(self, typed: str) -> None:
        """Takes a line, an answer or a command."""
        self.enter(typed, parse(typed))

    def enter(self, typed: str, command: tuple[str, str] | None) -> None:
        """Takes a line that was parsed. Nothing that was typed is lost: what is not taken is in
        `kept` or was acknowledged.
        """
        face = self._begin_anew()
        try:
            self._enter(face, typed, command)
        except StoreProblem as problem:
            self._failed(problem)
            self.kept[face.key] = typed

    def _begin_anew(self) -> Face:
        """What was asked until now, of which nothing is taken for granted any more."""
        face = self.face()
        self._face = None
        self.problem, self.failure, self._answered = "", None, ("", 0)
        return face

    def _failed(self, problem: StoreProblem) -> None:
        self.problem, self.failure = problem.sentence, problem

    def _enter(self, face: Face, typed: str, command: tuple[str, str] | None) -> None:
        if command is not None:
            self._command(*command)
        elif self.run is not None:
            self._fill_in(self.run, typed)
        elif face.prompt is None:
            # Nothing is asked, so that a command needs no slash.
            name, _, rest = typed.strip().partition(" ")
            if name:
                self._command(name.casefold(), rest.strip())
        elif not typed.strip() and _stays(face.prompt):
            self.session.cursor = ""
        else:
            address = face.prompt.address
            self._answered = address, len(self.session.state.record.events)
            self._answer(address, typed[1:] if typed.lstrip().startswith("//") else typed)

    def _answer(
        self, address: str, typed: str, confirmed: bool = False, accept: bool = False
    ) -> Reply:
        pending = pending_at(self.session.state, address)
        assert pending is not None
        outcome = self.session.answer_at(pending, typed, confirmed=confirmed, accept=accept)
        if isinstance(outcome, Taken):
            self.kept.pop(address, None)
            self.tell(Said(outcome_lines(outcome)))
        else:
            self.kept[address] = typed
            self._not_yet(address, outcome, confirmed, accept)
        return Reply()

    def take_back(self, text: str) -> bool:
        """A first key has answered, but another word was meant: the answer goes back, and the
        text is kept for it.
        """
        address, before = self._answered
        added = self.session.state.record.events[before:]
        if not (
            address
            and added
            and isinstance(added[-1], ev.AnswerGiven)
            and added[-1].address == address
        ):
            return False
        self._face = None
        try:
            self.session.undo()
        except StoreProblem as problem:
            self._failed(problem)
        self.session.cursor = address
        self.kept[address] = text
        return True

    def _not_yet(self, address: str, outcome: Outcome, confirmed: bool, accept: bool) -> None:
        if isinstance(outcome, NotTaken):
            self.problem = outcome.sentence
        elif isinstance(outcome, ToConfirm | ToPreview):
            is_change = isinstance(outcome, ToPreview)

            def decided(is_sure: bool) -> Reply:
                if not is_sure:
                    return Reply()
                self.run = None
                return self._answer(
                    address, outcome.typed, confirmed or not is_change, accept or is_change
                )

            title = f"{'CHANGE' if is_change else 'CHECK'}: keep “{outcome.typed}”?"
            self.session.cursor = address
            self.run = FormRun(sure_form(title, outcome, decided))

    # forms

    @property
    def is_confirming(self) -> bool:
        """The operator has not said yet that this is the right case."""
        return self.run is not None and self.run.confirms

    def begin(self, form: Form, said: tuple[str, ...] = ()) -> None:
        """Asks first whether this is the right case; `said` comes before even that."""
        self._face = None
        self.run = FormRun(form, said, is_due=True, confirms=True)

    def _fill_in(self, run: FormRun, typed: str) -> None:
        self.problem = run.take(typed)
        if self.problem:
            self.kept[run.key] = typed
        elif run.field is None:
            self._finish(run)

    def _finish(self, run: FormRun) -> None:
        try:
            reply = run.finish()
            if run.confirms and not reply.leave:
                written = self._held.written(lambda name, words: self._reply(name, words).lines)
                reply = replace(reply, lines=(*reply.lines, *written))
        except StoreProblem:
            run.back()
            raise
        except CaseProblem as problem:
            run.back()  # What was filled in stands there still.
            self.problem = problem.sentence
            return
        if self.run is run:
            self.run = None
        self.handle(reply)
        self._go_on()

    def given_back(self) -> tuple[str, ...]:
        """Words that were typed and are in no case, for whoever leaves before it is known whose
        they are.
        """
        return self._held.given_back()

    def escape(self) -> None:
        """One step back in a form, or out of it; out of a revision back to the pending question."""
        self._begin_anew()
        run = self.run
        if run is None:
            self.session.cursor = ""
        elif not run.back() and not run.form.must_finish:
            self._leave_form(run)

    def leave_form(self) -> None:
        """Out of a form however far it has come, where that may be."""
        self._begin_anew()
        self._command(LEAVE)

    def _leave_form(self, run: FormRun) -> None:
        if run.is_due and self.session.call is None:
            self.left = True
            self.parting = (*leave(self.session).lines, *self.given_back())
            return
        self.run = None
        self._go_on()

    def _go_on(self) -> None:
        """Back to the form that a safety stop or a note broke off."""
        if self.run is None and self.session.state.record.safety_open is None:
            self.run, self._interrupted = self._interrupted, None

    def handle(self, reply: Reply) -> None:
        """Shows a reply, and asks its form if it has one."""
        self.left = self.left or reply.leave
        if reply.leave:
            self.parting = (
                *reply.lines,
                *(f"SAY  {text}" for text in reply.aloud),
                *self.given_back(),
            )
        if reply.form is not None:
            self.run = FormRun(reply.form, reply.lines, reply.aloud)
        else:
            self._tell(reply)

    def _tell(self, reply: Reply) -> None:
        if reply.lines:
            self.tell(Said(reply.lines))
        if reply.aloud:
            self.tell(Said(reply.aloud, aloud=True))

    # commands

    def command(self, name: str, argument: str = "") -> None:
        """Runs a command by name, whether it was typed, pressed or chosen."""
        self._begin_anew()
        self._command(name, argument)

    def _command(self, name: str, argument: str = "") -> None:
        run = self.run
        if run is None:
            self.handle(self._reply(name, argument))
        elif run.confirms and name not in (LEAVE, HANG_UP):
            self._before_the_case_is_known(run, name, argument)
        elif name == BACK:
            self.problem = "" if run.back() else _FIRST_FIELD
        elif name == LEAVE and run.form.must_finish:
            self.problem = _FIRST
        elif name == LEAVE and not run.form.is_gate:
            self._leave_form(run)
        else:
            self._run_in_form(run, HANG_UP if name == LEAVE else name, argument)

    def _before_the_case_is_known(self, run: FormRun, name: str, argument: str) -> None:
        """Nothing goes into a case that may be the wrong one; a note waits."""
        if name in HELD:
            run.said = (*run.said, self._held.hold(name, argument))
        else:
            self.problem = f"/{name} is for a case that is open. Please answer this first."

    def _run_in_form(self, run: FormRun, name: str, argument: str) -> None:
        """A command that answers something lets the form go on; one that asks for something of
        its own takes the form's place.
        """
        meaning = in_form(name)
        if meaning is InForm.refused:
            self.problem = (
                f"/{name} is for questions. Please fill this in first; Esc or /cancel leaves it."
            )
            return
        reply = self._reply(name, argument)
        must_finish = run.form.must_finish
        asks_the_same = reply.form is not None and must_finish and reply.form.must_finish
        if asks_the_same or (meaning is InForm.aside and reply.form is None):
            self._tell(reply)
            return
        if reply.form is not None:
            if meaning is not InForm.ends and not must_finish:
                self._interrupted = run
            self.run = None
        self.handle(reply)

    def _reply(self, name: str, argument: str) -> Reply:
        try:
            return commands.run(self.session, name, argument)
        except (AuthorError, CaseProblem) as problem:
            return say(problem.sentence)

    def press(self, name: str, typed: str) -> None:
        """Runs a command by its key; what stands in the input is kept for its question."""
        face = self._begin_anew()
        if typed.strip():
            self.kept[face.key] = typed
        try:
            self._command(name)
        except StoreProblem as problem:
            self._failed(problem)

    def revise(self, address: str) -> bool:
        """Goes to a question, to answer it or answer it again; False while something else must
        be done first.
        """
        if self.run is not None or pending_at(self.session.state, address) is None:
            return False
        self._begin_anew()
        if self.session.state.is_removed(address):
            self.problem = (
                "That entry was removed from its list. Please add it there again if it belongs"
                " to it."
            )
        else:
            self.session.cursor = address
        return True


def _stays(prompt: Prompt) -> bool:
    """Whether Enter alone leaves the answer as it is."""
    answer = prompt.answer
    return answer.is_known and not answer.to_confirm and not prompt.is_more_rows
