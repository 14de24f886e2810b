"""Reading grade and length of what is read aloud."""

from __future__ import annotations

import pytest

from interview.core.reading_grade import grade, longest_sentence, syllables_in, word_count

SYLLABLES = {
    "date": 1, "were": 1, "changes": 2, "stopped": 1, "started": 2, "tired": 1, "medicine": 3, "insurance": 3,
    "pharmacy": 3, "patient": 2, "table": 2, "people": 2, "diagnosis": 4, "idea": 3, "being": 2, "creating": 3,
    "doctor's": 2, "follow-up": 3, "I": 1, "hmm": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SYLLABLES.items())
def test_syllables(word: str, count: int) -> None:
    assert syllables_in(word) == count


EASY = {
    "plain": "When did you stop taking it?",
    "short with a long word": "Any other medicine?",
    "a fill": (
        "What happened with {{ row.drug }} after {{ patient.call_name or 'the patient' }} came"
        " home?"
    ),
    "a name in the middle": "Was it given with Bevacizumab-Awwbiomed or without?",
    "an abbreviation": "Was an MRI, a CT or a PET done?",
    "empty": "",
}


@pytest.mark.parametrize("text", EASY.values(), ids=EASY)
def test_plain_questions_are_below_grade_six(text: str) -> None:
    assert grade(text) <= 6


def test_officialese_is_above_grade_nine() -> None:
    assert (
        grade(
            "Please enumerate the pharmacological interventions previously administered to the"
            " beneficiary."
        )
        > 9
    )


def test_the_formula_is_flesch_kincaid() -> None:
    text = "The cat sat on the mat and then it ran out. The dog ran on."
    assert grade(text) == pytest.approx(max(0, 0.39 * 15 / 2 + 11.8 * 15 / 15 - 15.59))
    hard = "The physician determined the appropriate medication immediately after the examination."
    syllables = sum(map(syllables_in, hard.rstrip(".").split()))
    assert grade(hard) == pytest.approx(0.39 * 10 + 11.8 * syllables / 10 - 15.59)


def test_allowed_names_count_as_one_easy_word() -> None:
    text = "Was esketamine nasal spray refused, or hydroxychloroquine?"
    assert grade(text, ["Esketamine nasal spray", "hydroxychloroquine"]) < grade(text)
    assert word_count("Was the Beck Depression Inventory used?", ["Beck Depression Inventory"]) == 4


def test_the_longest_sentence_is_what_one_breath_must_carry() -> None:
    assert longest_sentence("One two three. One two; one two three four.") == 4
    assert longest_sentence("") == 0
