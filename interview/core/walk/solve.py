"""Finds the amounts at which a comparison changes: just below, at, and just above."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from interview.core.conditions import nodes as n
from interview.core.conditions.evaluate import Compiler
from interview.core.frame import Frame
from interview.core.measure import Truth
from interview.core.tree import Question
from interview.core.walk.samples import of_amount
from interview.core.walk.tests_of import cell_key


@dataclass(slots=True)
class Comparisons:
    """Evaluates comparisons on amounts that are put in by hand."""

    compiler: Compiler
    today: date
    width: int
    """Positions outside lists."""

    def frames(self) -> tuple[Frame, Frame]:
        """Empty frames for the questions outside lists and for a row of any list."""
        widest = max((len(q.columns) for q in self.compiler.questions.values()), default=0)
        return Frame(self.width), Frame(widest)

    def truth(self, test: n.Compare, values: dict[str, object]) -> Truth:
        top, row = self.frames()
        for key, value in values.items():
            frame = row if "/" in key else top
            frame.vis[self.compiler.positions[key]] = value
        return self.compiler.test(test)(top, row)

    def question(self, key: str) -> Question:
        return self.compiler.questions[key]

    def default(self, key: str) -> Fraction:
        """An amount in the middle of what may be given, as long as no test says which ones
        matter.
        """
        question = self.question(key)
        if question.kind.is_date:
            return Fraction((self.today - timedelta(days=200)).toordinal())
        low, high = self.limits(key)
        return Fraction(min(max(6, low), high))

    def limits(self, key: str) -> tuple[int, int]:
        """Least and largest whole amount that may be given."""
        question = self.question(key)
        if question.kind.is_date:
            ahead = 3650 if question.future else 0
            return (self.today - timedelta(days=43_800)).toordinal(), (
                self.today + timedelta(days=ahead)
            ).toordinal()
        low = int(Fraction(question.low)) if question.low else 0
        return low, int(Fraction(question.high)) if question.high else max(low + 1000, 1000)

    def value(self, key: str, amount: Fraction) -> object | None:
        given = of_amount(self.question(key), amount, self.today)
        return given.value if given else None

    def turns(self, test: n.Compare, key: str, others: dict[str, Fraction]) -> Iterator[Fraction]:
        """Each amount of `key` at which the test turns from one truth to another, while the
        others stay.
        """
        values = {other: self.value(other, amount) for other, amount in others.items()}
        low, high = self.limits(key)
        for operator in ("<", "<="):
            bent = n.Compare(operator, test.left, test.right)

            def look(amount: int, bent: n.Compare = bent) -> Truth:
                return self.truth(bent, values | {key: self.value(key, Fraction(amount))})

            turn = _turn(look, low, high)
            if turn is not None:
                yield Fraction(turn)

    def partners(self, test: n.Compare, key: str) -> list[str]:
        return [other for other in direct_reads(test) if other != key]

    def settings(
        self, others: Sequence[str], points: dict[str, list[Fraction]]
    ) -> Iterator[dict[str, Fraction]]:
        """The amounts of the other questions to look against; where none are known yet, their
        default.
        """
        choices = [_two_of(points.get(other, [])) or [self.default(other)] for other in others]
        for amounts in product(*choices):
            yield dict(zip(others, amounts, strict=True))


def _two_of(points: list[Fraction]) -> list[Fraction]:
    """The first and the middle one: a boundary is looked for against these and not against every
    amount.
    """
    return list(dict.fromkeys((points[0], points[len(points) // 2]))) if points else []


def direct_reads(test: n.Compare) -> list[str]:
    """The questions whose amounts are compared; lists that are only counted are left out."""
    return list(
        dict.fromkeys(cell_key(read) for side in (test.left, test.right) for read in _amounts(side))
    )


def _amounts(node: n.Node) -> Iterator[n.Read]:
    if isinstance(node, n.Read):
        yield node
    for child in () if isinstance(node, n.Count) else n.children(node):
        yield from _amounts(child)


def constants(test: n.Compare, key: str) -> Iterator[Fraction]:
    """Numbers that stand right beside the question."""
    for side, other in ((test.left, test.right), (test.right, test.left)):
        if isinstance(side, n.Read) and cell_key(side) == key and isinstance(other, n.Number):
            yield Fraction(other.text)


def _turn(look: Callable[[int], Truth], low: int, high: int) -> int | None:
    """The first amount whose truth is not that of `low`, by halving; None when both ends agree
    or cannot be given.
    """
    first, last = look(low), look(high)
    if first is None or last is None or first is last:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if look(middle) is first:
            low = middle
        else:
            high = middle
    return high
