"""What lies beside a case and is no part of it, in words: torn ends that were kept, copies of a
sync program.
"""

from __future__ import annotations

from collections.abc import Iterator

from interview.case.history import entry_of
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.state import replay
from interview.storage.store import Beside, StoreProblem, TranscriptRead


def beside_lines(case: str, beside: Beside) -> list[str]:
    """One sentence for what a crash left, one for copies; none where nothing lies there."""
    return [*_torn_lines(case, beside.torn), *_copy_lines(case, beside.copies)]


def _torn_lines(case: str, torn: tuple[str, ...]) -> list[str]:
    sentence = (
        f"A write to {case} was broken off by a crash. What there was of it was cut from the"
        f" transcript and is kept in {_names(torn)}; every acknowledged entry is there. Please"
        " remove the file when nothing in it is needed."
    )
    return [sentence] if torn else []


def _copy_lines(case: str, copies: tuple[str, ...]) -> list[str]:
    sentence = (
        f"Beside {case} lies {_names(copies)}: a copy, such as a sync program makes when a case was"
        f" changed on two computers. `interview compare {case}` shows what stands only there."
    )
    return [sentence] if copies else []


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def torn_line(reading: TranscriptRead) -> list[str]:
    """That the end of a transcript, as it was just read, is no whole entry."""
    sentence = (
        f"The last {reading.torn} bytes of the transcript of {reading.case} are no whole entry: it"
        " is being written now, or a crash broke the write off. They are not shown."
    )
    return [sentence] if reading.torn else []


def compare_lines(workplace: Workplace, case: str) -> list[str]:
    """For each copy of a case, what stands only in the one or the other. Raises StoreProblem."""
    copies = workplace.store.beside(case).copies
    if not copies:
        return [f"No copy of {case} lies beside it."]
    here = workplace.store.read(case)
    return [line for name in copies for line in _compared(workplace, here, name)]


def _compared(workplace: Workplace, here: TranscriptRead, name: str) -> list[str]:
    try:
        there = workplace.store.read_copy(here.case, name)
    except StoreProblem as problem:
        return [f"“{name}” cannot be read: {problem.sentence}"]
    same = _shared(here.events, there.events)
    mine, theirs = len(here.events) - same, len(there.events) - same
    damage = [f"“{name}” is damaged: {there.read_only}"] if there.read_only else []
    return [
        *damage,
        f"“{name}”: {_verdict(here.case, same, mine, theirs)}",
        *_only(workplace, f"Only in {here.case}", here.events, same),
        *(_only(workplace, f"Only in “{name}”", there.events, same) if theirs else ()),
    ]


def _verdict(case: str, same: int, mine: int, theirs: int) -> str:
    if not theirs:
        return f"all of its {same} entries are in {case} as well. It can be removed."
    if not mine:
        return (
            f"it goes on where {case} ends. Please put it in the place of {case}.jsonl, or type"
            " what is new there."
        )
    return (
        f"both went on differently after entry {same}. Please type what stands only there into"
        f" {case}."
    )


def _shared(one: tuple[ev.AnyEvent, ...], other: tuple[ev.AnyEvent, ...]) -> int:
    """How many events two transcripts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _only(
    workplace: Workplace, title: str, events: tuple[ev.AnyEvent, ...], same: int
) -> Iterator[str]:
    """The events after those that both have, as the history shows them."""
    state = replay(workplace.engine, events)
    for number, event in enumerate(events[same:]):
        entry = entry_of(state, event)
        if not number:
            yield f"{title}:"
        yield f"  {event.seq}. {entry.text if entry is not None else event.type}"
