"""Answers that say nothing and answers that say something, with the words of the shipped tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.case.workplace import load_tree
from interview.core.phrases import phrases_of
from interview.core.specific import says_no_more, stem, vague_phrases
from interview.core.texts import Place, Text
from interview.core.tree import Question, Specific

TREE = load_tree()
HERE = Place("t.yaml", 1, 1)
SPECIFIC: list[Specific] = [
    question.specific
    for node in TREE.nodes
    if isinstance(node, Question)
    for question in (node, *node.columns)
    if question.specific is not None
]

CLEAR = """
    A seizure.
    stroke
    Death
    rash
    She would lose the leg
    Harm to the kidney
    Irreversible vision loss
    progression to the spine with paralysis
    Growth of the thigh tumor into the femoral vessels with loss of the leg
    A second hospital stay for severe depression, and loss of his work.
    ER visits
    joint destruction in both hands
    The tumor grew by 1.7 cm in four months
    Akathisia from the second week; gone a week after the drug was stopped
    Blood pressure up to 158/96; the dose was lowered and the drug then stopped
    I still could not get out of bed for work.
    It took the edge off for two weeks and then nothing.
    She has failed methotrexate and adalimumab
    He needs this drug because his seizures came back in March
    Debilitating migraines on 18 days a month
    The pain is unbearable and keeps her out of school
    She is suffering from nausea and cannot eat
    PHQ-9 fell from 22 to 9
    No new lesions on the MRI of May 3
    doing well on CT of May 3, 2026
    No alternative has FDA approval for this mutation
    unable to walk
    cannot sleep
    hives and swelling of the face
"""
NAMES_NO_EVENT = """
    harm
    Harm to the patient
    serious harm to the patient's health
    Her condition will deteriorate.
    His disease could get much worse within weeks
    Irreversible damage
    Delay could cause serious complications
    disease progression
    Adverse outcomes are likely
    She will suffer
    worsening of the condition in 2 weeks
"""
VAGUE = {
    "Her condition will deteriorate.": "deteriorate",
    "The patient suffers every day and her quality of life is poor": "suffers",
    "She needs this drug.": "needs this drug",
    "This medication is medically necessary.": "medically necessary",
    "He has failed everything.": "failed everything",
    "The patient has tried and failed multiple other medications.": "failed multiple",
    "Nothing else works.": "Nothing else works",
    "It did not work.": "did not work",
    "Her symptoms are debilitating.": "debilitating",
    "We urge you to reconsider this unfair decision.": "urge",
    "He is doing well on the medication.": "doing well",
    "It is the standard of care and safe and effective.": "safe and effective",
    "See chart notes": "chart notes",
    "CT of May 3 shows no growth. He is doing well.": "doing well",
}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def vague(answer: str, *more: str) -> list[str]:
    return [words for _, words in vague_phrases(answer, TREE.vague, (*TREE.filler, *more))]


@pytest.mark.parametrize("answer", lines(CLEAR))
def test_an_answer_that_names_something_is_left_alone(answer: str) -> None:
    assert vague(answer) == []
    assert [each for each in SPECIFIC if says_no_more(answer, each, TREE.filler)] == []


@pytest.mark.parametrize("answer", lines(NAMES_NO_EVENT))
def test_a_consequence_that_names_no_event_is_found(answer: str) -> None:
    event = TREE.question("urgency.event").specific
    assert event is not None
    assert says_no_more(answer, event, TREE.filler)


@pytest.mark.parametrize(("answer", "phrase"), VAGUE.items())
def test_a_sentence_that_says_nothing_is_found_by_its_words(answer: str, phrase: str) -> None:
    assert phrase in vague(answer)


def test_a_name_that_stands_in_the_letter_anyway_says_nothing_new() -> None:
    assert vague("Maya needs larotrectinib.") == []
    assert vague("Maya needs larotrectinib.", "Maya", "larotrectinib") == ["needs"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("suffering", "suffered"),
        ("notes", "note"),
        ("complications", "complication"),
        ("worsens", "worsening"),
    ],
)
def test_number_and_tense_make_no_difference(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=60), st.sampled_from(["zebra", "47", "femur"]))
def test_a_word_on_no_list_keeps_a_sentence_quiet(answer: str, word: str) -> None:
    joined = (
        f"{answer} {word}".replace(".", " ").replace("!", " ").replace("?", " ").replace("…", " ")
    )
    joined = " ".join(joined.replace(";", " ").split())
    assert vague(joined) == []


@given(st.text(max_size=60))
def test_the_words_not_counted_never_count(than: str) -> None:
    specific = Specific(phrases_of([than]), Text({}, HERE), HERE)
    assert not says_no_more(f"{than} femur", specific, ())
