"""What stands at the foot of every page."""

from __future__ import annotations

import pytest

from interview.letters.writers.page import Design
from interview.session.paper import page_of
from tests.letters.building import CaseFile, drawn, engine_of, letter_of

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
        ("plan", ["case.name=Ana Ruiz", "case.number=R-1", "case.member=X-2"], ("Patient: Ana Ruiz", "Reference: R-1")),
        ("plan", ["case.name=Ana Ruiz", "case.member=X-2"], ("Patient: Ana Ruiz", "Member ID: X-2")),
        ("employer", ["case.name=Ana Ruiz", "case.member=X-2"], ("Member: Ana Ruiz", "Member ID: X-2")),
        ("plan", [], ("Case c-test00",)),
    ],
)
def test_a_page_names_the_person_as_its_recipient_does(addressee: str, known: list[str], foot: tuple[str, ...]) -> None:
    case = CaseFile(ENGINE)
    for each in known:
        address, _, typed = each.partition("=")
        case.chart(address, typed)
    letter = letter_of(ENGINE, "Hello.", front=f"addressee: {addressee}\n")
    assert page_of(drawn(case, letter), case.state, "c-test00", Design()).running == foot
