"""The cover sheet of a packet: to whom, from whom, and a fax number that was typed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.case import roles
from interview.case.problem import CaseProblem
from interview.case.summary import role_text, value_text
from interview.core.answer import Answer
from interview.core.answers import How
from interview.core.kinds import Refused
from interview.core.kinds.phones import read_phone, shown_phone
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.packet.contents import Cover
from interview.rights.known import is_urgent
from interview.sitting.session import Session

_PRESCRIBER = "prescriber"
"""The voice of letters that the clinic sends."""
_TIMES = 2


@dataclass(frozen=True, slots=True)
class Fax:
    """The number for the cover sheet; both texts are empty while none is confirmed."""

    number: str = ""
    """Ten digits, perhaps with an extension."""
    shown: str = ""
    notes: tuple[str, ...] = ()


def confirmed_fax(state: State, typed: Sequence[str]) -> Fax:
    """The number that was typed twice: in the interview from the notice and now, or twice now.

    Raises CaseProblem when a number is none, or two differ: a fax to a wrong number cannot be
    called back.
    """
    known = _known(state)
    if not typed:
        there = f" The case has {known.text}." if known is not None else ""
        return Fax(
            notes=(
                (
                    f"The cover sheet names no fax number.{there} To print it, type it again: --fax"
                    " NUMBER"
                ),
            )
        )
    numbers = [*([str(known.value)] if known is not None else []), *map(_read, typed)]
    if len(set(numbers)) > 1:
        shown = " and ".join(dict.fromkeys(map(shown_phone, numbers)))
        raise CaseProblem(
            f"The fax numbers differ: {shown}. Please look at the notice and type the number again."
        )
    if len(numbers) < _TIMES:
        raise CaseProblem(
            "The case has no fax number to compare with. Please type it twice: --fax NUMBER --fax"
            " NUMBER"
        )
    is_from_notice = (
        known is not None and known.claim is not None and known.claim.source.how is How.letter
    )
    notes = (
        ()
        if is_from_notice
        else ("The fax number was not read from the notice. Please compare it once more.",)
    )
    return Fax(numbers[0], shown_phone(numbers[0]), notes)


def _known(state: State) -> Answer | None:
    """The number in the case; None while there is none."""
    id = state.tree.role(roles.PLAN_FAX)
    answer = state.answer(id) if id else None
    return answer if answer is not None and answer.is_known and answer.value else None


def _read(typed: str) -> str:
    try:
        return read_phone(typed)
    except Refused as refused:
        raise CaseProblem(refused.sentence) from refused


def cover_of(session: Session, document: Document, fax: Fax) -> Cover:
    """The cover sheet. It names neither patient nor treatment where the clinic writes, only what
    the plan files by.
    """
    state = session.state
    is_clinic = document.letter.voice == _PRESCRIBER
    sender = (roles.SENDER, roles.SIGNER) if is_clinic else (roles.PATIENT_NAME,)
    return Cover(
        to=_addressee(document, state),
        to_fax=fax.shown,
        sender=tuple(text for role in sender if (text := role_text(state, role))),
        phone=role_text(state, roles.SENDER_PHONE if is_clinic else roles.PHONE),
        fax=value_text(state, roles.SENDER_FAX) if is_clinic else "",
        reference=value_text(state, roles.REFERENCE),
        day=session.today,
        is_urgent=is_urgent(state),
    )


def _addressee(document: Document, state: State) -> tuple[str, ...]:
    """The letter's own address lines, without telephone and fax numbers; the plan's name where
    it has none.
    """
    plan = state.tree.role(roles.PLAN_NAME)
    for block in document.body:
        if isinstance(block, b.Paragraph) and plan in _addresses(block.inlines):
            return tuple(line for line in _lines(block.inlines, state) if line)
    return tuple(text for text in [role_text(state, roles.PLAN_NAME)] if text)


def _addresses(inlines: b.Inlines) -> set[str]:
    return {
        leaf.ref.address
        for leaf in b.leaves(inlines)
        if isinstance(leaf, b.Text) and leaf.ref is not None
    }


def _lines(inlines: b.Inlines, state: State) -> Iterator[str]:
    line: list[b.Text] = []
    for leaf in (*b.leaves(inlines), b.Break()):
        if isinstance(leaf, b.Text):
            line.append(leaf)
        elif isinstance(leaf, b.Break):
            if not any(_is_number(each, state) for each in line):
                yield "".join(each.text for each in line).strip()
            line = []


def _is_number(leaf: b.Text, state: State) -> bool:
    found = state.find(leaf.ref.address) if leaf.ref is not None else None
    return found is not None and found[2].kind.is_phone
