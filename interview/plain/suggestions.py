"""What line mode offers while somebody types."""

from __future__ import annotations

from interview.case.prompts import Prompt
from interview.plain.terminal import Suggest
from interview.sitting.session import Session
from interview.talk.suggest import Suggestion, answer_suggestions, command_suggestions


def suggest_for(session: Session, prompt: Prompt) -> Suggest:
    """Suggestions for this question's line."""
    return lambda text: answer_suggestions(session, prompt, text)


def bare_commands(session: Session, text: str) -> list[Suggestion]:
    """Commands where nothing else can be typed, so that the slash may be left out."""
    return command_suggestions(session, f"/{text.removeprefix('/')}") if text else []
