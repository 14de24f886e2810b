"""What must hold for every tree and every story, tried on random ones against the naive engine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.conditions import nodes as n
from interview.core.conditions import parse_condition
from interview.core.conditions.parse import ConditionError
from interview.core.engine import Engine, conditions_of
from interview.core.events import AnyEvent
from interview.core.flow import next_question, open_questions
from interview.core.measure import Days, elapsed, equal, less
from interview.core.state import State, replay
from interview.core.tree import Question, Tree
from tests.core.cases import AllNames
from tests.core.naive import TRUTHS, Naive
from tests.core.naive_amounts import compared, day_range
from tests.core.naive_amounts import elapsed as naive_elapsed
from tests.core.stories import Story, claims, days, questions_of, steps, stories
from tests.core.strategies import MONTHS, Names, conditions, tree_of

MANY = int(os.environ.get("MANY", "150"))
"""Examples of each law; a night of them with MANY=20000."""
EVERYBODY = tuple(Party)
ON_THE_LINE = (
    (Party.patient,),
    (Party.proxy,),
    (Party.prescriber, Party.plan),
    (Party.patient, Party.plan),
    EVERYBODY,
)


@given(st.data())
@settings(max_examples=2 * MANY)
def test_the_engine_says_what_the_naive_one_says(data: st.DataObject) -> None:
    story = data.draw(stories())
    told, naive = (
        _account(replay(story.engine, story.events)),
        _naive_account(story.tree, story.events),
    )
    for key, value in told.items():
        assert (key, value) == (key, naive[key])


def _account(state: State) -> dict[str, object]:
    """Everything that one can ask a state, in plain data."""
    answers = {address: state.answer(address) for address in state.addresses()}
    return {
        "on path": {a: answer.on_path for a, answer in answers.items()},
        "implied": {a for a, answer in answers.items() if answer.is_implied},
        "counts": {a: 0 if answer.is_implied else answer.seq for a, answer in answers.items()},
        "known": {a: (answer.state, answer.value) for a, answer in answers.items()},
        "conflict": {a for a, each in answers.items() if each.conflict and not each.is_implied},
        "blocked": {a: answer.blocked for a, answer in answers.items()},
        "truths": [
            state.truth(c, row, name) for c, row, name in _conditions(state.tree, state.rows)
        ],
        "next": [(p := next_question(state, line)) and p.address for line in ON_THE_LINE],
        "open": [[p.address for p in open_questions(state, line)] for line in ON_THE_LINE],
    }


def _naive_account(tree: Tree, events: Sequence[AnyEvent]) -> dict[str, object]:
    naive = Naive(tree, events)
    asked = {address: question for question, address in naive.questions()}
    counts = {a: naive.verdict(q, a) for a, q in asked.items()}
    return {
        "on path": naive.on_path,
        "implied": naive.implied,
        "counts": {
            a: said.seq if said and a not in naive.implied else 0 for a, said in counts.items()
        },
        "known": {a: naive.known(a, said) for a, said in counts.items()},
        "conflict": {
            a for a, q in asked.items() if naive.in_conflict(q, a) and a not in naive.implied
        },
        "blocked": {a: naive.blocked(q, a) for a, q in asked.items()},
        "truths": [
            TRUTHS[naive.truth(c, f"{name}/{row}" if row else "")]
            for c, row, name in _conditions(tree, lambda name: naive.rows.get(name, []))
        ],
        "next": [naive.next_question(line) for line in ON_THE_LINE],
        "open": [naive.open_questions(line) for line in ON_THE_LINE],
    }


def _conditions(tree: Tree, rows: Any) -> Iterator[tuple[n.Condition, str, str]]:
    """Every condition of the tree and every part of one that is itself a condition, once per row
    inside lists.
    """
    for node in tree.nodes:
        for condition in conditions_of(node):
            yield from ((part, "", "") for part in _parts(condition))
        for column in node.columns if isinstance(node, Question) else ():
            for row in rows(node.id):
                yield from (
                    (part, row, node.id) for c in conditions_of(column) for part in _parts(c)
                )


def _parts(condition: n.Condition) -> Iterator[n.Condition]:
    yield condition
    match condition:
        case n.And(parts) | n.Or(parts):
            for part in parts:
                yield from _parts(part)
        case n.Not(part) | n.Defined(_, part):
            yield from _parts(part)


@given(st.data())
@settings(max_examples=2 * MANY)
def test_one_event_more_is_the_same_as_all_again(data: st.DataObject) -> None:
    story = data.draw(stories())
    state = State(story.engine)
    for seen, event in enumerate(story.events, 1):
        state.apply(event)
        assert state.snapshot() == replay(story.engine, story.events[:seen]).snapshot()


@given(st.data())
@settings(max_examples=MANY)
def test_a_tree_built_and_a_state_folded_twice_are_equal(data: st.DataObject) -> None:
    story = data.draw(stories())
    assert (
        replay(story.engine, story.events).snapshot()
        == replay(Engine(story.tree), story.events).snapshot()
    )


@given(st.data())
@settings(max_examples=MANY)
def test_the_order_of_the_answers_does_not_matter(data: st.DataObject) -> None:
    """Rows first, then one last word per question in any order, with words that were taken back
    or replaced between.
    """
    first = data.draw(stories(anybody=False, calls=False))
    events = [e for e in first.events if not isinstance(e, ev.Undone | ev.Settled)]
    last = {e.address: e.claim for e in events if isinstance(e, ev.AnswerGiven)}
    rows = [e for e in events if isinstance(e, ev.RowAdded)]
    told = _told(first, rows, list(last.items()))
    shuffled = _told(first, rows, data.draw(st.permutations(list(last.items()))))
    noisy = _told(
        first, rows, [*((e.address, e.claim) for e in events if isinstance(e, ev.AnswerGiven))]
    )
    assert _heard(told) == _heard(shuffled) == _heard(noisy)


def _told(story: Story, rows: Sequence[ev.RowAdded], said: Sequence[tuple[str, Claim]]) -> State:
    copy = Story(story.files)
    for event in rows:
        copy.add_row(event.list)
    for address, claim in said:
        copy.say(address, claim)
    return replay(story.engine, copy.events)


def _heard(state: State) -> dict[str, object]:
    """An account without the numbers of events."""
    return {key: value for key, value in _account(state).items() if key != "counts"}


@given(st.data())
@settings(max_examples=MANY)
def test_what_goes_off_path_comes_back_word_for_word(data: st.DataObject) -> None:
    """An answer is changed and then given again as it was: all that it hid or showed is as
    before.
    """
    story = data.draw(stories(anybody=False, calls=False))
    before = replay(story.engine, story.events)
    given = [
        a
        for a in before.addresses()
        if (slot := before.slot(a)) and slot.entry and slot.entry.settles
    ]
    if not given:
        return
    address = data.draw(st.sampled_from(given))
    found = before.find(address)
    assert found is not None
    entry = before.answer(address)
    assert entry.claim is not None
    story.say(address, data.draw(claims(found[2], anybody=False)))
    between = replay(story.engine, story.events)
    story.say(address, entry.claim)
    after = replay(story.engine, story.events)
    for other in before.addresses():
        if other != address:
            assert before.slot(other) is None or _log(before, other) == _log(
                between, other
            ) == _log(after, other)
            if not between.answer(other).on_path:
                assert not between.answer(other).is_known
    assert _heard(before) == _heard(after)


def _log(state: State, address: str) -> object:
    slot = state.slot(address)
    return None if slot is None else (slot.log, slot.entry)


@given(st.data())
@settings(max_examples=MANY)
def test_an_answer_off_path_is_not_seen(data: st.DataObject) -> None:
    """Changing an answer that is off path changes nothing but that answer."""
    story = data.draw(stories(calls=False))
    before = replay(story.engine, story.events)
    hidden = [
        a for a in before.addresses() if not before.answer(a).on_path and before.find(a) is not None
    ]
    if not hidden:
        return
    address = data.draw(st.sampled_from(hidden))
    found = before.find(address)
    assert found is not None
    story.say(address, data.draw(claims(found[2])))
    one, other = _account(before), _account(replay(story.engine, story.events))
    for key in ("on path", "blocked", "next", "open", "truths"):
        assert one[key] == other[key]


@given(st.data())
@settings(max_examples=MANY)
def test_the_same_answer_again_changes_nothing(data: st.DataObject) -> None:
    story = data.draw(stories())
    before = replay(story.engine, story.events)
    given = [
        a
        for a in before.addresses()
        if (slot := before.slot(a))
        and slot.entry
        and slot.entry.settles
        and not before.answer(a).is_implied  # Its own law follows: saying it is another source.
    ]
    if not given:
        return
    address = data.draw(st.sampled_from(given))
    claim = before.answer(address).claim
    assert claim is not None
    story.say(address, claim)
    assert _heard(before) == _heard(replay(story.engine, story.events))


@given(st.data())
@settings(max_examples=2 * MANY)
def test_saying_what_follows_changes_nothing_but_who_says_it(data: st.DataObject) -> None:
    story = data.draw(stories())
    before = replay(story.engine, story.events)
    following = [a for a in before.addresses() if before.answer(a).is_implied]
    if not following:
        return
    address = data.draw(st.sampled_from(following))
    claim = before.answer(address).claim
    assert claim is not None
    story.say(address, claim.model_copy(update={"source": Source(party=Party.patient)}))
    after = replay(story.engine, story.events)
    assert not after.answer(address).is_implied
    told, now = _account(before), _account(after)
    # What somebody says is held to checks; what follows is not.
    held = () if after.answer(address).blocked else ("blocked", "next", "open")
    for key in ("on path", "known", "truths", *held):
        assert told[key] == now[key]


@given(st.data())
@settings(max_examples=MANY)
def test_rows_do_not_touch_one_another(data: st.DataObject) -> None:
    story = data.draw(stories(longest=8))
    if not story.lists:
        return
    question = data.draw(st.sampled_from(story.lists))
    rows = [story.add_row(question.id) for _ in range(2)]
    for _ in range(data.draw(st.integers(0, 6))):
        data.draw(steps(story, "answer"))
    before = replay(story.engine, story.events)
    column = data.draw(st.sampled_from(question.columns))
    story.say(f"{question.id}/{rows[0]}/{column.id}", data.draw(claims(column)))
    after = replay(story.engine, story.events)
    for row in before.rows(question.id):
        if row != rows[0]:
            for c in question.columns:
                address = f"{question.id}/{row}/{c.id}"
                assert before.answer(address) == after.answer(address)


@given(st.data())
@settings(max_examples=MANY)
def test_an_undone_event_leaves_no_trace(data: st.DataObject) -> None:
    story = data.draw(stories())
    before = replay(story.engine, story.events)
    seen = len(story.events)
    data.draw(
        steps(
            story,
            data.draw(st.sampled_from(("answer", "misfit", "settle", "row", "remove", "close"))),
        )
    )
    for event in story.events[seen:]:
        story.add(ev.Undone, target=event.seq)
    after = replay(story.engine, story.events)
    assert _without_record(before) == _without_record(after)
    assert _account(before) == _account(after)


def _without_record(state: State) -> dict[str, Any]:
    """The snapshot without the events, the rows that were removed and the last row number."""
    found: dict[str, Any] = state.snapshot()
    rows = {i: (shown, closed) for i, (shown, _, _, closed) in found["rows"].items()}
    return {"frames": found["frames"], "rows": rows, "unsettled": found["unsettled"]}


# conditions


@given(st.data())
@settings(max_examples=MANY)
def test_truth_is_kleenes(data: st.DataObject) -> None:
    """Conditions outside the tree, as attachments and letters have them, against the naive
    engine; and De Morgan.
    """
    story = data.draw(stories(gated=False))
    tree = story.tree
    state, naive = replay(story.engine, story.events), Naive(tree, story.events)
    one, other = data.draw(_conditions_over(tree)), data.draw(_conditions_over(tree))
    for condition in (one, other):
        assert state.truth(condition) is TRUTHS[naive.truth(condition)]
    assert state.truth(n.Not(n.And((one, other)))) is state.truth(n.Or((n.Not(one), n.Not(other))))
    assert state.truth(n.Not(n.Not(one))) is state.truth(one)
    assert state.truth(n.And((one, other))) is state.truth(n.And((other, one)))
    assert state.truth(n.Or((one, n.And((one, other))))) is state.truth(one)


_DAYS = st.dates(date(2023, 12, 28), date(2025, 3, 2))


@given(
    st.lists(_DAYS, min_size=4, max_size=4), st.sampled_from(("days", "weeks", "months", "years"))
)
@settings(max_examples=300)
def test_days_compare_and_count_by_their_ends(drawn: list[date], unit: str) -> None:
    """Half of the time the two share an end."""
    ends = sorted(drawn[:2]), sorted((drawn[2], drawn[3] if drawn[3].day % 2 else drawn[0]))
    one, other = (Days(first, last).measure for first, last in ends)
    naive_one, naive_other = (day_range(first, last) for first, last in ends)
    assert less(one, other) is TRUTHS[compared("<", naive_one, naive_other)]
    assert equal(one, other) is TRUTHS[compared("==", naive_one, naive_other)]
    assert equal(one, one) is TRUTHS[compared("==", naive_one, naive_one)]
    found, expected = elapsed(unit, one, other), naive_elapsed(unit, naive_one, naive_other)
    assert found is not None
    assert expected is not None
    assert (found.unit, found.low, found.high) == (expected.unit, expected.low, expected.high)


@given(st.data())
@settings(max_examples=MANY)
def test_a_narrower_date_never_turns_a_truth_over(data: st.DataObject) -> None:
    """Where nothing is gated, saying a date more precisely may decide what was unsure, and
    decides nothing anew.
    """
    story = data.draw(stories(gated=False, anybody=False, calls=False))
    dated = [a for a, q in story.addresses() if q.kind.name == "date"]
    if not dated:
        return
    address = data.draw(st.sampled_from(dated))
    story.say(address, _patient(days(data.draw(st.sampled_from(MONTHS)))))
    before = replay(story.engine, story.events)
    wide = before.answer(address).value
    story.say(address, _patient(data.draw(_within(wide.first, wide.last))))
    after = replay(story.engine, story.events)
    for _ in range(4):
        condition = data.draw(_conditions_over(story.tree))
        assert before.truth(condition) in (None, after.truth(condition))


@st.composite
def _within(draw: st.DrawFn, first: date, last: date) -> Any:
    length = (last - first).days
    start = draw(st.integers(0, length))
    end = draw(st.integers(start, length))
    ends = [(first + timedelta(days=d)).isoformat() for d in (start, end)]
    return {"first": ends[0], "last": ends[1], "about": False}


def _patient(value: Any) -> Claim:
    return Claim(state=AnswerState.answered, source=Source(party=Party.patient), value=value)


@st.composite
def _conditions_over(draw: st.DrawFn, tree: Tree) -> n.Condition:
    names = Names({q.id: _as_written(q) for q in questions_of(tree)}, list(tree.definitions))
    return parse_condition(draw(conditions(names)), AllNames(tree))


def _as_written(question: Question) -> dict[str, Any]:
    units = {"units": list(question.units)} if question.units else {}
    return {
        "id": question.id,
        "kind": question.kind.name,
        "row": [_as_written(c) for c in question.columns],
        **units,
    }


# conditions as text


@given(st.text(max_size=80))
@settings(max_examples=300)
def test_no_text_breaks_the_parser(text: str) -> None:
    _parse_or_refuse(text)


_PIECES = (
    "m0.q0",
    "row.c0",
    "yes",
    "a",
    "b",
    "1",
    "2.5",
    "1e9",
    "'C5'",
    "date('2025')",
    "date(1)",
    "state(",
    "any(",
)
_GLUE = (
    " and ",
    " or ",
    "not ",
    " in ",
    " == ",
    " < ",
    *"()[],.é",
    "count(",
    "weeks(",
    "answered(",
)


@given(st.lists(st.sampled_from((*_PIECES, *_GLUE)), max_size=16).map("".join))
@settings(max_examples=500)
def test_no_mixture_of_words_breaks_the_parser(text: str) -> None:
    _parse_or_refuse(text)


def _parse_or_refuse(text: str) -> None:
    """Anything but a ConditionError fails the test."""
    problem = None
    try:
        parse_condition(text, AllNames(_SMALL))
    except ConditionError as error:
        problem = error
    if problem is not None:
        assert 1 <= problem.column <= len(text) + 1
        assert problem.sentence


_SMALL = tree_of(
    {
        "root": {"tree": "t", "version": "1", "title": "T", "modules": ["m0"]},
        "m0": {
            "module": "m0",
            "title": "M",
            "questions": [
                {"id": "m0.q0", "kind": "choices", "title": "Q", "options": {"a": "A", "b": "B"}},
                {
                    "id": "m0.q1",
                    "kind": "list",
                    "title": "Q",
                    "row": [{"id": "c0", "kind": "date", "title": "C"}],
                },
            ],
        },
    }
)
