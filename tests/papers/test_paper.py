"""What stands at the foot of every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.letters.writers.page import Design
from interview.papers.paper import design_of, page_of
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.pictures import png

ENGINE = engine_of(
    {
        "root": """
            tree: t
            version: "1"
            title: T
            modules: [case]
            roles: {patient_name: case.name, reference: case.number, member_id: case.member}
            recipients: {plan: {title: the plan}, employer: {title: the employer, person: Member}}
        """,
        "case": """
            module: case
            title: Case
            questions:
              - {id: case.name, kind: person, title: Name, administrative: yes}
              - {id: case.number, kind: text, title: Number, administrative: yes}
              - {id: case.member, kind: member_id, title: Member ID, administrative: yes}
        """,
    }
)


@pytest.mark.parametrize(
    ("addressee", "known", "foot"),
    [
        (
            "plan",
            ["case.name=Ana Ruiz", "case.number=R-1", "case.member=X-2"],
            ("Patient: Ana Ruiz", "Reference: R-1"),
        ),
        (
            "plan",
            ["case.name=Ana Ruiz", "case.member=X-2"],
            ("Patient: Ana Ruiz", "Member ID: X-2"),
        ),
        (
            "employer",
            ["case.name=Ana Ruiz", "case.member=X-2"],
            ("Member: Ana Ruiz", "Member ID: X-2"),
        ),
        ("plan", [], ("Case c-test00",)),
    ],
)
def test_a_page_names_the_person_as_its_recipient_does(
    addressee: str, known: list[str], foot: tuple[str, ...]
) -> None:
    case = CaseFile(ENGINE)
    for each in known:
        address, _, typed = each.partition("=")
        case.chart(address, typed)
    letter = letter_of(ENGINE, "Hello.", front=f"addressee: {addressee}\n")
    assert page_of(drawn(case, letter), case.state, "c-test00", Design()).running == foot


def workplace_with_logo(folder: Path, words: str) -> Workplace:
    (folder / "logo.png").write_bytes(png())
    (folder / "profile.yaml").write_text(
        f'letterhead: {{logo: logo.png, logo_words: "{words}"}}\n', encoding="utf-8"
    )
    return Workplace(transcripts=str(folder / "cases"), profile_path=folder / "profile.yaml")


def test_a_logo_says_what_it_shows(tmp_path: Path) -> None:
    design = design_of(workplace_with_logo(tmp_path, "Example Clinic"))
    assert (design.logo, design.logo_words) == (png(), "Example Clinic")
    for words in ("", "  "):
        with pytest.raises(CaseProblem, match="does not say what it shows"):
            design_of(workplace_with_logo(tmp_path, words))
