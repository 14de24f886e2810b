"""Reasons by group in a letter, and sheets for the office."""

from __future__ import annotations

import pytest

from interview.core.author_text import AuthorError
from tests.letters.building import CaseFile, drawn, engine_of, letter_of, text_of

REASON = """
    module: {0}
    title: {0}
    reason: {{label: {1}{2}}}
    questions: [{{id: {0}.a, kind: text, title: A}}]
"""
ENGINE = engine_of(
    {
        "root": """
            tree: t
            version: "1"
            title: T
            modules: [denial, reasons/*]
            roles: {reasons: denial.reasons}
        """,
        "denial": """
            module: denial
            title: Denial
            questions:
              - {id: denial.reasons, kind: choices, options: reasons, title: Reasons}
              - {id: denial.pain, kind: text, title: Pain, blocking: yes}
        """,
        "reasons/late": REASON.format("late", "It came late", ", group: administrative"),
        "reasons/step": REASON.format("step", "Another drug first", ""),
    }
)
LIST = "{% for reason in reasons_of('administrative') %}- {{ reason.label }}\n{% endfor %}"
GUARDED = "{% if reasons_of('administrative') %}Papers.{% else %}Medicine.{% endif %}"


@pytest.mark.parametrize(
    ("given", "body", "expected"),
    [
        ("late, step", LIST, "It came late"),
        ("late, step", LIST.replace("administrative", "clinical"), "Another drug first"),
        ("late", GUARDED, "Papers."),
        ("step", GUARDED, "Medicine."),
    ],
)
def test_a_letter_goes_through_the_reasons_of_one_group(
    given: str, body: str, expected: str
) -> None:
    text = text_of(CaseFile(ENGINE).say("denial.reasons", given), body)
    assert text.strip(" -*\n") == expected


@pytest.mark.parametrize(
    "call", ["reasons_of('adminstrative')", "reasons_of()", "reasons_of(denial.pain)"]
)
def test_a_group_nobody_is_in_is_an_authors_error(call: str) -> None:
    with pytest.raises(AuthorError) as error:
        letter_of(ENGINE, f"{{% for reason in {call} %}}x{{% endfor %}}")
    assert "No reason is in a group" in error.value.sentence
    assert "sample.md.j2:6" in error.value.sentence


def test_a_sheet_for_the_office_says_so_and_is_never_a_draft() -> None:
    case = CaseFile(ENGINE)
    document = drawn(case, letter_of(ENGINE, "Pain: {{ denial.pain }}", "office"))
    assert document.openings
    assert not document.is_draft
    assert document.keeps_from_final == ()
    assert "INTERNAL" in document.blocks[0].inlines[0].inlines[0].text  # type: ignore[union-attr]


def test_a_sheet_prints_the_patients_own_words_as_they_are() -> None:
    assert text_of(
        CaseFile(ENGINE).say("denial.pain", "It burns"), "Pain: {{ denial.pain }}.", "office"
    ) == ("Pain: It burns.\n")


def test_a_sheet_has_no_signature() -> None:
    with pytest.raises(AuthorError, match="is not signed"):
        letter_of(ENGINE, "{{ signature }}", "office")
