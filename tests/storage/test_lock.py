"""One writer a case: what the lock's file holds, and what is left when it is released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.storage import lock
from interview.storage.store import Held
from tests.storage.made_up import CASE, answer, store, write_case


def test_the_locked_file_names_the_holder(tmp_path: Path) -> None:
    write_case(tmp_path)
    with store(tmp_path, operator="Ida Nguyễn").open(CASE):
        (path,) = tmp_path.glob("*.lock")
        holder = json.loads(path.read_text("utf-8"))
        assert holder["name"] == "Ida Nguyễn"
        assert holder["since"] == "2026-03-02T12:00:00+00:00"
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()


def test_a_second_opening_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    write_case(tmp_path)
    with store(tmp_path).open(CASE), pytest.raises(Held, match="Rosa Lindqvist has c-7k3m9q open"):
        store(tmp_path).open(CASE)
    store(tmp_path).open(CASE).close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": 1}', b"\xff" * 5000])
def test_what_an_ended_process_left_in_the_lock_is_ignored(tmp_path: Path, content: bytes) -> None:
    write_case(tmp_path)
    (tmp_path / f"{CASE}.lock").write_bytes(content)
    with store(tmp_path).open(CASE) as case:
        case.append(answer(5))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"name": 1}',
        b"[" * 2000,
        b'{"name":"","host":"","pid":1e999,"since":""}',
        b'{"name":"","host":"","pid":"12","since":""}',
    ],
)
def test_a_holder_whose_name_cannot_be_read_still_holds(tmp_path: Path, content: bytes) -> None:
    write_case(tmp_path)
    with store(tmp_path).open(CASE):
        (tmp_path / f"{CASE}.lock").write_bytes(content)
        with pytest.raises(Held, match="Somebody has c-7k3m9q open"):
            store(tmp_path).open(CASE)


def test_a_failed_opening_lets_go_of_the_lock(tmp_path: Path) -> None:
    (tmp_path / f"{CASE}.jsonl").write_bytes(b"not ours\n")
    for _ in range(2):
        with pytest.raises(Exception, match="not a transcript"):
            store(tmp_path).open(CASE)


def test_a_lock_file_removed_between_opening_and_locking_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder before removes the file as it lets go; a lock on the removed file would keep
    nobody out.
    """
    write_case(tmp_path)
    take, removals = lock._take, [1]  # noqa: SLF001  # the moment in question lies inside

    def remove_first(descriptor: int) -> bool:
        if removals:
            removals.pop()
            (tmp_path / f"{CASE}.lock").unlink()
        return take(descriptor)

    monkeypatch.setattr(lock, "_take", remove_first)
    with store(tmp_path).open(CASE):
        assert not removals
        with pytest.raises(Held):
            store(tmp_path).open(CASE)


def test_what_a_stranger_wrote_into_a_lock_steers_no_terminal(tmp_path: Path) -> None:
    write_case(tmp_path)
    with store(tmp_path).open(CASE):
        name = "Ida\x1b[2J\u202e\x9b31m" + "a" * 500
        holder = {"name": name, "host": "h\n", "pid": -1, "since": ""}
        (tmp_path / f"{CASE}.lock").write_text(json.dumps(holder))
        with pytest.raises(Held) as caught:
            store(tmp_path).open(CASE)
    assert caught.value.sentence.isprintable()
    assert len(caught.value.sentence) < 500
