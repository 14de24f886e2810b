"""Which documents are taken, told by what they hold, and which are refused with what to do."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import features

from interview.packet.papers import Paper, looked_over
from interview.packet.parts import made_parts
from interview.packet.recognise import Sort
from interview.packet.unfit import Unfit
from tests.packet.making import HEIC, changed, enclosure, half_black, packet, pdf, texts

FRONT = 5
"""Pages of a packet before its first document: cover, letter and index."""


def make_tiff(path: Path) -> None:
    pages = [half_black(mode="1"), half_black(mode="1"), half_black(mode="L")]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])


SORTS: dict[str, tuple[Callable[[Path], object], Paper]] = {
    "PDF": (lambda path: pdf(path, 3), Paper(Sort.pdf, 3)),
    "JPEG": (lambda path: half_black().save(path, "JPEG"), Paper(Sort.jpeg, 1)),
    "PNG": (lambda path: half_black().save(path, "PNG"), Paper(Sort.png, 1)),
    "TIFF of three pages": (make_tiff, Paper(Sort.tiff, 3)),
    "GIF": (lambda path: half_black().save(path, "GIF"), Paper(Sort.gif, 1)),
    "BMP": (lambda path: half_black().save(path, "BMP"), Paper(Sort.bmp, 1)),
    "WebP": (lambda path: half_black().save(path, "WEBP"), Paper(Sort.webp, 1)),
    "AVIF": (lambda path: half_black().save(path, "AVIF"), Paper(Sort.avif, 1)),
    "HEIC": (lambda path: path.write_bytes(HEIC), Paper(Sort.heic, 1)),
    "DOCX": (lambda path: docx.Document().save(str(path)), Paper(Sort.docx, 0)),
}


@pytest.mark.parametrize("name", SORTS)
@pytest.mark.parametrize("suffix", [".pdf", ".jpg", ""])
def test_a_document_is_known_by_what_it_holds(name: str, suffix: str, tmp_path: Path) -> None:
    make, paper = SORTS[name]
    path = tmp_path / f"scan{suffix}"
    make(path)
    assert looked_over(path) == paper


def encrypted(path: Path, user: str, may_print: bool = True) -> None:
    allowed = pikepdf.Permissions(print_lowres=may_print, print_highres=may_print)
    with pikepdf.open(pdf(path), allow_overwriting_input=True) as file:
        file.save(path, encryption=pikepdf.Encryption(owner="x", user=user, allow=allowed))


def plain_bytes(path: Path) -> bytes:
    """Three pages as lines of text, as they are before anything is packed."""
    with pikepdf.open(pdf(path, 3), allow_overwriting_input=True) as file:
        unpacked = pikepdf.StreamDecodeLevel.generalized
        disable = pikepdf.ObjectStreamMode.disable
        file.save(
            path, compress_streams=False, stream_decode_level=unpacked, object_stream_mode=disable
        )
    return path.read_bytes()


def with_wrong_start(data: bytes) -> bytes:
    return data.replace(b"startxref\n", b"startxref\n9")


MENDED: dict[str, Callable[[bytes], bytes]] = {
    "a table said to be elsewhere": with_wrong_start,
    "no mark at the end": lambda data: data[: data.index(b"startxref")],
    "much behind the end": lambda data: data + b"\0" * 2500,
    "line ends of another system": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_pdf_that_every_viewer_opens_is_mended_for_the_packet_alone(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "scan.pdf"
    damaged = MENDED[name](plain_bytes(path))
    path.write_bytes(damaged)
    assert looked_over(path) == Paper(Sort.pdf, 3, is_mended=True)
    assert path.read_bytes() == damaged
    (data,) = made_parts(packet([enclosure("A", path)]))
    assert [f"Sheet {number}" in page for number, page in enumerate(texts(data)[FRONT:], 1)] == [
        True
    ] * 3


def cut_update(data: bytes) -> bytes:
    """The file with a later change behind it that was cut off."""
    return data + b"3 0 obj\n<< /Type /Page >>\nendobj\n"


KIDS = b"[ 3 0 R 4 0 R 5 0 R ]"
LOSSY: dict[str, Callable[[bytes], bytes]] = {
    "a later change that was cut off": cut_update,
    "two files in one": lambda data: with_wrong_start(data) * 2,
    "something else in place of a page": lambda data: data.replace(KIDS, b"[ 3 0 R (xyz) 5 0 R ]"),
    "nothing in place of a page": lambda data: data.replace(KIDS, b"[ 3 0 R 9 9 R 5 0 R ]"),
    "a page that is gone": lambda data: with_wrong_start(data).replace(b"4 0 obj", b"4 0 obx"),
    "a length that is wrong": lambda data: with_wrong_start(data).replace(
        b"/Length ", b"/Length 9"
    ),
}


@pytest.mark.parametrize("name", LOSSY)
def test_a_damaged_pdf_that_may_lack_something_is_refused(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(LOSSY[name](plain_bytes(path)))
    with pytest.raises(Unfit, match="is damaged or was cut off"):
        looked_over(path)
    assert capfd.readouterr() == ("", "")


def test_a_pdf_cut_off_anywhere_never_loses_a_page_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    whole = plain_bytes(path)
    outcomes = set()
    for length in range(20, len(whole), 43):
        path.write_bytes(whole[:length])
        try:
            outcomes.add(str(looked_over(path).pages))
        except Unfit as refused:
            outcomes.add(refused.why.partition(".")[0])
    assert outcomes == {"3", "is damaged or was cut off"}


def test_a_pdf_that_is_encrypted_and_open_to_everybody_is_taken(tmp_path: Path) -> None:
    encrypted(tmp_path / "scan.pdf", user="")
    assert looked_over(tmp_path / "scan.pdf") == Paper(Sort.pdf, 1)
    (data,) = made_parts(packet([enclosure("A", tmp_path / "scan.pdf")]))
    assert "Sheet 1" in texts(data)[FRONT]


def cut(path: Path, make: Callable[[Path], object], part: float) -> None:
    make(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])


def bomb(path: Path) -> None:
    """A PNG of 50,000 × 50,000 dots in a few hundred bytes."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 50_001)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d))
        for kind, d in parts
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def moving(path: Path, sort: str) -> None:
    half_black().save(path, sort, save_all=True, append_images=[half_black().rotate(180)])


def zipped(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")


def hidden_layer(file: pikepdf.Pdf) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def flat(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.MediaBox = Array([0, 0, 0, 0])


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing in it": (lambda path: path.write_bytes(b""), "is empty. Please scan"),
    "a locked PDF": (lambda path: encrypted(path, user="y"), "is locked with a password"),
    "a PDF that may not be printed": (
        lambda path: encrypted(path, "", may_print=False),
        "protected from",
    ),
    "a PDF cut in half": (lambda path: cut(path, pdf, 0.5), "is damaged or was cut off"),
    "a PDF without its last bytes": (lambda path: cut(path, pdf, 0.9), "is damaged or was cut off"),
    "a name of a PDF alone": (
        lambda path: path.write_bytes(b"%PDF-1.7 made up"),
        "is damaged or was cut off",
    ),
    "a PDF without a page": (
        lambda path: changed(pdf(path), lambda file: file.pages.remove(p=1)),
        "is damaged",
    ),
    "a PDF whose page has no size": (lambda path: changed(pdf(path), flat), "is damaged"),
    "a PDF with hidden layers": (
        lambda path: changed(pdf(path), hidden_layer),
        "layers that are switched off",
    ),
    "a folder of PDFs": (
        lambda path: changed(
            pdf(path), lambda file: setattr(file.Root, "Collection", Dictionary())
        ),
        "a folder of several files inside one PDF",
    ),
    "a ZIP archive": (
        lambda path: zipped(path, "a.txt"),
        "is a ZIP archive, whatever its name says",
    ),
    "half a ZIP archive": (lambda path: cut(path, lambda p: zipped(p, "a.txt"), 0.5), "is damaged"),
    "Word with a program": (
        lambda path: zipped(path, "word/document.xml", "word/vbaProject.bin"),
        "holds a program",
    ),
    "an old Word document": (
        lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x"),
        "old Office file",
    ),
    "a program": (
        lambda path: path.write_bytes(b"MZ\x90\x00"),
        "is no PDF, JPEG, PNG, TIFF, GIF, BMP, WebP, AVIF, HEIC or DOCX",
    ),
    "a web page": (lambda path: path.write_bytes(b"<html>"), "Please print it to PDF"),
    "half a JPEG": (
        lambda path: cut(path, lambda p: half_black().save(p, "JPEG"), 0.6),
        "is damaged or was cut off",
    ),
    "half a PNG": (
        lambda path: cut(path, lambda p: half_black().save(p, "PNG"), 0.6),
        "is damaged or was cut off",
    ),
    "half a TIFF": (lambda path: cut(path, make_tiff, 0.4), "is damaged or was cut off"),
    "half a HEIC": (lambda path: path.write_bytes(HEIC[:200]), "is damaged or was cut off"),
    "a GIF that moves": (
        lambda path: moving(path, "GIF"),
        "holds 2 pictures that are shown one after the other",
    ),
    "a WebP that moves": (lambda path: moving(path, "WEBP"), "holds 2 pictures"),
    "a PNG that moves": (lambda path: moving(path, "PNG"), "holds 2 pictures"),
    "an AVIF that moves": (lambda path: moving(path, "AVIF"), "holds 2 pictures"),
    "half a GIF": (
        lambda path: cut(path, lambda p: half_black().save(p, "GIF"), 0.5),
        "is damaged or was cut off",
    ),
    "half a WebP": (
        lambda path: cut(path, lambda p: half_black().save(p, "WEBP"), 0.5),
        "is damaged or was cut off",
    ),
    "half a BMP": (
        lambda path: cut(path, lambda p: half_black().save(p, "BMP"), 0.5),
        "is damaged or was cut off",
    ),
    "half an AVIF": (
        lambda path: cut(path, lambda p: half_black().save(p, "AVIF"), 0.5),
        "is damaged or was cut off",
    ),
    "words that begin like a BMP": (
        lambda path: path.write_bytes(b"BM: see the notes of Monday"),
        "is no PDF",
    ),
    "a picture of 2,500 million dots": (bomb, "has more than 64 million dots"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_used_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    make, words = HOSTILE[name]
    path = tmp_path / "scan.pdf"
    make(path)
    with pytest.raises(Unfit) as refused:
        looked_over(path)
    assert words in refused.value.why
    assert "Please" in refused.value.why or "please" in refused.value.why


def test_a_heic_photo_without_its_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pi_heif", None)
    path = tmp_path / "photo.jpg"
    path.write_bytes(HEIC)
    with pytest.raises(Unfit, match=r"pip install 'denial-interview\[heic\]'"):
        looked_over(path)


def test_an_avif_photo_without_its_reader_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_black().save(tmp_path / "photo.jpg", "AVIF")
    monkeypatch.setattr(features, "check", lambda _: False)
    with pytest.raises(Unfit, match="an AVIF photo, which this computer cannot read"):
        looked_over(tmp_path / "photo.jpg")


FUZZED = {name: make for name, (make, _) in SORTS.items() if name not in ("DOCX", "GIF", "BMP")}


@pytest.mark.parametrize("name", FUZZED)
def test_a_file_with_wrong_bytes_is_refused_or_can_be_packed(name: str, tmp_path: Path) -> None:
    FUZZED[name](tmp_path / "whole")
    whole = (tmp_path / "whole").read_bytes()
    chance = Random(5)
    outcomes = set()
    for number in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 40])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / str(number)
        path.write_bytes(data)
        try:
            paper = looked_over(path)
        except Unfit:
            outcomes.add("refused")
            continue
        outcomes.add("packed")
        if paper.sort is not Sort.tiff:  # One without its pointer to the next page ends there.
            assert paper.pages == SORTS[name][1].pages
        if paper.pages:
            (packed,) = made_parts(packet([enclosure("A", path)]))
            assert len(texts(packed)) == FRONT + paper.pages
    assert outcomes == {"refused", "packed"}
