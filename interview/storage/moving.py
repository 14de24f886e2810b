"""Takes a case out of a folder as an archive, and an archive into a folder. Nothing is ever
overwritten by less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from interview.core.events import AnyEvent, AttachmentAdded, SignedCopyAdded
from interview.storage.archive import OpenArchive, pack
from interview.storage.attachments_files import copy_in, verified
from interview.storage.codec import Codec
from interview.storage.disk import PRIVATE_FOLDER, Disk, because, replace_file
from interview.storage.open_case import CaseFiles
from interview.storage.regular import MOST_TRANSCRIPT, read_regular
from interview.storage.scan import Scan, scan
from interview.storage.store import Came, StoreProblem, TakenIn


def export_case(found: Scan, files: CaseFiles, target: Path, disk: Disk) -> None:
    """Write a case that is held open into an archive. Raises StoreProblem, also where a document
    is not what it was.
    """
    if found.damage or found.torn:
        sentence = f"{found.case} is damaged and cannot be exported whole. {found.damage}".strip()
        raise StoreProblem("export_damaged", sentence, found.case)
    documents = {}
    for sha256 in documents_of(found.events):
        path = verified(files.attachments, sha256, found.case)
        documents[path.name] = path
    pack(
        found.case,
        read_regular(files.transcript, MOST_TRANSCRIPT)[: found.size],
        documents,
        target,
        disk,
    )


def documents_of(events: list[AnyEvent]) -> list[str]:
    """The hashes of all documents that were ever put into a case."""
    return list(
        dict.fromkeys(e.sha256 for e in events if isinstance(e, AttachmentAdded | SignedCopyAdded))
    )


def scan_archive(archive: OpenArchive, source: Path, codecs: Mapping[str, Codec]) -> Scan:
    """Its transcript, which must be whole and name exactly the documents that are there. Raises
    StoreProblem.
    """
    found = scan(archive.transcript, archive.case, codecs)
    if found.damage or found.torn or found.lacks_line_feed:
        sentence = (
            f"The transcript in {source} is damaged; nothing was taken in. Please export the case"
            " again."
        )
        raise StoreProblem("import_damaged", f"{sentence} {found.damage}".strip(), archive.case)
    named = set(documents_of(found.events))
    missing, unnamed = named - archive.documents, archive.documents - named
    if missing:
        sentence = (
            f"{source} lacks {len(missing)} of the documents of {archive.case}; nothing was"
            " taken in."
        )
        raise StoreProblem(
            "import_incomplete", f"{sentence} Please export the case again.", archive.case
        )
    if unnamed:
        sentence = (
            f"{source} holds {len(unnamed)} documents that {archive.case} does not name; nothing"
            " was taken in."
        )
        raise StoreProblem(
            "import_foreign", f"{sentence} Please export the case again.", archive.case
        )
    return found


def take_in(
    archive: OpenArchive, found: Scan, files: CaseFiles, here: Scan | None, disk: Disk
) -> TakenIn:
    """Put an archive's case into its place; the caller holds its lock. `here` is what stands there
    now.

    Raises StoreProblem where both went on in different ways: then nothing is changed.
    """
    came, count = _compared(archive, found, files, here)
    try:
        with _incoming(files) as folder:
            for path in archive.unpack(
                folder
            ).values():  # First of all, so that no transcript names what is not there.
                copy_in(path, files.attachments, archive.case, disk, lambda _: None)
        if came != "known":
            replace_file(disk, files.transcript, archive.transcript, sync=True)
    except OSError as error:
        sentence = (
            f"{archive.case} was not taken in: {because(error)}. Please either make room or correct"
            " the folder."
        )
        raise StoreProblem("not_imported", sentence, archive.case, can_retry=True) from error
    return TakenIn(archive.case, came, count)


@contextmanager
def _incoming(files: CaseFiles) -> Iterator[Path]:
    """A private folder beside the case for documents that are being unpacked, gone afterwards
    whatever happens.
    """
    files.clear_leftovers()
    files.incoming.mkdir(PRIVATE_FOLDER)
    try:
        yield files.incoming
    finally:
        files.clear_leftovers()


def _compared(
    archive: OpenArchive, found: Scan, files: CaseFiles, here: Scan | None
) -> tuple[Came, int]:
    """How the archive goes with what is here."""
    if here is None:
        return "new", len(found.events)
    if here.damage:
        sentence = (
            f"{archive.case} is here already and is damaged, so nothing was taken in. {here.damage}"
        )
        raise StoreProblem("import_exists", sentence, archive.case)
    mine = read_regular(files.transcript, MOST_TRANSCRIPT)[: here.size]
    if mine.startswith(archive.transcript):
        return "known", 0
    if archive.transcript.startswith(mine):
        return "continued", len(found.events) - len(here.events)
    same = _shared(mine, archive.transcript)
    raise StoreProblem(
        "import_exists",
        f"{archive.case} is here already and went on differently here and there after step {same};"
        " nothing was taken in. Please either go on with the one here or move it out of the folder"
        " first.",
        archive.case,
    )


def _shared(one: bytes, other: bytes) -> int:
    """How many lines two transcripts have in common at their beginning."""
    count = 0
    for mine, theirs in zip(one.split(b"\n"), other.split(b"\n"), strict=False):
        if mine != theirs:
            break
        count += 1
    return count
