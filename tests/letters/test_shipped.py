"""The shipped letters hold for cases that are half done: whatever is missing shows as a hole and
breaks nothing.
"""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.case.letter_rights import LetterRights
from interview.core import events as ev
from interview.core.answers import AnswerState
from interview.core.attachments import attachment_statuses
from interview.core.state import State, replay
from interview.letters import blocks as b
from interview.letters.check import check_letter
from interview.letters.document import Document
from interview.letters.letter import applicable
from interview.letters.proofread import faults
from interview.letters.render import render
from tests.letters.building import TODAY
from tests.letters.worked import CASES, shipped_engine, shipped_letters, shipped_sources, worked

EVENTS = {name: worked(name).events for name in CASES}


def documents(state: State) -> list[Document]:
    """Every letter that this case calls for, or may call for."""
    letters = [
        letter for letter in shipped_letters().values() if applicable(letter, state) is not False
    ]
    return [
        render(letter, state, TODAY, attachment_statuses(state), LetterRights(state, TODAY))
        for letter in letters
    ]


def with_changes(name: str, changes: dict[int, AnswerState | None]) -> State:
    """The worked case with some answers left out (None) or turned into another state."""
    kept: list[ev.AnyEvent] = []
    for i, event in enumerate(EVENTS[name]):
        if i not in changes or not isinstance(event, ev.AnswerGiven):
            kept.append(event.model_copy(update={"seq": len(kept) + 1}))
        elif changes[i] is not None:
            claim = event.claim.model_copy(update={"state": changes[i], "value": None})
            kept.append(event.model_copy(update={"seq": len(kept) + 1, "claim": claim}))
    return replay(shipped_engine(), kept)


CHANGES = st.dictionaries(
    st.integers(2, 140),
    st.sampled_from(
        [None, AnswerState.dont_know, AnswerState.refused, AnswerState.later, AnswerState.none]
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(st.sampled_from(CASES), CHANGES)
def test_whatever_is_missing_breaks_no_letter(
    name: str, changes: dict[int, AnswerState | None]
) -> None:
    for document in documents(with_changes(name, changes)):
        assert faults(document.body) == ()
        blocking = {hole.address for hole in b.holes_in(document.body)}
        assert blocking <= {opening.address for opening in document.openings}


def test_a_case_without_any_answer_shows_holes() -> None:
    for name in CASES:
        for document in documents(replay(shipped_engine(), EVENTS[name][:2])):
            assert document.is_draft or (
                document.letter.is_internal and any(b.holes_in(document.body))
            )
            assert faults(document.body) == ()


def test_templates_name_no_law_and_make_no_claim_of_their_own() -> None:
    """A citation comes with the rights of the case, which are read from the facts; no template
    has one by hand.
    """
    for name, source in shipped_sources().items():
        assert not re.search(r"\d+ (?:CFR|U\.S\.C\.)|§", source), name
        assert not re.search(r"REMS|success rate|percent of appeals|NCCN", source), name


def test_every_shipped_template_takes_part_in_a_letter() -> None:
    used = {file for letter in shipped_letters().values() for file in check_letter(letter).files}
    assert used == set(shipped_sources())
