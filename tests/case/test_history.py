"""What is recorded is read: every event in the words of the history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from interview.case.event_words import told_of
from interview.case.history import entry_of, history_lines
from interview.core import events as ev
from interview.core.answers import Party
from tests.core.cases import Case
from tests.core.trees import tree

AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 20)
ASKED = tree(
    {
        "root": """
            tree: test
            version: "1"
            title: Test
            modules: [m]
            """,
        "m": """
            module: m
            title: Patient
            questions:
              - {id: m.name, kind: text, title: Name, say: Who?}
              - {id: m.born, kind: date, title: Date of birth, say: When?}
              - id: m.drugs
                kind: list
                title: Treatments
                say: Which?
                row: [{id: drug, kind: text, title: Drug, say: Which?}]
            """,
    }
)
MOTHER = ev.Respondent(party=Party.proxy, name="Eva Ruiz", relation="mother", authority="parent")
SENT = {
    "what": "packet", "asks": "appeal", "letter": "appeal_letter", "way": "fax", "to": "555-0142",
    "proof": "77-12", "when": AT,
}  # fmt: skip
CONTACT = {
    "party": Party.plan, "when": AT, "spoke": "Kim", "person": "Ann", "number": "555-0150",
    "reference": "R-9", "said": "in review", "promised": "the policy", "promised_by": DAY,
    "confirms": 2, "logged_on": DAY,
}  # fmt: skip
EVENTS: dict[str, tuple[type[ev.AnyEvent], dict[str, Any], str]] = {
    "a copied case": (
        ev.CaseOpened, {"case": "c-2", "copied_from": "c-1"}, "c-2 opened, from c-1",
    ),
    "an example": (
        ev.CaseOpened, {"case": "c-2", "copied_from": "example", "example": True}, "c-2 opened",
    ),
    "another tree": (
        ev.TreeChanged, {"tree_version": "7", "asked_again": ("m.name",)},
        "Question tree now version 7 [1 asked again]",
    ),
    "a call": (
        ev.CallStarted, {"direction": "in", "respondent": MOTHER, "interpreter": "Ivo"},
        "Call 0, Eva Ruiz (mother), may act: parent, interpreter Ivo",
    ),
    "nobody reached": (
        ev.CallStarted, {"direction": "out", "respondent": ev.Respondent(party=Party.coordinator)},
        "Call 0, nobody reached",
    ),
    "somebody else": (
        ev.RespondentChanged, {"respondent": MOTHER, "interpreter": "Ivo"},
        "On the line now: Eva Ruiz (mother), may act: parent, interpreter Ivo",
    ),
    "the right person": (
        ev.IdentityChecked, {"passed": True, "identifiers": ("m.name", "m.born")},
        "Identity confirmed by Name, Date of birth",
    ),
    "not the right person": (
        ev.IdentityChecked, {"passed": False, "identifiers": ("m.name",)},
        "Identity NOT confirmed by Name",
    ),
    "the end of a call": (
        ev.CallEnded, {"disposition": "not_now", "note": "angry", "call_back": AT},
        "End of the call: Not a good time: call back; call back Nov 16, 2026 09:30 UTC [angry]",
    ),
    "a removed row": (ev.RowRemoved, {"list": "m.drugs", "row": "r9"}, "Removed from Treatments: r9"),
    "a settled answer": (
        ev.Settled, {"address": "m.name", "party": Party.patient, "reason": "she knows"},
        "Name: patient's answer counts, because she knows",
    ),
    "a waiver": (
        ev.Waived, {"address": "m.name", "reason": "not known", "by": "Kim"},
        "m.name waived by Kim: not known",
    ),
    "other words": (
        ev.WordsChosen, {"address": "m.name", "claim": 1, "how": "reworded", "words": "Ana"},
        "Name: in letters as: Ana",
    ),
    "a document": (
        ev.AttachmentAdded,
        {
            "attachment": "notice", "name": "notice.pdf", "document_date": DAY, "pages": "1-2",
            "substance_use": True, "consent": "signed",
        },
        "Document notice.pdf for notice (dated Nov 20, 2026; pages 1-2; substance use records, signed)",
    ),
    "a document taken out": (
        ev.AttachmentRemoved, {"attachment": "notice", "reason": "wrong person"},
        "Document for notice taken out: wrong person",
    ),
    "a letter": (
        ev.LetterRendered, {"letter": "appeal", "as_is": "two holes"},
        "Final letter appeal made [as is: two holes]",
    ),
    "an approval": (
        ev.LetterApproved, {"letter": "appeal", "reviewer": "Kim", "prescriber": "Dr. Oro"},
        "Letter appeal approved by Dr. Oro (prescriber), reviewed by Kim",
    ),
    "a signed copy": (
        ev.SignedCopyAdded, {"letter": "appeal", "name": "signed.pdf"},
        "Signed copy of letter appeal added: signed.pdf",
    ),
    "a packet": (
        ev.PacketMade, {"letter": "appeal", "pages": 9, "fax": "5555550142"},
        "Packet of letter appeal made: 9 pages, to fax 5555550142",
    ),
    "somebody took over": (
        ev.SafetyHandled,
        {
            "location": "home", "call_back_number": "555-0150", "taken_over_by": "Nurse Bo",
            "taken_over_at": "9:40",
        },
        "Safety: Nurse Bo took over at 9:40; location: home; call back: 555-0150",
    ),
    "a contact": (
        ev.ContactLogged, CONTACT,
        (
            "Contact with the health plan (Ann), Kim for us: in review; number 555-0150; reference R-9;"
            " promised by November 20, 2026: the policy; confirmed that it has what was sent since"
            " November 20, 2026"
        ),
    ),
    "a promise kept": (
        ev.PromiseKept, {"contact": 3, "note": "by fax"}, "Promise kept: by fax (the policy)",
    ),
    "a sending": (
        ev.Sent, SENT,
        "Appeal (appeal_letter) sent on November 16, 2026 by fax to 555-0142; confirmation 77-12",
    ),
    "a decision": (
        ev.DecisionReceived,
        {
            "outcome": "partly", "asked": "appeal", "sending": 2, "dated": DAY, "received": DAY,
            "reference": "D-1", "said": "not all of it", "authorization": "A-5", "quantity": "30",
            "expires": DAY, "goes_on": True,
        },
        (
            "Appeal: approved in part; dated November 20, 2026; came November 20, 2026;"
            " authorization A-5; quantity 30; until November 20, 2026; reference D-1; not all of"
            " it; goes on to the next level; it answers: Appeal (appeal_letter) sent on November"
            " 16, 2026 by fax to 555-0142; confirmation 77-12"
        ),
    ),
    "an owner": (ev.OwnerSet, {"owner": "Kim"}, "Kim looks after this case"),
    "a holder": (
        ev.HolderSet, {"document": "notice", "party": Party.patient, "name": "Dr. Oro"},
        "notice is with Dr. Oro",
    ),
    "a step taken back": (ev.Undone, {"target": 1}, "Step 1 taken back"),
}  # fmt: skip
TOLD_ELSEWHERE = {
    ev.AnswerGiven: "with its label, its source and what became of it",
    ev.NoteAdded: "with what became of it",
    ev.NoteFiled: "at the note",
    ev.RowAdded: "by the answers of the row",
    ev.SafetyRaised: "with the stop",
    ev.SafetyNoted: "while the stop is open",
}


def recorded(kind: type[ev.AnyEvent], fields: dict[str, Any]) -> tuple[Case, ev.AnyEvent]:
    """A case in which a packet was sent and a contact logged, and the event after them."""
    case = Case(ASKED)
    for earlier, given in ((ev.Sent, SENT), (ev.ContactLogged, CONTACT)):
        case.add(earlier, **given)
    number = len(case.state.record.events) + 1
    return case, kind.model_construct(seq=number, at=AT, operator="Kim", **fields)


@pytest.mark.parametrize(("kind", "fields", "text"), EVENTS.values(), ids=EVENTS)
def test_an_event_is_told_with_all_that_was_recorded(
    kind: type[ev.AnyEvent], fields: dict[str, Any], text: str
) -> None:
    case, event = recorded(kind, fields)
    entry = entry_of(case.state, event)
    assert entry is not None
    words, _, detail = text.partition(" [")
    assert entry.text == words
    assert not detail or entry.detail == detail.rstrip("]")


def test_every_event_has_its_words() -> None:
    kinds = set(get_args(get_args(ev.AnyEvent)[0]))
    assert {kind for kind, _, _ in EVENTS.values()} | set(TOLD_ELSEWHERE) == kinds


@pytest.mark.parametrize("kind", TOLD_ELSEWHERE, ids=lambda kind: kind.__name__)
def test_what_the_history_tells_itself_is_told_once(kind: type[ev.AnyEvent]) -> None:
    case, event = recorded(kind, {})
    assert told_of(case.state, event) is None


def test_the_history_has_each_answer_under_its_section_with_who_said_it() -> None:
    case = Case(ASKED)
    case.say("m.name", "Ana Ruiz")
    case.say("m.name", "dont_know")
    assert history_lines(case.state)[3:] == [
        "Patient",
        "  Name: answered  [patient said, revised later]",
        "  Name: don't know  [patient said]",
    ]
