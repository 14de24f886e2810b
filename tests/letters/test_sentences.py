"""Sentences, waived holes, and the notes on who reported what: pure functions on blocks."""

from __future__ import annotations

import pytest

from interview.core.answers import Party, Source
from interview.letters import blocks as b
from interview.letters.edit import edited
from interview.letters.marks import marked
from interview.letters.sanitise import lines_of
from interview.letters.sentences import sentences
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, engine_of, markdown_of
from tests.letters.trees import SMALL


def own(words: str) -> b.Text:
    return b.Text(words)


def value(words: str, reported: str = "") -> b.Text:
    return b.Text(
        words, b.Reference("a.b", 1, 1, Source(party=Party.patient)), reported, is_value=True
    )


def hole(waived: str = "") -> b.Hole:
    return b.Hole("a.b", "Title", "the patient", waived=waived)


WAIVED = hole("no need")


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((own("One. Two."),), ["One. ", "Two."]),
        (
            (own("Seen by Dr. Ruiz, i.e. the chief, at 3.5 mg. Then?"),),
            ["Seen by Dr. Ruiz, i.e. the chief, at 3.5 mg. ", "Then?"],
        ),
        ((own("She is J. Doe. Yes."),), ["She is J. Doe. ", "Yes."]),
        (
            (own("He said "), value("No. Never. Really."), own(" and left. So.")),
            ["He said No. Never. Really. and left. ", "So."],
        ),
        ((own("It is “over.” Next one"),), ["It is “over.” ", "Next one"]),
        (
            (own("Plan: "), value("Acme"), b.Break(), own("Group: "), hole()),
            ["Plan: Acme\n", "Group: [TO COMPLETE: Title, the patient]"],
        ),
        ((value("a"), b.Break(is_value=True), value("b"), own(". End.")), ["a\nb. ", "End."]),
        ((b.Strong((own("Note."),)), own(" Rest.")), ["Note.", " Rest."]),
        ((), []),
    ],
)
def test_sentences_end_at_the_templates_own_punctuation(
    inlines: b.Inlines, expected: list[str]
) -> None:
    assert [b.plain(s) for s in sentences(inlines)] == expected
    assert "".join(expected) == b.plain(inlines)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (b.Paragraph((own("Before. It began "), WAIVED, own(". After."))), "Before. After.\n"),
        (
            b.Paragraph((own("It began "), hole(), own("."))),
            "It began [TO COMPLETE: Title, the patient].\n",
        ),
        (b.Paragraph((own("Only "), WAIVED)), "\n"),
        (
            b.Paragraph(
                (
                    own("Plan: "),
                    value("Acme"),
                    b.Break(),
                    own("Group: "),
                    WAIVED,
                    b.Break(),
                    own("End"),
                )
            ),
            "Plan: Acme\nEnd\n",
        ),
        (b.BulletList(((b.Paragraph((own("one"),)),), (b.Paragraph((WAIVED,)),))), "  - one\n"),
        (b.BulletList(((b.Paragraph((WAIVED,)),), ())), "\n"),
        (b.Paragraph((b.Strong((own("Began "), WAIVED, own("."))), own(" Next."))), "Next.\n"),
        (b.Table(((own("A"),),), ()), "\n"),
        (
            b.Paragraph((own("Because "), value("it hurts."), own(". Next."))),
            "Because it hurts. Next.\n",
        ),
        (
            b.Paragraph((own("Since "), value("Acme Inc."), own(" paid."))),
            "Since Acme Inc. paid.\n",
        ),
    ],
)
def test_a_waived_hole_takes_its_sentence_along(block: b.Block, expected: str) -> None:
    assert to_text(edited((block,))) == expected


def test_headings_over_nothing_go() -> None:
    blocks = (
        b.Heading(1, (own("Title"),)),
        b.Heading(2, (own("Empty"),)),
        b.Paragraph((WAIVED,)),
        b.Heading(2, (own("Full"),)),
        b.Paragraph((own("Words."),)),
        b.Heading(2, (own("Last"),)),
    )
    kept = [
        b.plain(block.inlines)
        for block in edited(blocks)
        if isinstance(block, b.Heading | b.Paragraph)
    ]
    assert kept == ["Title", "Full", "Words."]


ANNOUNCED = {
    "a list that is there": ("Sent before this:\n\n- One\n", "Sent before this:\n- One"),
    "a list of which everything was let go": (
        "Sent before this:\n\n- {{ hole }}\n\nNext.",
        "Next.",
    ),
    "the same before any heading": ("Please send:\n\n- {{ hole }}\n\n## H\n\nNext.", "## H\nNext."),
    "only the sentence that leads to it": (
        "It hurts. Sent before this:\n\n- {{ hole }}\n",
        "It hurts.",
    ),
    "a quotation": ("The notice says:\n\n> {{ hole }}\n\nNext.", "Next."),
    "nothing, in a part of the letter": (
        "## H\n\nFirst. Sent before this:\n\nNext.",
        "## H\nFirst.\nNext.",
    ),
    "paragraphs that begin in bold": (
        "## H\n\nBy that:\n\n**Why:** So.",
        "## H\nBy that:\n**Why:** So.",
    ),
    "a salutation": ("Dear Sir:\n\nNext.", "Dear Sir:\nNext."),
    "bold words over a list": ("**Enclosures**\n\n- {{ hole }}\n\nNext.", "Next."),
    "bold words by themselves": ("**In haste**\n\nNext.", "**In haste**\nNext."),
    "a table": (
        "The row below answers it.\n\n| A | B |\n|---|---|\n| One | {{ hole }} |\n\nNext.",
        "Next.",
    ),
    "a table above": ("Next. It is answered in the table above.", "Next."),
    "a part that is there": (
        "It stands under “H”.\n\n## H\n\nNext.",
        "It stands under “H”.\n## H\nNext.",
    ),
    "a part that has gone": ("Next. It stands under “H”.\n\n## H\n\n{{ hole }}", "Next."),
}


@pytest.mark.parametrize(("source", "expected"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_what_announces_goes_with_what_it_announces(source: str, expected: str) -> None:
    case = CaseFile(engine_of(SMALL)).waive("patient.sleep")
    found = markdown_of(case, source.replace("{{ hole }}", "{{ patient.sleep }}"))
    assert [line for line in found.splitlines() if line] == expected.splitlines()


PATIENT, MOTHER = "the patient", "the patient's mother"


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((own("Until "), value("May", PATIENT), own(".")), "Until May (reported by the patient)."),
        (
            (
                own("From "),
                value("May", PATIENT),
                own(" to "),
                value("June", PATIENT),
                own(". It hurt "),
                value("a lot", PATIENT),
                own("."),
            ),
            "From May to June (reported by the patient). It hurt a lot (reported by the patient).",
        ),
        (
            (own("From "), value("May", PATIENT), own(" to "), value("June"), own(".")),
            "From May (reported by the patient) to June.",
        ),
        (
            (own("From "), value("May", PATIENT), own(" to "), value("June", MOTHER), own(".")),
            "From May (reported by the patient) to June (reported by the patient's mother).",
        ),
        ((b.Strong((value("May", PATIENT),)), own(".")), "May (reported by the patient)."),
    ],
)
def test_what_was_reported_says_so(inlines: b.Inlines, expected: str) -> None:
    (paragraph,) = marked((b.Paragraph(inlines),))
    assert isinstance(paragraph, b.Paragraph)
    assert b.plain(paragraph.inlines) == expected


def test_in_a_table_reported_values_have_a_sign_and_a_note_below() -> None:
    row = ((value("sertraline"),), (value("May", PATIENT),), (value("June", MOTHER),))
    table = b.Table(((own("Drug"),), (own("From"),), (own("To"),)), (row,))
    assert to_text(marked((table,))) == (
        "Drug       | From | To\n-----------+------+-------\nsertraline | May† | June††\n\n"
        "† Reported by the patient.\n\n†† Reported by the patient's mother.\n"
    )


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("one\ntwo", ("one", "two")),
        ("one\r\n\r\n  two \u2028three", ("one", "two", "three")),
        ("a\u202eb", ("a[U+202E]b",)),
        ("a\x00b\tc", ("a[U+0000]b c",)),
        ("\ue000\ue010\ue001", ("[U+E000][U+E010][U+E001]",)),
        ("Nguyễn O’Neil", ("Nguyễn O’Neil",)),
        ("می\u200cخواهم", ("می\u200cخواهم",)),
        ("\ufeff", ("[U+FEFF]",)),
        ("", ("",)),
    ],
)
def test_values_are_lines_without_anything_hidden(typed: str, lines: tuple[str, ...]) -> None:
    assert lines_of(typed) == lines
