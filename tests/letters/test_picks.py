"""What a letter prints for a document or a row that was picked."""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from interview.core.author_text import AuthorError
from tests.letters.building import CaseFile, engine_of, text_of

FILES = {
    "root": """
        tree: picking
        version: "1"
        title: Picking
        modules: [drugs, proof]
        """,
    "drugs": """
        module: drugs
        title: Drugs
        questions:
          - id: drugs
            kind: list
            title: Drugs
            say: Which drugs?
            ask: [prescriber]
            row:
              - id: name
                kind: text
                title: Drug
                say: Which one?
                ask: [prescriber]
            attachments:
              - id: note
                title: "Note about {{ row.name }}"
                why: Shows it
                has: prescriber
        attachments:
          - id: policy
            title: Policy
            why: Shows it
            has: plan
            letters: [other]
        """,
    "proof": """
        module: proof
        title: Proof
        questions:
          - id: proof.paper
            kind: pick
            picks: attachments
            title: Paper
            say: Which paper?
            ask: [prescriber]
          - id: proof.drug
            kind: pick
            picks: drugs
            title: Worst drug
            say: Which drug?
            ask: [prescriber]
        """,
}
OTHER = "---\nletter: other\ntitle: Other\nvoice: patient\norder: 900\n---\nAnother letter.\n"
TEMPLATE = "See {{ proof.paper }} about {{ proof.drug }}."


def picked(paper: str) -> CaseFile:
    case = CaseFile(engine_of(FILES))
    for name in ("methotrexate", "leflunomide"):
        case.say(f"{case.row('drugs')}/name", name, Party.prescriber)
    case.close("drugs")
    case.say("proof.paper", paper, Party.prescriber)
    case.say("proof.drug", "r2", Party.prescriber)
    return case


def test_a_document_goes_by_its_exhibit_letter_and_a_row_by_its_first_answer() -> None:
    assert "See Exhibit B about leflunomide." in text_of(picked("note/r2"), TEMPLATE, other=OTHER)


def test_a_document_that_goes_only_with_other_letters_leaves_a_hole() -> None:
    assert "See [TO COMPLETE: Paper, the prescriber] about" in text_of(
        picked("policy"), TEMPLATE, other=OTHER
    )


def test_a_document_of_a_letter_that_nobody_wrote_is_an_error_of_the_author() -> None:
    with pytest.raises(AuthorError, match="policy goes with a letter other, which there is not"):
        text_of(picked("policy"), TEMPLATE)
