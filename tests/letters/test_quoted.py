"""What the patient said stands in quotation marks with who said it; what the chart says stands as it is."""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from tests.letters.building import CaseFile, engine_of, markdown_of
from tests.letters.trees import SMALL

ENGINE = engine_of(SMALL)
SENTENCE = "It takes away: {{ reported(patient.story)|quoted }}."
TABLE = "| What | Words |\n|---|---|\n| Sleep | {{ reported(patient.story)|quoted }} |\n"
BARE = "Seen: {{ reported(patient.story) }}."
MARKED = "Seen: “{{ reported(patient.story) }}”."
ROWS = TABLE.replace("|quoted", "")
SAID, CHART = Party.patient, Party.prescriber
CASES = {
    "by the patient": (SENTENCE, "I lie awake.", SAID, "It takes away: “I lie awake” (reported by the patient)."),
    "a question": (SENTENCE, "Sleep?", SAID, "It takes away: “Sleep?” (reported by the patient)."),
    "two lines": (SENTENCE, "Badly.\nOr not.", SAID, "It takes away: “Badly.\\\nOr not” (reported by the patient)."),
    "from the chart": (SENTENCE, "Lies awake.", CHART, "It takes away: Lies awake."),
    "in a table": (TABLE, "I lie awake.", SAID, "| Sleep | “I lie awake”† |"),
    "in a table, from the chart": (TABLE, "Lies awake", CHART, "| Sleep | Lies awake |"),
    "no filter, in the first person": (
        BARE,
        "I can’t close my fist.",
        SAID,
        "Seen: “I can’t close my fist” (reported by",
    ),
    "no filter, of somebody": (
        BARE,
        "Bipolar I disorder.",
        SAID,
        "Seen: Bipolar I disorder (reported by the patient).",
    ),
    "marks of the template": (MARKED, "I lie awake", SAID, "Seen: “I lie awake” (reported by the patient)."),
    "no filter, two lines": (
        BARE,
        "I lie awake.\nMy legs hurt.",
        SAID,
        "Seen: “I lie awake.\\\nMy legs hurt” (reported",
    ),
    "no filter, in a table": (ROWS, "my legs\nBoth arms", SAID, "| Sleep | “my legs†; Both arms”† |"),
    "no filter, from the chart": (BARE, "I saw her fist swollen.", CHART, "Seen: I saw her fist swollen."),
    "unknown": (SENTENCE, "", SAID, r"It takes away: \[TO COMPLETE: Story, the patient\]."),
}


@pytest.mark.parametrize(("body", "words", "party", "expected"), CASES.values(), ids=CASES)
def test_words_in_quotation_marks(body: str, words: str, party: Party, expected: str) -> None:
    case = CaseFile(ENGINE).say("patient.story", words, party) if words else CaseFile(ENGINE)
    assert expected in markdown_of(case, body, "prescriber")


def test_a_patients_sentence_stays_in_marks_when_the_chart_confirms_it() -> None:
    case = CaseFile(ENGINE).say("patient.story", "I fell", SAID).say("patient.story", "I fell", CHART)
    for body in (BARE, SENTENCE, MARKED):
        assert "“I fell”." in markdown_of(case, body, "prescriber")


def test_in_the_patients_own_letter_nothing_is_quoted() -> None:
    assert markdown_of(CaseFile(ENGINE).say("patient.story", "badly"), SENTENCE).strip() == "It takes away: badly."
