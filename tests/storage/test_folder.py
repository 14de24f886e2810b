"""The folder of cases: rights, ids, and folders that cannot be used."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from interview.storage import transcripts
from interview.storage.case_ids import ALPHABET, is_case_id, random_case_id, read_case_id
from interview.storage.lock import CaseLock
from interview.storage.store import OpenCase, StoreProblem, TranscriptStore
from tests.storage.made_up import CASE, answer, opened, store, transcript, write_case


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_only_the_owner_can_read_anything(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "new" / "cases"
        document = tmp_path / "a.pdf"
        document.write_bytes(b"x")
        with store(folder).create(opened()) as case:
            case.append(answer(2))
            case.save_draft("patient.name", "A")
            case.attach(document)
            store(folder).summaries(lambda events: {"n": len(events)}, "1")
            found = {path.name.split(".", 1)[1]: _mode(path) for path in folder.iterdir()}
            assert found == {
                "jsonl": 0o600,
                "lock": 0o600,
                "draft": 0o600,
                "files": 0o700,
                "index": 0o600,
            }
            assert [_mode(path) for path in (folder / f"{CASE}.files").iterdir()] == [0o600]
        assert (_mode(folder), _mode(folder.parent)) == (0o700, 0o700)
    finally:
        os.umask(before)


def test_a_folder_that_exists_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    write_case(tmp_path / "shared")
    assert _mode(tmp_path / "shared") == 0o755


def test_a_folder_below_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "cases"):
        with pytest.raises(StoreProblem, match="a file stands where a folder should be") as caught:
            store(folder).create(opened())
        assert "--transcripts" in caught.value.sentence


def test_a_folder_that_can_only_be_read_is_a_sentence_and_reading_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_case(tmp_path)

    def refuse(*_: object) -> CaseLock:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(transcripts, "CaseLock", refuse)
    uses: list[Callable[[], object]] = [
        lambda: store(tmp_path).open(CASE),
        lambda: store(tmp_path).create(opened("c-000000")),
    ]
    for use in uses:
        with pytest.raises(StoreProblem, match="you have no right to do that there") as caught:
            use()
        assert caught.value.code == "unwritable"
    assert len(store(tmp_path).read(CASE).events) == 4


def test_a_missing_folder_has_no_cases(tmp_path: Path) -> None:
    assert store(tmp_path / "none").cases() == ()
    assert not (tmp_path / "none").exists(), "looking makes no folder"


def test_only_transcripts_are_cases(tmp_path: Path) -> None:
    write_case(tmp_path)
    for name in (
        "notes.jsonl",
        "c-7k3m9q.jsonl.bak",
        "c-iiiiii.jsonl",
        "C-000000.jsonl",
        "c-0000000.jsonl",
        ".index",
    ):
        (tmp_path / name).write_text("x")
    assert store(tmp_path).cases() == (CASE,)


def test_a_folder_is_a_store_as_sessions_know_it(tmp_path: Path) -> None:
    cases: TranscriptStore = store(tmp_path)
    with cases.create(opened()) as created:
        case: OpenCase = created
        assert (case.case, case.next_seq, cases.where) == (CASE, 2, str(tmp_path))


def test_a_case_is_created_once(tmp_path: Path) -> None:
    data = write_case(tmp_path)
    with pytest.raises(StoreProblem, match="exists already"):
        store(tmp_path).create(opened())
    assert transcript(tmp_path).read_bytes() == data
    with store(tmp_path).open(CASE) as case:
        assert case.next_seq == 5


@pytest.mark.parametrize(
    "case",
    [
        "../c-7k3m9q",
        "c-../..",
        "c-7k3m9q/x",
        "",
        "c-7k3m9",
        "c-7k3m9q\n",
        "C-7K3M9Q",
        "/etc/passwd",
    ],
)
def test_no_id_leads_out_of_the_folder(tmp_path: Path, case: str) -> None:
    cases = store(tmp_path)
    uses: list[Callable[[str], object]] = [
        cases.open,
        cases.read,
        lambda each: cases.create(opened(each)),
    ]
    for use in uses:
        with pytest.raises(StoreProblem) as caught:
            use(case)
        assert caught.value.code == "not_a_case_id"


@pytest.mark.parametrize("typed", ["c-7k3m9q", " C-7K3M9Q ", "7k3m9q", "7K3M9Q"])
def test_an_id_is_understood_as_people_write_it(tmp_path: Path, typed: str) -> None:
    write_case(tmp_path)
    assert store(tmp_path).resolve(typed) == CASE


@pytest.mark.parametrize(("typed", "meant"), [("c-o1il0z", "c-01110z"), ("OOOOOO", "c-000000")])
def test_misread_signs_are_forgiven(typed: str, meant: str) -> None:
    assert read_case_id(typed) == meant


def test_an_unknown_case_is_a_sentence(tmp_path: Path) -> None:
    cases = store(tmp_path)
    for use in (cases.open, cases.read, cases.resolve):
        with pytest.raises(StoreProblem, match="There is no case c-7k3m9q"):
            use(CASE)


def test_new_ids_are_well_formed_unambiguous_and_not_taken(tmp_path: Path) -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ilou") & set(ALPHABET)
    taken = random_case_id(Random(5))
    with store(tmp_path).create(opened(taken)):
        new = store(tmp_path).new_case_id(Random(5))
    assert is_case_id(new)
    assert new != taken
    assert len({random_case_id() for _ in range(50)}) == 50
