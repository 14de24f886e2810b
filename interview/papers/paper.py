"""What a letter's blocks are set on: title, patient and reference for every page, the clinic's
letterhead and logo.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from interview.case import roles
from interview.case.problem import CaseProblem
from interview.case.summary import role_text, value_text
from interview.case.workplace import Workplace
from interview.core.state import State
from interview.letters.document import Document
from interview.letters.letter import Letter
from interview.letters.sanitise import one_line
from interview.letters.writers.page import DRAFT, INTERNAL, Design, Page
from interview.storage.disk import because
from interview.storage.profile import beside
from interview.storage.regular import MOST_TEXT, read_regular

MOST_BYTES = 1_000_000
"""Of a logo; more would be in every letter."""
_LONGEST = 60
"""Characters of a name at the foot of a page."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def page_of(document: Document, state: State, case: str, design: Design) -> Page:
    """The letter on paper, marked on every page as a draft or as a sheet for the office alone."""
    return Page(
        document.blocks,
        document.letter.title,
        document.today,
        _running(document.letter, state, case),
        author=_short(role_text(state, roles.SIGNER)),
        watermark=INTERNAL if document.letter.is_internal else DRAFT,
        sender=state.tree.role(roles.SENDER),
        design=design,
    )


def _running(letter: Letter, state: State, case: str) -> tuple[str, ...]:
    """The patient, in the recipient's word, and what the plan knows the case by; else our own
    number.
    """
    recipient = state.tree.recipients.get(letter.addressee)
    person = (
        str(recipient.person)
        if recipient is not None and recipient.person is not None
        else "Patient"
    )
    known = (
        (person, roles.PATIENT_NAME),
        ("Reference", roles.REFERENCE),
        ("Member ID", roles.MEMBER_ID),
    )
    found = [
        f"{title}: {_short(text)}" for title, role in known if (text := value_text(state, role))
    ]
    return tuple(found[:2]) or (f"Case {case}",)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def design_of(workplace: Workplace) -> Design:
    """The clinic's letterhead and logo. Raises CaseProblem for a file that cannot be read or is
    of another kind.
    """
    wanted, profile = workplace.profile.letterhead, workplace.profile_file
    if not (wanted.file or wanted.logo):
        return Design()
    logo = _read(beside(profile, wanted.logo), "logo") if wanted.logo else b""
    if logo:
        _check_logo(beside(profile, wanted.logo), logo, wanted.logo_words)
    path = beside(profile, wanted.file)
    letterhead = _read(path, "letterhead") if wanted.file else b""
    return Design(logo, one_line(wanted.logo_words), letterhead, str(path))


def _read(path: Path, what: str) -> bytes:
    try:
        return read_regular(path, MOST_TEXT)
    except OSError as error:
        raise CaseProblem(
            f"The {what} {path} that the profile names cannot be read: {because(error)}. "
            "Please either correct the path in the profile or take it out."
        ) from error


def _check_logo(path: Path, logo: bytes, words: str) -> None:
    if not logo.startswith(_PICTURES):
        raise CaseProblem(
            f"The logo {path} is neither PNG nor JPEG. Please save it as one of these."
        )
    if len(logo) > MOST_BYTES:
        raise CaseProblem(
            f"The logo {path} is larger than {MOST_BYTES // 1000:,} kB. Please save it smaller."
        )
    if not words.strip():
        raise CaseProblem(
            "The profile names a logo and does not say what it shows, so a screen reader would pass"
            " it over. Please write `logo_words:` below it, such as the clinic's name."
        )


def profile_hash(workplace: Workplace, design: Design) -> str:
    """By which a transcript knows the profile that a letter was made with: its entries,
    letterhead and logo.
    """
    digest = hashlib.sha256(workplace.profile.model_dump_json().encode())
    for part in (design.letterhead, design.logo):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
