"""What the start of a call says of a parent on the line is not asked again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from interview.core.answers import How, Party
from interview.sitting.calls import who_form
from interview.sitting.session import Session
from tests.office import TREE, begun, say, workplace
from tests.sitting.test_calls import fill

GUARDIAN = """
          - {id: patient.guardian, kind: person, title: Guardian, say: "Who is the parent?", ask: [patient, prescriber],
             administrative: yes, serves: [call], when: patient.born >= date('2015-01-01')}
          - id: patient.relation
            kind: choice
            title: Relation
            say: How are you related?
            ask: [patient, prescriber]
            administrative: yes
            serves: [call]
            when: patient.born >= date('2015-01-01')
            options: {mother: mother, father: father, parent: parent, stepparent: stepparent, guardian: legal guardian}
"""
ROLES = (
    "guardian_name: patient.guardian\n          guardian_relation: patient.relation\n         "
    " reasons:"
)
SMALL = {
    **TREE,
    "root.yaml": TREE["root.yaml"].replace("reasons: denial", f"{ROLES} denial"),
    "patient.yaml": TREE["patient.yaml"].rstrip() + GUARDIAN,
}
CHILD, ADULT = "2016-05-09", "1990-05-09"
ON_THE_LINE = {
    "a parent": (CHILD, "Mai Tran", "mother", "parent of a minor", ("Mai Tran", "mother")),
    "capital letters": (CHILD, "Mai Tran", "Mother", "Parent of a minor", ("Mai Tran", "mother")),
    "a guardian whose relation is none of the options": (
        CHILD,
        "Ana Ruiz",
        "aunt",
        "legal guardian, court order of 2024",
        ("Ana Ruiz", ""),
    ),
    "a relation that is only like an option": (
        CHILD,
        "Ana Ruiz",
        "grandmother",
        "parent of a minor",
        ("Ana Ruiz", ""),
    ),
    "no name was given": (CHILD, "", "father", "parent of a minor", ("", "father")),
    "someone with a form": (
        CHILD,
        "Ana Ruiz",
        "mother",
        "appointed representative, form on file",
        ("", ""),
    ),
    "the patient is of age": (ADULT, "Mai Tran", "mother", "parent of a minor", ("", "")),
}


def known(session: Session) -> tuple[str, str]:
    return session.state.answer("patient.guardian").text, session.state.answer(
        "patient.relation"
    ).text


@pytest.mark.parametrize(
    ("born", "name", "relation", "authority", "expected"), ON_THE_LINE.values(), ids=ON_THE_LINE
)
def test_who_is_on_the_line_answers_who_the_guardian_is(
    tmp_path: Path, born: str, name: str, relation: str, authority: str, expected: tuple[str, str]
) -> None:
    place = workplace(tmp_path, tree=SMALL)
    with closing(
        begun(place, "proxy", name=name, relation=relation, authority=authority)
    ) as session:
        say(session, patient__name="Linh Tran", patient__born=born)
        assert known(session) == expected
        for id, text in zip(("patient.guardian", "patient.relation"), expected, strict=True):
            claim = session.state.answer(id).claim
            source = (claim.source.party, claim.source.how) if claim is not None else None
            assert source == ((Party.proxy, How.said) if text else None)


def test_what_was_answered_or_taken_back_is_left_alone(tmp_path: Path) -> None:
    place = workplace(tmp_path, tree=SMALL)
    with closing(begun(place)) as session:
        say(session, patient__name="Linh Tran", patient__born=CHILD, patient__guardian="Bo Tran")
        reply = fill(
            who_form(session),
            party="2",
            name="Mai Tran",
            relation="mother",
            authority="parent of a minor",
        )
        assert known(session) == ("Bo Tran", "")
        reply = fill(reply.form, matched="1,2")
        assert known(session) == ("Bo Tran", "mother")
        assert "Filled in from the start of the call: Relation." in reply.lines
        session.undo()
        say(session, denial__plan="Prairie Mutual")
        assert known(session) == ("Bo Tran", "")
