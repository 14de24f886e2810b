"""Where a letter says which document shows something: read from the letter itself, so that the
index cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.exhibits import Exhibit
from interview.packet.contents import Pointer

_DOCUMENTS = "attachments"
"""What a question picks from when its answer is a document."""


def pointers(blocks: b.Blocks, state: State, exhibits: Iterable[Exhibit]) -> tuple[Pointer, ...]:
    """Every row of the letter's tables with a cell that names an exhibit: the row's first cell,
    exhibit and page.
    """
    letters = {each.status.address: each.letter for each in exhibits}
    found: list[Pointer] = []
    for block in blocks:
        if isinstance(block, b.Table):
            for row in block.rows:
                found += _of_row(row, state, letters)
    return tuple(found)


def _of_row(row: tuple[b.Inlines, ...], state: State, letters: dict[str, str]) -> Iterator[Pointer]:
    for cell in row[1:]:
        leaves = list(b.leaves(cell))
        for i, leaf in enumerate(leaves):
            address = _picked(leaf, state)
            if address in letters:
                page = re.search(
                    r"\d+",
                    "".join(each.text for each in leaves[i + 1 :] if isinstance(each, b.Text)),
                )
                yield Pointer(
                    b.plain(row[0]).replace("\n", " "),
                    letters[address],
                    int(page[0]) if page else 0,
                )


def _picked(leaf: b.Text | b.Hole | b.Break, state: State) -> str:
    if not isinstance(leaf, b.Text) or leaf.ref is None or state.find(leaf.ref.address) is None:
        return ""
    answer = state.answer(leaf.ref.address)
    return str(answer.value) if answer.question.picks == _DOCUMENTS and answer.is_known else ""
