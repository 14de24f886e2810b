"""Line mode on an in-memory terminal: what is typed goes in, what was shown comes out."""

from __future__ import annotations

import io
from contextlib import closing, suppress

from interview.case.workplace import Workplace
from interview.plain.line_mode import LineMode
from interview.plain.stream_terminal import StreamTerminal
from interview.sitting.opening import new_session
from interview.sitting.session import Session
from tests.office import CASE

CALLED = ("1", "1", "", "")
"""Start of a call: we call, the patient, no interpreter, no papers."""
UNSAID = ("", "")
"""At the right person: neither name nor date of birth is typed there."""
PATIENT = (*CALLED, *UNSAID, "1,2")
"""The same up to the first question: two identifiers match."""


def typed_into(session: Session, *lines: str, is_new: bool = True) -> str:
    """Everything shown while these lines were typed; the input ends after them."""
    out = io.StringIO()
    terminal = StreamTerminal(io.StringIO("".join(f"{line}\n" for line in lines)), out)
    with closing(session), suppress(EOFError):
        LineMode(session, terminal, is_new=is_new).run()
    return out.getvalue()


def talk(place: Workplace, *lines: str, case: str = CASE) -> str:
    """A new case with the patient on the line, and these lines."""
    return typed_into(new_session(place, case), *PATIENT, *lines)
