"""Which letters a path calls for, and answers that lead to each letter under each reason alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview.core.build import REASONS
from interview.core.engine import Engine
from interview.core.letter_facts import LetterFacts
from interview.core.state import State
from interview.core.tree import Tree
from interview.core.walk.model import Link, Model, TooWide
from interview.core.walk.tests_of import gate_truth

FEW = 3
"""How often each letter is rendered with each reason before chance decides; and how often a path
that should show something new is rendered for it.
"""


class Due:
    """The letters that a case calls for."""

    def __init__(self, engine: Engine, letters: Sequence[LetterFacts]) -> None:
        self.tests = {
            letter.id: engine.test(letter.when) if letter.when is not None else None
            for letter in letters
        }

    def of(self, state: State) -> list[str]:
        """Their ids."""
        return [
            letter
            for letter, test in self.tests.items()
            if test is None or test(state.top, None) is True
        ]


def ways_to_letters(
    model: Model, tree: Tree, letters: Sequence[LetterFacts]
) -> Iterator[tuple[str, str, list[Link]]]:
    """Letter, reason, and ways to that letter with that reason alone, wherever there are any."""
    role = tree.role(REASONS)
    if role not in model.partition.branching:
        return
    alone = {}
    for number, cls in enumerate(model.partition.classes[role]):
        data = cls.answers[0].data
        if isinstance(data, list) and len(data) == 1:
            alone[number] = str(data[0])
    reasons = {module.name for module in tree.modules if module.is_reason}
    for letter in letters:
        found: dict[str, list[Link]] = {}
        for number, link in _ways(model, tree.positions[role], letter):
            if alone.get(number) in reasons:
                found.setdefault(alone[number], []).append(link)
        yield from ((letter.id, reason, links) for reason, links in found.items())


def _ways(model: Model, position: int, letter: LetterFacts) -> Iterator[tuple[int, Link]]:
    """Class of the reasons given, and a way with it to this letter; none where there are too
    many to go through.
    """
    slicer = model.slicer
    gates = [letter.when] if letter.when is not None else []
    try:
        trails = model.trails(slicer.slice([position], (), (), [position], gates))
    except TooWide:
        return
    for trail in trails:
        value = trail.values[position]
        is_due = all(gate_truth(slicer.gate(gate), trail.truths) is True for gate in gates)
        if is_due and isinstance(value, int) and trail.link is not None:
            yield value, trail.link
