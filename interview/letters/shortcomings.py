"""What keeps one letter from being specific: what is open in it, rules that fail, words that say
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from interview.core.answer import Answer
from interview.core.answers import AnswerState, Party
from interview.core.attachments import AttachmentStatus
from interview.core.doubts import doubts_of
from interview.core.findings import failing_rules
from interview.core.flow import party_to_ask
from interview.core.freshness import limit_of, outdated
from interview.core.mismatches import unlike_ratings, unlike_supplies
from interview.core.specific import says_no_more, vague_phrases
from interview.core.state import State
from interview.letters.blocks import Break, Hole, Text, holes_in, leaves, runs_of
from interview.letters.document import Document, Opening
from interview.letters.telling import PARTIES, title_of

NAMES = ("patient_name", "call_name", "drug", "plan_name")
"""Roles of the questions whose answers are those names."""


_WHO = {words: party for party, words in PARTIES.items()}


class FindingKind(StrEnum):
    """What sort of thing was found."""

    open = "open"
    """The letter has a hole there, or cannot rest on the answer yet."""
    rule = "rule"
    """A rule of the tree's author fails."""
    vague = "vague"
    """The answer's words say nothing."""
    document = "document"
    """A document is not in hand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, with the question to go back to."""

    address: str
    """Of the question, cell or list; for a document its own."""
    title: str
    party: Party
    """Who can tell, or has it."""
    say: str
    kind: FindingKind
    is_blocking: bool = False
    """Whether it keeps the letter from being final."""
    rule: str = ""
    """Id of the author's rule."""
    holder: str = ""
    """For a document: which office or person has it, where it is another one than usual."""


def findings_of(
    document: Document, state: State, statuses: Iterable[AttachmentStatus]
) -> tuple[Finding, ...]:
    """Everything to mend in this letter: answers first, in the order of the letter; then documents.

    One finding for a question that is open, in the words of the author's rule where one fails as
    well. What the signer waived is left out.
    """
    documents = {status.address: status for status in statuses}
    holes = {hole.address for hole in holes_in(document.body)}
    found: dict[tuple[str, str], Finding] = {}
    for opening in document.openings:
        found[opening.address, ""] = _opened(opening, documents.get(opening.address))
    for finding in (each for find in _FINDERS for each in find(document, state)):
        answer, open_ = state.answer(finding.address), found.get((finding.address, ""))
        if answer.waived:
            continue
        is_open = finding.address in holes or not answer.is_known
        if open_ is not None and is_open:
            found[finding.address, ""] = replace(open_, say=finding.say, rule=finding.rule)
        else:
            found[finding.address, finding.say] = finding
    return tuple(sorted(found.values(), key=lambda each: each.kind is FindingKind.document))


def _opened(opening: Opening, held: AttachmentStatus | None) -> Finding:
    """What is still open in the letter: an answer, or a document that is not in hand."""
    if held is None:
        return Finding(
            opening.address,
            opening.what,
            _WHO[opening.who],
            opening.why,
            FindingKind.open,
            opening.blocking,
        )
    return Finding(
        opening.address,
        opening.what,
        held.has,
        held.why,
        FindingKind.document,
        opening.blocking,
        holder=held.holder,
    )


def _failing(document: Document, state: State) -> Iterator[Finding]:
    """Authors' rules about questions that the letter prints or that decide what it says."""
    for failing in failing_rules(state):
        if failing.address in document.concerns:
            yield _about(state, failing.address, failing.say, FindingKind.rule, failing.rule.id)


def _outdated(document: Document, state: State) -> Iterator[Finding]:
    """Dates that the letter weighs, older than they may be on its day: it does without them, and
    a newer one helps.
    """
    for answer in outdated(state, document.today):
        if answer.address in document.concerns:
            yield _about(state, answer.address, too_old_words(state, answer), FindingKind.rule)


def too_old_words(state: State, answer: Answer) -> str:
    """That this date is too old, and what would do."""
    limit = limit_of(state, answer.address)
    span = f" ({limit.text})" if limit is not None else ""
    return (
        f"{answer.text} is longer ago than it may be{span}. Is there a newer one, or can it be done"
        " again?"
    )


def _doubtful(document: Document, state: State) -> Iterator[Finding]:
    """Printed answers that are hardly sensible and that nobody confirmed, and rows that stand
    there twice.
    """
    for answer in _printed(document, state):
        _, _, rest = answer.address.partition("/")
        confirmed = (
            {each.check for each in answer.claim.confirmed} if answer.claim is not None else set()
        )
        for doubt in doubts_of(
            state, answer.question, answer.value, rest.partition("/")[0], given=True
        ):
            if doubt.name not in confirmed:
                yield _about(state, answer.address, doubt.say, FindingKind.rule)


def _clashing(document: Document, state: State) -> Iterator[Finding]:
    """Figures that do not go together, of answers that the letter prints."""
    printed = list(_printed(document, state))
    own_words = (answer for answer in printed if answer.question.kind.is_free)
    for clash in (*unlike_supplies(state), *unlike_ratings(state, own_words)):
        if any(answer.address == clash.address for answer in printed):
            yield _about(state, clash.address, clash.say, FindingKind.rule)


def _bare(document: Document, state: State) -> Iterator[Finding]:
    """Printed answers that leave out what their kind calls for, such as a score without its
    date.
    """
    for answer in _printed(document, state):
        lacks = answer.question.kind.lacks(answer.value)
        if lacks:
            yield _about(state, answer.address, lacks, FindingKind.rule)


def _wordy(document: Document, state: State) -> Iterator[Finding]:
    """Printed answers in somebody's own words that name nothing. The plan's words and facts are
    not ours to mend.
    """
    known = _names(state)
    for answer in _printed(document, state):
        question = answer.question
        if not question.kind.is_free or question.administrative or _is_the_plans(answer):
            continue
        if question.specific is not None and says_no_more(
            answer.text, question.specific, (*state.tree.filler, *known)
        ):
            yield _about(state, answer.address, str(question.specific.say), FindingKind.vague)
            continue
        for entry, words in vague_phrases(
            answer.text, state.tree.vague, (*state.tree.filler, *known)
        ):
            yield _about(
                state,
                answer.address,
                f"“{words}” says nothing here. {entry.say}",
                FindingKind.vague,
            )


_FINDERS = (_failing, _outdated, _doubtful, _clashing, _bare, _wordy)


def _names(state: State) -> tuple[str, ...]:
    """The words of the names that stand in every letter: to repeat one says nothing new."""
    texts = (state.answer(id).text for role in NAMES for id in state.tree.roles.get(role, ()))
    return tuple(dict.fromkeys(word for text in texts for word in text.split()))


def _printed(document: Document, state: State) -> Iterator[Answer]:
    """The answers whose words stand in the letter, each once, in reading order."""
    printed = [leaf for inlines in runs_of(document.body) for leaf in leaves(inlines)]
    addresses = [_shown(leaf) for leaf in printed if not isinstance(leaf, Break)]
    found = map(state.answer, dict.fromkeys(address for address in addresses if address))
    return (answer for answer in found if answer.state is AnswerState.answered)


def _shown(leaf: Text | Hole) -> str:
    """The address of the answer whose words stand here, also where they are still to be chosen."""
    if isinstance(leaf, Hole):
        return leaf.address if leaf.words else ""
    return leaf.ref.address if leaf.ref is not None else ""


def _is_the_plans(answer: Answer) -> bool:
    return answer.claim is not None and answer.claim.source.party is Party.plan


def _about(state: State, address: str, say: str, kind: FindingKind, rule: str = "") -> Finding:
    answer = state.answer(address)
    return Finding(
        address, title_of(state, answer), party_to_ask(state, answer), say, kind, rule=rule
    )
