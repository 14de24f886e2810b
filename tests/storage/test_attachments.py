"""Documents of a case: copied, named by hash, never overwritten, verified on reading."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from interview.storage import attachments_files
from interview.storage.store import StoreProblem
from tests.storage.made_up import CASE, FaultyDisk, opened, store, write_case

CONTENT = b"%PDF-1.7 made up"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def _document(tmp_path: Path, name: str = "fill history Ruíz.PDF") -> Path:
    path = tmp_path / name
    path.write_bytes(CONTENT)
    return path


def _stored(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cases" / f"{CASE}.files").iterdir())


def test_a_copy_named_by_its_hash_outlives_the_original(tmp_path: Path) -> None:
    document = _document(tmp_path)
    with store(tmp_path / "cases").create(opened()) as case:
        stored = case.attach(document)
        document.unlink()
        assert (stored.name, stored.sha256, stored.size) == (
            "fill history Ruíz.PDF",
            SHA256,
            len(CONTENT),
        )
        path = case.attachment(SHA256)
        assert path.name == f"{SHA256}.pdf"
        assert path.read_bytes() == CONTENT
    assert store(tmp_path / "cases").attachment(CASE, SHA256) == path


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.PDF", ".pdf"),
        ("a", ""),
        (".pdf", ""),
        ("a.b/..", ""),
        ("a.ver/y", ""),
        ("a.t$t", ""),
        ("a.123456789", ""),
    ],
)
def test_only_a_plain_suffix_is_taken_over(tmp_path: Path, name: str, suffix: str) -> None:
    if "/" in name:
        (tmp_path / name).parent.mkdir()
        name = name if not name.endswith("..") else "a.b/plain"
    with store(tmp_path / "cases").create(opened()) as case:
        case.attach(_document(tmp_path, name))
    assert [path.name for path in _stored(tmp_path)] == [SHA256 + suffix]


def test_the_same_document_twice_is_one_file_that_is_not_touched(tmp_path: Path) -> None:
    with store(tmp_path / "cases").create(opened()) as case:
        case.attach(_document(tmp_path))
        before = [
            (path.name, path.stat().st_mtime_ns, path.stat().st_ino) for path in _stored(tmp_path)
        ]
        case.attach(_document(tmp_path, "other.png"))
        assert [
            (path.name, path.stat().st_mtime_ns, path.stat().st_ino) for path in _stored(tmp_path)
        ] == before


def test_a_copy_that_was_changed_or_removed_is_noticed_and_can_be_attached_again(
    tmp_path: Path,
) -> None:
    document = _document(tmp_path)
    with store(tmp_path / "cases").create(opened()) as case:
        case.attach(document)
        (path,) = _stored(tmp_path)
        path.write_bytes(b"%PDF-1.7 made UP")
        with pytest.raises(StoreProblem, match="was changed after it was attached"):
            case.attachment(SHA256)
        case.attach(document)
        assert case.attachment(SHA256).read_bytes() == CONTENT
        assert b"%PDF-1.7 made UP" in [each.read_bytes() for each in _stored(tmp_path)], (
            "nothing is overwritten"
        )
        path.unlink()
        with pytest.raises(StoreProblem, match="is missing"):
            case.attachment(SHA256)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "*", SHA256[:10], SHA256.upper()])
def test_what_is_no_hash_finds_nothing(tmp_path: Path, sha256: str) -> None:
    with store(tmp_path / "cases").create(opened()) as case:
        case.attach(_document(tmp_path))
        with pytest.raises(StoreProblem, match="is missing"):
            case.attachment(sha256)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _big(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(attachments_files.MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "does not exist"),
        (Path.mkdir, "is a folder"),
        (Path.touch, "is empty"),
        (_pipe, "is not a file"),
        (_big, "larger than 200 MB"),
    ],
)
def test_what_cannot_be_attached_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, make: object, words: str
) -> None:
    assert callable(make)
    make(tmp_path / "document")
    with store(tmp_path / "cases").create(opened()) as case:
        with pytest.raises(StoreProblem, match=words) as caught:
            case.attach(tmp_path / "document")
        assert "Please" in caught.value.sentence
        assert not list((tmp_path / "cases").glob("*.files/*"))


def test_a_full_disk_leaves_nothing_half_copied(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path / "cases", disk).create(opened()) as case:
        disk.room = 5
        with pytest.raises(StoreProblem, match="the disk is full") as caught:
            case.attach(_document(tmp_path))
        assert caught.value.can_retry
        assert _stored(tmp_path) == []
        disk.room = None
        case.attach(_document(tmp_path))
        assert case.attachment(SHA256).read_bytes() == CONTENT


def test_a_copy_that_was_not_synced_has_no_name(tmp_path: Path) -> None:
    disk = FaultyDisk()
    with store(tmp_path / "cases", disk).create(opened()) as case:
        disk.sync_fails = True
        with pytest.raises(StoreProblem, match="the disk reports an error"):
            case.attach(_document(tmp_path))
        assert _stored(tmp_path) == []


def test_a_case_without_documents_says_so(tmp_path: Path) -> None:
    write_case(tmp_path)
    with pytest.raises(StoreProblem, match="is missing"):
        store(tmp_path).attachment(CASE, SHA256)
