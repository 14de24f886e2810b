"""Measures the engine on made-up forms, with the bare engines beside it. What is measured is
also compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Timing, each, quiet_half
from benchmarks.forms import Form, Variant, form, write
from benchmarks.script import answers, opening, taken_back, yes_or_no
from benchmarks.yardsticks import Incremental, Naive
from interview.case.workplace import load_tree
from interview.core.engine import Engine
from interview.core.events import AnswerGiven, AnyEvent
from interview.core.flow import next_question
from interview.core.state import State, replay
from interview.core.tree import Question, Tree

PLACES = (10, 50, 90)
SAMPLES = 400
ROUNDS = 8
WINDOW = 100
CHANGES = 10


@dataclass(frozen=True)
class Row:
    """All figures of one form."""

    variant: Variant
    size: int
    load: Timing
    """YAML to typed tree."""
    answer: dict[int, Timing]
    """Answer to next question, when this percentage of the questions is answered."""
    change: Timing
    """Answer 1 changed: relevance decided everywhere, next question known."""
    undo: Timing
    """The change taken back: every old answer in its place."""
    naive: dict[int, Timing]
    naive_change: Timing
    bare: dict[int, Timing]
    bare_change: Timing


def measure(variant: Variant, size: int, folder: Path) -> Row:
    """All figures of one form, which is written into `folder`."""
    made = form(variant, size)
    place = write(made, folder / f"{variant}-{size}")
    load = each([lambda: load_tree(place)] * (3 if size > 1000 else 5))
    tree = load_tree(place)
    script = [*opening(tree), *answers(made)]
    state = replay(Engine(tree), script)
    _compare(made, state)
    change, undo = _changes(made, state)
    return Row(
        variant,
        size,
        load,
        {percent: _answers(made, tree, script, percent) for percent in PLACES},
        change,
        undo,
        {percent: _yardstick(made, Naive, percent) for percent in PLACES},
        _yardstick_change(made, Naive),
        {percent: _yardstick(made, Incremental, percent) for percent in PLACES},
        _yardstick_change(made, Incremental),
    )


def _window(made: Form, percent: int) -> range:
    """Which answers are timed: a hundred, or fewer in a small form, around this percentage.

    The first of them is not counted: it pays for what the processor has forgotten since the last
    round.
    """
    total = len(made.asked)
    half = min(WINDOW // 2, max(2, total // 20))
    middle = total * percent // 100
    return range(max(1, middle - half), min(middle + half, total))


def _warm(timing: Timing) -> Timing:
    return Timing(timing.samples[1:])


def _answers(made: Form, tree: Tree, script: list[AnyEvent], percent: int) -> Timing:
    window = _window(made, percent)
    place = {event.address: i for i, event in enumerate(script) if isinstance(event, AnswerGiven)}
    first, last = place[made.asked[window[0]]], place[made.asked[window[-1]]]
    engine, rounds = Engine(tree), []
    for _ in range(_rounds(window)):
        state = replay(engine, script[:first])
        given = [event for event in script[first : last + 1] if isinstance(event, AnswerGiven)]
        rounds.append(_warm(each([_answer(state, event) for event in given])))
    return quiet_half(rounds)


def _rounds(window: range) -> int:
    """How often the same answers are timed, each time from a state made anew."""
    return max(ROUNDS, SAMPLES // len(window))


def _answer(state: State, event: AnyEvent) -> Callable[[], object]:
    def call() -> object:
        state.apply(event)
        return next_question(state)

    return call


def _changes(made: Form, state: State) -> tuple[Timing, Timing]:
    """The first answer changed to no and taken back, several times."""
    changes, undos = Timing(()), Timing(())
    before = _relevant(state)
    for _ in range(CHANGES):
        seq = len(state.record.events) + 1
        changes += each([_answer(state, yes_or_no(seq, made.items[0].id, value=False))])
        undos += each([_answer(state, taken_back(seq + 1, seq))])
        assert _relevant(state) == before
    return changes, undos


def _relevant(state: State) -> list[str]:
    """Ids of all questions on path, lists left out."""
    nodes = state.engine.steps
    return [
        s.node.id
        for s in nodes
        if isinstance(s.node, Question) and not s.columns and state.top.on[s.position]
    ]


def _compare(made: Form, state: State) -> None:
    """The engine and both yardsticks agree on what is relevant, with everything answered and
    after a change.
    """
    assert next_question(state) is None
    trial = state.copy()
    for value in (True, False):
        trial.apply(yes_or_no(len(trial.record.events) + 1, made.items[0].id, value=value))
        for yardstick in (
            _answered(made, Naive, len(made.asked)),
            _answered(made, Incremental, len(made.asked)),
        ):
            yardstick.answer(0, value)
            assert _relevant(trial) == [item.id for item in made.items if yardstick.on[item.number]]


def _answered(made: Form, kind: type[Naive | Incremental], count: int) -> Naive | Incremental:
    yardstick = kind(made)
    for item in [item for item in made.items if item.wanted][:count]:
        if isinstance(yardstick, Naive):
            yardstick.known[item.number] = True
        else:
            yardstick.answer(item.number, True)
    if isinstance(yardstick, Naive):
        yardstick.decide()
    return yardstick


def _yardstick(made: Form, kind: type[Naive | Incremental], percent: int) -> Timing:
    window = _window(made, percent)
    numbers = [item.number for item in made.items if item.wanted][window[0] : window[-1] + 1]
    rounds = []
    for _ in range(_rounds(window) if kind is Incremental or len(made.items) <= 1000 else 2):
        yardstick = _answered(made, kind, window[0])
        rounds.append(_warm(each([_told(yardstick, number, True) for number in numbers])))
    return quiet_half(rounds)


def _told(yardstick: Naive | Incremental, number: int, value: bool) -> Callable[[], object]:
    return lambda: yardstick.answer(number, value)


def _yardstick_change(made: Form, kind: type[Naive | Incremental]) -> Timing:
    yardstick = _answered(made, kind, len(made.asked))
    timing = Timing(())
    for _ in range(CHANGES):
        timing += each([_told(yardstick, 0, False)])
        yardstick.answer(0, True)
    return timing
