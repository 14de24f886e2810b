"""Make sense of a transcript's bytes: which lines are whole, what is torn, what is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interview.core.bulk import without_collector
from interview.core.events import AnyEvent, CaseOpened
from interview.storage.codec import FORMAT, BadLine, BrokenChain, Codec, UnknownEvent, read_header
from interview.storage.store import Reading, StoreProblem


@dataclass(slots=True)
class Scan:
    """A transcript's bytes, understood."""

    case: str
    codec: Codec
    events: list[AnyEvent] = field(default_factory=list)
    later: list[AnyEvent] = field(default_factory=list)
    damage: str = ""
    """The first damage, as a sentence."""
    bad_line: int = 0
    """Number of the first line that cannot be read; 0 when all can."""
    last: bytes = b""
    """The last whole line, without line feed."""
    size: int = 0
    """Bytes up to the end of the last whole line."""
    torn: bytes = b""
    """What follows them."""
    lacks_line_feed: bool = False
    """The last line is whole but for its line feed."""

    @property
    def reading(self) -> Reading:
        return Reading(self.case, tuple(self.events), self.damage, tuple(self.later), len(self.torn))


def scan(data: bytes, case: str, codecs: Mapping[str, Codec]) -> Scan:
    """Understand a whole transcript. Raises StoreProblem when it is none that this program can read."""
    lines = data.split(b"\n")
    found = Scan(case, _codec(lines[0], case, codecs))
    tail = lines.pop()
    if not tail and lines:
        tail = _unreadable_last(lines, found.codec)
    with without_collector():
        _decode_all(lines, found)
    found.size = sum(map(len, lines)) + len(lines)
    found.torn = data[found.size :]
    if tail and not found.bad_line:
        _take_whole_tail(tail, found)
    if not found.events and not found.damage:
        raise _never_begun(case)
    _check_identity(found)
    return found


def _codec(first: bytes, case: str, codecs: Mapping[str, Codec]) -> Codec:
    header = read_header(first)
    if header is None:
        raise _never_begun(case) if _is_torn_header(first) else _foreign(case)
    if header.format > FORMAT:
        raise StoreProblem(
            "future_format",
            f"{case} was written by a newer version of this program (format {header.format}; this one reads up to "
            f"{FORMAT}). Please either update the program or open the case where it was written.",
            case,
        )
    if header.codec not in codecs:
        raise StoreProblem(
            "unknown_codec",
            f"{case} is stored in a way this program does not know ({header.codec}). "
            "Please either update the program or open the case where it was written.",
            case,
        )
    return codecs[header.codec]


def _is_torn_header(first: bytes) -> bool:
    return b'{"format":'.startswith(first) or (first.startswith(b'{"format":') and b'","prev":"' not in first)


def _never_begun(case: str) -> StoreProblem:
    return StoreProblem(
        "never_begun",
        f"{case} was never begun: its transcript ends within the first line, so nothing had been recorded. "
        "Please either delete the file or restore it from a backup.",
        case,
    )


def _foreign(case: str) -> StoreProblem:
    return StoreProblem(
        "foreign_file",
        f"The file of {case} is not a transcript of this program. "
        "Please either move it out of the folder or restore the transcript from a backup.",
        case,
    )


def _unreadable_last(lines: list[bytes], codec: Codec) -> bytes:
    """Take the last line away when it is no record at all: a write that reached the disk only in part."""
    try:
        codec.decode(lines[-1], lines[-2] if len(lines) > 1 else b"")
    except BadLine:
        return lines.pop()
    except (UnknownEvent, BrokenChain):
        pass
    return b""


def _decode_all(lines: list[bytes], found: Scan) -> None:
    decode, previous, events = found.codec.decode, b"", found.events
    for number, line in enumerate(lines, 1):
        try:
            event = decode(line, previous)
        except BrokenChain as error:
            event = error.event
            _broken_chain(number, found)
        except (BadLine, UnknownEvent) as error:
            _bad_line(number, isinstance(error, UnknownEvent), found)
            previous, events = line, found.later
            continue
        if event.seq != number and not found.damage:
            _out_of_order(number, event.seq, found)
        events.append(event)
        previous = line
    found.last = previous


def _take_whole_tail(tail: bytes, found: Scan) -> None:
    """Keep a last line that lacks only its line feed (an editor's doing): it is whole, so it must not be lost."""
    try:
        event = found.codec.decode(tail, found.last)
    except (BadLine, UnknownEvent, BrokenChain):
        return
    if found.torn != tail or event.seq != len(found.events) + 1:
        return
    found.events.append(event)
    found.size += len(tail)
    found.last, found.torn, found.lacks_line_feed = tail, b"", True


def _check_identity(found: Scan) -> None:
    first = next(iter(found.events), None)
    if found.bad_line != 1 and not isinstance(first, CaseOpened):
        raise _foreign(found.case)
    if isinstance(first, CaseOpened) and first.case != found.case and not found.damage:
        found.damage = (
            f"The file of {found.case} holds the transcript of {first.case}, so nothing can be added to it. "
            f"Please either give the file its own name back ({first.case}.jsonl) or remove the copy."
        )


def _bad_line(number: int, is_unknown: bool, found: Scan) -> None:
    if found.bad_line:
        return
    found.bad_line = number
    if found.damage:
        return
    what = "holds something this version of the program does not know" if is_unknown else "cannot be read"
    found.damage = (
        f"Line {number} of the transcript of {found.case} {what}, and nothing can be added until that is mended. "
        f"Please either update the program or restore the transcript from a backup; nothing was changed."
    )


def _broken_chain(number: int, found: Scan) -> None:
    if found.damage:
        return
    found.damage = (
        f"The transcript of {found.case} was changed from outside at line {number - 1} or {number}: "
        "they no longer fit together, so nothing can be added. "
        "Please either restore it from a backup or begin a new case from it; nothing was changed."
    )


def _out_of_order(number: int, seq: int, found: Scan) -> None:
    found.damage = (
        f"Line {number} of the transcript of {found.case} carries the number {seq}, so nothing can be added. "
        "Please either restore it from a backup or begin a new case from it; nothing was changed."
    )
