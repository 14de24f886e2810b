"""The packet of a case: which letter, whether it is signed, what is missing, and the files it
becomes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from interview.case.problem import CaseProblem
from interview.core import events as ev
from interview.letters.writers.write_problem import CannotWrite
from interview.packet.contents import NO_LIMITS, Limits, Packet
from interview.packet.own_pages import NOT_READY
from interview.packet.parts import made_parts
from interview.packet.pointers import pointers
from interview.packet.unfit import Unfit
from interview.papers.packet_cover import confirmed_fax, cover_of
from interview.papers.packet_exhibits import astray, gathered
from interview.papers.packet_letter import letter_id, letter_of_packet, page_count, signed_copy
from interview.sitting.session import Session
from interview.storage.disk import Disk, make_private_folder, replace_file
from interview.storage.regular import is_another
from interview.storage.store import StoreProblem


@dataclass(frozen=True, slots=True)
class Packed:
    """A packet that was made, not yet written."""

    letter: str
    rendering: int
    """Sequence number of the rendering that was signed; 0 while the packet is not ready."""
    fax: str
    day: date
    parts: tuple[bytes, ...]
    pages: int
    missing: tuple[str, ...]
    """Everything that keeps it from being sent; the packet is ready when there is nothing."""
    notes: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing

    def paths(self, out: Path) -> list[Path]:
        """Where the parts go: the name says when the packet is not ready, and which part it is."""
        mark = f"-{NOT_READY.replace(' ', '-')}"
        stem = out.stem if self.is_ready or out.stem.endswith(mark) else out.stem + mark
        if len(self.parts) == 1:
            return [out.with_name(f"{stem}.pdf")]
        return [
            out.with_name(f"{stem}-part-{i}-of-{len(self.parts)}.pdf")
            for i in range(1, len(self.parts) + 1)
        ]


def pack(
    session: Session, letter: str = "", faxes: Sequence[str] = (), limits: Limits = NO_LIMITS
) -> Packed:
    """Makes the packet of one letter as the case stands. `faxes` are the numbers that were typed.

    Raises CaseProblem when it is not clear which letter, for fax numbers that differ, and for what
    cannot be divided.
    """
    id = letter_id(session, letter)
    fax = confirmed_fax(session.state, faxes)
    rendering, missing = letter_of_packet(session, id)
    exhibits = gathered(session, rendering.document)
    data = rendering.written("pdf")
    signed, seq = None, 0
    try:
        signed, seq = signed_copy(session, id, rendering, page_count(data))
    except (CaseProblem, StoreProblem) as problem:
        missing.append(problem.sentence)
    targets = pointers(rendering.document.body, session.state, exhibits.exhibits)
    missing += [*exhibits.missing, *astray(targets, exhibits.enclosures)]
    packet = Packet(
        rendering.document.letter.title,
        cover_of(session, rendering.document, fax),
        data,
        page_count(data),
        tuple(exhibits.enclosures),
        targets,
        signed,
        is_ready=not missing,
    )
    try:
        parts = made_parts(packet, limits)
    except Unfit as problem:
        raise CaseProblem(f"The packet {problem.why}.") from problem
    except CannotWrite as problem:
        raise CaseProblem(f"The packet: {problem.sentence}") from problem
    notes = [*exhibits.notes, *fax.notes]
    pages = sum(page_count(each) for each in parts)
    return Packed(
        id,
        0 if missing else seq,
        fax.number,
        session.today,
        tuple(parts),
        pages,
        tuple(missing),
        tuple(notes),
    )


def packet_path(session: Session, packed: Packed, out: str = "") -> Path:
    """The file or folder that was named; without one, the folder of letters beside the folder of
    cases.
    """
    named = (
        Path(out).expanduser() if out else Path(session.workplace.store.where).parent / "letters"
    )
    if out and not named.is_dir():
        return named
    return named / f"{session.case.case}-{packed.letter}-{packed.day}-packet.pdf"


def write_packet(session: Session, packed: Packed, out: Path) -> list[Path]:
    """Writes the parts, each as a whole, and records a packet that can be sent; returns the paths.

    Raises CaseProblem when a packet that could be sent and says something else has that name.
    """
    paths = packed.paths(out)
    for path, data in zip(paths, packed.parts, strict=True):
        if packed.is_ready and is_another(path, data):
            raise CaseProblem(
                f"{path} is there already and is another file. Please either choose another name"
                " with --out or move that file away."
            )
    make_private_folder(out.parent)
    _record(session, packed)
    for path, data in zip(paths, packed.parts, strict=True):
        replace_file(Disk(), path, data, sync=True)
    return paths


def _record(session: Session, packed: Packed) -> None:
    if not packed.is_ready:
        return
    parts = tuple(hashlib.sha256(each).hexdigest() for each in packed.parts)
    if any(
        isinstance(each, ev.PacketMade) and each.parts == parts
        for each in session.state.record.events
    ):
        return
    session.append(
        ev.PacketMade,
        letter=packed.letter,
        rendering=packed.rendering,
        fax=packed.fax,
        pages=packed.pages,
        parts=parts,
    )
