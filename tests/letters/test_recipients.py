"""What a recipient may read: every letter held against everybody whom it reaches or is passed on
to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from interview.case.letter_rights import NAMES
from interview.core.answers import AnswerState, Party
from interview.core.author_text import AuthorError
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.letters.letter import applicable
from interview.letters.loading import load_letters
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.worked import CASES, shipped_engine, shipped_letters, shipped_sources, worked

LIMITED = [each.id for each in shipped_engine().tree.recipients.values() if each.only is not None]
HEALTH = {"request.drug", "diagnosis.words", "diagnosis.code", "request.dose", "severity.symptoms"}


def told(document: Document) -> set[str]:
    """The answers whose words stand in the letter."""
    texts = (
        leaf
        for inlines in b.runs_of(document.body)
        for leaf in b.leaves(inlines)
        if isinstance(leaf, b.Text)
    )
    return {text.ref.address for text in texts if text.ref is not None}


def blocking(document: Document) -> set[str]:
    """Addresses that keep it from being final whatever the signer says."""
    return {opening.address for opening in document.openings if opening.blocking}


@pytest.mark.parametrize("name", CASES)
def test_no_letter_reaches_anybody_with_more_than_was_allowed(name: str) -> None:
    case = worked(name)
    due = [
        each
        for each in shipped_letters().values()
        if not each.is_internal and applicable(each, case.state)
    ]
    for letter, recipient in product(due, LIMITED):
        document = drawn(case, replace(letter, addressee=recipient))
        papers = {exhibit.status.address for exhibit in document.exhibits} - {
            "appointment_paper",
            "custody_papers",
        }
        assert (told(document) & HEALTH) | papers <= blocking(document)
        assert not [each for each in drawn(case, letter).openings if "not allowed" in each.why]


def excluded(*extent: str, authorized: str = "yes", named: str = "yes") -> CaseFile:
    """A self-funded employer's plan leaves the treatment out, and the clause does apply."""
    case = (
        CaseFile(shipped_engine())
        .say("plan.type", "employer")
        .notice("plan.funding", "self_funded")
    )
    case.say("patient.name", "Noor Example").say("plan.name", "Example Plan").say(
        "plan.member_id", "EX 1"
    )
    case.notice("denial.notice", "yes").notice("denial.reasons", "benefit_exclusion")
    case.notice("benefit_exclusion.document", "Plan booklet").chart(
        "benefit_exclusion.within", "within"
    )
    case.say("request.drug", "tirzepatide").chart("diagnosis.words", "sleep apnea")
    case.say("employer.letter", "yes").say("employer.name", "Example Castings")
    case.say("employer.authorized", authorized)
    if authorized == "yes":
        case.say("employer.named", named, Party.coordinator)
    if authorized == named == "yes":
        if extent:
            case.say("employer.extent", ", ".join(extent), Party.coordinator)
        else:
            case.set("employer.extent", AnswerState.none, Party.coordinator)
    return case


HANDED_ON = ", please forward this letter to the employer"
CONSENTS = {
    "no consent": (excluded(authorized="no"), False, ""),
    "a paper that names nobody": (excluded(named="no"), False, ""),
    "a paper that allows nothing on health": (excluded(), False, ""),
    "the treatment": (excluded("therapy"), False, "tirzepatide."),
    "treatment and illness": (
        excluded("therapy", "illness"),
        False,
        "tirzepatide, for sleep apnea.",
    ),
    "the letter itself": (
        excluded("therapy", "illness", "letter"),
        True,
        "tirzepatide, for sleep apnea.",
    ),
}


@pytest.mark.parametrize(("case", "passed", "names"), CONSENTS.values(), ids=CONSENTS)
def test_the_employer_hears_what_the_paper_says_and_no_more(
    case: CaseFile, passed: bool, names: str
) -> None:
    to_plan = to_text(drawn(case, shipped_letters()["correction_request"]).body)
    assert (HANDED_ON in " ".join(to_plan.split())) is passed
    to_employer = drawn(case, shipped_letters()["employer_letter"])
    text = " ".join(to_text(to_employer.body).split())
    assert names in text
    assert ("tirzepatide" in text, "sleep apnea" in text) == (bool(names), "apnea" in names)
    assert not blocking(to_employer) & HEALTH


def test_an_answer_that_slips_into_the_employer_s_letter_holds_it_back() -> None:
    sources = dict(shipped_sources())
    sources["employer_letter.md.j2"] += "For {{ diagnosis.words }} at {{ employer.name }}."
    letter = next(
        each
        for each in load_letters(sources, shipped_engine().tree, NAMES)
        if each.id == "employer_letter"
    )
    held = {o.address: o.why for o in drawn(excluded("therapy"), letter).openings if o.blocking}
    assert held["diagnosis.words"] == "The patient has not allowed that this goes to the employer."
    assert not {"employer.name", "request.drug"} & held.keys()


def test_a_letter_asks_to_be_passed_on_only_where_that_is_held_against_consent() -> None:
    asks = re.compile(r"(?<!not )(?:put|pass|forward|hand|send|share) this letter", re.IGNORECASE)
    for name, source in shipped_sources().items():
        assert not asks.search(source) or "passed_on(" in source, name


MODULE = """
    module: case
    title: Case
    questions:
      - {id: case.a, kind: text, title: A}
      - {id: case.ok, kind: yes_no, title: OK}
"""
ROOT = """
    tree: t
    version: "1"
    title: T
    modules: [case]
    recipients:
      boss:
        title: the boss
        only: [ONLY]
        consents:
          - {when: "WHEN", tell: TELL}
"""
WRONG = {
    "a question that is not there": (
        "case.b",
        "case.ok == yes",
        "all",
        "case.b is no question or module.",
    ),
    "a condition that is none": (
        "case.ok",
        "case.okay == yes",
        "all",
        "There is no question case.okay.",
    ),
    "an answer that is not there": ("case", "case.ok == yes", "[case.c]", "case.c is no question."),
}


@pytest.mark.parametrize(("only", "when", "tell", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_about_a_recipient_is_told(
    only: str, when: str, tell: str, said: str
) -> None:
    root = ROOT.replace("ONLY", only).replace("WHEN", when).replace("TELL", tell)
    with pytest.raises(AuthorError, match=re.escape(said)):
        engine_of({"root": root, "case": MODULE})


def test_a_letter_names_a_recipient_that_the_tree_knows() -> None:
    root = ROOT.replace("ONLY", "case.ok").replace("WHEN", "case.ok == yes").replace("TELL", "all")
    engine = engine_of({"root": root, "case": MODULE})
    with pytest.raises(AuthorError, match=r"No recipient is called “bos”\. Did you mean boss"):
        letter_of(engine, "{{ case.a }}", front="addressee: bos\n")
    with pytest.raises(AuthorError, match="No recipient is called chief"):
        letter_of(engine, "{% if passed_on('chief') %}x{% endif %}", front="addressee: boss\n")
    case = CaseFile(engine).say("case.a", "word")
    letter = letter_of(
        engine, "{% if passed_on('boss') %}{{ case.a }}{% endif %}", front="addressee: boss\n"
    )
    assert told(drawn(case, letter)) == set()
    assert told(drawn(case.say("case.ok", "yes"), letter)) == {"case.a"}
