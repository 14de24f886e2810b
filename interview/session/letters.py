"""Letters of a case: which apply, what they say now, what keeps them from being final, and making one final."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from interview.core import events as ev
from interview.core.attachments import attachment_statuses
from interview.core.explain import depends_on
from interview.core.measure import Truth
from interview.core.nearest import did_you_mean
from interview.core.state import State
from interview.letters.document import Document
from interview.letters.letter import Letter, applicable
from interview.letters.render import render
from interview.letters.writers.markdown import to_markdown
from interview.letters.writers.text import to_text
from interview.rights.rights_for import RightsFor
from interview.session.problem import CaseProblem

if TYPE_CHECKING:
    from interview.session.session import Session

WRITERS = {"md": to_markdown, "txt": to_text}
"""Formats a letter can be written in, by file suffix."""


def choice_of_letters(letters: tuple[Letter, ...], state: State) -> list[tuple[Letter, Truth, str]]:
    """Every letter, whether the case calls for it, and what an undecided one depends on."""
    found = []
    for letter in letters:
        truth = applicable(letter, state)
        depends = depends_on(state, letter.when) if truth is None and letter.when is not None else ""
        found.append((letter, truth, depends))
    return found


def letters_for(letters: tuple[Letter, ...], state: State, wanted: str = "") -> tuple[Letter, ...]:
    """The letters that the case calls for, or the one that is wanted. Raises CaseProblem when there is none."""
    if wanted:
        chosen = [letter for letter in letters if letter.id == wanted]
        if not chosen:
            raise CaseProblem(f"There is no letter {wanted}. {did_you_mean(wanted, [each.id for each in letters])}")
        return tuple(chosen)
    return tuple(letter for letter in letters if applicable(letter, state) is True)


def render_letter(letter: Letter, state: State, today: date) -> Document:
    """The letter as the case stands. Raises AuthorError when its template breaks a rule."""
    return render(letter, state, today, attachment_statuses(state), RightsFor(state, today))


def sentences_lost(letters: tuple[Letter, ...], before: State, after: State, today: date) -> tuple[str, ...]:
    """Sentences that the letters have before a change and not after it."""
    lost: dict[str, None] = {}
    for letter in letters:
        if applicable(letter, before) is True:
            kept = _sentences(letter, after, today) if applicable(letter, after) is True else set()
            lost.update(dict.fromkeys(s for s in _sentences(letter, before, today) if s not in kept))
    return tuple(lost)


def _sentences(letter: Letter, state: State, today: date) -> dict[str, None]:
    return dict.fromkeys(traced.text for traced in render_letter(letter, state, today).trace())


def digest(document: Document) -> str:
    """The hash by which a transcript knows a final letter: of its Markdown."""
    return hashlib.sha256(to_markdown(document.blocks).encode()).hexdigest()


def record_final(session: Session, document: Document) -> None:
    """Notes in the transcript that this very text was made final."""
    session.append(ev.LetterRendered, letter=document.letter.id, sha256=digest(document), as_is=document.as_is)
