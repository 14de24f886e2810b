"""How an answer that gives no value stands, in words."""

from __future__ import annotations

from interview.core.answers import AnswerState

STATE_WORDS = {
    AnswerState.dont_know: "don't know",
    AnswerState.refused: "does not want to say",
    AnswerState.later: "later",
    AnswerState.none: "none",
}
"""How a state that is no answer is shown."""
