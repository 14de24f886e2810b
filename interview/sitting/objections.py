"""What stands against an answer before it is taken: checks that fail, and doubts."""

from __future__ import annotations

from interview.core.doubts import Doubt, doubts_of
from interview.core.engine import Rule
from interview.core.flow import Pending
from interview.core.kinds import Value
from interview.core.read_aloud import worded
from interview.core.state import State
from interview.core.texts import Text
from interview.sitting.outcome import NotTaken, ToConfirm


def doubts_about(state: State, pending: Pending, value: Value) -> tuple[Doubt, ...]:
    """What is doubtful about this value; nothing about an answer that has none."""
    if value is None:
        return ()
    return tuple(doubts_of(state, pending.question, value, pending.row))


def objection(
    state: State,
    pending: Pending,
    rules: tuple[Rule, ...],
    doubts: tuple[Doubt, ...],
    typed: str,
    language: str,
) -> NotTaken | ToConfirm | None:
    """What the failing checks say: a hard one refuses, a soft one wants to be confirmed, as a
    doubt does.
    """

    def said(sentence: Text) -> str:
        return worded(state, sentence, pending.row, pending.question.list, language)

    hard = [rule.check for rule in rules if rule.check.hard]
    if hard:
        return NotTaken(" ".join(said(check.sentence) for check in hard), typed)
    if not (rules or doubts):
        return None
    checks = tuple(rule.check for rule in rules)
    sentences = (*(said(check.sentence) for check in checks), *(doubt.say for doubt in doubts))
    return ToConfirm(typed, checks, sentences)
