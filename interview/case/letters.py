"""Letters of a case: which apply, what they say now, what keeps them from being final, and
making one final.
"""

from __future__ import annotations

from datetime import date

from interview.case.letter_rights import LetterRights
from interview.case.problem import CaseProblem
from interview.core.attachments import attachment_statuses
from interview.core.explain import depends_on
from interview.core.measure import Truth
from interview.core.nearest import did_you_mean
from interview.core.state import State
from interview.letters.document import Document
from interview.letters.letter import Letter, applicable
from interview.letters.render import render


def choice_of_letters(letters: tuple[Letter, ...], state: State) -> list[tuple[Letter, Truth, str]]:
    """Every letter, whether the case calls for it, and what an undecided one depends on."""
    found = []
    for letter in letters:
        truth = applicable(letter, state)
        depends = (
            depends_on(state, letter.when) if truth is None and letter.when is not None else ""
        )
        found.append((letter, truth, depends))
    return found


def letters_for(letters: tuple[Letter, ...], state: State, wanted: str = "") -> tuple[Letter, ...]:
    """The letters that the case calls for, or the one that is wanted. Raises CaseProblem when
    there is none.
    """
    if wanted:
        chosen = [letter for letter in letters if letter.id == wanted]
        if not chosen:
            raise CaseProblem(
                f"There is no letter {wanted}."
                f" {did_you_mean(wanted, [each.id for each in letters])}"
            )
        return tuple(chosen)
    return tuple(letter for letter in letters if applicable(letter, state) is True)


def render_letter(letter: Letter, state: State, today: date) -> Document:
    """The letter as the case stands. Raises AuthorError when its template breaks a rule."""
    return render(letter, state, today, attachment_statuses(state), LetterRights(state, today))


def sentences_lost(
    letters: tuple[Letter, ...], before: State, after: State, today: date
) -> tuple[str, ...]:
    """What the letters say before a change and not after it: sentences, or that a whole letter
    is not called for.
    """
    lost: dict[str, None] = {}
    for letter in letters:
        if applicable(letter, before) is not True:
            continue
        if applicable(letter, after) is True:
            kept = _sentences(letter, after, today)
            lost.update(
                dict.fromkeys(s for s in _sentences(letter, before, today) if s not in kept)
            )
        else:
            lost[f"The whole letter “{letter.title}”, which is then not called for."] = None
    return tuple(lost)


def _sentences(letter: Letter, state: State, today: date) -> dict[str, None]:
    return dict.fromkeys(traced.text for traced in render_letter(letter, state, today).trace())
