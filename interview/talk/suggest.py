"""What can be offered while somebody types: commands, options, questions, medicines, diagnoses.
Only ever an offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview.case.find import find
from interview.case.prompts import Prompt
from interview.case.sources import WORDS
from interview.core.answers import Party
from interview.core.kinds.base import DIAGNOSES, DRUGS
from interview.core.kinds.options import option_numbers
from interview.core.tree import Question
from interview.sitting.answering import entry_numbers
from interview.sitting.session import Session
from interview.talk.commands import COMMANDS

MOST = 8
FEWEST_LETTERS = 2
"""Letters before a catalogue or the questions are looked up."""


class Suggestion(NamedTuple):
    """One way to go on with what is being typed."""

    line: str
    """The whole line as it would be then."""
    label: str
    detail: str = ""


def numbered(prompt: Prompt) -> list[tuple[str, str]]:
    """(number to type, label) of each option."""
    labels = [label for _, label in prompt.options]
    if prompt.question.options:
        return list(zip(option_numbers(prompt.question.options), labels, strict=True))
    return list(zip(entry_numbers(prompt.options), labels, strict=True))


def answer_suggestions(session: Session, prompt: Prompt, text: str) -> Sequence[Suggestion]:
    """Suggestions for a line that answers this question, or that is a command."""
    if text.startswith("/") and not text.startswith("//"):
        return command_suggestions(session, text)
    if prompt.options:
        return option_suggestions(prompt, text)
    question = prompt.question.columns[0] if prompt.question.is_list else prompt.question
    return catalogue_suggestions(session, question, text.strip())


def command_suggestions(session: Session, text: str) -> list[Suggestion]:
    """Commands that can be used now, or what may follow one."""
    name, blank, rest = text[1:].partition(" ")
    if not blank:
        found = [c for c in COMMANDS if c.name.startswith(name.casefold()) and c.enabled(session)]
        return [
            Suggestion(f"/{c.name}{' ' if c.argument else ''}", f"/{c.name}", c.help) for c in found
        ][:MOST]
    if name == "jump":
        return [
            Suggestion(f"/{name} {each.line}", each.label, each.detail)
            for each in questions(session, rest)
        ]
    words = {"later": [party.value for party in Party], "from": list(WORDS)}.get(name, [])
    return [
        Suggestion(f"/{name} {word}", word) for word in words if word.startswith(rest.casefold())
    ]


def questions(session: Session, words: str) -> list[Suggestion]:
    """Questions that fit the words, each by its address."""
    if len(words.strip()) < FEWEST_LETTERS:
        return []
    found = find(session.state, words, MOST)
    return [
        Suggestion(f.address, f.title, f.shown if f.on_path else "not relevant so far")
        for f in found
    ]


def option_suggestions(prompt: Prompt, text: str) -> list[Suggestion]:
    """Options with what was typed in their label; where several can be chosen, for what follows
    the last comma.
    """
    several = prompt.question.kind.takes_several
    before, comma, last = text.rpartition(",") if several else ("", "", text)
    typed = last.strip().casefold()
    if not typed or typed.isdecimal():
        return []
    found = [(number, label) for number, label in numbered(prompt) if typed in label.casefold()]
    found.sort(key=lambda each: not each[1].casefold().startswith(typed))
    start = f"{before}{comma}{' ' if comma else ''}"
    return [
        Suggestion(f"{start}{number if several else label}", label)
        for number, label in found[:MOST]
    ]


def catalogue_suggestions(session: Session, question: Question, text: str) -> list[Suggestion]:
    """Medicines and diagnoses of the catalogues."""
    if len(text) < FEWEST_LETTERS:
        return []
    if question.kind.catalogue == DRUGS:
        return [Suggestion(name, name) for name in session.workplace.catalogue.drugs(text, MOST)]
    if question.kind.catalogue == DIAGNOSES:
        found = session.workplace.catalogue.diagnoses(text, MOST)
        return [Suggestion(f"{each.code} {each.title}", each.code, each.title) for each in found]
    return []
