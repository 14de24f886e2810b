"""The interview as an outline: sections and questions, answered, open or skipped, and how far
each section is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview.case.prompts import section_title, title_of
from interview.core.answer import Answer
from interview.core.state import State
from interview.core.tree import Question

Standing = Literal["answered", "open", "to confirm", "put off", "skipped"]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One question in tree order."""

    address: str
    section: str
    title: str
    standing: Standing
    shown: str


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one module is; only sections with something on path are listed."""

    title: str
    answered: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.answered == self.total


def outline(state: State) -> list[OutlineEntry]:
    """Every question and cell in tree order."""
    return [_entry(state, answer) for answer in state.answers()]


def section_progress(state: State) -> list[SectionProgress]:
    """Answered and on-path questions by section, in tree order."""
    counts: dict[str, list[int]] = {}
    for position, node in enumerate(state.tree.nodes):
        if isinstance(node, Question) and state.top.on[position]:
            count = counts.setdefault(section_title(state, node.id), [0, 0])
            _count(state, node, count)
    return [SectionProgress(title, *count) for title, count in counts.items()]


def _count(state: State, node: Question, count: list[int]) -> None:
    addresses = [node.id]
    for row in state.rows(node.id) if node.is_list else ():
        addresses += [f"{node.id}/{row}/{column.id}" for column in node.columns]
    for address in addresses:
        answer = state.answer(address)
        if answer.on_path:
            count[0] += answer.is_sure
            count[1] += 1


def _entry(state: State, answer: Answer) -> OutlineEntry:
    address = answer.address
    return OutlineEntry(
        address,
        section_title(state, address),
        title_of(state, address),
        _standing(answer),
        answer.text,
    )


def _standing(answer: Answer) -> Standing:
    if not answer.on_path:
        return "skipped"
    if answer.is_sure:
        return "answered"
    if answer.to_confirm:
        return "to confirm"
    return "put off" if answer.state is not None and not answer.state.is_settled else "open"
