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
