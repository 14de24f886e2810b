"""What decides a letter leaves a hole while nobody knows it; the checker names what would vanish
instead.
"""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState, Party
from interview.letters.check import check_letter
from interview.letters.check_unknown import settled, vanishing, waited_for
from interview.letters.writers.markdown import to_markdown
from tests.letters.building import CaseFile, drawn, engine_of, letter_of, text_of
from tests.letters.trees import SMALL
from tests.letters.worked import shipped_letters, worked

ENGINE = engine_of(SMALL)
SEEN = "{% if true('plan.seen == yes') %}We hold it.{% endif %}"
REQUIRED = "{% if row.true('row.required == yes') %}x"
ASKED = REQUIRED + "{% elif row.unknown('required') %}{{ row.required }}"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (SEEN, ["plan.seen"]),
        (
            "{% if true('plan.seen == yes') %}We hold it.{% else %}We do not.{% endif %}",
            ["plan.seen"],
        ),
        (SEEN + "{% if unknown('plan.seen') %}{{ plan.seen }}{% endif %}", []),
        (SEEN + "{% if unsure('plan.seen == yes') %}{{ plan.seen }}{% endif %}", []),
        ("{% if true('answered(plan.seen) and plan.seen == yes') %}We hold it.{% endif %}", []),
        (
            (
                "{% if true('not answered(plan.seen) or plan.seen == no') %}We do not hold it.{%"
                " endif %}"
            ),
            [],
        ),
        ("{% for row in drugs %}" + REQUIRED + "{% endif %}{% endfor %}", ["drugs/required"]),
        ("{% for row in drugs %}" + ASKED + "{% endif %}{% endfor %}", []),
    ],
)
def test_a_question_that_decides_is_printed_somewhere(body: str, found: list[str]) -> None:
    letter = letter_of(ENGINE, body)
    problems = list(vanishing(letter, check_letter(letter)))
    assert [
        problem.sentence.split("nobody knows ")[1].split(",")[0] for problem in problems
    ] == found


def test_an_unknown_answer_is_a_hole_and_a_known_one_is_not() -> None:
    body = "{% if unknown('plan.seen') %}Seen: {{ plan.seen }}{% else %}Known.{% endif %}"
    case = CaseFile(ENGINE)
    assert text_of(case, body).startswith("Seen: [TO COMPLETE: ")
    assert text_of(case.say("plan.seen", "no"), body) == "Known.\n"


def test_what_a_condition_waits_for_and_settles() -> None:
    names = letter_of(ENGINE, "x").templates.names
    test = names.parse("plan.seen == yes or answered(patient.name)")
    assert waited_for(test) == {"plan.seen"}
    assert settled(test) == frozenset()
    assert settled(test, is_true=False) == {"plan.seen"}


def test_no_shipped_letter_lets_anything_vanish() -> None:
    assert [
        p.sentence
        for each in shipped_letters().values()
        for p in vanishing(each, check_letter(each))
    ] == []


def test_where_the_dose_waits_for_the_kind_of_use_a_hole_stands_in_its_place() -> None:
    case = worked("first_request").set("diagnosis.field", AnswerState.dont_know)
    text = to_markdown(drawn(case, shipped_letters()["first_request"]).body)
    assert "sumatriptan, 100 mg tablet, \\[TO COMPLETE: What the treatment is for" in text
    assert "A medicine" not in text


def test_the_reason_that_was_told_stays_while_nobody_knows_whether_the_notice_is_here() -> None:
    case = worked("lung_cancer").set("denial.notice_seen", AnswerState.dont_know, Party.coordinator)
    case = case.say("denial.told", "They want another drug first.")
    text = to_markdown(drawn(case, shipped_letters()["exception_request"]).body)
    assert "They want another drug first." in text and "TO COMPLETE: Staff hold the notice" in text
