"""A case on its way to another computer: whole, private, and never taken in by halves."""

from __future__ import annotations

import hashlib
import json
import stat
import tempfile
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.events import AttachmentAdded
from interview.storage import archive as archives
from interview.storage import moving
from interview.storage.store import Held, StoreProblem
from tests.storage.made_up import CASE, NOON, FaultyDisk, answer, store, transcript, write_case

SCAN = b"%PDF-1.7 made up"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A case of four events, the last of them a document."""
    folder = tmp_path / "here"
    write_case(folder, answers=2)
    paper = tmp_path / "scan.pdf"
    paper.write_bytes(SCAN)
    with store(folder).open(CASE) as case:
        stored = case.attach(paper)
        case.append(
            AttachmentAdded(
                seq=4,
                at=NOON,
                operator="Rosa",
                attachment="notice",
                name=stored.name,
                sha256=stored.sha256,
                size=stored.size,
            )
        )
    return folder


@pytest.fixture
def archive(here: Path, tmp_path: Path) -> Path:
    store(here).export(CASE, tmp_path / "case.zip")
    return tmp_path / "case.zip"


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def add(folder: Path, seq: int, value: str = "More") -> None:
    with store(folder).open(CASE) as case:
        case.append(answer(seq, value))


def test_everything_arrives_and_nobody_else_can_read_it(
    here: Path, archive: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    found = store(there).take_in(archive)
    assert (found.case, found.came, found.events) == (CASE, "new", 4)
    assert content(there) == content(here)
    assert {stat.S_IMODE(path.stat().st_mode) for path in there.rglob("*") if path.is_file()} == {
        0o600
    }
    assert store(there).attachment(CASE, hashlib.sha256(SCAN).hexdigest()).read_bytes() == SCAN


def test_the_same_case_gives_the_same_bytes(here: Path, archive: Path, tmp_path: Path) -> None:
    store(here).export(CASE, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_what_went_on_elsewhere_continues_here_and_what_is_older_changes_nothing(
    here: Path, archive: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    store(there).take_in(archive)
    add(there, 5)
    store(there).export(CASE, tmp_path / "newer.zip")
    assert store(here).take_in(tmp_path / "newer.zip").came == "continued"
    assert transcript(here).read_bytes() == transcript(there).read_bytes()
    for older in (archive, tmp_path / "newer.zip"):
        before = content(here)
        assert store(here).take_in(older).came == "known"
        assert content(here) == before


def test_a_case_that_went_on_in_two_ways_is_refused(
    here: Path, archive: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    store(there).take_in(archive)
    add(there, 5, "There")
    add(here, 5, "Here")
    store(there).export(CASE, tmp_path / "other.zip")
    before = content(here)
    with pytest.raises(StoreProblem, match="differently here and there after step 4") as refused:
        store(here).take_in(tmp_path / "other.zip")
    assert refused.value.code == "import_exists"
    assert content(here) == before


def test_a_torn_tail_here_is_saved_before_the_case_goes_on(
    here: Path, archive: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    store(there).take_in(archive)
    add(there, 5)
    store(there).export(CASE, tmp_path / "newer.zip")
    with transcript(here).open("ab") as stream:
        stream.write(b'{"half')
    assert store(here).take_in(tmp_path / "newer.zip").came == "continued"
    assert any(".torn-" in name and data == b'{"half' for name, data in content(here).items())


def test_a_case_that_somebody_has_open_is_neither_exported_nor_taken_in(
    here: Path, archive: Path, tmp_path: Path
) -> None:
    with store(here).open(CASE):
        with pytest.raises(Held):
            store(here).export(CASE, tmp_path / "held.zip")
        with pytest.raises(Held):
            store(here).take_in(archive)
    assert not (tmp_path / "held.zip").exists()


def test_no_file_is_overwritten(here: Path, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(StoreProblem, match="exists already"):
        store(here).export(CASE, archive)
    assert archive.read_bytes() == before


def test_a_case_without_one_of_its_documents_is_not_exported(here: Path, tmp_path: Path) -> None:
    for path in (here / f"{CASE}.files").iterdir():
        path.unlink()
    with pytest.raises(StoreProblem, match="is missing"):
        store(here).export(CASE, tmp_path / "case.zip")
    assert not (tmp_path / "case.zip").exists()


def test_a_full_disk_leaves_no_half_of_a_case(archive: Path, tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.room = 40
    with pytest.raises(StoreProblem, match="the disk is full"):
        store(tmp_path / "there", disk).take_in(archive)
    assert not transcript(tmp_path / "there").exists()
    assert store(tmp_path / "there").take_in(archive).came == "new"


def test_a_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    found = store(tmp_path).secret()
    assert store(tmp_path).secret() == found != store(tmp_path / "other").secret()
    assert stat.S_IMODE((tmp_path / ".random").stat().st_mode) == 0o600


# archives that are not what they seem


def rewritten(
    archive: Path, change: dict[str, bytes | None], more: tuple[tuple[str, bytes], ...] = ()
) -> Path:
    """The archive with entries replaced, left out (None) or added."""
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more:
            new.writestr(name, data)
    return target


def listed(archive: Path, **changes: object) -> bytes:
    with zipfile.ZipFile(archive) as packed:
        return json.dumps({**json.loads(packed.read("manifest.json")), **changes}).encode()


FOREIGN = {
    "a name that climbs out": (("../../evil.jsonl", b"x"), "it holds “../../evil.jsonl”"),
    "a name from the root": (("/etc/passwd", b"x"), "it holds “/etc/passwd”"),
    "a drive": (("C:\\evil", b"x"), "it holds “C:"),
    "a folder": (("files/", b""), "it holds “files/”"),
    "a document that is none": (("files/readme.txt", b"x"), "it holds “files/readme.txt”"),
    "a document nobody listed": ((f"files/{'0' * 64}", b"x"), "what it holds is not what it lists"),
}


@pytest.mark.parametrize(("entry", "words"), FOREIGN.values(), ids=FOREIGN)
def test_an_archive_with_something_else_in_it_is_refused(
    archive: Path, tmp_path: Path, entry: tuple[str, bytes], words: str
) -> None:
    before = content(tmp_path)
    changed = rewritten(archive, {}, (entry,))
    with pytest.raises(StoreProblem) as refused:
        store(tmp_path / "there").take_in(changed)
    assert words in refused.value.sentence
    assert "Nothing was taken in" in refused.value.sentence
    changed.unlink()
    assert content(tmp_path) == before


def test_an_archive_whose_parts_do_not_fit_is_refused(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        line = packed.read("transcript.jsonl")
    cases: dict[str, dict[str, bytes | None]] = {
        "damaged": {"transcript.jsonl": line.replace(b"Rosa", b"Rita")},
        "no list": {"manifest.json": None},
        "cannot be understood": {"manifest.json": b'{"kind": "other"}'},
        "is not what it lists": {"transcript.jsonl": None},
        "newer version": {"manifest.json": listed(archive, format=2)},
        "holds the transcript of": {"manifest.json": listed(archive, case="c-000000")},
        "is not described": {
            "manifest.json": listed(archive, files={"transcript.jsonl": {"size": -1}})
        },
    }
    for words, change in cases.items():
        with pytest.raises(StoreProblem) as refused:
            store(tmp_path / "there").take_in(rewritten(archive, change))
        assert words in refused.value.sentence, words
        assert not list((tmp_path / "there").glob("*.jsonl"))


def test_a_transcript_without_its_document_is_refused(archive: Path, tmp_path: Path) -> None:
    document = f"files/{hashlib.sha256(SCAN).hexdigest()}.pdf"
    with zipfile.ZipFile(archive) as packed:
        files = json.loads(packed.read("manifest.json"))["files"]
    del files[document]
    changed = rewritten(archive, {document: None, "manifest.json": listed(archive, files=files)})
    with pytest.raises(StoreProblem, match="lacks 1 of the documents"):
        store(tmp_path / "there").take_in(changed)


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_can_swell_without_end_is_refused_before_anything_is_unpacked(
    tmp_path: Path, way: int
) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", way) as packed:
        packed.writestr("manifest.json", bytes(30_000_000))
    tracemalloc.start()
    with pytest.raises(StoreProblem, match=r"manifest\.json is packed in another way"):
        store(tmp_path / "there").take_in(bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_document_that_the_transcript_does_not_name_is_refused(
    archive: Path, tmp_path: Path
) -> None:
    data = b"somebody else's scan"
    name = f"files/{hashlib.sha256(data).hexdigest()}"
    with zipfile.ZipFile(archive) as packed:
        files = json.loads(packed.read("manifest.json"))["files"]
    files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    changed = rewritten(archive, {"manifest.json": listed(archive, files=files)}, ((name, data),))
    with pytest.raises(StoreProblem, match="holds 1 documents that c-7k3m9q does not name"):
        store(tmp_path / "there").take_in(changed)


def test_sizes_that_are_not_as_listed_or_too_much_in_all_are_refused(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(archive) as packed:
        files = json.loads(packed.read("manifest.json"))["files"]
    files["transcript.jsonl"]["size"] += 1
    with pytest.raises(StoreProblem, match="not as large as it says"):
        store(tmp_path / "there").take_in(
            rewritten(archive, {"manifest.json": listed(archive, files=files)})
        )
    monkeypatch.setattr(archives, "MOST_BYTES", archive.stat().st_size)
    with pytest.raises(StoreProblem, match="it holds more than"):
        store(tmp_path / "there").take_in(archive)


def test_what_a_killed_import_left_is_cleared_and_is_never_outside_the_folder_of_cases(
    archive: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    store(there).take_in(archive)
    before = content(there)
    leftovers = (
        there / f"{CASE}.incoming" / "scan.pdf",
        there / f"{CASE}.files" / ".0123456789abcdef.new",
    )
    for reach in (lambda: store(there).take_in(archive), lambda: store(there).open(CASE).close()):
        for path in leftovers:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(SCAN)
        reach()
        assert content(there) == before
        assert not leftovers[0].parent.exists()


def test_a_request_to_end_clears_what_was_unpacked(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, seen = tmp_path / "there", list[str]()

    def ended(source: Path, *_: object) -> None:
        seen.append(str(source.relative_to(there).parent))
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "copy_in", ended)
    with pytest.raises(KeyboardInterrupt):
        store(there).take_in(archive)
    assert seen == [f"{CASE}.incoming"]
    assert content(there) == {}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_archive_is_refused_or_arrives_whole(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there, packed = Path(name, "here"), Path(name, "there"), Path(name, "case.zip")
        write_case(here, answers=2)
        store(here).export(CASE, packed)
        whole = bytearray(packed.read_bytes())
        if data.draw(st.booleans()):
            del whole[data.draw(st.integers(0, len(whole) - 1)) :]
        else:
            place = data.draw(st.integers(0, len(whole) - 1))
            whole[place] ^= data.draw(st.integers(1, 255))
        packed.write_bytes(whole)
        with suppress(StoreProblem):
            store(there).take_in(packed)
        arrived = [path.read_bytes() for path in there.glob("*.jsonl")]
        assert arrived in ([], [transcript(here).read_bytes()])
