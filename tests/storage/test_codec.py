"""One codec for everything stored: what goes in comes out, and each line holds the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.events import AnswerGiven, AnyEvent, AttachmentAdded, NoteAdded, Undone
from interview.storage.codec import (
    BadLine,
    BrokenChain,
    CannotStore,
    Header,
    PlainCodec,
    UnknownEvent,
    read_header,
)
from tests.storage.made_up import NOON, answer, opened

CODEC = PlainCodec()
FIRST = CODEC.encode(opened(), b"")


@pytest.mark.parametrize(
    "event",
    [
        answer(2),
        NoteAdded(
            seq=2, at=NOON, operator="", text="tab\t, line\u2028 and 😀, \x00, {{ x }}", parked=True
        ),
        Undone(seq=2, at=NOON, operator="x", target=1),
        AttachmentAdded(
            seq=2,
            at=NOON,
            operator="x",
            attachment="a/r1",
            name="é.pdf",
            sha256="0",
            size=1,
            document_date=date(2026, 1, 2),
        ),
    ],
)
def test_an_event_comes_back(event: AnyEvent) -> None:
    line = CODEC.encode(event, FIRST)
    assert CODEC.decode(line, FIRST) == event
    assert b"\n" not in line


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_json, st.text(st.characters(codec="utf-8")))
def test_any_value_comes_back_on_one_line(value: JsonValue, typed: str) -> None:
    claim = Claim(
        state=AnswerState.answered, source=Source(party=Party.patient), value=value, typed=typed
    )
    event = AnswerGiven(seq=2, at=NOON, operator="x", address="a.b", claim=claim)
    line = CODEC.encode(event, FIRST)
    assert b"\n" not in line
    assert CODEC.decode(line, FIRST) == event


def test_a_line_is_readable_json_with_the_hash_of_the_line_before_at_its_end() -> None:
    line = CODEC.encode(answer(2, "Nguyễn"), FIRST)
    assert "Nguyễn" in line.decode()
    fields = json.loads(line)
    assert list(fields) == [*sorted(set(fields) - {"prev"}), "prev"]
    assert fields["prev"] == hashlib.sha256(FIRST).hexdigest()


def test_the_first_line_names_format_and_codec_before_anything_else() -> None:
    assert FIRST.startswith(b'{"format":1,"codec":"plain",')
    assert read_header(FIRST) == Header(1, "plain")
    assert CODEC.decode(FIRST, b"") == opened()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"null",
        b'{"a":1}',
        b"\x00" * 100,
        FIRST[:-1],
        answer(2).model_dump_json().encode(),
    ],
)
def test_a_part_of_a_line_is_a_bad_line(line: bytes) -> None:
    with pytest.raises(BadLine):
        CODEC.decode(line, FIRST)


def test_a_hole_inside_a_line_is_a_bad_line() -> None:
    line = CODEC.encode(answer(2), FIRST)
    with pytest.raises(BadLine):
        CODEC.decode(line[:20] + b"\x00" * 10 + line[30:], FIRST)


def test_a_whole_line_with_an_event_of_the_future_is_unknown_not_torn() -> None:
    line = CODEC.encode(answer(2), FIRST).replace(b"answer_given", b"answer_weighed")
    with pytest.raises(UnknownEvent):
        CODEC.decode(line, FIRST)


def test_a_line_after_a_changed_line_breaks_the_chain_and_still_tells_its_event() -> None:
    line = CODEC.encode(answer(2), FIRST)
    with pytest.raises(BrokenChain) as caught:
        CODEC.decode(line, FIRST.replace(b"Rosa", b"Rose"))
    assert caught.value.event == answer(2)


def test_half_a_character_cannot_be_stored() -> None:
    note = NoteAdded.model_construct(seq=2, at=NOON, operator="x", text="half \ud83d")
    with pytest.raises(CannotStore):
        CODEC.encode(note, FIRST)
