"""What templates may not do, found without a case: each with file, line, and what to write
instead.
"""

from __future__ import annotations

import pytest

from interview.core.author_text import AuthorError
from interview.letters.check import check_letter
from interview.letters.loading import load_letters
from tests.letters.building import engine_of, letter_of
from tests.letters.trees import SMALL

ENGINE = engine_of(SMALL)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("{{ patient.nam }}", 6, "patient has no nam. Did you mean name?"),
        ("\n\n{{ patint.name }}", 8, "Nothing is called patint."),
        (
            "{% for row in drugs %}{{ row.dose }}{% endfor %}",
            6,
            "drugs has no dose. Please choose from",
        ),
        ("{{ drugs.drug }}", 6, "drugs has no drug."),
        ("{% if true('plan.sen == yes') %}{% endif %}", 6, "Did you mean plan.seen or"),
        ("{% if true('plan.seen == maybe') %}{% endif %}", 6, "In the test “plan.seen == maybe”"),
        ("{% if plan.seen == 'yes' %}{% endif %}", 6, "nothing is computed here"),
        ("{% if plan.seen %}{% endif %}", 6, "{% if %} takes true('…')"),
        ("{% if true(plan.seen) %}{% endif %}", 6, "a test is one text, written out"),
        ("{{ patient.name|upper }}", 6, "There is no filter upper."),
        ("{{ patient.name.__class__ }}", 6, None),
        ("{{ 1 + 1 }}", 6, "nothing is computed here"),
        ("{{ 'a' ~ patient.name }}", 6, "nothing is computed here"),
        ("{{ range(3) }}", 6, "range is not a function."),
        ("{{ patient.name() }}", 6, "only a row has such tests"),
        ("{% set x = 1 %}", 6, "it has only if, for, block, extends and include"),
        ("{% macro m() %}{% endmacro %}", 6, "it has only if, for"),
        (
            "{% for row in patient.name %}{% endfor %}",
            6,
            "only lists, exhibits, missing and reasons",
        ),
        (
            "{% for row in drugs if row.true('row.required == yes') %}{% endfor %}",
            6,
            "choose rows with where",
        ),
        ("{% include 'gone.md.j2' %}", 6, "There is no template gone.md.j2."),
        ("{% include 'sample.md.j2' %}", 6, "sample.md.j2 includes itself."),
        ("{% include patient.name %}", 6, "a template's name must be written out"),
        (
            "{% for reason in reasons %}{% include reason.part %}{% endfor %}",
            6,
            (
                "Nothing says what this letter tells of the reason first. Please write"
                " templates/reasons/first.md.j2."
            ),
        ),
        ("{{ exhibit('notic') }}", 6, "No attachment is called notic here. Did you mean notice?"),
        ("{% if relevant('plan.word') %}{% endif %}", 6, "No question is called plan.word."),
        ("It is\n  {{ plan.name }}\n  and {{ plan.nam }}.", 8, "plan has no nam"),
        ("{{ plural(drugs,\n  'one',\n 'more') }}\n{{ plan.nam }}", 9, "plan has no nam"),
        ("{% if given('plan.name') %}{% endif %}", 6, "given(…) takes one question"),
        ("{% if given(today) %}{% endif %}", 6, "given(…) takes one question"),
        ("{{ reported(patient.secret) }}", 6, "was told in confidence and goes into no letter"),
        ("{{ patient }}", 6, "this is nothing that can be printed"),
        ("{{ patient.name", 6, "Please check the braces and tags here."),
        ("{% if true('x == y')", 6, "Please check"),
        (
            "{% if true('plan.seen == yes') %}",
            6,
            "that needs to be closed is 'if'. Please check the braces and tags here.",
        ),
        ("a\ue000b", 6, "The character U+E000 stands here."),
    ],
)
def test_problems_name_the_line(body: str, line: int, said: str | None) -> None:
    if said is None:
        letter_of(
            ENGINE, body
        )  # a part that only a case can tell; see test_parts_are_looked_up_safely
        return
    with pytest.raises(AuthorError) as caught:
        letter_of(ENGINE, body)
    places = {str(problem.place) for problem in caught.value.problems}
    assert f"sample.md.j2:{line}:1" in places
    assert said in caught.value.sentence


def test_parts_are_looked_up_safely() -> None:
    from tests.letters.building import CaseFile, text_of

    with pytest.raises(AuthorError, match=r"patient\.name has no part __class__"):
        text_of(CaseFile(ENGINE).say("patient.name", "Ana"), "{{ patient.name.__class__ }}")


@pytest.mark.parametrize(
    "body",
    [
        "{{ patient.sleep }}",
        "{% for row in drugs %}{{ row.drug }}{% endfor %}",
        "{{ patient.story|capital }}",
    ],
)
def test_a_prescriber_may_not_state_what_only_the_patient_can_tell(body: str) -> None:
    with pytest.raises(AuthorError, match=r"Please either print reported\("):
        letter_of(ENGINE, body, "prescriber")
    letter_of(ENGINE, body, "patient")


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("letter: a\ntitle: A\nvoice: doctor\n", 4, "No letter speaks as doctor."),
        ("letter: a\ntitle: A\n", 1, "Please say `voice:`"),
        (
            "letter: a\ntitle: A\nvoice: patient\nwhen: plan.sen == yes\n",
            5,
            "Did you mean plan.seen or",
        ),
        (
            "letter: a\ntitle: A\nvoice: patient\nvoise: patient\n",
            5,
            "A letter has no voise. Did you mean voice?",
        ),
        ("letter: a\ntitle: A\nvoice: patient\nvoice: patient\n", 5, "voice stands here twice."),
        ("letter: a\ntitle: A\n  and B\nvoice: doctor\n", 5, "No letter speaks as doctor."),
        ("letter: a\ntitle: A\nvoice: patient\norder: first\n", 5, "order: takes a whole number."),
        (
            "letter: a\ntitle: A\nvoice: patient\nneeds: [patient.nam]\n",
            5,
            "needs: names patient.nam",
        ),
        (
            "letter: a\ntitle: A\nvoice: patient\nwhatever\n",
            5,
            "Please write one `key: value` a line here.",
        ),
    ],
)
def test_front_matter(front: str, line: int, said: str) -> None:
    with pytest.raises(AuthorError) as caught:
        load_letters({"a.md.j2": f"---\n{front}---\nText."}, ENGINE.tree)
    assert caught.value.problems[0].place is not None
    assert caught.value.problems[0].place.line == line
    assert said in caught.value.sentence


def test_two_letters_with_one_id() -> None:
    source = "---\nletter: a\ntitle: A\nvoice: patient\n---\nText."
    with pytest.raises(AuthorError, match="is called a as well"):
        load_letters({"a.md.j2": source, "b.md.j2": source}, ENGINE.tree)


def test_uses_of_a_letter() -> None:
    base = (
        "{% if true('plan.seen == yes') %}{{ plan.words }}{% endif %}{% block main %}{% endblock %}"
    )
    loop = "{% for row in where(drugs, 'row.required == yes') %}{{ row.drug }}{% endfor %}"
    body = f"{{% extends 'base.md.j2' %}}{{% block main %}}{loop}{{% endblock %}}"
    uses = check_letter(letter_of(ENGINE, body, base=base))
    assert list(uses.printed) == ["plan.words", "drugs", "drugs/drug"]
    assert [(t.text, t.list_id) for t in uses.tests] == [
        ("plan.seen == yes", ""),
        ("row.required == yes", "drugs"),
    ]
    assert list(uses.files) == ["sample.md.j2", "base.md.j2"]
    assert not uses.problems
