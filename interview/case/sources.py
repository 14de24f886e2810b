"""Which party, in which way, an answer given now comes from."""

from __future__ import annotations

from collections.abc import Iterable

from interview.core.answers import How, Party, Source
from interview.core.record import Call
from interview.core.tree import Question

WORDS: dict[str, tuple[Party | None, How]] = {
    "said": (None, How.said),
    "chart": (Party.prescriber, How.chart),
    "notice": (Party.plan, How.letter),
    "letter": (Party.plan, How.letter),
    **{party.value: (party, How.said) for party in Party},
}
"""What an operator may type to say where an answer comes from; None is whoever is on the line."""

_PAPERS = {Party.plan: How.letter}
"""How a party's papers tell; everybody else's are records of the chart kind."""


def may_tell(party: Party, question: Question) -> bool:
    """Whether this party can tell; a proxy may tell what the patient may, unless it is
    confidential.
    """
    asked = set(question.ask)
    if Party.patient in asked and not question.confidential:
        asked.add(Party.proxy)
    return party in asked


def present(call: Call) -> tuple[Party, ...]:
    """Everybody who can be asked in this call: the person on the line, and the papers on the
    desk.
    """
    return (call.respondents[-1].party, *(Party(p) for p in call.papers))


def default_source(call: Call | None, question: Question) -> Source:
    """The person on the line if that is one who can tell, else the first paper in hand that can."""
    if call is None:
        return Source(party=Party.coordinator)
    respondent = call.respondents[-1].party
    if respondent is not Party.coordinator and may_tell(respondent, question):
        return spoken_by(call)
    if question.in_person:
        return spoken_by(call)
    paper = next((p for p in _parties(call.papers) if may_tell(p, question)), None)
    return from_papers(paper) if paper is not None else spoken_by(call)


def spoken_by(call: Call) -> Source:
    return Source(party=call.respondents[-1].party, interpreter=bool(call.interpreter))


def from_papers(party: Party) -> Source:
    return Source(party=party, how=_PAPERS.get(party, How.chart))


def source_named(word: str, call: Call | None, name: str = "") -> Source | None:
    """The source that an operator named with one of `WORDS`, with who wrote or said it; None for
    another word.
    """
    found = WORDS.get(word.strip().casefold())
    if found is None:
        return None
    party, how = found
    if party is None:
        source = spoken_by(call) if call is not None else Source(party=Party.coordinator)
        return source.model_copy(update={"name": name}) if name else source
    return Source(party=party, how=how, name=name)


def source_words(source: Source) -> str:
    """Such as: patient said, chart, chart (N. Adams, RN), notice; mother said is left to whoever
    knows the relation.
    """
    return f"{_source_words(source)} ({source.name})" if source.name else _source_words(source)


def _source_words(source: Source) -> str:
    if source.case:
        return f"copied from {source.case}"
    if source.how is How.said:
        return f"{source.party} said" + (" (interpreter)" if source.interpreter else "")
    if source.how is How.letter:
        return "notice" if source.party is Party.plan else f"{source.party}'s letter"
    return (
        "chart"
        if source.party is Party.prescriber
        else f"{source.party}'s {'record' if source.how.is_record else 'data'}"
    )


def _parties(words: Iterable[str]) -> list[Party]:
    return [Party(word) for word in words]
