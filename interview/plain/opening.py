"""Opening a case that exists: whose it is, before anything else is shown."""

from __future__ import annotations

from interview.case import roles
from interview.case.cautions import safety_lines
from interview.case.handing_over import standing_lines
from interview.case.summary import role_text
from interview.plain.form_filler import FormFiller
from interview.plain.terminal import Terminal
from interview.sitting.forms import Field, Form, Reply
from interview.sitting.session import Session
from interview.talk.commands import SURE, run
from interview.talk.held_notes import HELD, HeldNotes


def opening_line(session: Session) -> str:
    """Name and birth date; empty while neither is known."""
    name, born = (role_text(session.state, role) for role in (roles.PATIENT_NAME, roles.BIRTH_DATE))
    if not name and not born:
        return ""
    return f"{name or 'name not known yet'}, born {born or 'on a day not known yet'}"


def confirmed(session: Session, terminal: Terminal) -> bool:
    """Whether the operator says that this is the right patient. Nothing is asked while nobody is
    named in the case.
    """
    terminal.show(*safety_lines(session.state.record))
    line = opening_line(session)
    if not line:
        return True
    question = Field("sure", "Is this the right patient?", SURE, default=SURE[0][0])
    notes = HeldNotes()

    def command(name: str, argument: str) -> bool:
        if name == "quit":
            return False
        refusal = f"/{name} is for a case that is open. Please answer this first."
        terminal.show(notes.hold(name, argument) if name in HELD else refusal)
        return True

    values = FormFiller(terminal, command).fill(Form(line, (question,), lambda _: Reply()))
    is_right = values is not None and values["sure"] == SURE[0][0]
    if not is_right:
        terminal.show(*notes.given_back())
        return False
    terminal.show(*notes.written(lambda name, words: run(session, name, words).lines))
    terminal.show(*standing_lines(session.workplace, session.state))
    return True
