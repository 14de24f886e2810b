"""Every writer writes every type of block: none is left out of a letter in silence."""

from __future__ import annotations

from typing import get_args

import pytest

from interview.letters import blocks as b
from interview.letters.content import content_hash
from interview.letters.writers.formats import READABLE, WRITERS
from tests.letters.paper import DAY, docx_runs, page, para, pdf_pages

WORD = "Zebrawood"
SAID = b.Paragraph((b.Text(WORD),))
BLOCKS: dict[type, tuple[b.Block, str]] = {
    b.Heading: (b.Heading(2, (b.Text(WORD),)), WORD),
    b.Paragraph: (SAID, WORD),
    b.Quote: (b.Quote((SAID,)), WORD),
    b.BulletList: (b.BulletList(((SAID,),)), WORD),
    b.NumberedList: (b.NumberedList(((SAID,),)), WORD),
    b.Table: (b.Table(((b.Text("Drug"),),), (((b.Text(WORD),),),)), WORD),
    b.Rule: (b.Rule(), ""),
    b.SignatureLine: (b.SignatureLine(), "Signature"),
    b.Blank: (b.Blank("severity.score", (b.Text(WORD),)), WORD),
}
"""One of each type, and a word that a reader must find; none for a line across the page."""


def words(suffix: str, written: bytes) -> str:
    """What a person reads in a document."""
    if suffix in READABLE:
        return written.decode()
    return "\n".join(pdf_pages(written) if suffix == "pdf" else docx_runs(written))


def test_the_table_has_every_type_of_block() -> None:
    assert set(BLOCKS) == set(get_args(b.Block))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("of", BLOCKS, ids=lambda of: of.__name__)
def test_a_writer_writes_the_block(of: type, suffix: str) -> None:
    block, word = BLOCKS[of]
    before, after = para("Before."), para("After.")
    written = WRITERS[suffix](page(before, block, after))
    assert written != WRITERS[suffix](page(before, after))
    assert word in words(suffix, written)


@pytest.mark.parametrize("of", BLOCKS, ids=lambda of: of.__name__)
def test_the_hash_of_a_letter_counts_the_block(of: type) -> None:
    block, _ = BLOCKS[of]
    assert content_hash((SAID, block), DAY) != content_hash((SAID,), DAY)
