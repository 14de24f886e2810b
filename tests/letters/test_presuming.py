"""A letter takes nothing for granted that neither it nor its template asks for."""

from __future__ import annotations

import pytest

from interview.core.author_text import AuthorError
from interview.letters.letter import Letter
from interview.letters.presuming import presumed_falsely
from tests.letters.building import CaseFile, drawn, engine_of, letter_of

ENGINE = engine_of(
    {
        "root": """
            tree: small
            version: "1"
            title: Small tree
            modules: [plan]
            presumed:
              - presumes: refused
                words: [denied, the denial]
                what: that the plan has refused
                when: plan.notice == yes or plan.told == yes
            """,
        "plan": """
            module: plan
            title: Plan
            define: {plan.refused: plan.notice == yes or plan.told == yes}
            questions:
              - {id: plan.notice, kind: yes_no, title: A notice, say: A notice?, administrative: yes}
              - {id: plan.told, kind: yes_no, title: Told so, say: Told so?, administrative: yes}
              - {id: plan.name, kind: text, title: Plan, say: Which plan?, administrative: yes}
            """,
    }
)
SAID = "“denied” presumes that the plan has refused. Please either test for it, or write"


def letter(body: str, **more: str) -> Letter:
    return letter_of(ENGINE, body, **more)


@pytest.mark.parametrize(
    "body",
    [
        "The plan denied it.",
        "{% if true('answered(plan.name)') %}The plan denied it.{% endif %}",
        "{% if true('plan.notice == yes') %}Yes.{% endif %} It was denied.",
        "{% include 'part.md.j2' %}",
    ],
)
def test_a_template_that_presumes_without_asking_is_refused(body: str) -> None:
    with pytest.raises(AuthorError) as refused:
        letter(body, part="It was denied.")
    assert SAID in refused.value.sentence


@pytest.mark.parametrize(
    ("body", "front", "voice"),
    [
        ("{% if true('plan.refused') %}The plan denied it.{% endif %}", "", "patient"),
        ("{% if true('plan.notice == yes') %}The plan denied it.{% endif %}", "", "patient"),
        ("{% if true('plan.refused') %}{% include 'part.md.j2' %}{% endif %}", "", "patient"),
        ("The plan denied it.", "when: plan.refused\n", "patient"),
        ("The plan denied it.", "presumes: refused\n", "patient"),
        ("The plan denied it.", "", "office"),
        ("It is undeniedly {{ plan.name }}.", "", "patient"),
    ],
)
def test_a_template_that_asks_may_say_so(body: str, front: str, voice: str) -> None:
    letter(body, front=front, voice=voice, part="It was denied.")


def test_a_letter_presumes_only_what_the_tree_names() -> None:
    with pytest.raises(AuthorError, match=r"presumes: names refusd\. Did you mean refused\?"):
        letter("Yes.", front="presumes: refusd\n")


@pytest.mark.parametrize(
    ("answers", "open_at"),
    [
        ({}, "plan.notice"),
        ({"plan.notice": "no"}, "plan.told"),
        ({"plan.notice": "no", "plan.told": "no"}, "plan.notice"),
        ({"plan.notice": "no", "plan.told": "yes"}, ""),
        ({"plan.notice": "yes"}, ""),
    ],
)
def test_a_letter_that_presumes_is_a_draft_until_an_answer_bears_it_out(
    answers: dict[str, str], open_at: str
) -> None:
    case = CaseFile(ENGINE)
    for id, typed in answers.items():
        case.say(id, typed)
    found = drawn(case, letter("The plan denied it.", front="presumes: refused\n")).openings
    assert [each.address for each in found] == ([open_at] if open_at else [])
    assert all(each.blocking and "that the plan has refused" in each.why for each in found)


@pytest.mark.parametrize(
    ("body", "notice", "said"),
    [
        ("{% if true('plan.notice == no') %}The plan denied it.{% endif %}", "no", ["denied"]),
        ("{% if true('plan.notice == yes') %}The plan denied it.{% endif %}", "yes", []),
        ("{{ plan.name }}", "no", []),
    ],
)
def test_what_came_of_it_is_held_against_the_case(body: str, notice: str, said: list[str]) -> None:
    case = CaseFile(ENGINE).say("plan.notice", notice).say("plan.told", "no")
    case.say("plan.name", "The denied plan")
    found = [
        each.partition("”")[0][1:]
        for each in presumed_falsely(drawn(case, letter(body)), case.state)
    ]
    assert found == said
