"""A form that is filled in where no case is open: over the list of cases, or for one command of
the command line.
"""

from __future__ import annotations

from interview.case.problem import CaseProblem
from interview.core.author_text import AuthorError
from interview.sitting.forms import Form, Reply, Values
from interview.storage.store import StoreProblem
from interview.talk.commands import parse
from interview.talk.conversation import BACK, HANG_UP, LEAVE
from interview.talk.face import Face, field_face
from interview.talk.form_run import FormRun

_FIRST_FIELD = "Nothing was filled in before this."


class FormAlone:
    """A front end is a loop over it, as it is over a conversation: while it is not `over`, it
    shows `face()`, takes a line, and hands that to `submit()`.
    """

    def __init__(self, form: Form) -> None:
        self.run = FormRun(form)
        self.problem = ""
        """Why what was typed was not taken."""
        self.failure: StoreProblem | None = None
        """The same where it was the disk that did not take it."""
        self.kept = ""
        """Typed but not taken: stands in the input when the field is asked again."""
        self.over = False
        self.reply: Reply | None = None
        """What the form gave; None when it was left."""
        self._face: Face | None = None

    @property
    def values(self) -> Values:
        """What was filled in so far, by key."""
        return self.run.values

    def face(self) -> Face:
        """What is asked now. Only while it is not over."""
        if self._face is None:
            self._face = field_face(self.run)
        return self._face

    def submit(self, typed: str) -> None:
        """Takes a line for the field, or one of the few commands that mean something here."""
        self._begin_anew()
        command = parse(typed)
        if command is None or _is_path(command):
            self._fill_in(typed[1:] if typed.startswith("//") else typed)
        elif command[0] in (LEAVE, HANG_UP):
            self.leave()
        elif command[0] == BACK:
            self.problem = "" if self.run.back() else _FIRST_FIELD
        else:
            self.problem = f"/{command[0]} is for a case that is open. Type /cancel to leave this."

    def escape(self) -> None:
        """One step back, or out of it."""
        self._begin_anew()
        if not self.run.back():
            self.leave()

    def leave(self) -> None:
        """Out of it however far it has come."""
        self.over = True

    def _begin_anew(self) -> None:
        self._face = None
        self.problem, self.failure, self.kept = "", None, ""

    def _fill_in(self, typed: str) -> None:
        self.problem = self.run.take(typed)
        if self.problem:
            self.kept = typed
        elif self.run.field is None:
            self._finish(typed)

    def _finish(self, typed: str) -> None:
        try:
            reply = self.run.finish()
        except (StoreProblem, CaseProblem, AuthorError) as problem:
            self.run.back()  # What was filled in stands there still.
            self.problem, self.kept = str(problem), typed
            self.failure = problem if isinstance(problem, StoreProblem) else None
            return
        if reply.form is None:
            self.reply, self.over = reply, True
        else:
            self.run = FormRun(reply.form, reply.lines, reply.aloud)


def _is_path(command: tuple[str, str]) -> bool:
    """Whether the line names a folder, as in /home/lena/letters, and no command."""
    return "/" in command[0]
