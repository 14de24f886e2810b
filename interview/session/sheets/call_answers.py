"""The answers of a call on part of a page: all of them while there is room, else what was said and a count of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from interview.core import events as ev
from interview.core.answers import AnswerState, How
from interview.core.state import State
from interview.letters import blocks as b
from interview.session.history import told_by
from interview.session.prompts import row_title, section_title
from interview.session.sheets.parts import clipped, heading, joined, own, para, said, strong

_LENGTHS = (160, 100, 64, 48)
"""How much of each answer is printed: the first that lets all of them stand on the page."""
_SHORT_LENGTHS = (*_LENGTHS, 36, 26)
"""The same where only what was said is printed."""
_LINE = 124
"""Characters of a line of the page."""
_PAGE = 57
"""Lines of the page."""
_TITLE = 46


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given."""

    section: str
    row: str
    title: str
    words: str
    source: str
    is_spoken: bool


def lines_of_page(blocks: b.Blocks) -> float:
    """About how many lines are left on a page with these blocks."""
    return _PAGE - sum(map(_height, blocks))


def _height(block: b.Block) -> float:
    texts = [b.plain(inlines) for inlines in b.runs(block)]
    gap = 1.4 if isinstance(block, b.Heading) else 0.7
    return gap + sum(1.1 * ceil(len(text) / _LINE) for text in texts)


def answer_blocks(state: State, events: Sequence[ev.AnyEvent], room: float) -> b.Blocks:
    """The answers in so many lines."""
    given = list(_given(state, events))
    if not given:
        return ()
    head = heading(2, f"Answers ({len(given)})")
    for length in _LENGTHS:
        block = _paragraph(given, length, True)
        if _lines(block) + 2 <= room:
            note = _shortened(length, given)
            return (head, *([para(note)] if note else []), block)
    said_only = (_paragraph(given, length, False) for length in _SHORT_LENGTHS)
    fitting = next((block for block in said_only if _lines(block) + 4 <= room), _paragraph(given, 0, False))
    note = "What was read from papers is only counted here, and long answers are cut; the transcript has every word."
    return (head, para(note), fitting)


def _shortened(length: int, given: Sequence[Given]) -> str:
    is_cut = any(len(each.words) > length for each in given)
    return "Long answers are cut; the transcript has every word." if is_cut else ""


def _given(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[Given]:
    """What counts of the answers, each once, as it was given last."""
    last = {e.address: e for e in events if isinstance(e, ev.AnswerGiven) and e.seq not in state.record.undone}
    for address, event in last.items():
        found = state.find(address)
        if found is None or found[2].is_list or not event.claim.state.is_settled:
            continue
        words, question = event.claim.label, found[2]
        if event.claim.state is AnswerState.none:
            words = str(question.none) if question.none else "None"
        row = row_title(state, question.list, address.split("/")[1]) if question.list else ""
        is_spoken = event.claim.source.how is How.said
        yield Given(section_title(state, address), row, str(question.title), words, told_by(state, event), is_spoken)


def _paragraph(given: Sequence[Given], length: int, has_papers: bool) -> b.Paragraph:
    """A line for each section; each run of answers with the same source ends with it."""
    sections: dict[str, list[Given]] = {}
    for each in given:
        sections.setdefault(each.section, []).append(each)
    lines = [
        (strong(said(section, 60), own(": ")), *_section(items, length, has_papers))
        for section, items in sections.items()
    ]
    return joined(lines, b.Break())


def _section(items: Sequence[Given], length: int, has_papers: bool) -> Iterator[b.Inline]:
    printed = [each for each in items if length and (has_papers or each.is_spoken)]
    row = ""
    for source, group in groupby(printed, key=lambda each: each.source):
        run = list(group)
        for i, each in enumerate(run):
            if each.row != row and each.row:
                yield said(f"{clipped(each.row, 40)} – ")
            row = each.row
            yield own(f"{clipped(each.title, _TITLE)}: ")
            yield said(each.words, length)
            yield own("; " if i < len(run) - 1 else f" ({source}). ")
    count = len(items) - len(printed)
    if count:
        yield own(f"{count} {'more ' if printed else ''}answer{'s' * (count != 1)}.")


def _lines(block: b.Paragraph) -> int:
    return sum(ceil(len(line) / _LINE) for line in b.plain(block.inlines).split("\n"))
