"""A caller's sentence stands in a letter as somebody at the desk chose; what the chart says
stands as it is.
"""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from tests.letters.building import CaseFile, drawn, engine_of, letter_of, markdown_of
from tests.letters.trees import SMALL

ENGINE = engine_of(SMALL)
SENTENCE = "It takes away: {{ reported(patient.story)|quoted }}."
TABLE = "| What | Words |\n|---|---|\n| Sleep | {{ reported(patient.story)|quoted }} |\n"
BARE = "Seen: {{ reported(patient.story) }}."
MARKED = "Seen: “{{ reported(patient.story) }}”."
ROWS = TABLE.replace("|quoted", "")
SAID, CHART = Party.patient, Party.prescriber
KEPT, AS_TOLD = ("kept", ""), (" (reported by the patient)")
CASES = {
    "kept": (
        SENTENCE,
        "I lie awake.",
        KEPT,
        "It takes away: “I lie awake” (reported by the patient).",
    ),
    "a question": (SENTENCE, "Sleep?", KEPT, "It takes away: “Sleep?” (reported by the patient)."),
    "two lines": (
        SENTENCE,
        "Badly.\nOr not.",
        KEPT,
        "It takes away: “Badly.\\\nOr not” (reported by the patient).",
    ),
    "in a table": (TABLE, "I lie awake.", KEPT, "| Sleep | “I lie awake”† |"),
    "reworded": (
        SENTENCE,
        "I cant sleep",
        ("reworded", "lies awake"),
        f"It takes away: lies awake{AS_TOLD}.",
    ),
    "left out": (f"First. {SENTENCE}", "I'm cured", ("left_out", ""), "First."),
    "not read yet": (
        SENTENCE,
        "I'm cured",
        None,
        r"It takes away: \[TO CHOOSE OR REWORD: Story, “I'm cured”\].",
    ),
    "no filter, in the first person": (
        BARE,
        "I can’t close my fist.",
        KEPT,
        "Seen: “I can’t close my fist” (reported by",
    ),
    "no filter, of somebody": (
        BARE,
        "Bipolar I disorder.",
        KEPT,
        "Seen: “Bipolar I disorder” (reported by the patient).",
    ),
    "marks of the template": (
        MARKED,
        "I lie awake",
        KEPT,
        "Seen: “I lie awake” (reported by the patient).",
    ),
    "no filter, two lines": (
        BARE,
        "I lie awake.\nMy legs hurt.",
        KEPT,
        "Seen: “I lie awake.\\\nMy legs hurt” (reported",
    ),
    "no filter, in a table": (
        ROWS,
        "my legs\nBoth arms",
        KEPT,
        "| Sleep | “my legs†; Both arms”† |",
    ),
}


@pytest.mark.parametrize(("body", "words", "chosen", "expected"), CASES.values(), ids=CASES)
def test_a_callers_own_words(
    body: str, words: str, chosen: tuple[str, str] | None, expected: str
) -> None:
    case = CaseFile(ENGINE).say("patient.story", words)
    if chosen:
        case.choose("patient.story", *chosen)
    found = markdown_of(case, body, "prescriber").strip()
    assert expected in found and (chosen != ("left_out", "") or found == expected)


def test_a_patients_sentence_stays_in_marks_when_the_chart_confirms_it() -> None:
    case = (
        CaseFile(ENGINE).say("patient.story", "I fell", SAID).say("patient.story", "I fell", CHART)
    )
    for body, words in ((BARE, "“I fell.”"), (SENTENCE, "“I fell.”"), (MARKED, "“I fell”.")):
        assert words in markdown_of(case, body, "prescriber")


@pytest.mark.parametrize(
    ("body", "expected"), [(SENTENCE, "takes away: Lies awake."), (TABLE, "| Lies awake |")]
)
def test_what_the_chart_says_stands_as_it_is(body: str, expected: str) -> None:
    case = (
        CaseFile(ENGINE).say("patient.story", "Lies awake.").chart("patient.story", "Lies awake.")
    )
    assert expected.replace("awake |", "awake. |") in markdown_of(case, body, "prescriber")


def test_what_the_caller_says_later_is_read_anew() -> None:
    case = (
        CaseFile(ENGINE)
        .say("patient.story", "It hurts")
        .choose("patient.story")
        .say("patient.story", "I'm cured")
    )
    assert "TO CHOOSE OR REWORD" in markdown_of(case, SENTENCE, "prescriber")


def test_words_are_open_until_they_are_chosen_in_every_voice() -> None:
    case = CaseFile(ENGINE).say("patient.story", "I'm cured")
    for voice in ("prescriber", "patient"):
        (opening,) = drawn(case, letter_of(ENGINE, SENTENCE, voice)).openings
        assert (opening.address, opening.who) == ("patient.story", "this office")
        assert opening.why.startswith("These are a caller's own words.")
        assert (
            drawn(case.choose("patient.story"), letter_of(ENGINE, SENTENCE, voice)).openings == ()
        )
        case.say("patient.story", f"I'm cured, and {voice}")


def test_a_name_in_a_few_words_and_what_staff_say_are_no_callers_sentence() -> None:
    case = (
        CaseFile(ENGINE)
        .say("patient.sleep", "very badly")
        .say("plan.words", "no", Party.coordinator)
    )
    assert markdown_of(case, "Sleeps {{ patient.sleep }}.") == "Sleeps very badly.\n"
    assert "TO CHOOSE" in markdown_of(
        case.say("patient.sleep", "I never sleep at night"), "{{ patient.sleep }}"
    )
