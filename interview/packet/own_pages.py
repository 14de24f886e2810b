"""The pages that a packet adds of its own, set by Typst: one page here for every page of the
part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from interview.letters.functions import shown_date
from interview.letters.sanitise import one_line
from interview.letters.writers.typst import pdf_from
from interview.packet.contents import Chunk, Cover, Enclosure, Packet, Part, Pointer
from interview.packet.page_choice import shown_pages

NOT_READY = "NOT READY"
MARK = f"{NOT_READY} – not to be sent"
URGENT = "URGENT – expedited review requested"
_CONFIDENTIAL = (
    "These pages hold health information that is private. They are meant only for the office named"
    " above. If they reached you by mistake, please do not read, copy or pass them on: call the"
    " sender at the number above and destroy every page."
)
_LONGEST, _MOST_LINES, _LONGEST_TITLE = 80, 6, 240
"""So that a cover sheet, and the cover of an exhibit, stay on one page."""
Data = dict[str, object]


def frame(
    packet: Packet, part: Part, parts: tuple[Part, ...], is_wide: Callable[[Chunk, int], bool]
) -> bytes:
    """The frame of one part as PDF: cover sheet, empty pages for the letter, index, and exhibits'
    covers and stamps.

    `is_wide` says which pages of a chunk lie on their side. Raises CannotWrite.
    """
    day = packet.cover.day
    data: Data = {
        "title": packet.title,
        "dated": [day.year, day.month, day.day],
        "running": f"Reference {one_line(packet.cover.reference)}"
        if packet.cover.reference
        else "",
        "mark": "" if packet.is_ready else NOT_READY,
        "mark_words": MARK,
        "part": {"number": part.number, "of": len(parts)},
        "cover": _cover(packet.cover),
        "letter_pages": packet.letter_pages if part.has_letter else 0,
        "index": [_entry(each, parts) for each in packet.enclosures],
        "pointers": [_pointer(each, packet, parts) for each in packet.pointers]
        if part.has_letter
        else [],
        "chunks": [_chunk(each, is_wide) for each in part.chunks],
    }
    return pdf_from("packet.typ", data, day)


def _cover(cover: Cover) -> Data:
    return {
        "heading": "Fax",
        "to": _lines(cover.to) or ["The health plan"],
        "to_fax": cover.to_fax,
        "sender": _lines(cover.sender) or [""],
        "phone": cover.phone,
        "fax": cover.fax,
        "dated": shown_date(cover.day),
        "reference": _short(cover.reference, _LONGEST),
        "urgent": cover.is_urgent,
        "urgent_words": URGENT,
        "note_heading": "Confidential",
        "note": _CONFIDENTIAL,
    }


def _lines(lines: Iterable[str]) -> list[str]:
    return [_short(line, _LONGEST) for line in lines][:_MOST_LINES]


def _short(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _entry(enclosure: Enclosure, parts: tuple[Part, ...]) -> Data:
    pages = f"{len(enclosure.pages)}" if enclosure.pages else ""
    if len(enclosure.pages) != enclosure.total:
        pages += f" (pages {shown_pages(enclosure.pages)} of {enclosure.total})"
    part, chunk = next(_found(enclosure.letter, parts), (0, None))
    name = _cover_name(chunk) if chunk is not None else ""
    title = _short(enclosure.title, _LONGEST_TITLE)
    return {
        "letter": enclosure.letter,
        "title": title,
        "pages": pages,
        "part": part,
        "anchor": name,
    }


def _pointer(pointer: Pointer, packet: Packet, parts: tuple[Part, ...]) -> Data:
    """Where the letter points to: that page, or the exhibit's cover when the letter names no
    page.
    """
    shown = f"Exhibit {pointer.exhibit}"
    pages = next((each.pages for each in packet.enclosures if each.letter == pointer.exhibit), ())
    for part, chunk in _found(pointer.exhibit, parts):
        if pointer.page in chunk.pages or not pointer.page:
            place = f", page {pages.index(pointer.page) + 1}" if pointer.page else ""
            name = _sheet_name(chunk, pointer.page) if pointer.page else _cover_name(chunk)
            return {
                "text": one_line(pointer.words),
                "shown": shown + place,
                "part": part,
                "anchor": name,
            }
    page = f", page {pointer.page}" if pointer.page else ""
    return {"text": one_line(pointer.words), "shown": shown + page, "part": 0, "anchor": ""}


def _found(letter: str, parts: tuple[Part, ...]) -> Iterator[tuple[int, Chunk]]:
    for part in parts:
        yield from (
            (part.number, chunk) for chunk in part.chunks if chunk.enclosure.letter == letter
        )


def _cover_name(chunk: Chunk) -> str:
    return f"cover-{chunk.enclosure.letter}-{chunk.first}"


def _sheet_name(chunk: Chunk, page: int) -> str:
    return f"page-{chunk.enclosure.letter}-{page}"


def _chunk(chunk: Chunk, is_wide: Callable[[Chunk, int], bool]) -> Data:
    of = chunk.enclosure
    note = [f"{len(of.pages)} page{'s' if len(of.pages) != 1 else ''}"]
    if len(of.pages) != of.total:
        note.append(f"pages {shown_pages(of.pages)} of a document of {of.total}")
    if chunk.count != len(of.pages):
        note.append(f"in this part: pages {chunk.first + 1} to {chunk.first + chunk.count}")
    return {
        "anchor": _cover_name(chunk),
        "heading": f"Exhibit {of.letter}",
        "title": _short(of.title, _LONGEST_TITLE) + (" (continued)" if chunk.is_continued else ""),
        "note": "; ".join(note),
        "sheets": [
            {
                "anchor": _sheet_name(chunk, page),
                "wide": is_wide(chunk, page),
                "stamp": stamp(of, page),
            }
            for page in chunk.pages
        ],
    }


def stamp(enclosure: Enclosure, page: int) -> str:
    """What stands on a page of an exhibit, and where it stands in the document when some pages
    stay behind.
    """
    words = (
        f"Exhibit {enclosure.letter} – page {enclosure.pages.index(page) + 1} of"
        f" {len(enclosure.pages)}"
    )
    return words if len(enclosure.pages) == enclosure.total else f"{words} (document page {page})"
