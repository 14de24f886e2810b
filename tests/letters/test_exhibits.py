"""Which documents go along with a letter, and under which exhibit letters."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.author_text import AuthorError
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, drawn, engine_of, letter_of

FILES = {
    "root": """
        tree: papers
        version: "1"
        title: Papers
        modules: [drugs, papers]
        """,
    "drugs": """
        module: drugs
        title: Drugs
        questions:
          - id: drugs
            kind: list
            title: Drugs
            say: Which drugs?
            ask: [prescriber]
            row:
              - {id: name, kind: text, title: Drug, say: "Which one?", ask: [prescriber]}
            attachments:
              - {id: note, title: "Note about {{ row.name }}", why: Shows it, has: prescriber}
        """,
    "papers": """
        module: papers
        title: Papers
        questions:
          - {id: papers.said, kind: yes_no, title: Said, say: "Is it so?", ask: [prescriber]}
          - id: papers.proof
            kind: pick
            picks: attachments
            title: Paper
            say: Which paper?
            ask: [prescriber]
        attachments:
          - {id: chart, title: Chart, why: Shows it, has: prescriber}
          - {id: notice, title: Notice, why: Shows it, has: plan, months: 6}
          - {id: claim, title: Claim, why: Shows it, has: plan, letters: [sample]}
          - {id: other, title: Other, why: Shows it, has: plan, letters: [second]}
        """,
}
ENGINE = engine_of(FILES)
SECOND = "---\nletter: second\ntitle: Second\nvoice: patient\n---\nText."
SPARING = "encloses: cited\n"
LIST = "\n\n{% for item in exhibits %}\n- {{ item.letter }} {{ item.title }}\n{% endfor %}\n"


def a_case(*held: str) -> CaseFile:
    """A case with two drugs and these documents in hand, all unless they are named."""
    case = CaseFile(ENGINE).chart("papers.said", "yes")
    for name in ("Alpha", "Beta"):
        case.chart(f"{case.row('drugs')}/name", name)
    for address in held or ("chart", "notice", "claim", "other", "note/r1", "note/r2"):
        case.attach(address, "scan.pdf", date(2026, 11, 1))
    return case.close("drugs")


def lines(case: CaseFile, body: str, front: str = SPARING) -> list[str]:
    """The letter with its enclosures, line by line."""
    letter = letter_of(ENGINE, body + LIST, front=front, second=SECOND)
    return [line.strip() for line in to_text(drawn(case, letter).body).splitlines() if line.strip()]


NOTICE = '{% if needed("notice") %}See {{ exhibit("notice") }}.{% endif %}'
LAST_NOTE = (
    '{% for row in drugs %}{% if loop.last %}See {{ row.exhibit("note") }}.{% endif %}{% endfor %}'
)
HIDDEN = '{% if false("papers.said == yes") %}{{ exhibit("notice") }}{% endif %}'
ALL = ["- A Note about Alpha", "- B Note about Beta", "- C Chart", "- D Notice", "- E Claim"]
GO_ALONG = {
    "without the word, whatever the case needs": ("", NOTICE, ["See Exhibit D.", *ALL]),
    "with it, what is cited and what names the letter": (
        SPARING,
        NOTICE,
        ["See Exhibit A.", "- A Notice", "- B Claim"],
    ),
    "of the documents of rows, those that are cited": (
        SPARING,
        LAST_NOTE,
        ["See Exhibit A.", "- A Note about Beta", "- B Claim"],
    ),
    "what was picked and printed is cited": (
        SPARING,
        "Proof: {{ papers.proof }}.",
        ["Proof: Exhibit A.", "- A Chart", "- B Claim"],
    ),
    "a citation that is not printed is none": (SPARING, HIDDEN, ["- A Claim"]),
}


@pytest.mark.parametrize(("front", "body", "expected"), GO_ALONG.values(), ids=GO_ALONG)
def test_which_documents_go_along(front: str, body: str, expected: list[str]) -> None:
    assert lines(a_case().chart("papers.proof", "chart"), body, front) == expected


LET_GO = {
    "one that nobody has is left out, and its citation": (("claim",), ["- A Claim"]),
    "all are there": (("notice", "claim"), ["See Exhibit A.", "- A Notice", "- B Claim"]),
    "none is there, so there is no list": (("chart",), []),
}


@pytest.mark.parametrize(("held", "expected"), LET_GO.values(), ids=LET_GO)
def test_without_what_was_let_go_a_letter_lists_what_is_enclosed(
    held: tuple[str, ...], expected: list[str]
) -> None:
    case = a_case(*held)
    for address in {"notice", "claim"} - {*held}:
        case.waive(address)
    assert lines(case, NOTICE) == expected


def test_a_document_is_let_go_by_itself() -> None:
    case = a_case("chart").waive("notice")
    assert lines(case, NOTICE) == ["- A [TO COMPLETE: Claim, the plan]"]


def test_an_old_document_is_a_hole_until_the_signer_takes_it() -> None:
    case = a_case("claim").attach("notice", "scan.pdf", date(2026, 1, 1))
    assert "- A [TO COMPLETE: Notice, the plan]" in lines(case, NOTICE)
    assert "- A [TO COMPLETE: Notice, the plan]" in lines(
        case.waive("notice"), NOTICE
    )  # of what was not there yet
    assert "- A Notice" in lines(case.waive("notice", saw="0" * 64), NOTICE)


def test_another_word_is_refused_with_a_sentence() -> None:
    with pytest.raises(AuthorError, match="encloses: takes only the word cited"):
        letter_of(ENGINE, "Text.", front="encloses: named\n", second=SECOND)
