"""The rights that a letter may print for one case: sentences with their citations, none of them unverified.

While the kind of plan is open, only what holds for every kind that is still possible is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from interview.core.state import State
from interview.rights.clock import due
from interview.rights.course import course_of, known_on
from interview.rights.facts import Cited, Expedited, Facts, Kind, Request, Rule, as_of_words, facts, shared
from interview.rights.plan_kinds import PlanKinds, plan_kinds
from interview.rights.step_therapy import (
    StepTherapy,
    ban_sentence,
    grounds_sentence,
    law_sentence,
    reach,
    step_therapy,
    step_therapy_laws,
)

C = TypeVar("C", bound=Cited)


class RightsFor(Mapping[str, str]):
    """What a letter for this case may say of rights, by name; a name that is missing must not be printed."""

    def __init__(self, state: State, today: date, known: Facts | None = None) -> None:
        self.facts = known or facts()
        self.kinds: PlanKinds = plan_kinds(state, self.facts)
        self.known = known_on(state, course_of(state.record))
        self.state = self.known.state
        self.today = today

    def __getitem__(self, name: str) -> str:
        text = _TEXTS[name](self)
        if not text:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (name for name in _TEXTS if _TEXTS[name](self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def requests(self) -> tuple[Request, ...]:
        """What the plan must hand out, under every kind that is still possible."""
        return self._common(lambda kind: kind.requests, self.facts.requests)

    @property
    def expedited(self) -> Expedited | None:
        """The test of urgency that applies; None while it is open or was not read."""
        return next(iter(self._common(lambda kind: (kind.expedited,), self.facts.expedited)), None)

    @property
    def missed(self) -> tuple[Rule, ...]:
        """What follows when the plan misses its date, under every kind that is still possible."""
        return self._common(lambda kind: kind.missed, self.facts.missed)

    @property
    def step_therapy(self) -> StepTherapy | None:
        """The state's law on step therapy, where it reaches the plan for sure and may be cited."""
        law, reached = step_therapy(self.state), reach(self.kinds.possible, self.facts)
        is_reached = reached is not None and reached.reaches == "yes" and reached.verified
        return law if law is not None and law.citation and is_reached else None

    def _common(self, names: Callable[[Kind], tuple[str, ...]], known: Mapping[str, C]) -> tuple[C, ...]:
        """The verified rules that are named for each of the kinds."""
        kinds = [self.facts.kinds[kind] for kind in self.kinds.possible]
        return tuple(each for each in shared(kinds, names, known) if each.verified)


def records_words(rights: RightsFor) -> str:
    """The citations for a request for the reason, the criterion and the file, with the state of each text.

    As in "29 CFR 2560.503-1(h)(2)(iii) and (h)(3)(iv) (2015 annual edition)": a section is named once for each text.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for each in rights.requests:
        section, bracket, paragraph = each.citation.partition("(")
        groups.setdefault((section, each.text_words), []).append(bracket + paragraph)
    return "; ".join(f"{section}{joined(found)} ({text})" for (section, text), found in groups.items())


def _expedited(rights: RightsFor) -> str:
    test = rights.expedited
    return f"{test.test} ({test.citation}; {test.text_words})" if test else ""


def _expedited_citation(rights: RightsFor) -> str:
    test = rights.expedited
    return f"{test.citation}; {test.text_words}" if test else ""


def _missed(rights: RightsFor) -> str:
    return " ".join(f"{each.rule} ({each.citation}; {each.text_words})" for each in rights.missed)


def _file_by(rights: RightsFor) -> str:
    """The day that counts for filing, with the rule that gives it; nothing while any of it is to be checked."""
    found = due(rights.kinds, rights.known)
    if found.stated is not None and found.day == found.stated.day:
        return f"{as_of_words(found.stated.day.isoformat())}. {found.stated.words}"
    if found.day is None or not found.is_verified:
        return ""
    deciding = [each for each in found.levels if each.earliest == found.day]
    rules = list(
        dict.fromkeys(f"{each.level.rule} ({each.level.citation}; {each.level.text_words})" for each in deciding)
    )
    counted = dict.fromkeys(each.by.counted for each in deciding if each.by is not None)
    same = ["The day is the same for every kind of plan that is still possible."] if len(rules) > 1 else []
    return " ".join((f"{as_of_words(found.day.isoformat())}.", *same, *rules, *counted))


def _of_state(words: Callable[[StepTherapy, date], str]) -> Callable[[RightsFor], str]:
    """What the state's law says, with the day on which it was read."""

    def text(rights: RightsFor) -> str:
        found = words(rights.step_therapy, rights.today) if rights.step_therapy is not None else ""
        return f"{found} (Text as read on {as_of_words(step_therapy_laws().as_of)}.)" if found else ""

    return text


_TEXTS: dict[str, Callable[[RightsFor], str]] = {
    "records": records_words,
    "expedited_test": _expedited,
    "expedited_citation": _expedited_citation,
    "missed_deadline": _missed,
    "file_by": _file_by,
    "step_therapy_law": _of_state(lambda law, _: " ".join(filter(None, (law_sentence(law), grounds_sentence(law))))),
    "step_therapy_cancer": _of_state(lambda law, today: ban_sentence(law.cancer, today)),
    "step_therapy_mental_health": _of_state(lambda law, today: ban_sentence(law.mental_health, today)),
}
NAMES = tuple(_TEXTS)
"""Every name that a letter can ask for."""


def joined(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
