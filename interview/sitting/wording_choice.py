"""A caller's own words, read at the desk before a letter may say them: kept, reworded or left
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview.case.problem import CaseProblem
from interview.case.prompts import title_of
from interview.core import events as ev
from interview.core.kinds import Refused
from interview.sitting.session import Session

KEEP, REWORD, LEAVE_OUT = "keep", "reword", "leave_out"
HOW: dict[str, Literal["kept", "reworded", "left_out"]] = {
    KEEP: "kept",
    REWORD: "reworded",
    LEAVE_OUT: "left_out",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that a letter of the case would say, and that nobody has read for it."""

    address: str
    title: str
    words: str
    is_needed: bool
    """Whether the letter rests on it, so that it cannot be left out."""


def unread_words(session: Session) -> tuple[Unread, ...]:
    """In the order of the letters that the case calls for, each once."""
    from interview.case.letters import letters_for, render_letter
    from interview.letters.blocks import holes_in  # Letters are slow to load.

    found: dict[str, Unread] = {}
    for letter in letters_for(session.workplace.letters, session.state):
        for hole in holes_in(render_letter(letter, session.state, session.today).body):
            if hole.words:
                words = session.state.answer(hole.address).text
                found.setdefault(
                    hole.address, Unread(hole.address, hole.title, words, hole.blocking)
                )
    return tuple(found.values())


def choose(session: Session, address: str, how: str, words: str = "") -> str:
    """What becomes of a caller's words in letters. Returns a sentence.

    `how` is one of `HOW`. Raises CaseProblem where there are no such words, for words that say
    nothing, and when what a letter rests on is to be left out.
    """
    if session.state.find(address) is None or not session.state.answer(address).is_callers:
        raise CaseProblem(
            f"At {address} there are no words of a caller on that person's word alone."
        )
    answer = session.state.answer(address)
    if how == LEAVE_OUT and session.state.blocks(answer):
        raise CaseProblem(
            f"{title_of(session.state, address)} cannot be left out: the letter rests on it."
        )
    fit = ""
    if how == REWORD:
        try:
            read = answer.question.kind.read(words, answer.question, session.today)
        except Refused as refused:
            raise CaseProblem(refused.sentence) from refused
        fit = answer.question.kind.show(read, answer.question)
    session.append(ev.WordsChosen, address=address, claim=answer.seq, how=HOW[how], words=fit)
    return f"{_DONE[how]}: {title_of(session.state, address)}."


_DONE = {
    KEEP: "Kept word for word",
    REWORD: "Reworded for letters; what was said is kept",
    LEAVE_OUT: "Left out",
}
