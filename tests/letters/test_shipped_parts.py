"""What single parts of the shipped tree and letters say in the cases that they were written for."""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState, Party
from interview.core.attachments import attachment_statuses
from interview.core.findings import failing_rules
from interview.letters.blocks import Paragraph, plain
from tests.letters.building import CaseFile, drawn
from tests.letters.worked import shipped_engine, shipped_letters, worked


def refused(*reasons: str) -> CaseFile:
    case = CaseFile(shipped_engine()).notice("denial.notice", "yes")
    return case.notice("denial.reasons", ", ".join(reasons))


def reason(module: str) -> str:
    return str(next(m.label for m in shipped_engine().tree.modules if m.name == module))


POLICY = {
    "the drug is too new for a policy, and none is cited": ("no", "-", False),
    "none yet, but one is cited": ("no", "RX-17", True),
    "there is one": ("yes", "-", True),
}


@pytest.mark.parametrize(("has_policy", "cited", "needed"), POLICY.values(), ids=POLICY)
def test_a_policy_that_does_not_exist_is_no_document_to_get(
    has_policy: str, cited: str, needed: bool
) -> None:
    case = refused(reason("non_formulary")).notice("non_formulary.kind", "too_new")
    case.notice("non_formulary.has_policy", has_policy)
    case = (
        case.set("denial.policy", AnswerState.none, Party.plan)
        if cited == "-"
        else case.notice("denial.policy", cited)
    )
    assert policy_needed(case) is needed


def test_where_nothing_is_asked_about_the_list_the_policy_is_needed() -> None:
    assert (
        policy_needed(
            refused(reason("step_therapy")).set("denial.policy", AnswerState.none, Party.plan)
        )
        is True
    )


def policy_needed(case: CaseFile) -> bool | None:
    return next(
        s.needed for s in attachment_statuses(case.state) if s.attachment.id == "plan_policy"
    )


@pytest.mark.parametrize(("module", "fails"), [("quantity", True), ("not_necessary", False)])
def test_a_yardstick_for_the_amount_is_missed_only_where_the_amount_was_refused(
    module: str, fails: bool
) -> None:
    case = (
        refused(reason(module)).chart("request.kind", "procedure").chart("request.guideline", "no")
    )
    assert ("no_yardstick" in {failing.rule.id for failing in failing_rules(case.state)}) is fails


def test_a_refused_gene_test_that_is_called_unnecessary_is_asked_about() -> None:
    case = refused(reason("not_necessary")).chart("request.kind", "test")
    assert case.state.answer("gene_test.looks_at_genes").on_path


BEGUN = {
    ("test", "not_started"): "The test has not been performed; it is planned",
    ("medicine", "not_started"): "Treatment has not started; it is planned to start",
}


@pytest.mark.parametrize(("kind", "stage"), BEGUN, ids=" ".join)
def test_a_test_is_done_and_a_treatment_is_begun(kind: str, stage: str) -> None:
    case = refused(reason("not_necessary")).chart("request.kind", kind).chart("care.time", stage)
    paragraphs = said(case, "medical_necessity")
    assert any(BEGUN[kind, stage] in text for text in paragraphs)


@pytest.mark.parametrize(
    ("address", "key", "words"),
    [
        ("treatments.adherence", "always", "always or nearly always"),
        ("request.route", "subcutaneous", "subcutaneously"),
        ("late_filing.cause", "serious_illness", "serious illness"),
        ("treatments.paid_by", "other", "not paid for by a health plan"),
    ],
)
def test_a_letter_has_words_of_its_own_for_an_answer(address: str, key: str, words: str) -> None:
    """Taken every day is no fact about a drug that is taken once a week, nor is a death one
    about a living patient.
    """
    tree = shipped_engine().tree
    list_id, _, column = address.partition(".")
    columns = tree.question(list_id).columns if list_id in tree.positions else ()
    question = next((each for each in columns if each.id == column), None) or tree.question(address)
    assert next(str(option.written) for option in question.options if option.key == key) == words


def test_the_wish_for_an_expedited_review_stands_by_itself() -> None:
    case = worked("child").chart("urgency.expedite", "yes")
    assert "Expedited review requested" in said(case, "exception_request")


def test_what_gets_worse_stands_in_the_letter_as_the_patient_told_it() -> None:
    case = (
        worked("child")
        .say("urgency.worsening", "yes")
        .say("urgency.worsening_words", "She can no longer stand.")
    )
    case.choose("urgency.worsening_words")
    assert any("“She can no longer stand”" in text for text in said(case, "exception_request"))


def said(case: CaseFile, letter: str) -> list[str]:
    blocks = drawn(case, shipped_letters()[letter]).body
    return [plain(block.inlines) for block in blocks if isinstance(block, Paragraph)]
