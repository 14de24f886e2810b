"""Documents and letters that would stay "perhaps" for ever: what they hang on is asked no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.core.conditions import nodes as n
from interview.core.conditions.evaluate import Test
from interview.core.conditions.printed import condition_text
from interview.core.engine import Engine
from interview.core.explain import because
from interview.core.letter_facts import LetterFacts
from interview.core.state import State
from interview.core.texts import Place
from interview.core.tree import Tree


@dataclass(frozen=True, slots=True)
class Hanging:
    """What one document or letter hangs on."""

    what: str
    place: Place
    list: str
    conditions: tuple[n.Condition, ...]
    """All of them must be true; outermost first."""
    tests: tuple[Test, ...]


class Perhaps:
    """Looks at finished paths for what is undecided although nothing that would decide it will ever
    be asked.

    A question that waits for an open answer is not such a one: it may still come up.
    """

    def __init__(self, engine: Engine, letters: Sequence[LetterFacts]) -> None:
        self.engine = engine
        self.open = [*_documents(engine), *_letters(engine, letters)]

    def look(self, state: State) -> Iterator[str]:
        """A sentence for each document or letter that is found so for the first time."""
        found = [
            (hanging, sentence)
            for hanging in self.open
            if (sentence := self._for_ever(hanging, state))
        ]
        for hanging, sentence in found:
            self.open.remove(hanging)
            yield sentence

    def _for_ever(self, hanging: Hanging, state: State) -> str:
        for row in state.rows(hanging.list) if hanging.list else ("",):
            frame = (
                state.lists[self.engine.tree.positions[hanging.list]].frames[row] if row else None
            )
            truths = [test(state.top, frame) for test in hanging.tests]
            if False in truths or None not in truths:
                continue
            unsure = [
                c for c, truth in zip(hanging.conditions, truths, strict=True) if truth is None
            ]
            deciding = [
                each.address for c in unsure for each in because(state, c, row, hanging.list)
            ]
            if all(_is_never_asked(state, address) for address in deciding):
                names = ", ".join(dict.fromkeys(deciding))
                return (
                    f"{hanging.place}: {hanging.what} may be needed for ever:"
                    f" {condition_text(unsure[-1])} is unsure, and nothing that decides it is asked"
                    f" ({names}). Please test first what makes that question come up."
                )
        return ""


def _is_never_asked(state: State, address: str) -> bool:
    """Whether nothing that may still be answered can bring this question up."""
    if state.answer(address).on_path:
        return False
    name, _, rest = address.partition("/")
    row = rest.partition("/")[0]
    gates = [(condition, "", "") for condition in _above(state.tree, state.tree.positions[name])]
    own = state.answer(address).question.when
    gates += [(own, row, name)] if row and own is not None else []
    truths = [state.truth(*gate) for gate in gates]
    unsure = [gate for gate, truth in zip(gates, truths, strict=True) if truth is None]
    return False in truths or all(
        _is_never_asked(state, each.address) for gate in unsure for each in because(state, *gate)
    )


def _documents(engine: Engine) -> Iterator[Hanging]:
    tree = engine.tree
    for attachment in tree.attachments:
        position = (
            tree.positions[attachment.list]
            if attachment.list
            else tree.module_positions[attachment.module]
        )
        conditions = (
            *_above(tree, position),
            *([attachment.when] if attachment.when is not None else []),
        )
        tests = tuple(engine.test(c) for c in conditions)
        yield Hanging(
            f"document {attachment.id}", attachment.place, attachment.list, conditions, tests
        )


def _above(tree: Tree, position: int) -> tuple[n.Condition, ...]:
    found: list[n.Condition] = []
    while position >= 0:
        when = tree.nodes[position].when
        found += [when] if when is not None else []
        position = tree.parents[position]
    return tuple(reversed(found))


def _letters(engine: Engine, letters: Sequence[LetterFacts]) -> Iterator[Hanging]:
    for letter in letters:
        if letter.when is not None:
            yield Hanging(
                f"letter {letter.id}", letter.place, "", (letter.when,), (engine.test(letter.when),)
            )
