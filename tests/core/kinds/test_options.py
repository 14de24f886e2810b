"""Yes or no, one option, several options: by number, key, label, or enough of a label."""

from __future__ import annotations

import pytest

from interview.core.kinds import KINDS, Refused
from interview.core.kinds.options import option_numbers
from interview.core.texts import Option, Place
from tests.core.kinds.asking import question, read, refusal, shown, text

OUTCOMES = {
    "failed": "It did not work well enough",
    "intolerant": "It caused side effects",
    "contraindicated": "It was never safe to try",
    "still_taking": "Still taking it",
}
SCALE = {"ps0": "0 Fully active", "ps1": "1 Light work only", "ps2": "2 Up half the day"}
COUNTS = {"never": "None", "once": "1", "often": "2 or more"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[
            pytest.param(typed, "yes", id=typed)
            for typed in ("y", "Yes", "YEAH.", "yep", "sure", "yes please", "1")
        ],
        *[
            pytest.param(typed, "no", id=typed)
            for typed in ("n", "No!", "nope", "nah", "no thanks", "never", "2")
        ],
    ],
)
def test_reads_yes_and_no(typed: str, value: str) -> None:
    assert read("yes_no", typed) == value


@pytest.mark.parametrize("typed", ["maybe", "y n", "0", "not sure"])
def test_refuses_what_is_neither(typed: str) -> None:
    assert "neither yes nor no" in refusal("yes_no", typed)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        pytest.param("2", "intolerant", id="number"),
        pytest.param("still_taking", "still_taking", id="key"),
        pytest.param("Still Taking", "still_taking", id="key with a blank"),
        pytest.param("it was never safe to try.", "contraindicated", id="label"),
        pytest.param("it d", "failed", id="start of a label"),
        pytest.param("contra", "contraindicated", id="start of a key"),
        pytest.param("side effects", "intolerant", id="words of a label"),
        pytest.param("safe", "contraindicated", id="one word"),
    ],
)
def test_finds_the_option_that_is_meant(typed: str, key: str) -> None:
    assert read("choice", typed, options=OUTCOMES) == key


def test_names_the_options_that_an_unclear_word_could_be() -> None:
    sentence = refusal("choice", "it", options=OUTCOMES)
    assert (
        '"It did not work well enough", "It caused side effects" or "It was never safe to try"'
        in sentence
    )


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("intolerent", 'Did you mean "It caused side effects"?', id="slip"),
        pytest.param("5", "from 1 to 4", id="number too high"),
        pytest.param("it", "could be", id="unclear"),
        pytest.param("?", "not one of the options", id="no word"),
    ],
)
def test_refuses_other_words(typed: str, part: str) -> None:
    assert part in refusal("choice", typed, options=OUTCOMES)


@pytest.mark.parametrize(("typed", "key"), [("0", "ps0"), ("1", "ps1"), ("2", "ps2")])
def test_a_scale_keeps_its_own_numbers(typed: str, key: str) -> None:
    assert read("choice", typed, options=SCALE) == key


def test_a_number_that_is_one_label_and_the_place_of_another_is_unclear() -> None:
    assert '"1" or "2 or more"' in refusal("choice", "2", options=COUNTS)


def test_options_are_numbered_from_one_unless_all_have_numbers() -> None:
    assert option_numbers(question("choice", OUTCOMES).options) == ("1", "2", "3", "4")
    assert option_numbers(question("choice", SCALE).options) == ("0", "1", "2")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        pytest.param("3,1", ("failed", "contraindicated"), id="comma, in option order"),
        pytest.param("1 3", ("failed", "contraindicated"), id="blank"),
        pytest.param("1-3", ("failed", "intolerant", "contraindicated"), id="range"),
        pytest.param("1, 1", ("failed",), id="twice"),
        pytest.param("failed and intolerant", ("failed", "intolerant"), id="and"),
        pytest.param("failed intolerant", ("failed", "intolerant"), id="keys and blanks"),
        pytest.param("did not work; side", ("failed", "intolerant"), id="words"),
        pytest.param("contra/still", ("contraindicated", "still_taking"), id="slash"),
        pytest.param("all", tuple(OUTCOMES), id="all"),
    ],
)
def test_finds_several_options(typed: str, keys: tuple[str, ...]) -> None:
    assert read("choices", typed, options=OUTCOMES) == keys


def test_names_the_part_that_is_no_option() -> None:
    assert refusal("choices", "failed, foo", options=OUTCOMES).startswith(
        '"foo" is not one of the options'
    )


def test_shows_labels() -> None:
    assert (
        shown("choices", "1,4", options=OUTCOMES) == "It did not work well enough; Still taking it"
    )
    assert shown("choice", "2", options=OUTCOMES) == "It caused side effects"
    assert shown("yes_no", "y") == "Yes"


def test_a_former_key_loads_as_the_key_of_today() -> None:
    place = Place("test.yaml", 1, 1)
    option = Option("new", text("New"), place, formerly=("old", "older"))
    asked = question("choice")
    asked = type(asked)(asked.id, asked.kind, place, asked.title, options=(option,))
    assert KINDS["choice"].load("old", asked) == "new"
    assert KINDS["choices"].load(["older", "new"], asked) == ("new",)
    with pytest.raises(Refused):
        KINDS["choice"].load("gone", asked)
