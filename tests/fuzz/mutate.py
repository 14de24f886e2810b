"""Changes bytes, lines and JSON values at random, and makes up values that somebody hostile
might type.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from interview.storage.codec import PlainCodec, _link

HOSTILE = (
    "",
    " ",
    "\x00",
    "\x1b[2J\x1b]52;c;UFdO\x07",
    "\x9b31m",
    "Ana\u202egnp\u2066\u200b\ufeff",
    "\ud83d",
    "{{ patient.name }}{% for x in range(10**9) %}",
    "**bold** <script>alert(1)</script> &amp; [x](javascript:y)",
    "1e999",
    "-0",
    "9" * 400,
    "1/0/0000",
    "12/31/9999",
    "February 30",
    "١٢٣",
    "1½",
    "10⁶",
    "5 mg-10 mg every 0 days",
    "250 mg/5 mL",
    "in 99999999 years",
    "a" * 20_000,
    "( " * 3_000,
    "1, " * 3_000,
    "e\u0301" * 2_000,
    "👩\u200d👩\u200d👧" * 200,
    "../../etc/passwd",
    "c-step01/../x",
    "\r\n.\r\nEND:VCALENDAR",
    "NaN",
    "None",
    "$(rm -rf x)",
    "C34.11.22.33",
    "٪٪٪",
    "\u2028\u2029\x85\x0c",
)
JSON_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    1e308,
    "",
    [],
    {},
    "0001-01-01",
    "9999-12-31",
    *HOSTILE[:12],
)


def typed_value(random: Random) -> str:
    """Something to type: a hostile piece, several of them, or pieces of ordinary answers put
    together wrongly.
    """
    pieces = (
        *HOSTILE,
        "Ana Ruiz",
        "5/9/1980",
        "March 2025",
        "10 mg twice a day",
        "$40",
        "505-555-0136",
        "none",
        "yes",
    )
    chosen = [random.choice(pieces) for _ in range(random.choice((1, 1, 2, 3)))]
    text = random.choice(("", " ", ", ", "\n")).join(chosen)
    return mutated_text(text, random) if random.random() < 0.3 else text


def mutated_text(text: str, random: Random) -> str:
    characters = list(text) or [" "]
    for _ in range(random.randint(1, 5)):
        place = random.randrange(len(characters))
        characters[place] = chr(
            random.choice((random.randrange(32, 127), random.randrange(0x20, 0xD7FF), 0x1F600))
        )
    return "".join(characters)


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """The bytes with one or a few changes, of those that disks, editors and strangers make."""
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        data = random.choice(_CHANGES)(data, random)
    return data


def _place(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _flip(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: _place(data, random)]


def _leave_out(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + data[at + random.choice((1, 3, 40, 600)) :]


def _repeat(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    piece = data[at : at + random.choice((1, 8, 300))]
    return data[:at] + piece * random.choice((2, 3, 200)) + data[at:]


def _put_in(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    piece = random.choice(HOSTILE).encode("utf-8", "surrogatepass")[:2_000]
    return data[:at] + piece + data[at:]


def _zeros(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + b"\x00" * min(len(data) - at, random.choice((1, 16, 512))) + data[at + 512 :]


def _lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    if random.random() < 0.3:
        lines.insert(one, lines[two])
    return b"\n".join(lines)


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _cut,
    _leave_out,
    _repeat,
    _put_in,
    _zeros,
    _lines,
)


def mutated_json(value: Any, random: Random) -> Any:
    """The value with one thing in it replaced by another of any sort."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(sorted(value))
        changed = dict(value)
        if random.random() < 0.1:
            del changed[key]
        else:
            changed[key] = mutated_json(value[key], random)
        return changed
    if isinstance(value, list) and value and random.random() < 0.8:
        at = random.randrange(len(value))
        return [*value[:at], mutated_json(value[at], random), *value[at + 1 :]]
    if isinstance(value, int) and random.random() < 0.5:
        return value + random.choice((-1, 1, 10, -100))
    return random.choice(JSON_VALUES)


def mutated_transcript(data: bytes, random: Random) -> bytes:
    """Events whose content was changed while the chain holds: what the codec lets through, the
    state must fold.
    """
    codec, previous, lines = PlainCodec(), b"", []
    bodies = [json.loads(line) for line in data.splitlines()]
    for _ in range(random.choice((1, 1, 2, 4))):
        at = random.randrange(len(bodies))
        bodies[at] = (
            mutated_json(bodies[at], random) if random.random() < 0.8 else random.choice(bodies)
        )
    for number, body in enumerate(bodies, 1):
        fields = body if isinstance(body, dict) else {"type": "note_added", "text": str(body)}
        fields = {
            key: value for key, value in fields.items() if key not in ("format", "codec", "prev")
        }
        fields = fields if random.random() < 0.1 else {**fields, "seq": number}
        text = json.dumps(fields, ensure_ascii=True, allow_nan=True).encode()
        head = b"" if previous else b'"format":1,"codec":"%s",' % codec.name.encode()
        previous = b"{" + head + text[1:-1] + b',"prev":"' + _link(previous) + b'"}'
        lines.append(previous)
    return b"\n".join(lines) + b"\n"
