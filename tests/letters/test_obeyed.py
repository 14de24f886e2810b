"""An answer “no” is obeyed: nothing is asked, sent or put first against it."""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState, Party
from interview.letters import blocks as b
from interview.letters.letter import applicable
from tests.letters.building import CaseFile, drawn
from tests.letters.worked import shipped_letters, worked


def words(case: CaseFile, letter: str) -> str:
    body = drawn(case, shipped_letters()[letter]).body
    return " ".join(b.plain(inlines) for inlines in b.runs_of(body))


@pytest.mark.parametrize(("wanted", "asks"), [("yes", True), ("no", False)])
def test_a_letter_asks_for_a_talk_only_where_the_prescriber_wants_one(
    wanted: str, asks: bool
) -> None:
    case = worked("depression").chart("talk.wanted", wanted)
    assert ("let me speak with the reviewer" in words(case, "appeal")) is asks
    assert "Peer-to-peer call wanted" not in words(case, "appeal")


def test_while_the_prescriber_has_not_said_it_is_open() -> None:
    case = worked("depression").set("talk.wanted", AnswerState.dont_know, Party.prescriber)
    case.events = [e for e in case.events if getattr(e, "address", "") != "talk.wanted"]
    case.events = [e.model_copy(update={"seq": i}) for i, e in enumerate(case.events, 1)]
    assert "TO COMPLETE: Peer-to-peer call wanted" in words(case, "appeal")


RECORDS = {
    "nobody said": (None, True),
    "yes": ("yes", True),
    "no": ("no", False),
}


@pytest.mark.parametrize(("said", "is_due"), RECORDS.values(), ids=RECORDS)
def test_the_claim_file_is_asked_for_unless_somebody_says_no(
    said: str | None, is_due: bool
) -> None:
    case = worked("at_the_counter")
    if said:
        case.say("denial.records", said, Party.coordinator)
    else:
        case.events = [e for e in case.events if getattr(e, "address", "") != "denial.records"]
        case.events = [e.model_copy(update={"seq": i}) for i, e in enumerate(case.events, 1)]
    assert (applicable(shipped_letters()["records_request"], case.state) is True) is is_due
    assert ("send the request for the reason" in words(case, "route_sheet")) is is_due
