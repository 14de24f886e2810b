"""What can be offered while somebody types: commands, options, medicines, diagnoses."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.answers import Party
from interview.core.tree import Question
from interview.plain.card import numbered
from interview.plain.terminal import Suggest, Suggestion
from interview.session.commands import COMMANDS
from interview.session.find import find
from interview.session.prompts import Prompt
from interview.session.session import Session
from interview.session.sources import WORDS

MOST = 8
FEWEST_LETTERS = 2
"""Letters before a catalogue is looked up."""


def suggest_for(session: Session, prompt: Prompt) -> Suggest:
    """Suggestions for this question's line."""

    def suggest(text: str) -> Sequence[Suggestion]:
        if text.startswith("/"):
            return command_suggestions(session, text)
        if prompt.options:
            return option_suggestions(prompt, text)
        question = prompt.question.columns[0] if prompt.question.is_list else prompt.question
        return catalogue_suggestions(session, question, text.strip())

    return suggest


def command_suggestions(session: Session, text: str) -> list[Suggestion]:
    """Commands that can be used now, or what may follow one."""
    name, blank, rest = text[1:].partition(" ")
    if not blank:
        found = [c for c in COMMANDS if c.name.startswith(name.casefold()) and c.enabled(session)]
        return [Suggestion(f"/{c.name}{' ' if c.argument else ''}", f"/{c.name}", c.help) for c in found]
    words: Sequence[str] = ()
    if name == "later":
        words = [party.value for party in Party]
    elif name == "from":
        words = list(WORDS)
    elif name == "jump" and len(rest) >= FEWEST_LETTERS:
        return [Suggestion(f"/{name} {f.address}", f.title, f.shown) for f in find(session.state, rest, MOST)]
    return [Suggestion(f"/{name} {word}", word) for word in words if word.startswith(rest.casefold())]


def bare_commands(session: Session, text: str) -> list[Suggestion]:
    """The same where only commands can be typed, so that the slash may be left out."""
    return command_suggestions(session, f"/{text.removeprefix('/')}") if text else []


def option_suggestions(prompt: Prompt, text: str) -> list[Suggestion]:
    """Options with what was typed in their label; where several can be chosen, for what follows the last comma."""
    before, comma, last = text.rpartition(",") if prompt.question.kind.name == "choices" else ("", "", text)
    typed = last.strip().casefold()
    if not typed or typed.isdecimal():
        return []
    found = [(number, label) for number, label in numbered(prompt) if typed in label.casefold()]
    found.sort(key=lambda each: not each[1].casefold().startswith(typed))
    several = prompt.question.kind.name == "choices"
    return [
        Suggestion(f"{before}{comma}{' ' if comma else ''}{number if several else label}", label)
        for number, label in found[:MOST]
    ]


def catalogue_suggestions(session: Session, question: Question, text: str) -> list[Suggestion]:
    """Medicines and diagnoses of the catalogues; only ever a suggestion."""
    if len(text) < FEWEST_LETTERS:
        return []
    if question.kind.name == "drug":
        return [Suggestion(name, name) for name in session.workplace.catalogue.drugs(text, MOST)]
    if question.kind.name == "diagnosis":
        found = session.workplace.catalogue.diagnoses(text, MOST)
        return [Suggestion(f"{each.code} {each.title}", each.code, each.title) for each in found]
    return []
