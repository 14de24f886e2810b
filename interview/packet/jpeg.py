"""Takes out of a JPEG what a camera adds and nobody sees."""

from __future__ import annotations

from interview.packet.unfit import Unfit

DAMAGED = "is damaged or was cut off. Please take, scan or send the picture again"
_END, _SCAN, _COLOURS, _COMMENT = 0xD9, 0xDA, 0xEE, 0xFE
"""Markers inside a JPEG."""


def without_metadata(jpeg: bytes) -> bytes:
    """The same JPEG without place, time, camera, comments and further pictures behind it.

    What says how to read its colours stays. Raises Unfit when its parts cannot be told from one
    another.
    """
    kept, at = [jpeg[:2]], 2
    while at + 2 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:  # Filling.
            at += 1
            continue
        if marker == _END:
            return b"".join((*kept, jpeg[at : at + 2]))
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == _SCAN:
            end = _after_scan(jpeg, end)
        if not (0xE0 <= marker <= 0xEF and marker != _COLOURS) and marker != _COMMENT:
            kept.append(jpeg[at:end])
        at = end
    if jpeg[at:] == b"":  # Some cameras leave the end mark out.
        return b"".join((*kept, bytes((0xFF, _END))))
    raise Unfit(DAMAGED)


def _after_scan(jpeg: bytes, at: int) -> int:
    """Where the next marker stands. Inside a scan 0xFF is followed by zero or a restart mark."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] and not 0xD0 <= jpeg[at + 1] <= 0xD7:
            return at
        at += 2
    return len(jpeg)
