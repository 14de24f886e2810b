"""Who has a document: as the tree has it, as the answers show, or as somebody has said."""

from __future__ import annotations

import pytest

from interview.core.answers import How, Party
from interview.core.attachments import attachment_statuses
from interview.core.author_text import AuthorError
from tests.letters.building import CaseFile, engine_of

ROOT = """
    tree: t
    version: "1"
    title: T
    modules: [case]
"""
MODULE = """
    module: case
    title: Case
    questions:
      - {id: case.here, kind: yes_no, title: Here, ask: [coordinator]}
      - {id: case.sender, kind: choice, title: Sender, options: {clinic: Clinic, patient: Patient}}
      - {id: case.receipt, kind: text, title: Receipt, ask: [patient, prescriber], none: None}
      - {id: case.doctor, kind: text, title: Doctor, ask: [patient], none: None}
      - id: case.care
        kind: list
        title: Care
        row:
          - {id: by, kind: text, title: By, none: Not known}
        attachments:
          - {id: record, title: Record, why: W, has: prescriber, made_by: row.by}
    attachments:
      - id: letter
        title: Letter
        why: W
        has: prescriber
        here: case.here == yes
        holders: [{has: patient, when: case.sender == patient}]
      - {id: proof, title: Proof, why: W, has: prescriber, holders: [{has: patient, told: case.receipt}]}
      - {id: opinion, title: Opinion, why: W, has: prescriber, made_by: case.doctor}
"""
ENGINE = engine_of({"root": ROOT, "case": MODULE})


def holders(case: CaseFile) -> dict[str, tuple[Party, str]]:
    return {
        status.address: (status.has, status.holder) for status in attachment_statuses(case.state)
    }


HELD = {
    "nothing is known": (CaseFile(ENGINE), "letter", Party.prescriber, ""),
    "an answer shows it": (
        CaseFile(ENGINE).say("case.sender", "patient"),
        "letter",
        Party.patient,
        "",
    ),
    "an answer shows that it is as usual": (
        CaseFile(ENGINE).say("case.sender", "clinic"),
        "letter",
        Party.prescriber,
        "",
    ),
    "this office has it already": (
        CaseFile(ENGINE).say("case.sender", "patient").say("case.here", "yes", Party.coordinator),
        *("letter", Party.coordinator, ""),
    ),
    "the patient told of it": (
        CaseFile(ENGINE).say("case.receipt", "a receipt"),
        "proof",
        Party.patient,
        "",
    ),
    "a mother told of it": (
        CaseFile(ENGINE).say("case.receipt", "a receipt", Party.proxy),
        "proof",
        Party.patient,
        "",
    ),
    "the chart told of it": (
        CaseFile(ENGINE).chart("case.receipt", "a receipt"),
        "proof",
        Party.prescriber,
        "",
    ),
    "another doctor made it": (
        CaseFile(ENGINE).say("case.doctor", "Dr. Marsh"),
        "opinion",
        Party.prescriber,
        "Dr. Marsh",
    ),
}


@pytest.mark.parametrize(("case", "document", "party", "name"), HELD.values(), ids=HELD)
def test_a_holder_follows_from_the_answers(
    case: CaseFile, document: str, party: Party, name: str
) -> None:
    assert holders(case)[document] == (party, name)


def test_each_row_has_its_own_holder() -> None:
    case = CaseFile(ENGINE)
    case.say(f"{case.row('case.care')}/by", "Example Therapy")
    case.row("case.care")
    assert [holders(case)[f"record/r{n}"] for n in (1, 2)] == [
        (Party.prescriber, "Example Therapy"),
        (Party.prescriber, ""),
    ]


def test_what_somebody_says_counts_before_all_else_and_can_be_taken_back() -> None:
    case = CaseFile(ENGINE).say("case.receipt", "a receipt", how=How.said)
    case.held_by("proof", Party.prescriber, "Example Rheumatology")
    assert holders(case)["proof"] == (Party.prescriber, "Example Rheumatology")
    assert holders(case.undo())["proof"] == (Party.patient, "")


WRONG = {
    "neither when nor told": ("holders: [{has: patient}]", "A holder needs either `when:`"),
    "both": (
        "holders: [{has: patient, when: case.here == yes, told: case.receipt}]",
        "A holder needs either `when:`",
    ),
    "a question that is not there": (
        "made_by: case.nurse",
        "case.nurse is no question asked before",
    ),
    "a column outside of a row": ("made_by: row.by", r"row\.by is no question asked before"),
}


@pytest.mark.parametrize(("line", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_about_a_holder_is_told(line: str, said: str) -> None:
    with pytest.raises(AuthorError, match=said):
        engine_of({"root": ROOT, "case": MODULE.replace("made_by: case.doctor", line)})
