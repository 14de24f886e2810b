"""The rights that a letter may print for one case: sentences with their citations, none of them
unverified.

While the kind of plan is open, only what holds for every kind that is still possible is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from interview.core.state import State
from interview.rights.answer_words import fast_words, late_words
from interview.rights.clock import OUTSIDE
from interview.rights.course import course_now, known_on
from interview.rights.facts import (
    Cited,
    Expedited,
    Facts,
    Kind,
    Level,
    Request,
    Rule,
    as_of_words,
    facts,
    shared,
)
from interview.rights.known import ASKS_EXCEPTION, holds
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
EXCEPTION = "exception"


class RightsFor(Mapping[str, str]):
    """What a letter for this case may say of rights, by name; a name that is missing must not be
    printed.
    """

    def __init__(self, state: State, today: date, known: Facts | None = None) -> None:
        self.facts = known or facts()
        self.kinds: PlanKinds = plan_kinds(state, self.facts)
        self.course = course_now(state)
        self.known = known_on(state, self.course)
        self.state = self.known.state
        self.asks = EXCEPTION if holds(state, ASKS_EXCEPTION) is True else "appeal"
        """What the case asks for now, where that decides about a time."""
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
        asks = self.course.sent.asks if self.course.sent is not None else self.asks
        found = self._common(lambda kind: kind.missed, self.facts.missed)
        return tuple(each for each in found if asks == EXCEPTION or not each.exceptions_only)

    @property
    def review(self) -> Level | None:
        """The review outside the plan that somebody asks for, where all kinds that are still
        possible have the same.
        """
        found = [level for kind in self.kinds.possible for level in self._reviews(kind)]
        named = {(level.asks, level.citation) for level in found}
        is_sure = len(named) == 1 and len(found) == len(self.kinds.possible) and found[0].verified
        return found[0] if is_sure and found[0].asks else None

    def _reviews(self, kind: str) -> list[Level]:
        return [
            level for rung in self.facts.rungs(kind) for level in rung if level.stage == OUTSIDE
        ]

    def shared_rule(self, name: Callable[[Kind], str], known: Mapping[str, C]) -> C | None:
        """The verified rule of this sort, where every kind that is still possible has the same
        one.
        """
        return next(iter(self._common(lambda kind: (name(kind),), known)), None)

    @property
    def step_therapy(self) -> StepTherapy | None:
        """The state's law on step therapy, where it reaches the plan for sure and may be cited."""
        law, reached = step_therapy(self.state), reach(self.kinds.possible, self.facts)
        is_reached = reached is not None and reached.reaches == "yes" and reached.verified
        return law if law is not None and law.citation and is_reached else None

    def _common(
        self, names: Callable[[Kind], tuple[str, ...]], known: Mapping[str, C]
    ) -> tuple[C, ...]:
        """The verified rules that are named for each of the kinds."""
        kinds = [self.facts.kinds[kind] for kind in self.kinds.possible]
        return tuple(each for each in shared(kinds, names, known) if each.verified)


def records_words(rights: RightsFor) -> str:
    """The citations for a request for the reason, the criterion and the file, with the state of
    each text.

    As in "29 CFR 2560.503-1(h)(2)(iii) and (h)(3)(iv) (2015 annual edition)": a section is named
    once for each text.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for each in rights.requests:
        section, bracket, paragraph = each.citation.partition("(")
        groups.setdefault((section, each.text_words), []).append(bracket + paragraph)
    return "; ".join(
        f"{section}{joined(found)} ({text})" for (section, text), found in groups.items()
    )


def with_citation(words: str, rule: Cited | None) -> str:
    """The words with the rule behind them; a full stop comes after both."""
    if rule is None or not words:
        return ""
    return f"{words.removesuffix('.')} ({rule.cited})" + ("." if words.endswith(".") else "")


def _expedited(rights: RightsFor) -> str:
    test = rights.expedited
    return with_citation(test.test if test is not None else "", test)


def _missed(rights: RightsFor) -> str:
    return " ".join(with_citation(each.rule, each) for each in rights.missed)


def _rule_of(
    name: Callable[[Kind], str], group: Callable[[Facts], Mapping[str, Rule]]
) -> Callable[[RightsFor], str]:
    """A rule that every kind of plan which is still possible names, with its citation."""

    def text(rights: RightsFor) -> str:
        rule = rights.shared_rule(name, group(rights.facts))
        return with_citation(rule.rule if rule is not None else "", rule)

    return text


def _late(rights: RightsFor) -> str:
    return late_words(rights.kinds, rights.known, rights.course, rights.facts, rights.today)


def _of_state(words: Callable[[StepTherapy, date], str]) -> Callable[[RightsFor], str]:
    """What the state's law says, with the day on which it was read."""

    def text(rights: RightsFor) -> str:
        found = words(rights.step_therapy, rights.today) if rights.step_therapy is not None else ""
        return (
            f"{found} (Text as read on {as_of_words(step_therapy_laws().as_of)}.)" if found else ""
        )

    return text


_TEXTS: dict[str, Callable[[RightsFor], str]] = {
    "records": records_words,
    "expedited_test": _expedited,
    "expedited_citation": lambda rights: (
        rights.expedited.cited if rights.expedited is not None else ""
    ),
    "fast_answer": lambda rights: fast_words(rights.kinds, rights.known, rights.asks, rights.facts),
    "late_answer": _late,
    "missed_deadline": _missed,
    "review": lambda rights: with_citation(
        rights.review.asks if rights.review is not None else "", rights.review
    ),
    "review_at_once": _rule_of(lambda kind: kind.concurrent, lambda known: known.concurrent),
    "keep_benefit": _rule_of(lambda kind: kind.continued, lambda known: known.continued),
    "who_may_file": _rule_of(lambda kind: kind.filers, lambda known: known.filers),
    "step_therapy_law": _of_state(
        lambda law, _: " ".join(filter(None, (law_sentence(law), grounds_sentence(law))))
    ),
    "step_therapy_cancer": _of_state(lambda law, today: ban_sentence(law.cancer, today)),
    "step_therapy_mental_health": _of_state(
        lambda law, today: ban_sentence(law.mental_health, today)
    ),
}
NAMES = tuple(_TEXTS)
"""Every name that is answered here."""


def joined(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
