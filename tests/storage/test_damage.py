"""Transcripts that somebody or something damaged: opened read-only or refused, always with a
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from interview.storage.codec import PlainCodec
from interview.storage.store import StoreProblem
from tests.storage.made_up import CASE, answer, opened, store, transcript, write_case


def _line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return changed


def _without_line(number: int) -> Callable[[bytes], bytes]:
    return lambda data: b"\n".join(
        line for at, line in enumerate(data.split(b"\n"), 1) if at != number
    )


def _swapped(data: bytes) -> bytes:
    one, two, three, four, end = data.split(b"\n")
    return b"\n".join((one, three, two, four, end))


@pytest.mark.parametrize(
    ("damage", "events", "later", "words"),
    [
        (_line(2, lambda line: line[:40]), [1], [3, 4], "Line 2 .* cannot be read"),
        (_line(3, lambda line: b"\x00" * len(line)), [1, 2], [4], "Line 3 .* cannot be read"),
        (
            _line(1, lambda line: line[:60] + b"#" + line[61:]),
            [],
            [2, 3, 4],
            "Line 1 .* (cannot be read|does not know)",
        ),
        (
            _line(2, lambda line: line.replace(b"Nguy", b"Ngui")),
            [1, 2, 3, 4],
            [],
            "changed from outside at line 2 or 3",
        ),
        (
            _line(3, lambda line: line.replace(b"answer_given", b"answer_weighed")),
            [1, 2],
            [4],
            "does not know",
        ),
        (
            _line(4, lambda line: line.replace(b"answer_given", b"answer_weighed")),
            [1, 2, 3],
            [],
            "does not know",
        ),
        (
            _line(4, lambda line: line[:-66] + b"0" * 64 + b'"}'),
            [1, 2, 3, 4],
            [],
            "changed from outside at line 3 or 4",
        ),
        (_line(4, lambda line: line[:-1]), [1, 2, 3], [], "Line 4 .* cannot be read"),
        (
            _line(4, lambda line: line.replace(b'"at"', b'"at')),
            [1, 2, 3],
            [],
            "Line 4 .* cannot be read",
        ),
        (_line(4, lambda line: b"\x00" * len(line)), [1, 2, 3], [], "Line 4 .* cannot be read"),
        (
            _line(1, lambda line: line.replace(b'"seq":1', b'"seq":5')),
            [],
            [5, 2, 3, 4],
            "Line 1 .* the number 5",
        ),
        (_without_line(2), [1], [3, 4], "changed from outside at line 1 or 2"),
        (_swapped, [1], [3, 2, 4], "changed from outside at line 1 or 2"),
    ],
)
def test_damage_opens_read_only(
    tmp_path: Path,
    damage: Callable[[bytes], bytes],
    events: list[int],
    later: list[int],
    words: str,
) -> None:
    damaged = damage(write_case(tmp_path))
    transcript(tmp_path).write_bytes(damaged)
    with store(tmp_path).open(CASE) as case:
        assert re.search(words, case.read_only)
        assert [event.seq for event in case.reading.events] == events
        assert [event.seq for event in case.reading.later] == later
        assert not case.reading.torn, "a line that has its end is no write that was broken off"
        with pytest.raises(StoreProblem, match="Please either"):
            case.append(answer(case.next_seq))
        with pytest.raises(StoreProblem):
            case.attach(transcript(tmp_path))
    assert transcript(tmp_path).read_bytes() == damaged
    assert store(tmp_path).read(CASE).read_only


def test_a_gap_in_the_numbers_is_damage(tmp_path: Path) -> None:
    first = PlainCodec().encode(opened(), b"")
    transcript(tmp_path).write_bytes(first + b"\n" + PlainCodec().encode(answer(7), first) + b"\n")
    assert (
        "Line 2 of the transcript of c-7k3m9q carries the number 7"
        in store(tmp_path).read(CASE).read_only
    )


def test_a_copy_under_another_name_says_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "c-000000.jsonl").write_bytes(write_case(tmp_path))
    reading = store(tmp_path).read("c-000000")
    assert f"holds the transcript of {CASE}" in reading.read_only
    assert len(reading.events) == 4


def test_only_a_copy_that_lies_beside_the_case_is_read(tmp_path: Path) -> None:
    transcript(tmp_path).write_bytes(write_case(tmp_path))
    copy = tmp_path / f"{CASE} (1).jsonl"
    copy.write_bytes(transcript(tmp_path).read_bytes())
    assert len(store(tmp_path).read_copy(CASE, copy.name).events) == 4
    with pytest.raises(StoreProblem, match="There is no copy"):
        store(tmp_path).read_copy(CASE, f"{CASE}.jsonl")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda _: b"", "never_begun"),
        (lambda _: b"Dear Sir,\n", "foreign_file"),
        (lambda _: b"\x89PNG\r\n\x1a\n", "foreign_file"),
        (lambda _: b'{"name": "Ana"}\n', "foreign_file"),
        (lambda data: data.split(b"\n", 1)[1], "foreign_file"),
        (lambda data: data.replace(b'"format":1', b'"format":2', 1), "future_format"),
        (lambda data: data.replace(b'"codec":"plain"', b'"codec":"sealed"', 1), "unknown_codec"),
    ],
)
def test_what_is_no_transcript_of_ours_is_refused_and_left_alone(
    tmp_path: Path, change: Callable[[bytes], bytes], code: str
) -> None:
    data = change(write_case(tmp_path))
    transcript(tmp_path).write_bytes(data)
    for reach in (store(tmp_path).open, store(tmp_path).read):
        with pytest.raises(StoreProblem, match="Please either") as caught:
            reach(CASE)
        assert caught.value.code == code
    assert transcript(tmp_path).read_bytes() == data
    assert {each.name for each in tmp_path.iterdir()} == {transcript(tmp_path).name}, (
        "nothing is left locked or torn"
    )
