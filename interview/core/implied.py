"""Answers that follow from others by an author's rule: as sure, when read, as what they follow from.

Nothing is stored for them: no event, no claim. What stands in a letter or on a screen for such an
answer is made up here each time from its bases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.conditions import nodes as n
from interview.core.tree import Implication, Question


class Base(Protocol):
    """What is asked here about an answer that others follow from."""

    @property
    def claim(self) -> Claim | None: ...

    @property
    def verified(self) -> bool: ...

    @property
    def to_confirm(self) -> bool: ...


def base_addresses(
    implication: Implication, address: str, rows: Callable[[str], Sequence[str]]
) -> Iterator[str]:
    """The addresses that a rule reads, seen from the answer at `address`; of other lists all
    rows.
    """
    own_list, _, rest = address.partition("/")
    own_row = rest.partition("/")[0]
    for read in n.reads(implication.when):
        if not read.list:
            yield read.id
        elif read.list == own_list and own_row:
            yield f"{own_list}/{own_row}/{read.id}"
        else:
            yield from (f"{read.list}/{row}/{read.id}" for row in rows(read.list))


def source_of(bases: Sequence[Base]) -> Source:
    """Who answers for what follows: whoever told the least sure base, one still to be confirmed
    before one that nobody has verified.
    """
    weakest_first = sorted(bases, key=lambda base: (not base.to_confirm, base.verified))
    claims = (base.claim for base in weakest_first)
    claim = next((each for each in claims if each is not None), None)
    return claim.source if claim is not None else Source(party=Party.coordinator)


def claim_of(implication: Implication, question: Question, bases: Sequence[Base]) -> Claim:
    """The claim that somebody would have made who said it; it stands in no transcript."""
    option = question.option(implication.value) if implication.value is not None else None
    label = option.label if option is not None else question.none
    return Claim(
        state=implication.state,
        source=source_of(bases),
        value=implication.value,
        kind=question.kind.name if implication.state is AnswerState.answered else "",
        label=str(label or ""),
    )
