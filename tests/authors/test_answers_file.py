"""What an answers file says about a question: words to type, or a state."""

from __future__ import annotations

import pytest

from interview.authors.answers_file import read_answers
from interview.core.answers import AnswerState, Party
from interview.core.author_text import AuthorError
from interview.storage.yaml_source import load_yaml
from tests.core.trees import module

TREE = module("- {id: m.story, kind: text, title: Story}")


@pytest.mark.parametrize(
    ("written", "typed", "state"),
    [
        ("A story", "A story", None),
        ("{value: A story}", "A story", None),
        ("{value: A story, state: answered}", "A story", None),
        ("{value: [one, two]}", "one, two", None),
        ("[one, two]", "one, two", None),
        ("{state: none}", "", AnswerState.none),
        ("{state: dont_know}", "", AnswerState.dont_know),
    ],
)
def test_an_answer_is_words_or_a_state(written: str, typed: str, state: AnswerState | None) -> None:
    given = read_answers(load_yaml(f"answers:\n  m.story: {written}\n", "a.yaml"), TREE).answers[
        "m.story"
    ]
    assert (given.typed, given.state) == (typed, state)


def test_later_may_name_whom_to_ask() -> None:
    file = load_yaml(
        "answers:\n  m.story: {state: later, owner: pharmacy, source: chart}\n", "a.yaml"
    )
    given = read_answers(file, TREE).answers["m.story"]
    assert (given.state, given.owner, given.source) == (AnswerState.later, Party.pharmacy, "chart")


def test_a_state_that_there_is_not_is_said_with_its_place() -> None:
    with pytest.raises(AuthorError, match=r"a.yaml:2:20: state cannot be nome. Did you mean none?"):
        read_answers(load_yaml("answers:\n  m.story: {state: nome}\n", "a.yaml"), TREE)
