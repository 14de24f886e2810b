"""Measures how what looks at a whole case grows with its events: nothing may grow faster than
they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle

from benchmarks.clock import growth, repeated
from benchmarks.report import Figure
from interview.case.history import history_lines
from interview.case.missing import missing_lines, missing_report, to_get_lines
from interview.case.summary import Summariser
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.events import AnyEvent
from interview.core.state import State, replay
from interview.storage.places import examples_folder
from interview.storage.transcripts import FolderStore

SIZES = (2_500, 5_000, 10_000)
BUDGET = 1.0
"""Seconds for the largest, in the worst story."""
TODAY = date(2026, 11, 2)
Story = Callable[[list[ev.AnswerGiven], int], Iterator[AnyEvent]]


def growth_figures() -> list[Figure]:
    """For each way to look at a case, the worst story with 10,000 events and the power with
    which it grows.
    """
    workplace = Workplace()
    begun = _longest_example()
    looks = _looks(workplace)
    seconds: dict[tuple[str, str], list[float]] = {}
    for story in STORIES:
        for size in SIZES:
            events = told(begun, story, size)
            for look, run in looks.items():
                took = repeated(partial(run, events), 2)
                seconds.setdefault((look, story), []).append(took.best)
    return [_figure(look, {story: seconds[look, story] for story in STORIES}) for look in looks]


def _figure(look: str, by_story: dict[str, list[float]]) -> Figure:
    story = max(by_story, key=lambda each: by_story[each][-1])
    power = max(growth(SIZES, found) for found in by_story.values())
    note = f"worst story: {story}; grows with at most the power {power:.1f} of the events"
    return Figure(f"{look}, {SIZES[-1]:,} events", by_story[story][-1], BUDGET, note)


def _looks(workplace: Workplace) -> dict[str, Callable[[list[AnyEvent]], object]]:
    engine, summarise = workplace.engine, Summariser(workplace.engine)
    return {
        "`missing`": lambda events: _missing(replay(engine, events)),
        "`show`": lambda events: history_lines(replay(engine, events)),
        "`list` without an index": lambda events: summarise(tuple(events)),
    }


def _missing(state: State) -> list[str]:
    return [*missing_lines(missing_report(state, TODAY)), *to_get_lines(state, TODAY)]


def _longest_example() -> list[AnyEvent]:
    store = FolderStore(examples_folder())
    return max((list(store.read(case).events) for case in store.cases()), key=len)


def told(begun: list[AnyEvent], story: str, size: int) -> list[AnyEvent]:
    """An example that goes on with one of the stories until it has so many events."""
    answers = [event for event in begun if isinstance(event, ev.AnswerGiven)]
    events, more = list(begun), STORIES[story](answers, len(begun))
    while len(events) < size:
        event, seq = next(more), len(events) + 1
        events.append(
            event.model_copy(update={"seq": seq, "at": begun[-1].at + timedelta(seconds=seq)})
        )
    return events


def _revised(answers: list[ev.AnswerGiven], _: int) -> Iterator[AnyEvent]:
    return cycle(answers[:1])


def _answered_anew(answers: list[ev.AnswerGiven], _: int) -> Iterator[AnyEvent]:
    return cycle(answers)


def _taken_back(answers: list[ev.AnswerGiven], before: int) -> Iterator[AnyEvent]:
    for number, answer in enumerate(cycle(answers)):
        yield answer
        yield ev.Undone(
            seq=0, at=answer.at, operator=answer.operator, target=before + 2 * number + 1
        )


def _settled(answers: list[ev.AnswerGiven], _: int) -> Iterator[AnyEvent]:
    for answer in cycle(answers):
        yield answer
        who = answer.claim.source.party
        yield ev.Settled(
            seq=0, at=answer.at, operator=answer.operator, address=answer.address, party=who
        )


def _noted(answers: list[ev.AnswerGiven], _: int) -> Iterator[AnyEvent]:
    first = answers[0]
    return cycle(
        [ev.NoteAdded(seq=0, at=first.at, operator=first.operator, text="A note.", parked=True)]
    )


STORIES: dict[str, Story] = {
    "one question revised": _revised,
    "all answered anew": _answered_anew,
    "answered and taken back": _taken_back,
    "answered and settled": _settled,
    "parked notes": _noted,
}
