"""Make sense of a transcript's bytes: which lines are whole, what is torn, what is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interview.core.bulk import without_collector
from interview.core.events import AnyEvent, CaseOpened
from interview.storage.codec import FORMAT, BadLine, BrokenChain, Codec, UnknownEvent, read_header
from interview.storage.store import StoreProblem, TranscriptRead


@dataclass(slots=True)
class Scan:
    """A transcript's bytes, understood."""

    case: str
    codec: Codec
    events: list[AnyEvent] = field(default_factory=list)
    """Numbered 1, 2, 3 … without a gap, whatever the file looks like."""
    later: list[AnyEvent] = field(default_factory=list)
    """Readable events from the first line on that does not go on where the one before it ended."""
    damage: str = ""
    """The first damage, as a sentence."""
    has_stopped: bool = False
    """A line cannot be read or carries another number: whatever follows it is in `later`."""
    last: bytes = b""
    """The last whole line, without line feed."""
    whole: bytes = b""
    """Everything up to the end of the last whole line."""
    torn: bytes = b""
    """What follows them."""
    lacks_line_feed: bool = False
    """The last line is whole but for its line feed."""

    @property
    def size(self) -> int:
        """Bytes up to the end of the last whole line."""
        return len(self.whole)

    @property
    def reading(self) -> TranscriptRead:
        return TranscriptRead(
            self.case, tuple(self.events), self.damage, tuple(self.later), len(self.torn)
        )


def scan(data: bytes, case: str, codecs: Mapping[str, Codec]) -> Scan:
    """Understand a whole transcript. Raises StoreProblem when it is none that this program can
    read.
    """
    lines = data.split(b"\n")
    found = Scan(case, _codec(lines[0], case, codecs))
    tail = lines.pop()
    while lines and not lines[-1].strip():
        lines.pop()  # An empty line at the end holds nothing that could be damaged.
    with without_collector():
        _decode_all(lines, found)
    size = sum(map(len, lines)) + len(lines)
    found.whole, found.torn = data[:size], data[size:]
    if tail and not found.has_stopped:
        _take_whole_tail(tail, found)
    if not lines and not found.events:
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
            f"{case} was written by a newer version of this program (format {header.format}; this"
            f" one reads up to {FORMAT}). Please either update the program or open the case where"
            " it was written.",
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
    return b'{"format":'.startswith(first) or (
        first.startswith(b'{"format":') and b'","prev":"' not in first
    )


def _never_begun(case: str) -> StoreProblem:
    return StoreProblem(
        "never_begun",
        f"{case} was never begun: its transcript ends within the first line, so nothing had been"
        " recorded. Please either delete the file or restore it from a backup.",
        case,
    )


def _foreign(case: str) -> StoreProblem:
    return StoreProblem(
        "foreign_file",
        f"The file of {case} is not a transcript of this program. "
        "Please either move it out of the folder or restore the transcript from a backup.",
        case,
    )


def _decode_all(lines: list[bytes], found: Scan) -> None:
    """Read every line that has its end. Nothing that stands in a file may be folded out of its
    order.
    """
    decode, previous = found.codec.decode, b""
    for number, line in enumerate(lines, 1):
        try:
            event = decode(line, previous)
        except BrokenChain as error:
            event = error.event
            _note_damage(found, _broken_chain(number, found.case))
        except (BadLine, UnknownEvent) as error:
            _note_damage(found, _bad_line(number, found.case, isinstance(error, UnknownEvent)))
            found.has_stopped, previous = True, line
            continue
        if event.seq != number:
            _note_damage(found, _out_of_order(number, event.seq, found.case))
            found.has_stopped = True
        (found.later if found.has_stopped else found.events).append(event)
        previous = line
    found.last = previous


def _take_whole_tail(tail: bytes, found: Scan) -> None:
    """Keep a last line that lacks only its line feed (an editor's doing): it is whole, so it
    must not be lost.
    """
    try:
        event = found.codec.decode(tail, found.last)
    except (BadLine, UnknownEvent, BrokenChain):
        return
    # Where empty lines stand before it, or another number is on it, it is not known to be the next.
    if found.torn != tail or event.seq != len(found.events) + 1:
        return
    found.events.append(event)
    found.whole += tail
    found.last, found.torn, found.lacks_line_feed = tail, b"", True


def _check_identity(found: Scan) -> None:
    first = next(iter(found.events), None)
    if first is not None and not isinstance(first, CaseOpened):
        raise _foreign(found.case)
    if isinstance(first, CaseOpened) and first.case != found.case:
        _note_damage(found, _other_case(found.case, first.case))


def _note_damage(found: Scan, sentence: str) -> None:
    """The first damage is the one that is told."""
    found.damage = found.damage or sentence


def _other_case(case: str, own: str) -> str:
    return (
        f"The file of {case} holds the transcript of {own}, so nothing can be added to it. "
        f"Please either give the file its own name back ({own}.jsonl) or remove the copy."
    )


def _bad_line(number: int, case: str, is_unknown: bool) -> str:
    what = (
        "holds something this version of the program does not know"
        if is_unknown
        else "cannot be read"
    )
    return (
        f"Line {number} of the transcript of {case} {what}, and nothing can be added until that is"
        " mended. Please either update the program or restore the transcript from a backup;"
        " nothing was changed."
    )


def _broken_chain(number: int, case: str) -> str:
    return (
        f"The transcript of {case} was changed from outside at line {number - 1} or {number}: "
        "they no longer fit together, so nothing can be added. "
        "Please either restore it from a backup or begin a new case from it; nothing was changed."
    )


def _out_of_order(number: int, seq: int, case: str) -> str:
    return (
        f"Line {number} of the transcript of {case} carries the number {seq}, so nothing can be"
        " added. Please either restore it from a backup or begin a new case from it; nothing was"
        " changed."
    )
