"""The same stories on every front end: what is typed leaves the same events on disk, and no
front end knows more than another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from interview.case.workplace import Workplace
from interview.caseload.case_desk import hand_over_form
from interview.sitting.opening import new_session, resume_session
from interview.sitting.session import Session
from interview.talk.conversation import Conversation
from interview.talk.resuming import begin_again
from tests.office import CASE, START, workplace
from tests.plain.lines import CALLED, PATIENT, typed_into
from tests.tui.stage import Stage, play

DESK = ("3", "")
"""Nobody on the line, no papers."""
SAFE = ("at home", "555-0102", "Dr. Sato", "9:10")
"""Where, which number, who took over, when."""
END = ("/quit", "1", "", "")


@dataclass(frozen=True)
class Story:
    """Lines typed in one sitting after another; the first begins a new case."""

    sittings: tuple[tuple[str, ...], ...]
    said: tuple[str, ...] = ()
    """What each front end says somewhere on the way."""
    last: str = "answer_given"
    """The event with which the case is left."""
    handed_over: str = ""
    """A note that a colleague leaves from the list of cases before the last sitting."""

    def sessions(self, place: Workplace) -> Iterator[tuple[Session, tuple[str, ...], bool]]:
        """Each sitting: its case, what is typed, and whether the case is new."""
        for number, lines in enumerate(self.sittings):
            if number and self.handed_over:
                hand_over_form(place, CASE).finish({"text": self.handed_over, "owner": ""})
            yield (
                resume_session(place, CASE) if number else new_session(place, CASE),
                lines,
                not number,
            )


STORIES = {
    "answers": Story(((*PATIENT, "Ana Ruiz", "5/4/79", "505-555-0136", "Eastern", "yes"),)),
    "wrong answers are given back": Story(
        ((*PATIENT, "Ana Ruiz", "31 June 1979", "30 June 1979"),), ("the date.",)
    ),
    "don't know, refused, later": Story(((*PATIENT, "/dk", "/refused", "/later plan"),)),
    "a slash that begins an answer": Story(((*PATIENT, "/jump denial.plan", "//unsure"),)),
    "an unlikely answer is asked about": Story(
        (
            (
                *PATIENT,
                *("/jump denial.reasons", "1", "/jump drugs", "methotrexate"),
                *("/jump began", "March 2 2025", "/jump drugs/r1/ended", "March 9 2025", "n"),
                *("March 9 2025", "y"),
            ),
        ),
        ("That is short. Is it right?",),
    ),
    "a change that hides answers is shown first": Story(
        (
            (
                *PATIENT,
                *("/jump denial.reasons", "1", "/jump drugs", "methotrexate"),
                *("/jump denial.reasons", "2", "n", "/jump denial.reasons", "2", "y"),
            ),
        ),
        ("This change hides",),
    ),
    "taken back": Story(((*PATIENT, "Ana Ruiz", "1979", "/undo", "1980"),)),
    "back, and Enter keeps": Story(((*PATIENT, "Ana Ruiz", "/back", "", "1979"),)),
    "a form left without harm": Story(((*PATIENT, "/quit", "/cancel", "Ana Ruiz"),)),
    "a form stepped back in": Story(
        ((*DESK, *("/log", "1", "Kim", "/back", "Lee", "/cancel")),), last="call_started"
    ),
    "a form that contradicts itself goes on at the field": Story(
        (
            (
                *DESK,
                *("/sent", "1", "4", "1", "555-0199", "", "now"),
                *("/decision", "2", "today", "1 November 2026", "today"),
                *("", "", "90 tablets", "", "Half of what was asked.", ""),
            ),
        ),
        ("It cannot have come before the date on it", "90 tablets; Half of what was asked"),
        "decision_received",
    ),
    "notes, in a form and out of it": Story(
        ((*PATIENT, "/note she works nights", "/quit", "/park she moved", "/cancel"),),
        last="note_added",
    ),
    "somebody else comes to the phone": Story(
        ((*PATIENT, "Ana Ruiz", "/who", "3", "", "", ""),), last="respondent_changed"
    ),
    "name and birth date, as they are said": Story(
        ((*CALLED, "Ana Ruiz", "5/4/79", "1,2", "505-555-0136"),),
        ("Date of birth – said: May 4, 1979; not on file yet", "What is your phone number?"),
    ),
    "what agrees with the file is ticked already": Story(
        (
            (*PATIENT, "Ana Ruiz", "5/4/79", *END),
            ("y", *CALLED, "ruiz, ana", "5/4/79", ""),
        ),
        ("Name – agrees with what is on file: Ana Ruiz",),
        "identity_checked",
    ),
    "a wrong date at the right person is given back": Story(
        ((*CALLED, "", "31 June 1979", "30 June 1979", "2,3"),), ("the date.",)
    ),
    "a second one is asked for, and what was typed stays": Story(
        ((*CALLED, "Ana Ruiz", "", "1", "", "5/4/79", "1,2"),),
        ("One is not enough. Please ask for a second one.",),
    ),
    "somebody who says what is on no file": Story(
        ((*CALLED, "Eva Ruiz", "5/4/78", "no"),), last="identity_checked"
    ),
    "the wrong person": Story(((*PATIENT[:-1], "no"),), last="identity_checked"),
    "a safety stop at a question": Story(
        ((*PATIENT, "Ana Ruiz", "/safety", "/cancel", "/missing", *SAFE, "1979"),),
        ("This must be done first.", "Call the clinician on call"),
    ),
    "a safety stop in a form, which then goes on": Story(
        ((*PATIENT, "/quit", "1", "/safety", *SAFE, "", ""),), last="call_ended"
    ),
    "an answer that is an alarm": Story(
        ((*PATIENT, "/jump mood.danger", "y", *SAFE),), last="safety_handled"
    ),
    "the end of a call": Story(((*PATIENT, "Ana Ruiz", *END),), last="call_ended"),
    "a colleague goes on, and reads the note": Story(
        (
            (*PATIENT, "Ana Ruiz", *END),
            ("y", *PATIENT, "1979"),
        ),
        handed_over="Ask for the second page of the notice.",
        said=("Hand-over note (Dana): Ask for the second page of the notice.", "Last call:"),
    ),
    "not the right patient": Story(
        ((*PATIENT, "Ana Ruiz", *END), ("/park she has moved", "n")),
        ("Not kept, since nobody said that this is the right patient: she has moved",),
        "call_ended",
    ),
    "nothing left to ask": Story(
        ((*PATIENT, *["/dk"] * 13, "letter"),), ("Nothing is left to ask of whoever is here",)
    ),
}


def on_lines(place: Workplace, story: Story) -> str:
    sittings = story.sessions(place)
    return "".join(typed_into(case, *lines, is_new=is_new) for case, lines, is_new in sittings)


def on_screen(place: Workplace, story: Story) -> str:
    said: list[str] = []

    async def typed(stage: Stage, lines: Sequence[str]) -> None:
        said.append(stage.text)
        for line in lines:
            stage.chat.submit(line)
            await stage.pilot.pause()
            said.append(stage.text)

    for session, lines, _ in story.sessions(place):
        session.close()
        app = play(place, partial(typed, lines=lines), case=CASE, size=(110, 60))
        said += app.parting
    return "\n".join(said)


def on_a_loop(place: Workplace, story: Story) -> str:
    """A third front end, as short as one can be: whatever it lacks the conversation has."""
    shown: list[str] = []
    for session, lines, is_new in story.sessions(place):
        conversation = Conversation(session, lambda said: shown.extend(said.lines))
        if not is_new:
            begin_again(conversation)
        typed = iter(lines)
        with closing(session), suppress(StopIteration):
            while not conversation.left:
                face = conversation.face()
                shown.extend((face.heading, *face.lines, *face.aloud, face.say, face.ask))
                shown.extend(label for _, label in face.options)
                conversation.submit(next(typed))
                shown.append(conversation.problem)
        shown.extend(conversation.parting)
    return "\n".join(shown)


FRONT_ENDS = {"lines": on_lines, "screen": on_screen, "loop": on_a_loop}


@pytest.mark.parametrize("name", STORIES)
def test_every_front_end_leaves_the_same_events(tmp_path: Path, name: str) -> None:
    left: dict[str, list[dict[str, Any]]] = {}
    for front_end, tell in FRONT_ENDS.items():
        place = workplace(tmp_path / front_end)
        place.clock = lambda: START
        shown = " ".join(tell(place, STORIES[name]).split())
        for words in STORIES[name].said:
            assert words in shown.replace("│ ", ""), front_end
        left[front_end] = [
            event.model_dump(exclude={"at"}, mode="json") for event in place.store.read(CASE).events
        ]
    assert left["lines"] == left["screen"] == left["loop"]
    assert left["lines"][-1]["type"] == STORIES[name].last
