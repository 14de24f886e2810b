"""What can be done for a case from the list, without a sitting: call-back, hand-over note,
letters as files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interview.case.dispositions import DESK
from interview.case.handing_over import standing_lines
from interview.case.problem import CaseProblem
from interview.case.when import EXAMPLE
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Party
from interview.sitting import calls
from interview.sitting.call_end import call_back_moment, end_call
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.opening import read_state, resume_session
from interview.sitting.plan_fields import CaseAtHand
from interview.sitting.session import Session


def call_back_form(workplace: Workplace, case: str) -> Form:
    """When to call back. Raises StoreProblem when the case cannot be read."""
    state = read_state(workplace, case)

    def problem(typed: str) -> str:
        try:
            call_back_moment(typed, workplace.clock(), state)
        except ValueError as error:
            return str(error)
        return ""

    def done(values: Values) -> Reply:
        with _held(workplace, case) as session:
            calls.start_call(session, {"direction": DESK, "party": Party.coordinator.value})
            return end_call(session, {"disposition": "partial", "call_back": values["when"]})

    when = Field(
        "when", f"When to call back, in the patient's time zone ({EXAMPLE})", check=problem
    )
    return Form(f"Call-back for {case}", (when,), done)


def hand_over_form(workplace: Workplace, case: str) -> Form:
    """A note for whoever takes the case up next; it is shown then before anything is asked.

    Where the case stands with the plan is shown with it and need not be written. Raises
    StoreProblem.
    """
    state = read_state(workplace, case)
    owner = state.record.owner

    def done(values: Values) -> Reply:
        with _held(workplace, case) as session:
            session.append(ev.NoteAdded, text=values["text"], call=0)
            if values["owner"] and values["owner"] != owner:
                session.append(ev.OwnerSet, owner=values["owner"], call=0)
        return say("Noted for whoever takes it up next.")

    fields = (
        Field("text", "What should the next person know?"),
        Field(
            "owner",
            "Who looks after it from now on? (Enter: as before)",
            required=False,
            default=state.record.owner,
        ),
    )
    return Form(f"Hand-over note for {case}", fields, done, tuple(standing_lines(workplace, state)))


def desk_at(workplace: Workplace, case: str) -> CaseAtHand:
    """For recording what happens with the plan outside a sitting. Raises StoreProblem when it
    cannot be read.
    """
    return CaseAtHand(workplace, read_state(workplace, case), lambda: _held(workplace, case))


def letters_form(workplace: Workplace, case: str) -> Form:
    """Writes the letters as they stand into a folder."""
    folder = Path(workplace.store.where).parent / "letters"

    def done(values: Values) -> Reply:
        from interview.papers.rendering import rendered, write_files  # Slow to import.

        state = read_state(workplace, case)
        drafts = rendered(workplace.letters, state, case, workplace.clock().date())
        try:
            written = write_files(
                drafts, values["to"].split(","), Path(values["folder"]).expanduser()
            )
        except OSError as error:
            raise CaseProblem(f"The letters could not be written: {error.strerror}.") from error
        return say("Drafts written:", *(f"  {path}" for path in written))

    fields = (
        Field(
            "to",
            "Formats (several: 1,2)",
            (("txt", "Text"), ("md", "Markdown")),
            default="txt",
            several=True,
        ),
        Field("folder", "Into which folder?", default=str(folder)),
    )
    return Form(f"Letters of {case}", fields, done)


@contextmanager
def _held(workplace: Workplace, case: str) -> Iterator[Session]:
    """The case, open for writing as long as this lasts. Raises Held when somebody works on it."""
    session = resume_session(workplace, case)
    try:
        yield session
    finally:
        session.close()
