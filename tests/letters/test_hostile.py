"""Nothing a person says changes the structure of a letter or the words around it."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from interview.core.answers import Party, Source
from interview.core.kinds import Refused
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.letters.edit import edited
from interview.letters.placeholders import Placeholders, without_marks
from interview.letters.read_markdown import parse
from interview.letters.sanitise import lines_of
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.trees import SMALL

REF = b.Reference("patient.story", 1, 1, Source(party=Party.patient))
BODY = """
# About {{ patient.name }}

Before {{ patient.story }} after. **Strong {{ patient.story }}** end.

| One | Two |
|---|---|
| left {{ patient.story }} | right |
| *it* {{ patient.story }} | {{ patient.name }} |

- item {{ patient.story }}
- {{ patient.story }}

> {{ patient.story }}

Last.
"""
ENGINE = engine_of(SMALL)
LETTER = letter_of(ENGINE, BODY)
MARKUP = [
    "\n",
    "\n\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "---",
    "***",
    "**",
    "_",
    "`",
    "```\n",
    "[a](http://x)",
    "<b>",
    "<!--",
]
CODE = [
    "{{ patient.name }}",
    "{% for x in y %}",
    "{#",
    "&amp;",
    "\\",
    "    ",
    "a",
    "b c",
    ".",
    "! ",
    "é",
    "漢",
    "~~",
]
HIDDEN = [
    "\ue000\ue010\ue001",
    "\ue002\ue010\ue001",
    "\ue003",
    "\u202e",
    "\u2066",
    "\u2028",
    "\x00",
    "\ud800",
]
BLOCKS = ["[TO COMPLETE: x, y]", "Setext\n===\n", "| a |\n|---|\n", "\\\n", "![x](y)", "&#42;"]
PIECES = st.sampled_from([*MARKUP, *CODE, *HIDDEN, *BLOCKS])
HOSTILE = st.lists(PIECES, min_size=1, max_size=12).map("".join) | st.text(max_size=40)
SAID = HOSTILE.filter(lambda story: "".join(lines_of(story)))
"""What leaves something to print."""


def document_with(story: str) -> Document:
    """The letter of a case with this story, as its kind keeps it."""
    case = CaseFile(ENGINE).say("patient.name", "Ana")
    try:
        case.say("patient.story", story)
    except Refused:
        assume(False)
    return drawn(case, LETTER)


def blocks_with(story: str) -> b.Blocks:
    """The same template around a value that went past every reader, as a foreign transcript
    might hold it.
    """
    placeholders = Placeholders()
    mark = placeholders.value(*[b.Text(line, REF, is_value=True) for line in lines_of(story)])
    source = without_marks(
        BODY.replace("{{ patient.story }}", mark).replace("{{ patient.name }}", "Ana"), placeholders
    )
    return edited(parse(source, placeholders))


def skeleton(blocks: b.Blocks) -> object:
    """The structure without any value: kinds of blocks, and the template's own words."""
    return [_shape(block) for block in blocks]


def _shape(block: b.Block) -> object:
    match block:
        case b.Quote(inner):
            return "quote", [_shape(x) for x in inner]
        case b.BulletList(items) | b.NumberedList(items):
            return type(block).__name__, [[_shape(x) for x in item] for item in items]
        case b.Table(header, rows):
            return "table", [[_own(cell) for cell in row] for row in (header, *rows)]
        case b.Heading(level, inlines):
            return level, _own(inlines)
        case b.Paragraph(inlines):
            return _own(inlines)
    return type(block).__name__


def _own(inlines: b.Inlines) -> list[str]:
    return [
        leaf.text for leaf in b.leaves(inlines) if isinstance(leaf, b.Text) and not leaf.is_value
    ]


def stories(blocks: b.Blocks) -> list[str]:
    leaves = [
        leaf
        for inlines in b.runs_of(blocks)
        for leaf in b.leaves(inlines)
        if isinstance(leaf, b.Text)
    ]
    return [
        leaf.text for leaf in leaves if leaf.ref is not None and leaf.ref.address == "patient.story"
    ]


@settings(max_examples=150)
@given(HOSTILE)
@example("word " * 1_999)
def test_a_value_changes_neither_structure_nor_neighbours(story: str) -> None:
    document = document_with(story)
    assert skeleton(document.body) == skeleton(document_with("plain words").body)
    assert len(stories(document.body)) % 7 == 0
    assert to_text(document.body).endswith("\nLast.\n")
    assert to_markdown(document.body).endswith("\n\nLast.\n")


@settings(max_examples=150)
@given(SAID)
@example("x" * 10_000)
@example("word " * 2_000)
def test_a_value_that_nobody_read_does_not_either(story: str) -> None:
    blocks = blocks_with(story)
    assert skeleton(blocks) == skeleton(blocks_with("plain words"))
    assert stories(blocks) == list(lines_of(story)) * 7


@given(HOSTILE)
def test_what_is_hidden_becomes_visible(story: str) -> None:
    assert not set("".join(lines_of(story))) & {
        "\u202e",
        "\u2066",
        "\x00",
        "\ue000",
        "\ue003",
        "\n",
        "\u2028",
    }
