"""The question as a front end shows it: what to read aloud, what to hint at, what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from interview.case import roles
from interview.core.answer import Answer
from interview.core.attachments import attachment_status, attachment_statuses
from interview.core.flow import Pending
from interview.core.frame import row_number
from interview.core.read_aloud import worded
from interview.core.state import State
from interview.core.tree import Question

MORE = "Type the next one, or “no” when there are no more."


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, ready to be shown."""

    address: str
    question: Question
    section: str
    row_title: str
    """Which entry of a list it is about, such as “2: methotrexate”; empty outside lists."""
    say: str
    probe: str
    note: str
    options: tuple[tuple[str, str], ...]
    """(key, label) pairs to choose from."""
    hint: str
    """How the answer may be typed."""
    answer: Answer
    """What is known so far."""
    is_more_rows: bool
    offer: str
    """Text typed for an earlier version of the question, to be looked at again; else empty."""


def prompt_for(state: State, pending: Pending, language: str = "en") -> Prompt:
    """The prompt of a pending question. Spoken places are filled from the answers so far."""
    question, list_id = pending.question, pending.question.list
    answer = state.answer(pending.address)
    text = question.say or question.title
    if question.is_list and state.rows(question.id) and question.another is not None:
        text = question.another

    def fill(words: object) -> str:
        return worded(state, words, pending.row, list_id, language) if words else ""  # type: ignore[arg-type]

    return Prompt(
        pending.address,
        question,
        section_title(state, pending.address),
        row_title(state, list_id, pending.row) if pending.row else "",
        fill(text),
        fill(question.probe),
        " ".join(filter(None, (fill(question.note), _proposal(state, question)))),
        choices(state, question, fill),
        _hint(question),
        answer,
        question.is_list,
        answer.claim.typed if answer.claim is not None and answer.state is None else "",
    )


def _proposal(state: State, question: Question) -> str:
    """For whoever decides on a fast review: what was said that speaks for one. It is never
    decided here.
    """
    if question.id != state.tree.role(roles.EXPEDITED) or question.list:
        return ""
    hints = [state.answer(id) for id in state.tree.roles.get(roles.URGENCY_HINTS, ())]
    titles = [str(hint.question.title) for hint in hints if hint.is_known and hint.value == "yes"]
    return f"Proposed, because the answer to this was yes: {'; '.join(titles)}." if titles else ""


def pending_at(state: State, address: str) -> Pending | None:
    """The question at an address, whether it is on path or not; None when there is no such
    address.
    """
    found = state.find(address)
    if found is None:
        return None
    row = address.split("/")[1] if "/" in address else ""
    return Pending(address, found[2], row)


def choices(state: State, question: Question, fill: object = str) -> tuple[tuple[str, str], ...]:
    """What can be chosen: options, rows of the list that is picked from, or documents that this
    case may need.
    """
    if question.options:
        return tuple((o.key, fill(o.label)) for o in question.options)  # type: ignore[operator]
    if question.picks and question.picks in state.tree.positions:
        return tuple(
            (row, row_title(state, question.picks, row)) for row in state.rows(question.picks)
        )
    if question.picks:
        return tuple(
            (s.address, s.title) for s in attachment_statuses(state) if s.needed is not False
        )
    return ()


def picked(state: State, question: Question, value: object, words: str) -> str:
    """What was picked, by its title and not by its id; of any other question the words as they
    are.
    """
    chosen = str(value)
    if question.picks in state.tree.positions:
        return (
            row_title(state, question.picks, chosen)
            if chosen in state.rows(question.picks)
            else words
        )
    status = attachment_status(state, chosen) if question.picks else None
    return status.title if status is not None and status.needed is not False else words


def row_title(state: State, list_id: str, row: str) -> str:
    """Number and first answer of a row: “2: methotrexate”. Both stay what they were when rows
    are removed.
    """
    number = 1 + sum(row_number(each) < row_number(row) for each in state.rows_ever(list_id))
    first = state.answer(f"{list_id}/{row}/{state.tree.question(list_id).columns[0].id}")
    name = first.text if first.state is not None and first.text else ""
    return f"{number}: {name}" if name else str(number)


def title_of(state: State, address: str) -> str:
    """The question's short name, with the row's in front inside lists."""
    pending = pending_at(state, address)
    if pending is None:
        return address
    title = str(pending.question.title)
    return (
        f"{row_title(state, pending.question.list, pending.row)} – {title}"
        if pending.row
        else title
    )


def section_title(state: State, address: str) -> str:
    """Title of the module that the question stands in."""
    position = state.tree.positions[address.partition("/")[0]]
    while state.tree.parents[position] >= 0:
        position = state.tree.parents[position]
    return str(state.tree.nodes[position].title)


def _hint(question: Question) -> str:
    hint = MORE if question.is_list else question.kind.hint
    units = f"in {' or '.join(question.units)}" if question.units else ""
    none = f"“none” for: {question.none}" if question.none else ""
    return " · ".join(part for part in (hint, units, none) if part)
