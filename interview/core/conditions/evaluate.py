"""Turns a condition into a function of the answers: true, false or unsure (None).

Only visible answers are read: `vis` holds a value for a question that is on path and answered,
`NONE` where the answer is that there is none, and None otherwise. The three values combine as in
Kleene's strong logic.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from interview.core.conditions import nodes as n
from interview.core.measure import Measure, Truth, days_from_iso, elapsed, equal, less

if TYPE_CHECKING:
    from interview.core.frame import Frame, Rows
    from interview.core.tree import Question

Test = Callable[["Frame", "Frame | None"], Truth]
"""The answers outside lists, and those of the row in question, to a truth."""
Take = Callable[["Frame", "Frame | None"], Measure | None]
"""The same, to an amount; None when it is not known."""


class _None:
    def __repr__(self) -> str:
        return "NONE"


BARE = ""
"""The unit of counts, and of numbers asked without a unit."""
NONE: Any = _None()
"""Stands in `vis` for the answer that there is none."""


class Compiler:
    """Compiles conditions against the positions of questions."""

    def __init__(self, positions: dict[str, int], questions: dict[str, Question]) -> None:
        self.positions = positions
        self.questions = questions

    def test(self, condition: n.Condition) -> Test:
        match condition:
            case n.And(parts):
                return self.both(parts)
            case n.Or(parts):
                return _either([self.test(p) for p in parts])
            case n.Not(part):
                return _negate(self.test(part))
            case n.Defined(_, inner):
                return self.test(inner)
            case n.Each(quantifier, list_, inner):
                return _each(self.position(list_), self.test(inner), quantifier == "any")
            case n.Compare(operator, left, right):
                return _compare(operator, self.take(left), self.take(right))
        return self.of_one(condition)

    def of_one(self, condition: n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts) -> Test:
        """A test that looks at one answer."""
        match condition:
            case n.OneOf(read, options, negated):
                return self.one_of(read, frozenset(options), negated)
            case n.Contains(read, option, negated):
                return self.contains(read, option, negated)
            case n.Answered(read):
                return self.state(read, lambda state: state is not None and state.is_settled)
            case n.HasState(read, wanted):
                return self.state(read, lambda state: state is wanted)
            case n.Starts(read, prefix):
                return self.starts(read, prefix)

    def both(self, parts: tuple[n.Condition, ...]) -> Test:
        chosen = [p for p in parts if isinstance(p, n.OneOf) and not p.negated and not p.read.list]
        if len(chosen) == len(parts):
            return _all_chosen([(self.position(p.read), frozenset(p.options)) for p in chosen])
        return _both([self.test(p) for p in parts])

    def take(self, amount: n.Amount) -> Take:
        match amount:
            case n.Number(text):
                return _constant(Measure.exactly(Fraction(text), None))
            case n.Day(text):
                return _constant(days_from_iso(text).measure)
            case n.DefinedAmount(_, inner):
                return self.take(inner)
            case n.Count(list_, condition):
                return _count(
                    self.position(list_), self.test(condition) if condition is not None else None
                )
            case n.Elapsed(unit, start, end):
                return _elapsed(unit, self.take(start), self.take(end))
            case n.Read():
                return self.measured(amount)

    def position(self, read: n.Read) -> int:
        return self.positions[f"{read.list}/{read.id}" if read.list else read.id]

    def question(self, read: n.Read) -> Question:
        return self.questions[f"{read.list}/{read.id}" if read.list else read.id]

    def one_of(self, read: n.Read, options: frozenset[str], negated: bool) -> Test:
        i, of_row = self.position(read), bool(read.list)

        def test(top: Frame, row: Frame | None) -> Truth:
            value = (row if of_row else top).vis[i]  # type: ignore[union-attr]  # a row's condition has its row
            return None if value is None else (value in options) is not negated

        return test

    def contains(self, read: n.Read, option: str, negated: bool) -> Test:
        i, of_row = self.position(read), bool(read.list)

        def test(top: Frame, row: Frame | None) -> Truth:
            value = (row if of_row else top).vis[i]  # type: ignore[union-attr]
            if value is None:
                return None
            return (value is not NONE and option in value) is not negated

        return test

    def state(self, read: n.Read, accept: Callable[[Any], bool]) -> Test:
        i, of_row = self.position(read), bool(read.list)

        def test(top: Frame, row: Frame | None) -> Truth:
            frame = row if of_row else top
            assert frame is not None
            return frame.on[i] and accept(frame.states[i])

        return test

    def starts(self, read: n.Read, prefix: str) -> Test:
        i, of_row, kind = self.position(read), bool(read.list), self.question(read).kind

        def test(top: Frame, row: Frame | None) -> Truth:
            value = (row if of_row else top).vis[i]  # type: ignore[union-attr]
            if value is None:
                return None
            if value is NONE:
                return False
            code = kind.code(value)
            if code is None or (len(code) < len(prefix) and prefix.startswith(code)):
                return None  # words only, or C50 where C50.1 is asked: not exact enough
            return code.startswith(prefix)

        return test

    def measured(self, read: n.Read) -> Take:
        i, of_row, question = self.position(read), bool(read.list), self.question(read)
        measure = question.kind.measure

        def take(top: Frame, row: Frame | None) -> Measure | None:
            value = (row if of_row else top).vis[i]  # type: ignore[union-attr]
            return None if value is None or value is NONE else measure(value, question)

        return take


def _all_chosen(choices: list[tuple[int, frozenset[str]]]) -> Test:
    """`_both` for the commonest condition there is, in one step: these questions have these
    answers.
    """

    def test(top: Frame, _: Frame | None) -> Truth:
        visible = top.vis
        result: Truth = True
        for i, options in choices:
            value = visible[i]
            if value is None:
                result = None
            elif value not in options:
                return False
        return result

    return test


def _both(tests: list[Test]) -> Test:
    def test(top: Frame, row: Frame | None) -> Truth:
        result: Truth = True
        for part in tests:
            truth = part(top, row)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return test


def _either(tests: list[Test]) -> Test:
    def test(top: Frame, row: Frame | None) -> Truth:
        result: Truth = False
        for part in tests:
            truth = part(top, row)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return test


def _negate(inner: Test) -> Test:
    def test(top: Frame, row: Frame | None) -> Truth:
        truth = inner(top, row)
        return None if truth is None else not truth

    return test


def _each(i: int, inner: Test, is_any: bool) -> Test:
    """`any` is settled by the first true row, `all` by the first false one; an open list settles
    nothing else.
    """

    def test(top: Frame, _: Frame | None) -> Truth:
        rows: Rows | None = top.vis[i]
        if rows is None:
            return None
        result: Truth = (not is_any) if rows.closed else None
        for row in rows.frames.values():
            truth = inner(top, row)
            if truth is is_any:
                return is_any
            if truth is None:
                result = None
        return result

    return test


def _count(i: int, inner: Test | None) -> Take:
    def take(top: Frame, _: Frame | None) -> Measure | None:
        rows: Rows | None = top.vis[i]
        if rows is None or not rows.closed:
            return None
        truths = [inner(top, row) if inner else True for row in rows.frames.values()]
        sure = sum(t is True for t in truths)
        return Measure(BARE, Fraction(sure), Fraction(sure + sum(t is None for t in truths)))

    return take


def _elapsed(unit: str, start: Take, end: Take) -> Take:
    def take(top: Frame, row: Frame | None) -> Measure | None:
        first, last = start(top, row), end(top, row)
        return None if first is None or last is None else elapsed(unit, first, last)

    return take


def _constant(measure: Measure) -> Take:
    return lambda _top, _row: measure


def _compare(operator: str, left: Take, right: Take) -> Test:
    compare = _COMPARE[operator]

    def test(top: Frame, row: Frame | None) -> Truth:
        a, b = left(top, row), right(top, row)
        return None if a is None or b is None else compare(a, b)

    return test


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _swapped(a: Measure, b: Measure) -> Truth:
    return less(b, a)


_COMPARE: dict[str, Callable[[Measure, Measure], Truth]] = {
    "<": less,
    ">": _swapped,
    "<=": lambda a, b: _not(less(b, a)),
    ">=": lambda a, b: _not(less(a, b)),
    "==": equal,
    "!=": lambda a, b: _not(equal(a, b)),
}
__all__ = ["NONE", "Compiler", "Take", "Test"]
