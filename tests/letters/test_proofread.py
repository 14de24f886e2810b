"""What reads wrong in a template's own words is found; what people said is never a fault."""

from __future__ import annotations

import pytest

from interview.core.tree import Question
from interview.letters import blocks as b
from interview.letters.plain_english import unwanted, wordings
from interview.letters.proofread import faults
from tests.letters.worked import shipped_engine


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Two  spaces", "doubled space"),
        ("Taken from , to now.", "space before a sign"),
        ("A, , b", "doubled sign"),
        ("See () here", "empty brackets"),
        ("Taken from May to.", "conjunction with nothing after it"),
        ("**not read**", "unread markup"),
        ("Please grant the the exception.", "doubled word"),
        ("It grew in the.", "article with nothing after it"),
        ("end\\", "line ending in a backslash"),
        ("Call us (any day, 8 to 9.", "bracket that is not closed"),
        ("It is not here) yet.", "bracket that is not closed"),
    ],
)
def test_faults(words: str, fault: str) -> None:
    (found,) = {f.partition(":")[0] for f in faults((b.Paragraph((b.Text(words),)),))} - {
        "space before a sign"
    } or {"space before a sign"}
    assert found == fault
    assert faults((b.Paragraph((b.Text(words, is_value=True),)),)) == ()


def test_a_clean_sentence_has_none() -> None:
    words = b.Paragraph(
        (
            b.Text("Taken from "),
            b.Text("May ", is_value=True),
            b.Text(" to now (see A), as e.g. here."),
        )
    )
    assert faults((words,)) == ()


HEADING, LOWER, WORDS = (
    b.Heading(2, (b.Text("Why"),)),
    b.Heading(3, (b.Text("How"),)),
    b.Paragraph((b.Text("So."),)),
)


@pytest.mark.parametrize(
    ("blocks", "bare"),
    [
        ((HEADING,), ["Why"]),
        ((HEADING, HEADING, WORDS), ["Why"]),
        ((WORDS, HEADING, LOWER, WORDS), []),
        ((HEADING, LOWER, HEADING, WORDS), ["How"]),
        ((HEADING, WORDS), []),
    ],
)
def test_a_heading_has_something_under_it(blocks: b.Blocks, bare: list[str]) -> None:
    assert list(faults(blocks)) == [f"heading without text: “{words}”" for words in bare]


@pytest.mark.parametrize(
    "unread", ["Please ring my office.", "I act by the paper enclosed.", "your Refusal"]
)
def test_words_that_american_readers_trip_over(unread: str) -> None:
    (found,) = faults((b.Paragraph((b.Text(unread),)),))
    assert found.startswith("wording: ")
    assert faults((b.Paragraph((b.Text("said: "), b.Text(unread, is_value=True))),)) == ()


def test_titles_and_options_of_the_shipped_tree_are_american_english() -> None:
    """They stand in letters: a title names what is missing, and an option may be printed as it
    is.
    """
    tree = shipped_engine().tree
    questions = [node for node in tree.nodes if isinstance(node, Question)]
    every = [each for question in questions for each in (question, *question.columns)]
    words = [str(each.title) for each in every] + [str(each.title) for each in tree.attachments]
    words += [str(option.written) for each in every for option in each.options]
    assert [found for each in words for found in unwanted(each)] == []


def test_every_wording_says_what_to_write_instead() -> None:
    assert all(
        unread and better and unread == unread.lower() for unread, better in wordings().items()
    )
    assert not any(list(unwanted(better)) for better in wordings().values())


@pytest.mark.parametrize(
    ("before", "said", "after", "fault"),
    [
        ("See page ", "page 2", ".", "word doubled by an answer"),
        ("See page ", "2", ".", ""),
        ("It was ", "faxed and sent.", " (Exhibit H).", "period inside a sentence"),
        ("It is by ", "Example Inc.", " (Exhibit H).", ""),
        ("It is ", "weak,", ", they say.", "sign doubled by an answer"),
        ("They wrote: “", "No no, it is is not.", "”", ""),
    ],
)
def test_where_an_answer_meets_the_template(before: str, said: str, after: str, fault: str) -> None:
    words = b.Paragraph((b.Text(before), b.Text(said, is_value=True), b.Text(after)))
    assert [found.partition(":")[0] for found in faults((words,))] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The plan gives no last day for this", 1),
        ("The plan gives no last day for this.", 0),
        ("The plan gives no last day for this:", 0),
        ("Expedited review requested", 0),
    ],
)
def test_a_sentence_has_a_period(words: str, found: int) -> None:
    assert len(faults((b.Paragraph((b.Text(words),)),))) == found
