"""Which letter a packet is for, that letter as it was made final, and the signed copy of that
very rendering.
"""

from __future__ import annotations

from io import BytesIO

from interview.case.letters import letters_for
from interview.case.problem import CaseProblem
from interview.core import events as ev
from interview.core.attachments import attachment_statuses
from interview.core.record import CaseRecord
from interview.packet.contents import SignedCopy
from interview.packet.papers import looked_over
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit
from interview.papers.paper import design_of
from interview.papers.rendering import Rendering, made_final, rendered
from interview.sitting.session import Session


def letter_id(session: Session, wanted: str) -> str:
    """The one letter that is meant: the wanted one, the only one that was signed, or the only one
    that goes out.

    Raises CaseProblem when it is not clear which.
    """
    letters = session.workplace.letters
    if wanted:
        (chosen,) = letters_for(letters, session.state, wanted)
        if chosen.is_internal:
            raise CaseProblem(f"{chosen.id} is a sheet for the office and is never sent.")
        return chosen.id
    going = [each.id for each in letters_for(letters, session.state) if not each.is_internal]
    record = session.state.record
    signed = {each.letter for each in record.renderings if each.seq in record.signed}
    for ids in ([id for id in going if id in signed], going):
        if len(ids) == 1:
            return ids[0]
    if not going:
        raise CaseProblem("This case calls for no letter yet, so there is nothing to send.")
    raise CaseProblem(
        f"Please say which letter the packet is for: --letter {' or --letter '.join(going)}"
    )


def letter_of_packet(session: Session, id: str) -> tuple[Rendering, list[str]]:
    """The letter as it was made final, or else as it stands now, with what keeps it from being
    sent.
    """
    workplace, record, case = session.workplace, session.state.record, session.case.case
    last = _last(record, id)
    day = (last.day or last.at.date()) if last is not None else session.today
    (draft,) = rendered(workplace.letters, session.state, case, day, id, design_of(workplace))
    try:
        final = made_final(draft, session)
    except CaseProblem as problem:
        return draft, [_unfinished(draft, session, problem)]
    command = f"interview render {case} --letter {id} --final"
    if last is None:
        return draft, [f"The letter {id} is not final yet. Please: {command}"]
    if final.content != last.content:
        changed = f"The letter {id} says something else now than on {day}, when it was made final."
        return draft, [f"{changed} Please make it final again and have that signed: {command}"]
    return final, []


def _unfinished(draft: Rendering, session: Session, problem: CaseProblem) -> str:
    """Why the letter is not final; documents are named one by one among the exhibits."""
    exhibits = {each.address for each in attachment_statuses(session.state)}
    others = [
        opening for opening in draft.document.keeps_from_final if opening.address not in exhibits
    ]
    if not (others or session.state.record.parked):
        return f"{draft.document.letter.title} [{draft.document.letter.id}] waits for documents."
    return problem.sentence


def signed_copy(
    session: Session, id: str, rendering: Rendering, pages: int
) -> tuple[SignedCopy, int]:
    """The signed copy of this very rendering, and the rendering's number in the transcript.

    `pages` is how many the letter has. Raises CaseProblem or StoreProblem with what is wrong about
    it.
    """
    record = session.state.record
    last = _last(record, id)
    if last is None or not rendering.is_final:
        raise CaseProblem("There is no signed copy of the letter as it stands.")
    held = record.signed.get(last.seq)
    if held is None:
        command = f"interview attach {session.case.case} signed_copy FILE --letter {id}"
        raise CaseProblem(
            f"The signed copy of the letter of {last.day} is missing. Please: {command}"
        )
    path = session.case.attachment(held.sha256)
    try:
        paper = looked_over(path)
        if paper.sort is Sort.docx:
            raise Unfit("is a Word document. Please scan the signed letter")
        if paper.pages != pages:
            raise Unfit(
                f"has {_pages(paper.pages)} and the letter {_pages(pages)}. "
                "Please scan all pages of the signed letter, in order, and nothing else"
            )
    except Unfit as problem:
        raise CaseProblem(f"The signed copy {held.name} {problem.why}.") from problem
    return SignedCopy(path, paper.sort), last.seq


def _last(record: CaseRecord, id: str) -> ev.LetterRendered | None:
    return next((each for each in reversed(record.renderings) if each.letter == id), None)


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
