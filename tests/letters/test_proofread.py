"""What reads wrong in a template's own words is found; what people said is never a fault."""

from __future__ import annotations

import pytest

from interview.letters import blocks as b
from interview.letters.proofread import faults


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Two  spaces", "doubled space"),
        ("Taken from , to now", "space before a sign"),
        ("A, , b", "doubled sign"),
        ("See () here", "empty brackets"),
        ("Taken from May to.", "conjunction with nothing after it"),
        ("**not read**", "unread markup"),
        ("Please grant the the exception", "doubled word"),
        ("It grew in the.", "article with nothing after it"),
        ("end\\", "line ending in a backslash"),
    ],
)
def test_faults(words: str, fault: str) -> None:
    (found,) = {f.partition(":")[0] for f in faults((b.Paragraph((b.Text(words),)),))} - {"space before a sign"} or {
        "space before a sign"
    }
    assert found == fault
    assert faults((b.Paragraph((b.Text(words, is_value=True),)),)) == ()


def test_a_clean_sentence_has_none() -> None:
    words = b.Paragraph(
        (b.Text("Taken from "), b.Text("May ", is_value=True), b.Text(" to now (see A), as e.g. here."))
    )
    assert faults((words,)) == ()


HEADING, LOWER, WORDS = b.Heading(2, (b.Text("Why"),)), b.Heading(3, (b.Text("How"),)), b.Paragraph((b.Text("So."),))


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
