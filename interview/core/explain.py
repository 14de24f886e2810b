"""Says in words which answers decided that something is asked, needed or left out."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.tree import Question, Section

_UNKNOWN = {
    AnswerState.dont_know: "is not known",
    AnswerState.refused: "was not told",
    AnswerState.later: "was put off",
}


@dataclass(frozen=True, slots=True)
class Because:
    """One answer that decided a condition, in words."""

    address: str
    words: str
    """Such as: “Plan type” is “Employer”."""


def because(
    state: State, condition: n.Condition, row: str = "", list_id: str = ""
) -> tuple[Because, ...]:
    """The answers that made this condition what it is now, each once."""
    found = _deciding(state, condition, row, list_id)
    return tuple(dict.fromkeys(found))


def why(state: State, address: str) -> str:
    """Why a question is asked now, or why it is not, as one or more plain sentences. Raises
    KeyError.
    """
    frame = state.find(address)
    if frame is None:
        raise KeyError(address)
    name, _, rest = address.partition("/")
    row = rest.partition("/")[0]
    gates = [(condition, "", "") for condition in _conditions_above(state, name)]
    own = frame[2].when if rest else None
    if own is not None:
        gates.append((own, row, name))
    for gate in gates:
        truth = state.truth(*gate)
        if truth is not True:
            start = "Not asked, because" if truth is False else "Not asked yet:"
            return f"{start} {_joined(because(state, *gate))}."
    implication = state.answer(address).implication
    if implication is not None:
        words = _joined(because(state, implication.when, row, name if row else ""))
        return f"Not asked: it follows, because {words}."
    words = _joined([b for gate in gates for b in because(state, *gate)])
    return f"Asked because {words}." if words else "Asked in every interview."


def depends_on(state: State, condition: n.Condition, row: str = "", list_id: str = "") -> str:
    """What an undecided condition still waits for, in words."""
    return _joined(because(state, condition, row, list_id))


def _conditions_above(state: State, name: str) -> list[n.Condition]:
    """The conditions of a question and of all its sections, outermost first."""
    found: list[n.Condition] = []
    position = state.tree.positions[name]
    while position >= 0:
        node: Question | Section = state.tree.nodes[position]
        if node.when is not None:
            found.append(node.when)
        position = state.tree.parents[position]
    return found[::-1]


def _deciding(state: State, node: n.Condition, row: str, list_id: str) -> list[Because]:
    truth = state.truth(node, row, list_id)
    match node:
        case n.And(parts):
            return _of_parts(state, parts, truth, False, row, list_id)
        case n.Or(parts):
            return _of_parts(state, parts, truth, True, row, list_id)
        case n.Not(part):
            return _deciding(state, part, row, list_id)
        case n.Defined(_, condition):
            return _deciding(state, condition, row, list_id)
        case n.Each():
            return _of_rows(state, node, truth)
    return [_fact(state, read, row) for read in n.reads(node) if not read.list or row]


def _of_parts(
    state: State,
    parts: tuple[n.Condition, ...],
    truth: Truth,
    stopper: bool,
    row: str,
    list_id: str,
) -> list[Because]:
    """`stopper` is the truth that settles the whole alone: False for and, True for or."""
    deciding = [p for p in parts if state.truth(p, row, list_id) is truth]
    chosen = deciding[:1] if truth is stopper else deciding
    return [b for part in chosen for b in _deciding(state, part, row, list_id)]


def _of_rows(state: State, node: n.Each, truth: Truth) -> list[Because]:
    name = node.list.id
    if not state.answer(name).on_path:
        return [_fact(state, node.list, "")]
    rows = [r for r in state.rows(name) if state.truth(node.condition, r, name) is truth]
    settled_by_one = truth is (node.quantifier == "any")
    chosen = rows[:1] if settled_by_one else rows
    found = [b for r in chosen for b in _deciding(state, node.condition, r, name)]
    if not settled_by_one and (truth is not None or not state.is_closed(name)):
        found.append(_fact(state, node.list, ""))
    return found


def _fact(state: State, read: n.Read, row: str) -> Because:
    address = f"{read.list}/{row}/{read.id}" if read.list else read.id
    answer = state.answer(address)
    title = f"“{answer.question.title}”"
    if not answer.on_path:
        return Because(address, f"{title} does not apply here")
    if answer.question.is_list:
        count = len(state.rows(address))
        return Because(
            address,
            f"{title} has {count or 'no'} {'entry' if count == 1 else 'entries'}"
            + _closed(state, address),
        )
    if answer.is_known:
        return Because(address, f"{title} is “{answer.text}”")
    return Because(address, f"{title} {_UNKNOWN.get(answer.state, 'is not answered yet')}")  # type: ignore[arg-type]


def _closed(state: State, address: str) -> str:
    return "" if state.is_closed(address) else " so far"


def _joined(found: tuple[Because, ...] | list[Because]) -> str:
    words = list(dict.fromkeys(b.words for b in found))
    return (
        ", and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 2 else words)
        if words
        else ""
    )
