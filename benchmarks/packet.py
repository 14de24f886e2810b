"""Measures a packet of 200 pages from 20 exhibits, and the memory it takes.

`python -m benchmarks.packet` measures it alone.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clock import repeated, shown
from benchmarks.report import Figure
from interview.letters import blocks as b
from interview.letters.writers.page import Page
from interview.letters.writers.pdf import to_pdf
from interview.packet.contents import Cover, Enclosure, Packet, Pointer
from interview.packet.papers import looked_over
from interview.packet.parts import made_parts

EXHIBITS, PAGES = 20, 10
DAY = date(2026, 11, 2)
BUDGET = 2.0
"""Seconds for the whole packet."""
MEGABYTE = 1_000_000


def packet_figures(folder: Path) -> list[Figure]:
    """The packet beside its budget; half of its exhibits are scans, half are printed."""
    folder.mkdir(parents=True, exist_ok=True)
    packet = _packet(folder)
    sizes = [len(made_parts(packet)[0])]
    best = repeated(lambda: made_parts(packet), 3).best
    words = [sys.executable, "-m", "benchmarks.packet", str(folder)]
    peak = int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    note = (
        f"{sizes[0] / MEGABYTE:.0f} MB; the process takes {peak / MEGABYTE:.0f} MB of memory at"
        " most"
    )
    return [
        Figure(f"packet of {EXHIBITS * PAGES} pages from {EXHIBITS} exhibits", best, BUDGET, note)
    ]


def _packet(folder: Path) -> Packet:
    letter = to_pdf(Page((b.Paragraph((b.Text("Please cover it. " * 400),)),), "Appeal", DAY))
    enclosures = []
    for number in range(EXHIBITS):
        path = folder / f"exhibit-{number}"
        if not path.exists():
            (_scan if number % 2 else _print)(path, number)
        paper = looked_over(path)
        pages = tuple(range(1, paper.pages + 1))
        enclosures.append(
            Enclosure(
                chr(ord("A") + number), f"Document {number}", path, paper.sort, paper.pages, pages
            )
        )
    cover = Cover(
        ("Example Plan",), "(202) 555-0143", ("Example Clinic",), "(202) 555-0100", "", "R-1", DAY
    )
    return Packet(
        "Appeal",
        cover,
        letter,
        _pages(letter),
        tuple(enclosures),
        (Pointer("Once", "C", 4),),
        None,
        True,
    )


def _pages(data: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as file:
        return len(file.pages)


def _print(path: Path, seed: int) -> None:
    words = b.Paragraph((b.Text(f"Page of document {seed}. " * 190),))
    pages = to_pdf(Page((words,) * 4 * PAGES, "Chart", DAY))
    import pikepdf

    with pikepdf.open(BytesIO(pages)) as file:
        del file.pages[PAGES:]
        for number, page in enumerate(file.pages):
            page.rotate(90 * (number % 4), relative=False)
        file.save(path)


def _scan(path: Path, seed: int) -> None:
    """Ten pages as an office's scanner makes them: a JPEG of 1,700 by 2,200 dots on each."""
    from PIL import Image

    grain = Image.frombytes("L", (850, 1100), random.Random(seed).randbytes(850 * 1100)).resize(
        (1700, 2200)
    )
    pages = [
        grain.point(lambda value, shift=number: 200 + (value + shift) % 55)
        for number in range(PAGES)
    ]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=200, quality=40)


def _most_memory() -> int:
    """The most memory that this process had at once, in bytes; 0 where the system does not tell.

    Not what `getrusage` says: that counts what the process had been before it became this program.
    """
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else 0


def main(words: list[str]) -> int:
    """Without a folder: the figures. With one that has the exhibits: the peak of memory in
    bytes.
    """
    if words:
        made_parts(_packet(Path(words[0])))
        print(_most_memory())
        return 0
    with TemporaryDirectory(prefix="bench-") as name:
        for figure in packet_figures(Path(name)):
            print(
                f"{figure.what}: {shown(figure.seconds)}, budget {shown(figure.budget)}:"
                f" {figure.verdict}"
            )
            print(figure.note)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
