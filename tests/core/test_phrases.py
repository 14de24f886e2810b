"""Phrases that authors list: found whole or as beginnings, over line ends, as written."""

from __future__ import annotations

import pytest

from interview.core.phrases import first_of

TREATED = ("i have treated", "denied")
WATCHED = ("suicid", "kill myself")


@pytest.mark.parametrize(
    ("phrases", "text", "is_whole", "found"),
    [
        (TREATED, "The plan Denied it.", True, "Denied"),
        (TREATED, "I have\ntreated this patient.", True, "I have\ntreated"),
        (TREATED, "I have treated", True, "I have treated"),
        (TREATED, "This was undenied; deniedly.", True, ""),
        (TREATED, "", True, ""),
        ((), "denied", True, ""),
        (WATCHED, "She spoke of Suicide.", False, "Suicide"),
        (WATCHED, "I could kill  myself", False, "kill  myself"),
        (WATCHED, "nonsuicidal", False, ""),
    ],
)
def test_the_first_phrase_is_found(
    phrases: tuple[str, ...], text: str, is_whole: bool, found: str
) -> None:
    assert first_of(phrases, text, is_whole) == found
