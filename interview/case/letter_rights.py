"""What a letter may say of rights and of the day to file, by name: sentences that rest on what
was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from interview.case.case_dates import CaseDate, case_dates
from interview.case.next_date import FILE
from interview.case.when import day_words, span_words
from interview.core.state import State
from interview.rights import rights_for
from interview.rights.rights_for import RightsFor, with_citation

FILE_BY = "file_by"
NAMES = (*rights_for.NAMES, FILE_BY)
"""Every name that a letter can ask for."""
_SAME = "The day is the same for every kind of plan that is still possible."


class LetterRights(Mapping[str, str]):
    """The rights of one case with its dates; a name that is missing must not be printed."""

    def __init__(self, state: State, today: date) -> None:
        self.state = state
        self.rights = RightsFor(state, today)

    def __getitem__(self, name: str) -> str:
        if name != FILE_BY:
            return self.rights[name]
        text = _file_by(self.state)
        if not text:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        yield from self.rights
        if _file_by(self.state):
            yield FILE_BY

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _file_by(state: State) -> str:
    """The day by which to file, and what gives it; nothing while any of it is to be checked."""
    found = next((each for each in case_dates(state) if each.what == FILE), None)
    if found is None:
        return ""
    if found.done:
        return f"nothing is to be filed now. {found.done}."
    return "" if found.to_check else " ".join(_why(found))


def _why(found: CaseDate) -> Iterator[str]:
    """The day, its rules, what it counts from, and the rules' own days where they are others."""
    yield f"{day_words(found.day)}."
    rules = list(dict.fromkeys(with_citation(each.rule, each) for each in found.rules))
    if len(rules) > 1:
        yield _SAME
    yield from rules
    yield found.counts_from
    if found.by_rule is not None and set(found.by_rule) - {None, found.day}:
        yield f"By the rule: {span_words(*found.by_rule)}"
    if found.differs:
        yield found.differs
