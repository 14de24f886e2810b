"""Turn events into stored lines and back; every line carries the hash of the line before.

A line is JSON, and `prev` always stands last. The first line begins with the format and the codec
in clear text, whatever the codec does with the rest. Hashes are SHA-256 over stored bytes without
the line feed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError

from interview.core.events import EVENTS, AnyEvent

FORMAT = 1
"""Version of the transcript format that this program writes, and the newest it reads.

Fields that have their default value are not written: whoever changes a default begins a new format.
"""
_NO_LINE = "0" * 64
_HEADER = re.compile(rb'\{"format":(\d{1,9}),"codec":"([^"\\]{1,40})",')
_PREV = b',"prev":"'
_SUFFIX = len(_PREV) + 64 + len(b'"}')


class BadLine(Exception):
    """A stored line that is no whole record."""


class UnknownEvent(Exception):
    """A whole record that is no event this program knows."""


class BrokenChain(Exception):
    """An event whose line does not continue the one before it."""

    def __init__(self, event: AnyEvent) -> None:
        super().__init__(event.seq)
        self.event = event


class CannotStore(Exception):
    """An event that would not read back as it is, such as one with half a character in it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says about all lines."""

    format: int
    codec: str


class Codec(Protocol):
    """The only place that knows what bytes are stored: lines, drafts and the index alike."""

    name: str

    def encode(self, event: AnyEvent, previous: bytes) -> bytes:
        """The event's line without line feed; `previous` is the stored line before, b"" for the
        first.

        Raises CannotStore.
        """

    def decode(self, line: bytes, previous: bytes) -> AnyEvent:
        """Raises BadLine, UnknownEvent or BrokenChain."""

    def seal(self, data: JsonValue) -> bytes:
        """Anything else that is stored beside the lines."""

    def unseal(self, stored: bytes) -> JsonValue:
        """Raises BadLine."""


class PlainCodec:
    """Readable JSON, one line an event."""

    name = "plain"

    def encode(self, event: AnyEvent, previous: bytes) -> bytes:
        try:
            fields = event.model_dump(mode="json", exclude_defaults=True)
            body = self.seal({**fields, "type": event.type})
        except (ValueError, PydanticSerializationError) as error:
            raise CannotStore(str(error)) from error
        head = b"" if previous else b'"format":%d,"codec":"%s",' % (FORMAT, self.name.encode())
        return b"{" + head + body[1:-1] + _PREV + _link(previous) + b'"}'

    def decode(self, line: bytes, previous: bytes) -> AnyEvent:
        if line[-_SUFFIX : -_SUFFIX + len(_PREV)] != _PREV or line[-2:] != b'"}':
            raise BadLine
        start = 1 if previous else len(_head(line))
        try:
            event = EVENTS.validate_json(b"{" + line[start:-_SUFFIX] + b"}")
        except ValidationError as error:
            self.unseal(line)
            raise UnknownEvent from error
        if line[-66:-2] != _link(previous):
            raise BrokenChain(event)
        return event

    def seal(self, data: JsonValue) -> bytes:
        text = json.dumps(
            data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        return text.encode()

    def unseal(self, stored: bytes) -> JsonValue:
        try:
            data: JsonValue = json.loads(stored)
        except (ValueError, RecursionError) as error:
            raise BadLine from error
        return data


CODECS: Mapping[str, Codec] = {PlainCodec.name: PlainCodec()}
"""By the name in a transcript's first line."""


def read_header(line: bytes) -> Header | None:
    """What a transcript's first line says about itself; None when it is no transcript."""
    match = _HEADER.match(line)
    return Header(int(match[1]), match[2].decode("utf-8", "replace")) if match else None


def _head(line: bytes) -> bytes:
    match = _HEADER.match(line)
    if match is None:
        raise BadLine
    return match[0]


def _link(previous: bytes) -> bytes:
    return (hashlib.sha256(previous).hexdigest() if previous else _NO_LINE).encode()
