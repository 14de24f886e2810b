"""No letter presumes what the signer did, what the plan decided, who files, or what became of
what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.core.answers import AnswerState, Party
from interview.core.attachments import attachment_statuses
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.letters.letter import applicable
from interview.letters.trace import units
from interview.letters.writers.text import to_text
from interview.papers.sheets.patient import patient_blocks
from tests.letters.building import CaseFile, drawn
from tests.letters.worked import shipped_engine, shipped_letters, worked

TODAY = date(2026, 11, 21)


def due(case: CaseFile) -> list[Document]:
    """Every letter that the case calls for, or may call for."""
    letters = (each for each in shipped_letters().values() if not each.is_internal)
    return [
        drawn(case, each, TODAY) for each in letters if applicable(each, case.state) is not False
    ]


def own_words(document: Document) -> Iterator[str]:
    """The templates' own words of each sentence; what somebody said is left out."""
    for inlines in (each for block in document.body for each in units(block)):
        texts = [leaf for leaf in b.leaves(inlines) if isinstance(leaf, b.Text)]
        yield "".join("…" if text.is_value else text.text for text in texts).replace("\n", " ")


def letter(case: CaseFile, id: str) -> str:
    return " ".join(to_text(drawn(case, shipped_letters()[id], TODAY).body).split())


# the signer


CLAIMS = {
    "treats": r"\bI have treated\b|\bmy patient\b|\bmy notes\b",
    "ordered": r"\bI (?:have )?(?:ordered|prescribed?)\b|\bhas (?:ordered|prescribed)\b|\bAs the prescriber\b",
    "consulted": r"\bI was consulted\b|\bI (?:saw|examined)\b",
    "": r"\bIn my assessment\b",
}
RELATIONS: list[tuple[str, ...]] = [
    ("treats",),
    ("ordered",),
    ("consulted",),
    ("ordered", "treats"),
    (),
    ("not asked",),
]


def related(case: CaseFile, relation: tuple[str, ...]) -> CaseFile:
    if relation == ("not asked",):
        kept = [e for e in case.events if getattr(e, "address", "") != "request.relation"]
        case.events = [event.model_copy(update={"seq": i}) for i, event in enumerate(kept, 1)]
        return case
    if not relation:
        return case.set("request.relation", AnswerState.none, Party.prescriber)
    return case.say("request.relation", ", ".join(relation), Party.prescriber)


def by_the_patient() -> CaseFile:
    case = worked("depression").say("route.voice", "the patient", Party.coordinator)
    return case.say("route.by_other", "no", Party.coordinator).say(
        "route.supported", "yes", Party.coordinator
    )


@pytest.mark.parametrize("relation", RELATIONS, ids=" and ".join)
def test_a_letter_claims_of_its_signer_what_the_signer_has_said(relation: tuple[str, ...]) -> None:
    for case in (worked("lung_cancer"), by_the_patient()):
        for document, (key, claim) in product(due(related(case, relation)), CLAIMS.items()):
            said = [words for words in own_words(document) if re.search(claim, words)]
            may_say = key in relation or (key == "" and {*CLAIMS} & {*relation})
            assert may_say or not said, (document.letter.id, said)


def test_each_relation_has_its_sentence() -> None:
    case = worked("depression")
    assert "I have treated this patient since" in letter(
        related(case, ("ordered", "treats")), "appeal"
    )
    assert "I ordered this treatment." in letter(related(case, ("ordered",)), "appeal")
    assert "I was consulted about this patient." in letter(related(case, ("consulted",)), "appeal")
    assert "I sign this letter for my colleagues;" in letter(related(case, ()), "appeal")
    assert "[TO COMPLETE: The signer's role in the patient's care" in letter(
        related(worked("depression"), ("not asked",)), "appeal"
    )


# before a decision


DENIED = re.compile(r"\b(?:denied|denial|refused|refusal|uphold|reverse)\b", re.IGNORECASE)


def undecided(**more: str) -> CaseFile:
    """The worked case of a first request: the pharmacy's computer stopped a claim, and the plan
    has decided nothing.
    """
    case = worked("first_request").set("denial.steps", AnswerState.none)
    for name, typed in more.items():
        case.say(name.replace("__", "."), typed, Party.coordinator)
    return case


UNDECIDED = {
    "a first request": {},
    "an exception": {"route__step": "an exception"},
    "a question of records": {"denial__records": "yes"},
    "a talk with the plan's doctor": {"talk__wanted": "yes"},
    "no authorization was asked for": {
        "denial__reasons": "authorization_missing",
        "care__time": "not_started",
    },
    "nothing is chosen yet": {"denial__reasons": "not_necessary"},
}


@pytest.mark.parametrize("more", UNDECIDED.values(), ids=UNDECIDED)
def test_no_letter_speaks_of_a_denial_before_there_is_one(more: dict[str, str]) -> None:
    documents = due(undecided(**more))
    assert documents
    for document in documents:
        assert [words for words in own_words(document) if DENIED.search(words)] == [], (
            document.letter.id
        )


def test_a_denial_that_was_told_is_called_one() -> None:
    told = undecided(denial__decided="yes", route__step="an exception")
    assert "the coverage rule behind your denial" in letter(told, "exception_request")
    assert "There is no written notice yet." in letter(told, "exception_request")


@pytest.mark.parametrize(("decided", "says_no"), [("yes", True), ("no", False)])
def test_the_patient_s_checklist_speaks_of_a_no_only_after_one(
    tmp_path: Path, decided: str, says_no: bool
) -> None:
    place = Workplace(transcripts=str(tmp_path), profile_path=tmp_path / "none")
    case = (
        undecided(denial__decided=decided)
        .say("plan.second", "yes")
        .say("plan.second_decision", "refused")
    )
    blocks = patient_blocks(place, case.state, TODAY)
    text = " ".join(to_text(blocks).split())
    assert ("The health plan said no." in text) is says_no
    assert "For that we need these papers from you." in text


# who speaks and who files


def test_the_patient_speaks_and_somebody_else_files() -> None:
    case = (
        by_the_patient()
        .say("route.by_other", "yes", Party.coordinator)
        .say("filing.name", "Colin Example")
    )
    case.say("filing.relation", "husband").say("mail.address", "1 Example Street, Denver, CO 80203")
    document = drawn(case, shipped_letters()["patient_appeal"], TODAY)
    text = " ".join(to_text(document.body).split())
    assert f"I am a member of {case.state.answer('plan.name').text}." in text
    assert "Colin Example (husband) is my representative in this matter" in text
    signature = text.partition("Sincerely,")[2]
    assert (
        case.state.answer("patient.name").text in signature
        and "Colin" not in signature.partition("Enclosures")[0]
    )
    assert "appointment_paper" in {o.address for o in document.openings if o.blocking}
    assert "filing.name" in {
        o.address for o in drawn(by_the_other_unnamed(), document.letter).openings
    }


def by_the_other_unnamed() -> CaseFile:
    return by_the_patient().say("route.by_other", "yes", Party.coordinator)


def test_a_patient_whose_doctor_writes_nothing_gives_the_reasons_alone() -> None:
    case = (
        by_the_patient().say("route.supported", "no", Party.coordinator).chart("care.time", "given")
    )
    case.say("route.own_reason", "At four in the morning I could not stand up.")
    assert "medical_necessity" not in {each.letter.id for each in due(case)}
    text = letter(case, "patient_appeal")
    assert "At four in the morning I could not stand up." in text
    assert "The medical reasons are in the letter" not in text
    assert "approve payment for" in text and "as requested" not in text


# too late


def too_late(**more: str) -> CaseFile:
    """An appeal that the plan calls late; sent by certified mail on September 28, the last day
    was October 10.
    """
    case = (
        CaseFile(shipped_engine())
        .notice("denial.notice", "yes")
        .notice("denial.notice_date", "4/8/2026")
    )
    case.notice("denial.reasons", "late_filing").notice("late_filing.what", "appeal")
    facts = {
        "last_day": "10/10/2026",
        "sent": "9/28/2026",
        "how": "certified",
        "proof": "the certified mail receipt",
        "sent_by": "patient",
    }
    for name, typed in (facts | more).items():
        if typed == "-":
            case.set(f"late_filing.{name}", AnswerState.none, Party.plan)
        else:
            case.say(f"late_filing.{name}", typed)
    return case


ELSEWHERE = {
    "sent_to": "another address or number of the plan",
    "address_used": "PO Box 18, printed on the card",
}
CAUSE = {
    "cause": "sent_elsewhere",
    "cause_facts": "The card has only that address",
    "cause_ended": "11/20/2026",
}
CAME_BACK = {"became": "unaccepted", "delivered": "10/1/2026", "came_back": "11/20/2026"}
LATE = {
    "in time, to the right address": (
        {"sent_to": "the notice gives", "became": "did not come back", "delivered": "10/1/2026"},
        ["It was sent within the limit. Please treat it as filed on September 28, 2026"],
        ["good cause", "did not go to"],
    ),
    "in time, to another address of the plan, and returned": (
        ELSEWHERE | CAME_BACK | CAUSE,
        [
            (
                "It did not go to the address that the notice gives, but to this one, which is also"
                " the plan's: PO Box 18"
            ),
            "It was delivered on October 1, 2026, within the limit.",
            "It came back unaccepted on November 20, 2026",
            (
                "Please treat it as filed on October 1, 2026, the day it was delivered to the plan."
                " If you do not, please"
            ),
        ],
        ["It was sent within the limit"],
    ),
    "delivered there after the last day": (
        ELSEWHERE | CAME_BACK | CAUSE | {"delivered": "10/12/2026"},
        ["It was delivered on October 12, 2026.", "Please find that there was good cause"],
        ["within the limit", "Please treat it as filed"],
    ),
    "to an address that is not the plan's": (
        {
            "sent_to": "not the plan's",
            "address_used": "1 Old Street",
            "became": "undelivered",
            "came_back": "10/20/2026",
        }
        | CAUSE,
        ["but to this one: 1 Old Street", "It came back undelivered on October 20, 2026"],
        ["also the plan's", "within the limit", "It was delivered"],
    ),
    "the plan named no day and recorded none": (
        {
            "last_day": "-",
            "counted_day": "10/10/2026",
            "plan_received": "-",
            "sent_to": "the notice gives",
        },
        ["By our count, the last day was October 10, 2026", "you have no record of receiving it"],
        ["According to you"],
    ),
    "nobody knows where it went": (
        {},
        ["Where it was sent: [TO COMPLETE: Where it was sent"],
        ["sent within the limit", "did not go to", "good cause"],
    ),
}


@pytest.mark.parametrize(("facts", "said", "unsaid"), LATE.values(), ids=LATE)
def test_in_time_the_right_address_and_an_excuse_are_three_facts(
    facts: dict[str, str], said: list[str], unsaid: list[str]
) -> None:
    text = letter(too_late(**facts), "correction_request")
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


def test_the_one_who_sent_it_has_its_papers() -> None:
    papers = {"late_item", "returned_envelope", "sending_proof"}

    def holders(sender: str) -> set[Party]:
        case = too_late(**ELSEWHERE, **CAME_BACK, sent_by=sender)
        if sender == "clinic":
            case.chart("late_filing.proof", "the certified mail receipt")
        return {
            each.has for each in attachment_statuses(case.state) if each.attachment.id in papers
        }

    assert holders("patient") == {Party.patient}
    assert holders("clinic") == {Party.prescriber}
