"""Every letter for every kind of plan: which laws it cites, who may sign it, and that no unread
rule is in it.

The sections of each kind are worked out by hand from the facts on appeals: its levels, its test of
urgency, what it must hand out, what follows when it is late, exceptions, and who may file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest

from interview.case.letter_rights import LetterRights
from interview.core import events as ev
from interview.core.answers import AnswerState, How, Party
from interview.core.attachments import attachment_statuses
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.letters.letter import applicable
from interview.letters.render import render
from interview.rights.facts import Cited, facts
from interview.rights.plan_kinds import plan_kinds
from tests.letters.building import CaseFile
from tests.letters.worked import shipped_letters, worked
from tests.rights.test_letters import FORBIDDEN, PARTS

TODAY = date(2027, 6, 1)
SENT = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=-5)))


def job(kind: str, funding: str, old: str = "no") -> dict[str, str]:
    return {"plan.type": kind, "plan.funding": funding, "plan.grandfathered": old}


ANSWERS = {
    "individual_market": {"plan.type": "marketplace"},
    "employer_insured": job("employer", "insured"),
    "employer_self_funded": job("employer", "self_funded"),
    "grandfathered_employer_insured": job("employer", "insured", "yes"),
    "grandfathered_employer_self_funded": job("employer", "self_funded", "yes"),
    "governmental_insured": job("public_employer", "insured"),
    "governmental_self_funded": job("public_employer", "self_funded"),
    "grandfathered_governmental": job("public_employer", "insured", "yes"),
    "grandfathered_individual": {"plan.type": "individual", "plan.grandfathered": "yes"},
    "church_insured": {"plan.type": "church", "plan.funding": "insured"},
    "church_self_funded": {"plan.type": "church", "plan.funding": "self_funded"},
    "student": {"plan.type": "student"},
    "short_term": {"plan.type": "short_term"},
    "sharing_ministry": {"plan.type": "sharing_ministry"},
    "medicare_part_d": {"plan.type": "part_d"},
    "medicare_advantage": {"plan.type": "medicare_advantage", "plan.medicare_part": "part_b"},
    "original_medicare": {"plan.type": "Original Medicare"},
    "medicaid_managed_care": {"plan.type": "medicaid", "plan.medicaid_kind": "managed"},
    "medicaid_fee_for_service": {"plan.type": "medicaid", "plan.medicaid_kind": "state"},
    "chip_managed_care": {"plan.type": "chip", "plan.medicaid_kind": "managed"},
    "chip_fee_for_service": {"plan.type": "chip", "plan.medicaid_kind": "state"},
    "fehb": {"plan.type": "federal_employee"},
    "tricare": {"plan.type": "tricare"},
    "va": {"plan.type": "va"},
    "other": {"plan.type": "other"},
}
CLAIMS = {"2560.503-1", "147.136"}
SECTIONS: dict[str, set[str]] = {
    "individual_market": CLAIMS,
    "employer_insured": CLAIMS,
    "employer_self_funded": CLAIMS,
    "grandfathered_employer_insured": CLAIMS,
    "grandfathered_employer_self_funded": CLAIMS,
    "governmental_insured": CLAIMS,
    "governmental_self_funded": CLAIMS,
    "medicare_part_d": {
        "423.582", "423.590", "423.600", "423.568", "423.572", "423.578", "423.580", "423.584", "423.570",
    },
    "medicare_advantage": {"422.582", "422.590", "422.592", "422.101", "422.578", "422.584", "422.570"},
    "original_medicare": {"405.942", "405.950", "405.962", "405.970", "405.910"},
    "medicaid_managed_care": {"438.402", "438.408", "438.404", "438.410", "438.420"},
    "medicaid_fee_for_service": {"431.221", "431.244"},
    "chip_managed_care": {"457.1260", "457.1160", "457.1140"},
    "chip_fee_for_service": {"457.1140"},
    "fehb": {"890.105"},
    "tricare": {"199.10"},
}  # fmt: skip
"""Sections of the Code of Federal Regulations that its letters cite, all in all; other kinds
cite none.
"""

STAGES = {
    "exception, urgent": {"route.step": "exception", "urgency.expedite": "yes", "urgency.sent_before": "yes"},
    "appeal by the prescriber, late": {"route.step": "an appeal", "route.voice": "the doctor", "complaint.late": "yes"},
    "appeal by the patient, urgent": {"route.step": "an appeal", "route.voice": "the patient",
                                      "urgency.expedite": "yes", "urgency.sent_before": "yes"},
    "second appeal for the patient": {"route.step": "second appeal", "route.voice": "someone else"},
    "review by the prescriber, urgent": {"route.step": "review outside", "route.voice": "the doctor",
                                         "urgency.expedite": "yes", "urgency.sent_before": "no"},
    "review by the patient": {"route.step": "review outside", "route.voice": "the patient", "complaint.late": "yes"},
}  # fmt: skip
EVERYTHING = {
    "denial.records": "yes", "care.time": "ongoing", "urgency.risk": "health", "urgency.reason": "It grew by May.",
    "benefit.keep": "yes", "filing.allowed": "no", "filing.review_allowed": "no", "filing.form": "no",
    "filing.name": "Ana Example",
    "filing.relation": "sister", "talk.wanted": "yes", "complaint.wanted": "yes", "complaint.to": "The Example Office",
    "employer.letter": "yes", "employer.name": "Example Mills", "employer.authorized": "no", "review.to": "Reviewers",
}  # fmt: skip


def base(kind: str) -> CaseFile:
    """The worked case of depression, in a plan of this kind, with every letter asked for that it
    can have.
    """
    case = worked("depression")
    for address, typed in (ANSWERS[kind] | EVERYTHING).items():
        told(case, address, typed)
    case.set("plan.state", AnswerState.dont_know)
    case.set(
        "denial.policy", AnswerState.none, Party.plan, how=How.letter
    )  # so that the plan is asked for its rule
    row = case.row("denial.steps")
    for column, typed in {
        "step": "first appeal",
        "sent": "11/20/2026",
        "outcome": "no response yet",
    }.items():
        case.say(f"{row}/{column}", typed, Party.prescriber, How.chart)
    return case


def told(case: CaseFile, address: str, typed: str) -> None:
    """By a record that outweighs what the worked case has."""
    party = Party.plan if not address.startswith(("urgency", "talk")) else Party.prescriber
    case.say(address, typed, party, How.letter if party is Party.plan else How.chart)


@cache
def states(kind: str) -> dict[str, State]:
    """The case at each stage. What is late was sent to the plan in November."""
    found = {}
    for name, answers in STAGES.items():
        case = base(kind)
        for address, typed in answers.items():
            told(case, address, typed)
        if "late" in name:
            case._add(ev.Sent, what="packet", way="fax", to="555-0101", when=SENT)  # noqa: SLF001
        found[name] = case.state
    return found


@cache
def documents(kind: str) -> tuple[Document, ...]:
    return tuple(_documents(kind))


def _documents(kind: str) -> Iterator[Document]:
    for state in states(kind).values():
        rights, papers = LetterRights(state, TODAY), attachment_statuses(state)
        for letter in shipped_letters().values():
            if applicable(letter, state):
                yield render(letter, state, TODAY, papers, rights)


def words(document: Document) -> str:
    return " ".join(b.plain(inlines) for inlines in b.runs_of(document.body))


def own_words(document: Document) -> str:
    """What the letter says that nobody has answered: the template's words and the rules."""
    found = (
        leaf
        for inlines in b.runs_of(document.body)
        for leaf in b.leaves(inlines)
        if isinstance(leaf, b.Text)
    )
    return " ".join(leaf.text for leaf in found if leaf.ref is None)


def sections(text: str) -> set[str]:
    return set(re.findall(r"\b\d{3,4}\.\d{2,4}(?:-\d+)?", text))


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_laws_that_letters_cite_are_exactly_those_of_the_plan(kind: str) -> None:
    assert plan_kinds(states(kind)["exception, urgent"]).possible == (kind,)
    cited = {section for document in documents(kind) for section in sections(words(document))}
    assert cited == SECTIONS.get(kind, set())


def read_for(kind: str) -> list[Cited]:
    """The rules of this kind of plan that were read."""
    own, known = facts().kinds[kind], facts()
    names = {
        "requests": own.requests,
        "missed": own.missed,
        "levels": [n for s in own.levels for n in s] + [own.second],
    }
    single = {
        "expedited": own.expedited,
        "exceptions": own.exceptions,
        "concurrent": own.concurrent,
    }
    single |= {"continued": own.continued, "filers": own.filers}
    names |= {part: [name] for part, name in single.items()}
    return [
        rule
        for part, some in names.items()
        for n in some
        if n and (rule := getattr(known, part)[n]).verified
    ]


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_letter_cites_what_was_not_read_for_the_plan(kind: str) -> None:
    allowed = {section for rule in read_for(kind) for section in sections(rule.citation)}
    unread = [
        rule for part in PARTS for rule in getattr(facts(), part).values() if not rule.verified
    ]
    for document in documents(kind):
        text = words(document)
        assert sections(text) <= allowed, document.letter.id
        for rule in unread:
            assert not (rule.citation and rule.citation in text), document.letter.id
            assert getattr(rule, "rule", "no rule in words") not in text, document.letter.id
        assert not re.search(FORBIDDEN, own_words(document), re.IGNORECASE), document.letter.id


def test_all_letters_are_among_them() -> None:
    seen = {document.letter.id for kind in ANSWERS for document in documents(kind)}
    short = {"protective_letter", "protective_letter_patient"}
    of_other_cases = {"first_request", "correction_request", "form_sheet", *short}
    assert seen == set(shipped_letters()) - of_other_cases


CLINICAL = (
    "ketamine",
    "depress",
    "PHQ",
    "F33",
    "milligram",
    "mg",
    "psych",
    "infusion",
    "treatment",
)


@pytest.mark.parametrize(
    "kind", ["employer_self_funded", "governmental_self_funded", "church_self_funded"]
)
def test_the_letter_to_an_employer_says_nothing_of_health(kind: str) -> None:
    letters = [document for document in documents(kind) if document.letter.id == "employer_letter"]
    assert letters
    for document in letters:
        text = f"{document.letter.subject} {words(document)}"
        assert not [word for word in CLINICAL if word.lower() in text.lower()]
        assert document.exhibits == ()
        assert not {"request.drug", "diagnosis.words", "diagnosis.code"} & document.concerns


def test_what_the_patient_allowed_in_writing_is_told_and_blocks_without_the_paper() -> None:
    case = base("employer_self_funded")
    for address, typed in {
        **STAGES["appeal by the prescriber, late"],
        "employer.authorized": "yes",
    }.items():
        told(case, address, typed)
    case.settle("plan.type", Party.plan)  # the worked case has another kind of plan
    letter = shipped_letters()["employer_letter"]

    def drawn() -> Document:
        state = case.state
        return render(letter, state, TODAY, attachment_statuses(state), LetterRights(state, TODAY))

    assert "ketamine" not in words(drawn())  # nobody has said that the paper names this recipient
    case.say("employer.named", "no", Party.coordinator)
    assert "ketamine" not in words(drawn())
    case.say("employer.named", "yes", Party.coordinator).say(
        "employer.extent", "1, 2", Party.coordinator
    )
    assert "ketamine, for Major depressive disorder" in words(drawn())
    assert "employer_authorization" in {o.address for o in drawn().openings if o.blocking}
    case.attach("employer_authorization")
    assert [o for o in drawn().openings if o.blocking] == []


# Who may file, by hand from the rules: 29 CFR 2560.503-1(b)(4), 45 CFR 147.136(a)(2)(iii), 42 CFR
# 423.580, 42 CFR
# 422.578, 42 CFR 405.910, 5 CFR 890.105(a)(2). "asks" stands where the plan has a say or no rule
# was read.
FILING = {
    ("employer_self_funded", "appeal"): "asks",
    ("employer_self_funded", "urgent"): "free",
    ("employer_self_funded", "review"): "asks",
    ("individual_market", "appeal"): "asks",
    ("individual_market", "urgent"): "free",
    ("governmental_insured", "appeal"): "asks",
    ("medicare_part_d", "appeal"): "free",
    ("medicare_part_d", "review"): "asks",
    ("medicare_advantage", "appeal"): "free",
    ("medicare_advantage", "given"): "paper",
    ("original_medicare", "appeal"): "paper",
    ("original_medicare", "review"): "paper",
    ("medicaid_managed_care", "appeal"): "asks",
    ("fehb", "appeal"): "paper",
    ("fehb", "review"): "paper",
    ("tricare", "appeal"): "asks",
    ("va", "appeal"): "asks",
}


@pytest.mark.parametrize(
    ("place", "expected"), FILING.items(), ids=lambda each: "-".join(each) if each else ""
)
def test_who_may_file(place: tuple[str, str], expected: str) -> None:
    kind, what = place
    case = worked("depression")
    answers = ANSWERS[kind] | {"route.step": "review outside" if what == "review" else "an appeal"}
    answers |= {
        "route.voice": "the doctor",
        "care.time": "given" if what == "given" else "ongoing",
    }
    for address, typed in answers.items():
        told(case, address, typed)
    if what != "given":
        told(case, "urgency.expedite", "yes" if what == "urgent" else "no")
    (paper,) = [
        status
        for status in attachment_statuses(case.state)
        if status.attachment.id == "authorization"
    ]
    question = "filing.review_allowed" if what == "review" else "filing.allowed"
    asked = case.state.answer(question).on_path
    assert (paper.needed, asked) == {
        "asks": (None, True),
        "free": (False, False),
        "paper": (True, False),
    }[expected]
    if expected == "asks":
        for typed, needed in (("no", True), ("yes", False)):
            told(case, question, typed)
            (paper,) = [
                each
                for each in attachment_statuses(case.state)
                if each.attachment.id == "authorization"
            ]
            assert paper.needed is needed
