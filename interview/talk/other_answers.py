"""Commands for what is said in place of an answer, and for where an answer comes from."""

from __future__ import annotations

from collections.abc import Callable

from interview.case.sources import WORDS, source_named, source_words
from interview.core.answers import AnswerState, Party
from interview.core.nearest import did_you_mean
from interview.sitting.forms import Reply, say
from interview.sitting.outcome import ToConfirm, ToPreview
from interview.sitting.session import Session
from interview.talk.outcomes import outcome_lines, sure_form


def instead(answer_state: AnswerState) -> Callable[[Session, str], Reply]:
    """A command that gives this state in place of an answer; whom to ask may follow it."""

    def give(session: Session, argument: str) -> Reply:
        owner = None
        if argument:
            word = argument.casefold()
            if word not in list(Party):
                return say(f"{argument} is no party. {did_you_mean(word, list(Party))}")
            owner = Party(word)
        return _given(session, answer_state, owner, False, False)

    return give


def _given(
    session: Session, state: AnswerState, owner: Party | None, confirmed: bool, accept: bool
) -> Reply:
    outcome = session.give_state(state, owner=owner, confirmed=confirmed, accept=accept)
    if not isinstance(outcome, ToConfirm | ToPreview):
        return say(*outcome_lines(outcome))

    def decided(is_sure: bool) -> Reply:
        if not is_sure:
            return say("Left as it was.")
        return _given(session, state, owner, True, accept or isinstance(outcome, ToPreview))

    return Reply(form=sure_form("Keep it?", outcome, decided))


def from_source(session: Session, argument: str) -> Reply:
    """Says where the next answer comes from: a word for the source, then who wrote it."""
    word, _, name = argument.partition(" ")
    source = source_named(word, session.call, " ".join(name.split()))
    if source is None:
        return say(
            f"Please say where the next answer comes from: {', '.join(WORDS)}. "
            "Who wrote it may follow, such as: /from chart N. Adams, RN"
        )
    session.source = source
    return say(f"The next answer comes from: {source_words(source)}.")
