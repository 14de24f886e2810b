"""The answers of a call on part of a page: all while there is room, else what was said and a
count of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from interview.case.history import told_by
from interview.case.prompts import row_title, section_title
from interview.core import events as ev
from interview.core.answers import AnswerState, How
from interview.core.state import State
from interview.letters import blocks as b
from interview.papers.sheets.pieces import clipped, heading, joined, own, para, said, strong

_ALL = 1_000
_CUT = (160, 100, 64, 48)
_ON_THE_LINE = "Only what was said on the line stands here; the rest is counted."
_PART = "Part of what was said on the line stands here; the rest is counted."
_TIERS = (
    *((0, length, _ALL, "Long answers are cut.") for length in (*_CUT, 40)),
    *(
        (1, length, _ALL, "What was read from papers is only counted here.")
        for length in (*_CUT, 30)
    ),
    *((2, length, _ALL, _ON_THE_LINE) for length in (*_CUT, 30)),
    *((3, length, _ALL, _PART) for length in _CUT),
    *((3, 48, most, _PART) for most in range(16, -1, -1)),
)
"""The least weight of what is printed, to how many characters each answer is cut, how many of a
section or entry are printed, and what the page says of it.

The first that lets everything stand on the page is taken.
"""
_HEAD = 4
"""Lines above the answers: their heading, and what the page says of them."""
_LINE = 133
"""Characters of a line of the page."""
_PAGE = 60
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
    weight: int
    """3 said on the line, 2 the same and no clinical fact, 1 said by somebody else, 0 read from
    papers.
    """


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
    for least, length, most, note in _TIERS:
        block = _paragraph(given, length, least, most)
        if _lines(block) + _HEAD <= room or not most:
            is_whole = not least and not any(len(each.words) > length for each in given)
            return (
                head,
                *(() if is_whole else (para(f"{note} The transcript has every word."),)),
                block,
            )
    return (head,)


def _given(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[Given]:
    """What counts of the answers, each once, as it was given last."""
    last = {
        e.address: e
        for e in events
        if isinstance(e, ev.AnswerGiven) and e.seq not in state.record.undone
    }
    for address, event in last.items():
        found = state.find(address)
        if found is None or found[2].is_list or not event.claim.state.is_settled:
            continue
        words, question = event.claim.label, found[2]
        if event.claim.state is AnswerState.none:
            words = str(question.none) if question.none else "None"
        row = row_title(state, question.list, address.split("/")[1]) if question.list else ""
        section, title = section_title(state, address), str(question.title)
        yield Given(section, row, title, words, told_by(state, event), _weight(state, event))


def _weight(state: State, event: ev.AnswerGiven) -> int:
    source = event.claim.source
    if source.how is not How.said:
        return 0
    on_the_line = {each.party for each in state.record.calls[event.call - 1].respondents}
    if source.party not in on_the_line:
        return 1
    return 2 if state.answer(event.address).question.administrative else 3


def _paragraph(given: Sequence[Given], length: int, least: int, most: int) -> b.Paragraph:
    """A line for each section; each run of answers with the same source ends with it."""
    sections: dict[str, list[Given]] = {}
    for each in given:
        sections.setdefault(each.section, []).append(each)
    lines = []
    for section, items in sections.items():
        lines.append((strong(said(section, 60), own(": ")), *_section(items, length, least, most)))
    return joined(lines, b.Break())


def _chosen(items: Sequence[Given], least: int, most: int) -> list[Given]:
    """Those that weigh enough, and no more than so many of one row."""
    taken: Counter[str] = Counter()
    chosen = []
    for each in items:
        if each.weight >= least and taken[each.row] < most:
            taken[each.row] += 1
            chosen.append(each)
    return chosen


def _section(items: Sequence[Given], length: int, least: int, most: int) -> Iterator[b.Inline]:
    printed = _chosen(items, least, most)
    row = ""
    for source, run in groupby(printed, key=lambda each: each.source):
        between: b.Inlines = ()
        for each in run:
            yield from between
            if each.row and each.row != row:
                yield from (said(each.row, 40), own(" – "))
            row = each.row
            yield own(f"{clipped(each.title, _TITLE)}: ")
            yield said(each.words.rstrip("."), length)
            between = (own("; "),)
        yield from (own(" ("), said(source, 60), own("). "))
    count = len(items) - len(printed)
    if count:
        yield own(f"{count} {'more ' if printed else ''}answer{'s' * (count != 1)}.")


def _lines(block: b.Paragraph) -> int:
    return sum(ceil(len(line) / _LINE) for line in b.plain(block.inlines).split("\n"))
