"""Who has agreed with a letter, whether it still says what they agreed with, and the copy that
was signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from interview.case import roles
from interview.case.letters import render_letter
from interview.case.problem import CaseProblem
from interview.case.summary import APPROVAL_HOLDS, APPROVAL_WITHDRAWN, role_text
from interview.core import events as ev
from interview.core.nearest import did_you_mean
from interview.core.record import CaseRecord
from interview.core.state import State
from interview.letters.content import content_hash
from interview.letters.letter import Letter
from interview.papers.attaching import copied_in
from interview.papers.rendering import Rendering, made_final
from interview.sitting.session import Session

SIGNED_COPY = "signed_copy"
"""What `attach` is told for the scan of a signed letter."""


def approve(session: Session, draft: Rendering, reviewer: str, prescriber: str) -> list[str]:
    """Records that reviewer and prescriber agree with what the letter says now; what there is to
    say about it.

    `reviewer` is the operator unless given, `prescriber` who signs the letter. Raises CaseProblem
    while something is open, since nobody can agree with what is not there yet.
    """
    letter = made_final(draft, session)
    id = letter.document.letter.id
    if not letter.is_final:
        raise CaseProblem(
            f"{id} is a sheet for the office and is never sent, so nobody needs to approve it."
        )
    people = (
        reviewer or session.workplace.operator,
        prescriber or role_text(session.state, roles.SIGNER),
    )
    if not all(people):
        raise CaseProblem(
            f"Nobody is known who signs {id}. Please name the prescriber with --prescriber NAME."
        )
    given = {
        "letter": id,
        "content": letter.content,
        "reviewer": people[0],
        "prescriber": people[1],
    }
    earlier = session.state.record.approvals.get(id)
    if earlier is not None and given == {key: getattr(earlier, key) for key in given}:
        return [f"{id} is approved already, on {earlier.at:%b %d, %Y}. Nothing was changed."]
    session.append(ev.LetterApproved, **given)
    return [f"Approved: {id}, by {people[1]} (prescriber), reviewed by {people[0]}."]


def holds(approval: ev.LetterApproved, letter: Letter, state: State, today: date) -> bool:
    """Whether the letter still says what was approved; its own date may be another."""
    document = render_letter(letter, state, today)
    return content_hash(document.body, document.today) == approval.content


def approval_words(letter: Letter, state: State, today: date) -> str:
    """How the approval of a letter stands, in one line; empty when nobody has approved it."""
    approval = state.record.approvals.get(letter.id)
    if approval is None:
        return ""
    who = f"by {approval.prescriber}, reviewed by {approval.reviewer}, on {approval.at:%b %d, %Y}"
    if holds(approval, letter, state, today):
        return f"{letter.id}: approved {who}"
    return (
        f"{letter.id}: APPROVAL WITHDRAWN (it was approved {who}; what it says was changed since)"
    )


def sign_off_lines(letters: Callable[[], Iterable[Letter]], state: State, today: date) -> list[str]:
    """Approvals, final letters and signed copies of a case; the letters are loaded only where
    there is an approval.
    """
    record = state.record
    found = [approval_words(each, state, today) for each in letters()] if record.approvals else []
    for rendering in record.renderings:
        copy = record.signed.get(rendering.seq)
        state_of_copy = f"signed copy: {copy.name}" if copy is not None else "no signed copy yet"
        found.append(
            f"{rendering.letter}: final letter of {rendering.day or rendering.at.date()},"
            f" {state_of_copy}"
        )
    return [line for line in found if line]


def approval_state(letters: Iterable[Letter], state: State) -> str:
    """For lists: whether every approval of the case holds, or one does not; empty without any."""
    approvals = state.record.approvals
    known = [each for each in letters if each.id in approvals]
    if not known:
        return ""
    kept = all(
        holds(approvals[each.id], each, state, approvals[each.id].at.date()) for each in known
    )
    return APPROVAL_HOLDS if kept else APPROVAL_WITHDRAWN


def attach_signed(session: Session, letter: str, file: Path) -> list[str]:
    """Puts the scan of a signed letter to its last final rendering; what there is to say about it.

    Raises CaseProblem when there is no such rendering, StoreProblem for the file.
    """
    record = session.state.record
    rendering = _signed_rendering(record, letter)
    stored, _ = copied_in(session, file)
    held = record.signed.get(rendering.seq)
    if held is not None and held.sha256 == stored.sha256:
        return [f"This signed copy is held already: {held.name}. Nothing was changed."]
    session.append(
        ev.SignedCopyAdded,
        letter=rendering.letter,
        rendering=rendering.seq,
        name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
    )
    day = rendering.day or rendering.at.date()
    done = "Replaced" if held else "Attached"
    return [f"{done}: signed copy of {rendering.letter} of {day}: {stored.name}."]


def _signed_rendering(record: CaseRecord, letter: str) -> ev.LetterRendered:
    """The last final rendering of the letter, or of the only one there is. Raises CaseProblem."""
    made = {each.letter: each for each in record.renderings}
    if not made:
        raise CaseProblem(
            "No letter of this case is final yet. Please make it with: interview render CASE"
            " --final"
        )
    if not letter and len(made) > 1:
        raise CaseProblem(
            f"Please say which letter was signed: --letter {' or --letter '.join(made)}"
        )
    id = letter or next(iter(made))
    if id not in made:
        raise CaseProblem(f"There is no final letter {id} in this case. {did_you_mean(id, made)}")
    return made[id]
